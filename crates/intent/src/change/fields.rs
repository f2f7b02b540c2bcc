//! Fields and groups of devices: `put tanks into areas (a, b)`, `store the serial number of each`.

use std::ops::Range;

use specgen_spec::edit::Edit;
use specgen_spec::fact::{Facet, Fact};
use specgen_spec::model::{Group, Name};

use super::clause::Clause;
use super::rename::name_of;
use super::request::Request;
use crate::chunk::{Chunk, Kind};
use crate::frames::access::singular;
use crate::lexicon::{Class, Words};

/// Reads a clause that groups devices, filters by a field, or gives devices a field.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    if clause.negated || matches!(clause.act.as_deref(), Some("remove" | "rename" | "disable")) {
        return false;
    }
    if place(request, clause) || possessed(request, clause) || noted(request, clause) {
        return true;
    }
    let grouped = groups(request, clause);
    let filtered = super::filters::read(request, clause);
    let given = !grouped && !filtered && field(request, clause);
    grouped || filtered || given
}

/// `The location is stored as a string; make it lat/lng`: the old form is told only to say what the new one is.
fn place(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let written = request.has(&range, Class::Thing, "location")
        && request.has(&range, Class::Thing, "written");
    let drawn = request
        .mentions
        .iter()
        .any(|mention| mention.name == "position");
    if written && drawn {
        request.take_known(&range);
    }
    written && !drawn && coordinates(request, &range)
}

/// `location: string becomes {lat, lng}`
fn coordinates(request: &mut Request, range: &Range<usize>) -> bool {
    const NORTH: [&str; 2] = ["lat", "latitude"];
    const EAST: [&str; 4] = ["lng", "lon", "long", "longitude"];
    let doc = &request.doc;
    let said = |words: &[&str]| range.clone().find(|at| words.contains(&doc.word(*at)));
    let (Some(north), Some(east)) = (said(&NORTH), said(&EAST)) else {
        return false;
    };
    request.state(Fact::new(Facet::Position).with("value", true), range);
    request.take(north..north + 1);
    request.take(east..east + 1);
    request.take_known(range);
    true
}

/// `Every device has an owner and a serial number`: what people write down about each of them.
fn possessed(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let Some(listed) = crate::frames::field::listed(&request.doc, &range) else {
        return false;
    };
    for (name, item) in listed {
        let Some(name) = name_of(&name) else {
            continue;
        };
        let fact = Fact::new(Facet::Field)
            .with("name", name.as_str())
            .with("on", "device");
        request.state(fact, &item);
        request.take(item);
    }
    request.take_known(&range);
    true
}

/// `Store the licence plate and the depot of each bus`: what is written down about a device.
fn noted(request: &mut Request, clause: &Clause) -> bool {
    let doc = &request.doc;
    let range = clause.range.clone();
    let verb = range.clone().find(|at| doc.says(*at, Words::Writes));
    // `of each` may be one phrase.
    let each = |at: usize| {
        let near = doc.word(at.checked_sub(1)?);
        let last = near.rsplit(' ').next().unwrap_or_default();
        let every = doc.is(at - 1, Class::Every) || matches!(last, "all" | "every" | "each");
        let first = near.split(' ').next().unwrap_or_default();
        if every && first != last && doc.opens_with(at - 1, Words::OfEach) {
            return Some(at - 1);
        }
        let owned = doc.says(at.checked_sub(2)?, Words::OfEach);
        (every && owned).then(|| at - 2)
    };
    let device = range.clone().find_map(|at| {
        let owner = doc.is(at, Class::Device) && at > range.start + 2;
        Some((at, each(at).filter(|_| owner)?))
    });
    let (Some(verb), Some((device, end))) = (verb, device) else {
        return false;
    };
    let Some(listed) = crate::frames::field::items(doc, verb + 1..end) else {
        return false;
    };
    for (name, item) in listed {
        let Some(name) = name_of(&name) else {
            continue;
        };
        let fact = Fact::new(Facet::Field)
            .with("name", name.as_str())
            .with("on", "device");
        request.state(fact, &item);
        request.take(item);
    }
    request.take(device..device + 1);
    request.take_known(&range);
    true
}

