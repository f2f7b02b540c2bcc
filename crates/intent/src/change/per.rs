//! Quantities by a period and no word of how: `energy per day and site` is a statistic to be named, no send interval.

use std::ops::Range;

use specgen_spec::fact::Facet;

use super::clause::Clause;
use super::request::Request;
use super::vague;
use crate::chunk::Kind;
use crate::lexicon::{Class, Words};

/// Seconds of an hour, the shortest period that is asked about: a value per minute may well be sent that often.
const HOUR_S: f64 = 3600.0;

/// Asks what is wanted of a quantity per hour, day, week or month.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let asks = matches!(
        clause.act.as_deref(),
        None | Some("add" | "set" | "enable" | "convert")
    );
    let doc = &request.doc;
    let others = [
        Class::Func,
        Class::Send,
        Class::Op,
        Class::Open,
        Class::Alert,
        Class::If,
        Class::Keep,
        Class::Times,
        Class::Hyst,
        Class::Channel,
        Class::Offline,
        Class::Cap,
        Class::Rollup,
    ];
    let said = |at: usize| others.iter().any(|class| doc.is(at, *class)) || doc.is(at, Class::Dash);
    let often = request.has(&range, Class::Thing, "interval") || range.clone().any(said);
    let counted = range.clone().any(|at| {
        matches!(
            doc.kind(at),
            Some(Kind::Number { .. } | Kind::Quantity { .. } | Kind::Duration { .. })
        )
    });
    let Some(period) = range.clone().find(|at| is_period(request, *at)) else {
        return false;
    };
    let mentioned = request
        .mentions
        .iter()
        .find(|mention| (range.start..period).contains(&mention.range.start));
    let (Some(mentioned), false, false, true) = (mentioned, often, counted, asks) else {
        return false;
    };
    let name = mentioned.name.replace('_', " ");
    let each = period_words(request, period, &range);
    let question = format!(
        "Which statistic of {name} {each}: the sum, the average, the minimum or the maximum? Or is that how often it is sent?"
    );
    request.doc.notes.ask(Facet::Aggregate, question);
    vague::quote(request, range);
    true
}

/// Is it `per day`, or `day` behind `per`?
fn is_period(request: &Request, at: usize) -> bool {
    let doc = &request.doc;
    let long = matches!(
        doc.value(at, Class::Period),
        Some("hour" | "day" | "week" | "month" | "year")
    );
    let whole = long && doc.word(at).contains(' ') && doc.opens_with(at, Words::Per);
    let parted = at > 0
        && doc.says(at - 1, Words::Per)
        && matches!(doc.kind(at), Some(Kind::TimeUnit(unit_s)) if *unit_s >= HOUR_S);
    whole || parted
}

/// The period in the words of the request.
fn period_words(request: &Request, at: usize, range: &Range<usize>) -> String {
    let parted = matches!(request.doc.kind(at), Some(Kind::TimeUnit(_))) && at > range.start;
    let start = at - usize::from(parted);
    request.doc.quote(&(start..at + 1)).to_owned()
}
