//! The last pass over a request: what means something and no step holds is quoted, however little it is.
//!
//! The coverage account passes over a word or two beside something understood. Here it is told which of them may not
//! be lost: an order that nothing carries out, a word that a specification has a place for, a unit nobody knows.

use std::ops::Range;

use specgen_spec::fact::facts;
use specgen_spec::origin::Origins;

use super::Step;
use super::clause::Clause;
use super::mark::Mark;
use super::narrow;
use super::request::Request;
use crate::chunk::Kind;
use crate::coverage::weighs;
use crate::frames::retention::past;
use crate::lexicon::{Class, Words};
use crate::setting::is_figure;

/// The rule of what is left; the coverage account quotes what carries it.
pub const LEFT: &str = "left";

/// Orders that never go without saying.
const ORDERS: [&str; 11] = [
    "remove", "rename", "disable", "enable", "swap", "allow", "raise", "lower", "group",
    "stricter", "looser",
];
/// Meanings that a specification has a place for.
const HELD: [Class; 10] = [
    Class::Severity,
    Class::Period,
    Class::Storage,
    Class::Protocol,
    Class::DeviceAuth,
    Class::Login,
    Class::Realtime,
    Class::Channel,
    Class::Nfr,
    Class::Forever,
];

/// Marks what is left.
pub fn read(request: &mut Request) {
    for clause in request.clauses.clone() {
        if abandoned(request, &clause) {
            set_aside(request, clause.range);
        }
    }
    let nothing = request.steps.is_empty();
    let found: Vec<Range<usize>> = (0..request.doc.chunks.len())
        .filter(|at| {
            (nothing || named(request, *at)) && unknown(request, *at)
                || nothing && free(request, *at)
                || lost(request, *at)
        })
        .map(|at| at..at + 1)
        .chain(units(request))
        .collect();
    for range in found {
        set_aside(request, range);
    }
    let strange: Vec<usize> = (0..request.doc.chunks.len())
        .filter(|at| nothing && is_strange(request, *at))
        .collect();
    for at in strange {
        if let Some(slot) = request.doc.used.get_mut(at) {
            *slot = Some(LEFT);
        }
    }
    for range in unheard(request) {
        for slot in request.doc.used.get_mut(range).into_iter().flatten() {
            *slot = Some(LEFT);
        }
    }
}

fn set_aside(request: &mut Request, range: Range<usize>) {
    for slot in request.doc.used.get_mut(range).into_iter().flatten() {
        slot.get_or_insert(LEFT);
    }
}

/// `add nitrate and archive it`: an order of which nothing was read.
fn abandoned(request: &Request, clause: &Clause) -> bool {
    let ordered = clause
        .act
        .as_deref()
        .is_some_and(|act| ORDERS.contains(&act));
    let own = request.span(&clause.range);
    let heard = request.steps.iter().any(|step| {
        let span = match step {
            Step::Fact(fact) => fact.span,
            Step::Edit { span, .. } => Some(*span),
        };
        span.is_some_and(|span| span.start < own.end && own.start < span.end)
    });
    let read = clause
        .range
        .clone()
        .filter(|at| !request.doc.is(*at, Class::CmdCue))
        .any(|at| request.doc.is_used(at) && weighs(&request.doc, at));
    // `rename the e-mail channel to mail` is no wish for e-mail.
    let nothing = clause.act.as_deref() == Some("rename") && request.steps.is_empty();
    let nothing = nothing && !request.heard;
    ordered && !clause.negated && !heard && (!read || nothing)
}

/// What is said to be there already must have been understood to the last word: `export as Excel instead of CSV`.
fn unknown(request: &Request, at: usize) -> bool {
    let doc = &request.doc;
    let unknown = doc
        .chunks
        .get(at)
        .is_some_and(crate::chunk::Chunk::is_unknown);
    let idle = request.has(&(at..at + 1), Class::Cue, "idle");
    unknown && !idle && !doc.is_used(at) && weighs(doc, at)
}

/// Where nothing is to change, each word must be one of what is there: `the webhook not during opening hours` is not.
fn free(request: &Request, at: usize) -> bool {
    let doc = &request.doc;
    let steers = |mark: &Mark| mark.range.contains(&at) && !narrow::narrows(mark);
    let steers = request.marks.iter().any(steers);
    let word = matches!(doc.kind(at), Some(Kind::Word | Kind::TimeUnit(_)));
    let free = !doc.is_used(at) && !doc.is(at, Class::Device) && !past(doc, at);
    word && free && !steers && weighs(doc, at)
}

