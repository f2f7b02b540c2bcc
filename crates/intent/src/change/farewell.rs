//! What goes without a verb of removal, or without a name: `Light is no longer of interest`, `no geofence`.

use std::ops::Range;

use specgen_spec::edit::Path;
use specgen_spec::model::Name;

use super::names::{self, Object};
use super::part::remove;
use super::request::Request;
use crate::lexicon::Class;

/// `we don't need the geofence any more`: a rule that is told by what it watches.
pub fn kind_told(request: &mut Request, range: &Range<usize>, told: bool) -> bool {
    let negated = |request: &Request, class: Class| {
        range
            .clone()
            .any(|at| request.doc.is(at, class) && (told || request.doc.negated(at)))
    };
    let mut rules: Vec<Name> = Vec::new();
    if negated(request, Class::Geo) {
        rules.extend(names::alerts_where(request.base, names::is_geofence));
    }
    for id in &rules {
        request.edit(remove(Path::of("alerts", id)), range);
    }
    for at in range.clone() {
        if !rules.is_empty() && request.doc.is(at, Class::Geo) {
            request.take(at..at + 1);
        }
    }
    !rules.is_empty()
}

/// Words that say how well something works: `no longer fires` is a complaint, not a farewell.
const WORKS: [&str; 18] = [
    "work", "works", "working", "fire", "fires", "trigger", "triggers", "arrive", "arrives",
    "come", "comes", "correct", "accurate", "enough", "problem", "valid", "fits", "sense",
];

/// `Light is no longer of interest`: what stands before the farewell goes, whatever is said of it.
pub fn farewell(request: &Request, range: &Range<usize>, object: &Object) -> bool {
    const OVER: [&str; 8] = [
        "no longer",
        "any more",
        "anymore",
        "any longer",
        "longer",
        "not",
        "isn't",
        "aren't",
    ];
    let doc = &request.doc;
    let over = (object.range.end..range.end)
        .find(|at| OVER.contains(&doc.word(*at)) && doc.is(*at, Class::Neg));
    let behind = over.map_or(range.end..range.end, |over| over..range.end);
    let lasting = behind.clone().any(|at| {
        let words = doc.word(at);
        ["longer", "more", "anymore"]
            .iter()
            .any(|word| words.split(' ').any(|one| one == *word))
    });
    let complaint = behind.clone().any(|at| WORKS.contains(&doc.word(at)));
    let others = request.objects(&behind).is_empty();
    over.is_some()
        && lasting
        && others
        && !complaint
        && object.of("metrics")
        && !request.speaks_of_alerts(range)
}
