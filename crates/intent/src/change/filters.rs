//! What lists can be narrowed by: `list tanks by area`, `filter trucks by plate number and site code`.

use std::ops::Range;

use specgen_spec::edit::Edit;
use specgen_spec::fact::{Facet, Fact};
use specgen_spec::model::Name;

use super::clause::Clause;
use super::fields::{is_noun, is_plain, joined, noun};
use super::request::Request;
use crate::lexicon::{Class, Words};

/// Words that the lists of the API know without a field.
const BUILT_IN: [&str; 9] = [
    "device",
    "metric",
    "time",
    "date",
    "date_range",
    "location",
    "name",
    "status",
    "type",
];

/// Reads a clause that asks for lists by something of the devices.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let lists = range
        .clone()
        .find(|at| request.doc.value(*at, Class::Cap) == Some("filtering"));
    let asks = lists.is_some() || request.has(&range, Class::Thing, "list");
    let by = range
        .clone()
        .find(|at| request.doc.word(*at) == "by" || request.has(&(*at..at + 1), Class::Cue, "by"));
    // `filter the device list by hall`: what follows `by`, where it stands apart.
    let behind = by.filter(|by| lists.is_none_or(|lists| *by > lists));
    let from = behind.or(lists).map(|at| at + 1).filter(|_| asks);
    let first = from.and_then(|from| noun(request, from..range.end));
    let Some((at, _)) = first else {
        return false;
    };
    // `don't filter by farm`, `keep the filter by ward`
    let refused = |at: usize| request.doc.is(at, Class::Neg) || request.doc.negated(at);
    if clause.act.as_deref() == Some("keep") || range.clone().any(refused) {
        return false;
    }
    // `pages by offset`
    let pages = |at: usize| request.doc.value(at, Class::Cap) == Some("pagination");
    if lists.is_none() && range.clone().any(pages) {
        return false;
    }
    let (names, end) = named(request, at, range.end);
    let by: Vec<String> = names.iter().map(|name| built_in(request, name)).collect();
    for (name, word) in names.iter().zip(&by) {
        if !BUILT_IN.contains(&word.as_str()) && !is_there(request, name) {
            let fact = Fact::new(Facet::Field).with("name", name.as_str());
            request.state(fact.with("on", "device"), &range);
        }
    }
    let fact = Fact::new(Facet::Capability)
        .with("value", "filtering")
        .with("by", by);
    request.state(fact, &range);
    request.take(at..end);
    if let Some(at) = lists {
        request.take(at..behind.map_or(at + 1, |by| by.max(at + 1)));
    }
    // `technicians may acknowledge alerts, and managers filter them by date`: the other half is a wish of its own.
    let cue = lists.or(behind).unwrap_or(at);
    let joint = |at: &usize| request.doc.is(*at, Class::And) || request.doc.sign(*at, ',');
    let start = (range.start..cue)
        .rev()
        .find(joint)
        .map_or(range.start, |at| at + 1);
    request.take_known(&(start..end));
    true
}

/// What is listed from a noun on, and where the list ends: `licence plate, depot and period`.
fn named(request: &Request, first: usize, end: usize) -> (Vec<Name>, usize) {
    let doc = &request.doc;
    let mut names = Vec::new();
    let mut at = first;
    loop {
        let run = run(request, at, end);
        let Some(name) = joined(request, run.clone()) else {
            return (names, at);
        };
        let item = built_in(request, &name);
        let listed = names.is_empty()
            || BUILT_IN.contains(&item.as_str())
            || is_there(request, &name)
            || run.clone().all(|at| !is_wish(request, at));
        if !listed {
            return (names, at);
        }
        names.push(name);
        let joint = |at: usize| doc.is(at, Class::And) || doc.sign(at, ',');
        let next = (run.end..end).find(|at| !joint(*at) && !doc.is_filler(*at));
        let Some(next) = next.filter(|next| joint(run.end) && is_noun(request, *next)) else {
            return (names, run.end);
        };
        at = next;
    }
}

/// `by depot and export them`: what else a request may ask for.
fn is_wish(request: &Request, at: usize) -> bool {
    let other = [
        Class::Cap,
        Class::Send,
        Class::Dash,
        Class::Channel,
        Class::Metric,
        Class::CmdVerb,
        Class::Alert,
    ];
    let doc = &request.doc;
    let half = doc.says(at, Words::HalfName);
    !half && !is_noun(request, at) || other.into_iter().any(|class| doc.is(at, class))
}

/// The words of one name: `licence plate`, `driver name`.
pub fn run(request: &Request, first: usize, end: usize) -> Range<usize> {
    let mut last = first;
    let half = |at: usize| request.doc.says(at, Words::HalfName);
    while last + 1 < end
        && (is_plain(request, last) && is_plain(request, last + 1) || half(last + 1))
    {
        last += 1;
    }
    first..last + 1
}

/// Is it a group or a field of devices, or one that the request adds?
fn is_there(request: &Request, name: &Name) -> bool {
    let devices = request.base.devices.as_ref();
    let added = |step: &super::Step| {
        let edit = match step {
            super::Step::Edit { edit, .. } => edit,
            super::Step::Fact(_) => return false,
        };
        matches!(edit, Edit::Add { path, .. } if path.last() == name.as_str())
    };
    request.base.groups.contains(name.as_str())
        || devices.is_some_and(|devices| devices.fields.contains(name.as_str()))
        || request.steps.iter().any(added)
}

/// What the lists know by another word: the noun of a topic is a device, a period is a range of dates.
fn built_in(request: &Request, name: &Name) -> String {
    let lexicon = request.doc.lexicon;
    let dates = |word: &str| lexicon.says(Words::Dates, &word.replace('_', " "));
    match name.as_str() {
        word if super::nouns::is_own(request.base, word) => "device".to_owned(),
        word if dates(word) => "date_range".to_owned(),
        word => word.to_owned(),
    }
}