/// A number in figures that no fact of the specification holds, where nothing is to change: `use 10 minute averages`.
fn is_strange(request: &Request, at: usize) -> bool {
    let doc = &request.doc;
    let value = match doc.kind(at) {
        Some(Kind::Number { low, .. } | Kind::Quantity { low, .. }) => *low,
        Some(Kind::Duration { low_s, .. }) => *low_s,
        _ => return false,
    };
    let listed = matches!(doc.used.get(at), Some(Some("list" | super::doubt::TOLD)));
    if !is_figure(doc, at) || listed {
        return false;
    }
    let held = facts(request.base, &Origins::default());
    let number = doc.quote(&(at..at + 1));
    let part = |c: char| c.is_ascii_digit() || c == '.';
    let digits: String = number.chars().take_while(|c| part(*c)).collect();
    // `5` stands in `5min`, not in `15min` or `1.5`.
    let written = |text: &str| {
        let mut numbers = text.split(|c| !part(c));
        numbers.any(|number| number == digits)
    };
    let holds = |held: &serde_json::Value| {
        held.as_f64()
            .is_some_and(|held| (held - value).abs() < 1e-9)
            || held.as_str().is_some_and(written)
            || held
                .as_array()
                .is_some_and(|list| list.iter().any(|item| written(&item.to_string())))
    };
    !held.iter().any(|fact| fact.keys.values().any(holds))
}

/// A name that somebody wrote as one.
fn named(request: &Request, at: usize) -> bool {
    request.doc.word(at).contains('_')
}

/// A word with a place in a specification that nobody took, and that is said nowhere else in the request.
fn lost(request: &Request, at: usize) -> bool {
    let doc = &request.doc;
    let meant = |at: usize| {
        HELD.iter()
            .find_map(|class| Some((*class, doc.value(at, *class)?.to_owned())))
    };
    // `push new values to the browser` orders something.
    let steers = request
        .marks
        .iter()
        .any(|mark| mark.class == Class::Act && mark.range.contains(&at));
    let opens = request.clause_at(at).start == at;
    if steers || opens || doc.is_used(at) || !weighs(doc, at) || doc.is(at, Class::Alert) {
        return false;
    }
    let Some(own) = meant(at) else { return false };
    let again = |other: usize| doc.is_used(other) && meant(other).as_ref() == Some(&own);
    !(0..doc.chunks.len()).any(again)
}

/// `keep the other limit as a warning`, `viewers may only read`: words that a rule of the reading passes by, and that
/// no step holds.
fn unheard(request: &Request) -> Vec<Range<usize>> {
    let doc = &request.doc;
    let mut out = Vec::new();
    for at in 1..doc.chunks.len() {
        let clause = request.clause_at(at);
        if doc.is(at, Class::Severity) && !said(request, &clause, "severity") {
            let lead = (at.saturating_sub(2)..at).find(|before| doc.says(*before, Words::As));
            out.extend(lead.map(|lead| lead..at + 1));
        }
        // `operators may not`
        let refused = doc.is(at, Class::Neg) && request.has(&clause, Class::Cue, "modal");
        let only = doc.value(at, Class::RolesCue) == Some("only") || refused;
        if only && !said(request, &clause, "only") {
            let part = doc.segment_of(at);
            let joint = |i: &usize| doc.is(*i, Class::And);
            let from = (part.start..at)
                .rev()
                .find(joint)
                .map_or(part.start, |i| i + 1);
            let to = (at..part.end).find(joint).unwrap_or(part.end);
            let nothing = request.steps.is_empty();
            if nothing && !refused || (from..to).any(|i| doc.is(i, Class::Role)) {
                out.push(from..to);
            }
        }
    }
    out
}

/// Does a step of a clause hold something under a key?
fn said(request: &Request, clause: &Range<usize>, key: &str) -> bool {
    let own = request.span(clause);
    request.steps.iter().any(|step| match step {
        Step::Fact(fact) => {
            let inside = fact
                .span
                .is_some_and(|span| span.start < own.end && own.start < span.end);
            inside && fact.keys.contains_key(key)
        }
        Step::Edit { edit, span } => {
            let path = edit.path();
            let allows = key == "only" && path.to_string().starts_with("api.allow");
            let inside = span.start < own.end && own.start < span.end;
            inside && (path.last() == key || allows)
        }
    })
}

/// `yeast count (M/mL)`: what stands in brackets behind a quantity is its unit, also when nobody knows it.
fn units(request: &Request) -> Vec<Range<usize>> {
    let doc = &request.doc;
    let opens = (1..doc.chunks.len()).filter(|at| doc.sign(*at, '('));
    let measured = opens.filter(|at| doc.used.get(at - 1) == Some(&Some("metric")));
    let bracketed = measured.filter_map(|open| {
        let close = (open + 1..doc.chunks.len()).find(|at| doc.sign(*at, ')'))?;
        let inside = open + 1..close;
        let free = inside.clone().all(|at| !doc.is_used(at));
        let slash = doc.quote(&inside).contains('/');
        (free && slash && !inside.is_empty()).then_some(inside)
    });
    // `the yeast count in M/mL`
    let told = (2..doc.chunks.len().saturating_sub(1)).filter_map(|slash| {
        let from = slash - 1;
        let named = doc.sign(slash, '/')
            && doc.word(slash - 2) == "in"
            && from > 1
            && doc.used.get(slash - 3) == Some(&Some("metric"))
            && !doc.is_used(from);
        named.then_some(from..slash + 2)
    });
    bracketed.chain(told).collect()
}
