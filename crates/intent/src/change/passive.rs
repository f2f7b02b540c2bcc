//! New names said in the passive: in `lux is called illuminance` the new name stands behind the verb, whatever it means
//! elsewhere.

use std::ops::Range;

use specgen_spec::edit::Path;

use super::names::Object;
use super::request::Request;
use crate::chunk::Kind;
use crate::lexicon::Class;

/// Ends of phrases behind which only the new name stands.
const ENDS: [&str; 4] = ["called", "named", "genannt", "genoemd"];
/// Forms of `be` and of what stands for it.
const BE: [&str; 16] = [
    "is", "are", "be", "should", "shall", "must", "will", "has", "needs", "ought", "wird",
    "werden", "soll", "wordt", "worden", "moet",
];

/// What gets the name: where the verb is passive, what stands before it, also by the one unit that it is sent in. An
/// error is what stands there and means nothing here.
pub fn said_behind(
    request: &Request,
    range: &Range<usize>,
    found: Option<Object>,
) -> Result<Option<Object>, Range<usize>> {
    let Some(verb) = request
        .mark(range, Class::Act, "rename")
        .map(|mark| mark.range.clone())
    else {
        return Ok(found);
    };
    let said = request.doc.quote(&verb).to_lowercase();
    let mut words = said.split_whitespace();
    let passive = words.next().is_some_and(|first| BE.contains(&first))
        && words.next_back().is_some_and(|last| ENDS.contains(&last));
    let behind = found
        .as_ref()
        .is_some_and(|old| old.range.start >= verb.end);
    if !(passive && behind) {
        return Ok(found);
    }
    let before = range.start..verb.start;
    if let Some(measured) = before.clone().find_map(|at| in_unit(request, at)) {
        return Ok(Some(measured));
    }
    let content = |at: &usize| {
        let doc = &request.doc;
        doc.kind(*at) == Some(&Kind::Word)
            && !doc.is_filler(*at)
            && !request.marks.iter().any(|mark| mark.range.contains(at))
    };
    match before.clone().find(content) {
        Some(first) => Err(first..before.end),
        None => Ok(found),
    }
}

/// The one metric that is sent in the unit at a chunk.
fn in_unit(request: &Request, at: usize) -> Option<Object> {
    let (length, unit) = request.doc.unit_here(at)?;
    let mut metrics = request
        .base
        .metrics
        .keys()
        .filter(|name| request.unit(name.as_str()).as_deref() == Some(unit.as_str()));
    let one = metrics.next().filter(|_| metrics.next().is_none())?;
    Some(Object {
        path: Path::of("metrics", one),
        range: at..at + length,
    })
}
