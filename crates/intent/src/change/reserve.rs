//! What only some may do to devices: `Only admins may delete chargers`, `deleting a charger must be reserved to admins`.

use std::ops::Range;

use super::request::Request;
use crate::frames::access::singular;
use crate::lexicon::{Class, Words};

/// Chunks between the verb and the noun, at most.
const REACH: usize = 3;

/// Is something kept for some people?
pub fn is_reserved(request: &Request, range: &Range<usize>) -> bool {
    let doc = &request.doc;
    request.has(range, Class::Cue, "only")
        || range.clone().any(|at| {
            doc.value(at, Class::RolesCue) == Some("only") || doc.says(at, Words::Reserved)
        })
}

/// Is it a role of the specification, or a word that is one everywhere?
fn is_role(request: &Request, at: usize) -> bool {
    let known = request.names.at(&request.doc, at, at + 1);
    request.doc.is(at, Class::Role) || known.is_some_and(|known| known.of("api.roles"))
}

/// The verb and the noun of what is done to devices, where roles alone may do it.
pub fn of_devices(request: &Request, range: &Range<usize>) -> Option<Range<usize>> {
    let doc = &request.doc;
    let role = |at: usize| is_role(request, at);
    if !is_reserved(request, range) || !range.clone().any(role) {
        return None;
    }
    let own = request
        .base
        .devices
        .as_ref()
        .and_then(|devices| devices.noun.as_ref());
    let device = |at: &usize| {
        let word = singular(doc.word(*at));
        // `a charger` where `chargers` are known.
        let many = format!("{word}s");
        let known = doc.lexicon.phrases.longest(&[many.as_str()], doc.language);
        let noun = known
            .is_some_and(|(_, senses)| senses.iter().any(|sense| sense.class == Class::Device));
        noun || doc.is(*at, Class::Device) || own.is_some_and(|own| own.as_str() == word)
    };
    let verb = |at: &usize| doc.begins(*at, Words::Registers);
    let verb = range.clone().find(verb)?;
    let behind = verb + 1..range.end.min(verb + 1 + REACH);
    let noun = behind.clone().find(device)?;
    let plain = (verb + 1..noun).all(|at| doc.is_filler(at));
    plain.then_some(verb..noun + 1)
}

/// `Only admins may add fridges, viewers only read`, `..., not guests`, `should not be restricted to`: more than one
/// group of people, or a refusal, in a sentence that reserves something. Who may do what is asked about.
pub fn mixed(request: &mut Request, range: &Range<usize>, refused: bool) -> bool {
    let doc = &request.doc;
    let told = |value: &str| -> Vec<usize> {
        let marks = request.marks.iter();
        let told = marks.filter(|mark| mark.class == Class::Cue && mark.value == value);
        let starts = told.map(|mark| mark.range.start);
        starts.filter(|at| range.contains(at)).collect()
    };
    let only = told("only");
    let behind = told("modal");
    let behind = behind
        .iter()
        .filter(|at| only.first().is_some_and(|only| *at > only));
    let several = only.len() > 1 || behind.count() > 1;
    if !several && !refused {
        return false;
    }
    let said = doc.quote(range).to_owned();
    let question = format!(
        "Who may do what in \"{said}\"? Say one right at a time, with the roles that have it."
    );
    request
        .doc
        .notes
        .ask(specgen_spec::fact::Facet::Role, question);
    super::vague::quote(request, range.clone());
    true
}

/// Accounts for the words of it.
pub fn take(request: &mut Request, range: &Range<usize>, told: Range<usize>) {
    request.take(told);
    let words = range
        .clone()
        .filter(|at| request.doc.says(*at, Words::Reserved));
    for at in words.collect::<Vec<_>>() {
        request.take(at..at + 1);
    }
}

/// `Nur Admins dürfen ... löschen`: people stand right behind the word, before the verb, and are not what goes.
pub fn is_of_people(request: &Request, range: &Range<usize>) -> bool {
    let doc = &request.doc;
    let role = |at: usize| is_role(request, at);
    let only = |at: &usize| {
        request.has(&(*at..at + 1), Class::Cue, "only")
            || doc.value(*at, Class::RolesCue) == Some("only")
    };
    let verb = request.marks.iter().find(|mark| {
        mark.class == Class::Act && mark.value == "remove" && range.contains(&mark.range.start)
    });
    let Some(only) = range.clone().find(only) else {
        return false;
    };
    // `admins only may remove the alert`
    if only > range.start && role(only - 1) {
        return verb.is_some_and(|verb| verb.range.start > only);
    }
    let people = (only + 1..range.end).find(|at| !doc.is_filler(*at) || role(*at));
    people.is_some_and(|people| role(people) && verb.is_some_and(|verb| verb.range.start > people))
}
