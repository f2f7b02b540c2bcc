//! Does a clause set a limit that is there, or does it speak of another rule?

use std::ops::Range;

use specgen_spec::fact::Facet;

use super::background;
use super::bound::Bound;
use super::clause::Clause;
use super::limit::{Given, bounds, given, same};
use super::nouns;
use super::request::Request;
use crate::lexicon::Class;

/// Does the clause set a limit that is there, instead of making another rule?
pub fn asked(request: &Request, clause: &Clause) -> bool {
    let range = &clause.range;
    // `pressure drop alarm: 1 bar in 5 minutes` is how fast something changes.
    if range.clone().any(|at| nouns::is_fall(&request.doc, at)) {
        return false;
    }
    let changes = matches!(
        clause.act.as_deref(),
        Some("raise" | "lower" | "set" | "swap" | "convert" | "stricter" | "looser")
    );
    let replaces = ["instead", "now", "upto"]
        .iter()
        .any(|cue| request.has(range, Class::Cue, cue));
    let limited = request.has(range, Class::Thing, "limit")
        || request.has(range, Class::Thing, "upper")
        || request.has(range, Class::Thing, "lower");
    let told = request.speaks_of_alerts(range);
    if clause.act.as_deref() == Some("add") {
        return false;
    }
    // `the alarm 2 degrees later`
    let moved = |one: &Given| super::relative::behind(request, range, one.at).is_some();
    if given(request, range).iter().any(moved) && !request.compares(range) {
        return told || limited || !request.alerts(range).is_empty();
    }
    // `oxygen: 5 % instead of 6 %`
    let exchanged = request.has(range, Class::Cue, "instead")
        && given(request, range).len() > 1
        && !request.alerts(range).is_empty();
    if exchanged
        || exchanges_present(request, range)
        || resumes(request, clause).is_some() && changes
    {
        return true;
    }
    if mentions_present(request, range) || is_band(request, range) {
        return true;
    }
    // `alarm at 29 °C` gives the one rule of a quantity its number.
    let only_at = range
        .clone()
        .all(|at| request.doc.value(at, Class::Op).is_none_or(|op| op == "at"));
    let one = bounds(request, range, &given(request, range)).len() == 1;
    let second = request.has(range, Class::Cue, "beside");
    if only_at && one && told && !second && !request.alerts(range).is_empty() {
        return true;
    }
    // A comparison without a word of change is another rule; on an open limit it is the number that was asked for.
    if request.compares(range) {
        return replaces || changes && (limited || told);
    }
    changes && (limited || told || !request.alerts(range).is_empty())
        || replaces && (limited || told || request.has(range, Class::Cue, "upto"))
        || limited
        || told && !request.alerts(range).is_empty()
}

/// `make it 1.5 °C instead of zero`, `from -18 to -15`, `95 is too late, at 88 already`: a number that only one limit has says which one is meant.
fn exchanges_present(request: &Request, range: &Range<usize>) -> bool {
    let exchanged = request.has(range, Class::Cue, "instead")
        || request.has(range, Class::Cue, "missed")
        || request.doc.word_in(range, "from")
        || range.clone().any(|at| request.doc.sign(at, '→'));
    let given = given(request, range);
    if !exchanged || given.len() != 2 {
        return false;
    }
    let bounds = bounds(request, range, &given);
    let present = |one: &Given| bounds.iter().filter(|bound| same(one, bound)).count();
    let [a, b] = [
        given.first().map_or(0, present),
        given.last().map_or(0, present),
    ];
    a + b == 1
}

/// `The frost warning comes too late. Make it 1.5 °C`: what is said of rules goes on.
pub fn resumes(request: &Request, clause: &Clause) -> Option<Range<usize>> {
    let before = request
        .clauses
        .iter()
        .rev()
        .find(|other| other.range.end <= clause.range.start);
    let verb = matches!(clause.act.as_deref(), Some("set" | "raise" | "lower"));
    let goes_on = (verb || request.has(&clause.range, Class::Cue, "it"))
        && request.objects(&clause.range).is_empty();
    let complaint = |before: &&Clause| {
        request.speaks_of_alerts(&before.range)
            && !background::asks(&request.doc, &before.range)
            && given(request, &before.range)
                .iter()
                .all(|one| request.doc.is_used(one.at))
    };
    let found = before.filter(complaint).filter(|_| goes_on)?;
    Some(found.range.clone())
}

/// `the vibration alert is too sensitive at 6 mm/s`: the number is the one that holds.
fn mentions_present(request: &Request, range: &Range<usize>) -> bool {
    let at = |at: usize| request.doc.value(at, Class::Op) == Some("at");
    let given = given(request, range);
    let bounds = bounds(request, range, &given);
    let held =
        |one: &Given| at(one.at.wrapping_sub(1)) && bounds.iter().any(|bound| same(one, bound));
    !request.alerts(range).is_empty() && !given.is_empty() && given.iter().all(held)
}

/// `the new directive allows pH 6.8 to 7.6`: two numbers for the one rule that has two.
fn is_band(request: &Request, range: &Range<usize>) -> bool {
    let given = given(request, range);
    let [low, high] = given.as_slice() else {
        return false;
    };
    let named = !request.metrics(range).is_empty() || !request.alerts(range).is_empty();
    // `the wort may run between 18 and 23 °C`
    let allowed = request.has(range, Class::Cue, "allowed");
    let bounds = bounds(request, range, &given);
    let both = matches!(bounds.as_slice(), [a, b] if a.alert == b.alert && a.low && !b.low);
    // `pH alarm outside 7.6 to 8.6`, without a word of another one, is the rule that is there.
    let stated = request.has(range, Class::Thing, "alert")
        && !request.has(range, Class::Cue, "beside")
        && !range.clone().any(|at| {
            let act = request.doc.value(at, Class::Act);
            request.doc.is(at, Class::If) || matches!(act, Some("add" | "notify"))
        });
    named && both && low.at == high.at && (stated || allowed || !request.compares(range))
}

/// Asks which limit is meant.
pub fn which(request: &mut Request, clause: &Clause, bounds: &[Bound]) {
    let said = request.doc.quote(&clause.range).to_owned();
    let known: Vec<String> = bounds
        .iter()
        .map(|bound| {
            let value = bound
                .value
                .map_or_else(|| "open".to_owned(), |value| value.to_string());
            let unit = bound.unit.as_deref().unwrap_or_default();
            format!("{} {} of `{}`", value, unit, bound.alert).replace("  ", " ")
        })
        .collect();
    request.doc.notes.ask(
        Facet::Alert,
        format!("Which limit does \"{said}\" mean: {}?", known.join(", or ")),
    );
}