/// `into areas (tropical, cold water)`: a label with its values.
fn groups(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let moved =
        range.clone().any(|at| request.doc.is(at, Class::Device)) || request.pronoun(&range);
    if clause.act.as_deref() != Some("group") || !moved {
        return false;
    }
    let into = request
        .mark(&range, Class::Cue, "into")
        .map(|mark| mark.range.end);
    let Some((noun, name)) = into.and_then(|from| noun(request, from..range.end)) else {
        return false;
    };
    let bracket =
        (noun + 1..range.end).find(|at| request.doc.sign(*at, '(') || request.doc.sign(*at, ':'));
    let values = bracket.map_or_else(Vec::new, |open| values(request, open + 1..range.end));
    if let Some(open) = bracket {
        let close = (open..range.end)
            .find(|at| request.doc.sign(*at, ')'))
            .unwrap_or(range.end);
        request.take(open..close);
    }
    if !request.base.groups.contains(name.as_str()) {
        let group = Group {
            values,
            ..Group::default()
        };
        request.edit(Edit::add("groups", &name, &group), &range);
    }
    request.take(noun..noun + 1);
    request.take_known(&range);
    true
}

/// The items of a list, as they are written.
fn values(request: &Request, range: Range<usize>) -> Vec<String> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for at in range {
        if request.doc.sign(at, ')') || matches!(request.doc.kind(at), Some(Kind::Break)) {
            break;
        }
        let joint = request.doc.sign(at, ',') || request.doc.is(at, Class::And);
        match out.last_mut() {
            _ if joint => out.push(at + 1..at + 1),
            Some(run) => run.end = at + 1,
            None => out.push(at..at + 1),
        }
    }
    let quoted = out.iter().filter(|run| !run.is_empty());
    quoted
        .map(|run| request.doc.quote(run).to_lowercase())
        .collect()
}

/// `add a field serial_number to the devices`, `store the owner of each machine`.
fn field(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let Some(word) = request
        .mark(&range, Class::Thing, "field")
        .map(|mark| mark.range.clone())
    else {
        return false;
    };
    let close = word.start.checked_sub(1);
    let close = close.filter(|at| range.contains(at) && is_noun(request, *at));
    // `a zone field`, `a licence plate field`, else `a field serial_number`
    let before = close.map(|last| {
        let mut first = last;
        while first > range.start && is_plain(request, first - 1) {
            first -= 1;
        }
        first..last + 1
    });
    // `a field licence plate number`
    let behind = || {
        let (first, _) = noun(request, word.end..range.end)?;
        Some(super::filters::run(request, first, range.end))
    };
    let Some((said, name)) = before
        .or_else(behind)
        .and_then(|said| Some((said.clone(), joined(request, said)?)))
    else {
        return false;
    };
    // `hide the humidity column`: what is measured is shown, and nothing is written down about a device.
    let measured = !request.metrics(&said).is_empty();
    if measured && clause.act.as_deref() != Some("add") {
        return false;
    }
    let fact = Fact::new(Facet::Field)
        .with("name", name.as_str())
        .with("on", "device");
    request.state(fact, &range);
    request.take(said);
    request.take_known(&range);
    true
}

/// The name that a run of words makes, the last of them in the singular.
pub fn joined(request: &Request, said: Range<usize>) -> Option<Name> {
    let words: Vec<String> = said.map(|at| singular(request.doc.word(at))).collect();
    name_of(&words.join(" "))
}

/// A noun that means nothing else: the first half of a name.
pub fn is_plain(request: &Request, at: usize) -> bool {
    let unknown = request.doc.chunks.get(at).is_some_and(Chunk::is_unknown);
    let marked = request.marks.iter().any(|mark| mark.range.contains(&at));
    unknown && !marked && is_noun(request, at)
}

/// The first noun of a run that steers nothing, as a name in the singular.
pub fn noun(request: &Request, range: Range<usize>) -> Option<(usize, Name)> {
    let at = range.into_iter().find(|at| is_noun(request, *at))?;
    Some((at, name_of(&singular(request.doc.word(at)))?))
}

pub fn is_noun(request: &Request, at: usize) -> bool {
    let doc = &request.doc;
    matches!(doc.kind(at), Some(Kind::Word))
        && !doc.is_filler(at)
        && !doc.is(at, Class::And)
        && !doc.is(at, Class::Every)
        && !request
            .marks
            .iter()
            .any(|mark| mark.range.contains(&at) && mark.class != Class::Thing)
}
