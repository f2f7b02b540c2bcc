//! Numbers of something else: `ammonia limit 0.02 mg/L` where no rule is on ammonia, `humidity limits 0.45 to 0.6` where
//! the humidity is in percent. They take the place of no number that is there.

use std::ops::Range;

use specgen_spec::fact::Facet;

use super::bound::Bound;
use super::limit::Given;
use super::nouns;
use super::request::Request;
use super::vague;
use crate::chunk::Chunk;
use crate::frames::metric::Mention;
use crate::lexicon::Class;

/// A percentage below which a rule is one of a part of 1.
const SMALLEST_SHARE: f64 = 5.0;

/// `ammonia limit 0.02 mg/L`: asks about a quantity that is not there, where a run speaks of none that is.
pub fn named(request: &mut Request, range: &Range<usize>) -> bool {
    if !request.metrics(range).is_empty() || !request.parts(range).is_empty() {
        return false;
    }
    let strange = |mention: &&Mention| {
        range.contains(&mention.range.start) && nouns::loosely(request, mention).is_none()
    };
    let Some(mention) = request.mentions.iter().find(strange) else {
        return false;
    };
    let name = mention.name.replace('_', " ");
    let question = format!(
        "There is no {name} yet. Should it be added, in which unit, and should an alert come above or below the number?"
    );
    request.doc.notes.ask(Facet::Metric, question);
    vague::quote(request, range.clone());
    true
}

/// `nitrite, limit 0.1 mg/L`: asks which quantity it is, where a word that nobody knows stands in the place of one.
pub fn asked(request: &mut Request, range: &Range<usize>) -> bool {
    let doc = &request.doc;
    let steers = |at: usize| request.marks.iter().any(|mark| mark.range.contains(&at));
    let Some(first) = range.clone().find(|at| !doc.is_filler(*at)) else {
        return false;
    };
    let unknown = doc.chunks.get(first).is_some_and(Chunk::is_unknown) && !steers(first);
    let led = doc.sign(first + 1, ',')
        || doc.sign(first + 1, ':')
        || ["limit", "alert", "upper", "lower"]
            .iter()
            .any(|thing| request.has(&(first + 1..first + 2), Class::Thing, thing));
    let here = !request
        .objects(range)
        .iter()
        .all(|object| object.of("channels"))
        || !request.parts(range).is_empty();
    if !unknown || !led || here || doc.word(first).len() < 3 {
        return false;
    }
    let said = doc.quote(&(first..first + 1)).to_owned();
    let known: Vec<&str> = request
        .base
        .metrics
        .keys()
        .map(specgen_spec::model::Name::as_str)
        .collect();
    let question = format!(
        "Which quantity is \"{said}\" (there are {})? Say its name and its unit, and when an alert should come.",
        known.join(", ")
    );
    request.doc.notes.ask(Facet::Metric, question);
    vague::quote(request, range.clone());
    true
}

/// Parts of 1 for rules in percent.
pub fn scaled(settings: &[(Bound, f64)], given: &[Given]) -> bool {
    let bare = given.iter().all(|one| one.unit.is_none());
    bare && settings.iter().any(|(bound, value)| {
        let share = bound.unit.as_deref() == Some("%");
        let held = bound.value.is_some_and(|held| held >= SMALLEST_SHARE);
        share && held && *value > 0.0 && *value < 1.0
    })
}
