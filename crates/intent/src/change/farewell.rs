//! What goes without a verb of removal, or without a name: `Light is no longer of interest`, `no geofence`.

use std::ops::Range;

use specgen_spec::edit::Path;
use specgen_spec::model::Name;

use super::names::{self, Object};
use super::part::remove;
use super::request::Request;
use crate::lexicon::{Class, Words};

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

/// `Light is no longer of interest`: what stands before the farewell goes, whatever is said of it.
pub fn farewell(request: &Request, range: &Range<usize>, object: &Object) -> bool {
    let doc = &request.doc;
    let over = (object.range.end..range.end)
        .find(|at| doc.says(*at, Words::Over) && doc.is(*at, Class::Neg));
    let behind = over.map_or(range.end..range.end, |over| over..range.end);
    let lasting = behind.clone().any(|at| doc.has_word(at, Words::Lasting));
    let complaint = behind.clone().any(|at| doc.says(at, Words::Works));
    let others = request.objects(&behind).is_empty();
    over.is_some()
        && lasting
        && others
        && !complaint
        && object.of("metrics")
        && !request.speaks_of_alerts(range)
}
