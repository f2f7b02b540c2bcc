//! `Stop the SMS`, `stop all wind e-mails`: a halt asks for a change only right before what people are told or shown, and
//! one that holds under a condition is asked about.

use std::ops::Range;

use specgen_spec::fact::Facet;

use super::mark::Mark;
use super::request::Request;
use super::vague;
use crate::chunk::Chunk;
use crate::doc::Doc;
use crate::lexicon::Class;

/// Chunks between the verb and what stops, at most.
const REACH: usize = 6;
/// Words of a bare halt; `stop sending` and its like say themselves what they are about.
const BARE: [&str; 4] = ["stop", "the", "all", "any"];
/// What can stop without a device that does something else.
const TOLD: [Class; 10] = [
    Class::Alert,
    Class::Channel,
    Class::Period,
    Class::Func,
    Class::Live,
    Class::Realtime,
    Class::Dash,
    Class::Cap,
    Class::Protocol,
    Class::CmdCue,
];

/// Leaves out the halts that stop nothing that people are told.
pub fn drop_others(doc: &Doc, marks: &mut Vec<Mark>) {
    let all = marks.clone();
    marks.retain(|mark| !of_something_else(doc, &all, mark));
}

/// Does a halt stop nothing that people are told: `stop the fan`, `stop the API from returning fuel`?
fn of_something_else(doc: &Doc, marks: &[Mark], mark: &Mark) -> bool {
    let said = doc.quote(&mark.range).to_lowercase();
    let bare = said.starts_with("stop") && said.split_whitespace().all(|word| BARE.contains(&word));
    if mark.class != Class::Act || mark.value != "disable" || !bare {
        return false;
    }
    let start = mark.range.end;
    let end = doc.segment_of(mark.range.start).end.min(start + REACH);
    let alert = |at: usize| {
        let thing = |mark: &Mark| {
            mark.class == Class::Thing && mark.value == "alert" && mark.range.contains(&at)
        };
        marks.iter().any(thing)
    };
    let told = |at: &usize| alert(*at) || TOLD.iter().any(|class| doc.is(*at, *class));
    let edge = |at: &usize| {
        doc.is(*at, Class::If)
            || doc.is(*at, Class::And)
            || doc.word(*at).split(' ').any(|word| word == "from")
    };
    let until = (start..end).find(edge).unwrap_or(end);
    !(start..until).any(|at| told(&at))
}

/// What a condition says that a rule can watch.
pub const WATCHED: [Class; 7] = [
    Class::Op,
    Class::Open,
    Class::Offline,
    Class::Geo,
    Class::Still,
    Class::StateBad,
    Class::Fault,
];

/// `Stop the speed alert when the truck is parked`: a rule is there or not, so a condition that it cannot have is asked
/// about. `The alert when a bus leaves` says which rule is meant.
pub fn sometimes(request: &mut Request, range: &Range<usize>) -> bool {
    let doc = &request.doc;
    let narrow = request.mark(range, Class::Cue, "narrow");
    let narrow = narrow.map(|mark| mark.range.start);
    let when = range.clone().find(|at| doc.is(*at, Class::If));
    let Some(when) = narrow.or(when) else {
        return false;
    };
    let behind = when + 1..range.end;
    let which = behind.clone().any(|at| {
        WATCHED.iter().any(|class| doc.is(at, *class)) || crate::frames::geofence::leaves(doc, at)
    });
    let strange = |at: usize| {
        doc.chunks.get(at).is_some_and(Chunk::is_unknown)
            && !request.has(&(at..at + 1), Class::Cue, "idle")
    };
    let rule = !request.alerts(&(range.start..when)).is_empty();
    let told = narrow.is_some() || !which && behind.clone().any(strange);
    if !rule || !told {
        return false;
    }
    let said = doc.quote(&(when..range.end)).to_owned();
    let question = format!(
        "\"{said}\": a rule holds at all times, or at certain hours. Should it go altogether, or what else tells when it must be quiet?"
    );
    request.doc.notes.ask(Facet::Alert, question);
    request.ask = true;
    vague::quote(request, range.clone());
    true
}
