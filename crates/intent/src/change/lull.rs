//! Messages that are to stay away at times: `don't alert on CO if the fan is on`, `no alarm during maintenance`, `stop the
//! humidity alarm for an hour`. A rule holds at all times or at certain hours, so what else would silence it is asked
//! about, and the rule stays.

use std::ops::Range;

use specgen_spec::fact::Facet;

use super::clause::Clause;
use super::limit::durations;
use super::request::Request;
use super::untold::unsent;
use super::vague;
use crate::coverage::weighs;
use crate::frames::qualifier::is_clock;
use crate::lexicon::{Class, Words};

/// What says which rule is meant.
const WATCHED: [Class; 3] = [Class::Offline, Class::Geo, Class::Still];

/// Reads a refusal of messages that holds under a condition or for a time.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    if !refuses(request, clause) || !of_messages(request, &range) {
        return false;
    }
    let paced = range.clone().any(|at| request.doc.is(at, Class::Hyst));
    if paced || clause.act.as_deref() == Some("keep") {
        return false;
    }
    let found = amid(request, &range)
        .or_else(|| condition(request, &range))
        .or_else(|| for_a_time(request, &range));
    // `if I don't hear from a barn` refuses nothing.
    let first = first_refusal(request, &range);
    let Some(when) = found.filter(|when| first.is_some_and(|first| first < when.start)) else {
        return false;
    };
    let said = request.doc.quote(&when).trim().to_owned();
    let rules = request.alerts(&(range.start..when.start));
    let known = match rules.as_slice() {
        [one] => format!("`{one}` holds"),
        _ => "A rule holds".to_owned(),
    };
    let question = format!(
        "\"{said}\": {known} at all times, or at certain hours. Should it go altogether, hold at which hours, or stay as it is?"
    );
    request.doc.notes.ask(Facet::Alert, question);
    vague::quote(request, range);
    true
}

/// Does a clause refuse something, or take it away?
fn refuses(request: &Request, clause: &Clause) -> bool {
    let range = &clause.range;
    let takes = matches!(clause.act.as_deref(), Some("remove" | "disable")) && !clause.negated;
    let negated = || clause.negated || range.clone().any(|at| request.doc.is(at, Class::Neg));
    takes
        || request.has(range, Class::Cue, "hush")
        || unsent(request, range).is_some()
        || clause.act.as_deref() != Some("add") && negated() && !not_merely(request, range)
}

/// Where a clause begins to refuse.
fn first_refusal(request: &Request, range: &Range<usize>) -> Option<usize> {
    let order = unsent(request, range);
    let refuses = |at: &usize| {
        let here = *at..at + 1;
        request.doc.is(*at, Class::Neg)
            || Some(*at) == order
            || request.has(&here, Class::Cue, "hush")
            || ["remove", "disable", "turn", "take"]
                .iter()
                .any(|act| request.has(&here, Class::Act, act))
    };
    range.clone().find(refuses)
}

/// `not only at night`, `not before`, `5, not 6`: the word refuses no message.
fn not_merely(request: &Request, range: &Range<usize>) -> bool {
    let refusal = range.clone().find(|at| request.doc.is(*at, Class::Neg));
    let instead = request
        .mark(range, Class::Cue, "instead")
        .is_some_and(|cue| {
            let alone = cue.range.clone().all(|at| request.doc.is(at, Class::Neg));
            !alone || !request.numbers(range).is_empty()
        });
    let figure = refusal.is_some_and(|at| request.numbers(&(at..range.end.min(at + 3))).len() == 1);
    instead || figure || request.has(range, Class::Cue, "only")
}

/// Is a clause about messages, and not about readings or pages?
fn of_messages(request: &Request, range: &Range<usize>) -> bool {
    request.speaks_of_alerts(range) || range.clone().any(|at| request.doc.is(at, Class::Channel))
}

/// `during maintenance`, `on Sundays`
fn amid(request: &Request, range: &Range<usize>) -> Option<Range<usize>> {
    let cue = |value: &str| request.mark(range, Class::Cue, value);
    if let Some(mark) = cue("calendar") {
        return Some(mark.range.start..range.end);
    }
    let during = cue("amid").filter(|mark| mark.range.start > range.start)?;
    let mut behind = during.range.end..range.end;
    let says = behind.any(|at| weighs(&request.doc, at));
    says.then_some(during.range.start..range.end)
}

/// `if the fan is already on`: what is behind the condition does not say which rule is meant.
fn condition(request: &Request, range: &Range<usize>) -> Option<Range<usize>> {
    let doc = &request.doc;
    let when = range.clone().find(|at| doc.is(*at, Class::If))?;
    let (before, behind) = (range.start..when, when + 1..range.end);
    let idle = |at: usize| request.has(&(at..at + 1), Class::Cue, "idle");
    let says = |at: usize| weighs(doc, at) && !idle(at);
    if !behind.clone().any(says) {
        return None;
    }
    let things = |range: &Range<usize>| {
        let mut named = request.objects(range);
        named.retain(|object| object.of("metrics") || object.of("alerts"));
        named
    };
    let (named, meant) = (things(&before), things(&behind));
    let watched = || {
        let crosses = |at| crate::frames::geofence::leaves(doc, at);
        let kind = |at: usize| WATCHED.iter().any(|class| doc.is(at, *class));
        let told = behind.clone().any(|at| kind(at) || crosses(at));
        told || !request.parts(&behind).is_empty()
    };
    let other = !meant.is_empty()
        && meant
            .iter()
            .all(|one| named.iter().all(|known| known.path != one.path));
    let extra = if named.is_empty() {
        meant.is_empty() && !watched()
    } else {
        other || meant.is_empty() && !watched()
    };
    extra.then_some(when..range.end)
}

/// `for an hour`, `before 6:00`
fn for_a_time(request: &Request, range: &Range<usize>) -> Option<Range<usize>> {
    let doc = &request.doc;
    if request.compares(range) || doc.any(range, Class::If) {
        return None;
    }
    let led = |at: usize, list: Words| {
        let near = (at.saturating_sub(2).max(range.start)..at).rev();
        let mut near = near.take_while(|at| {
            doc.is_filler(*at) || doc.says(*at, list) || doc.is(*at, Class::Number)
        });
        near.find(|at| doc.says(*at, list))
    };
    let times = durations(request, range);
    let lasting = times.iter().find_map(|(_, at)| led(*at, Words::QuietFor));
    let clock = || {
        let mut hours = range.clone().filter(|at| is_clock(doc.word(*at)));
        let (one, none) = (hours.next()?, hours.next());
        led(one, Words::QuietEdge).filter(|_| none.is_none())
    };
    let start = lasting.or_else(clock)?;
    Some(start..range.end)
}
