//! Conditions with their quantity: who a comparison is about, and which stretch of the sentence belongs to it.

use std::ops::Range;

use specgen_spec::fact::Facet;

use super::condition::Condition;
use super::metric::Mention;
use super::resolve;
use crate::doc::Doc;
use crate::lexicon::Class;

/// A condition that found its quantity, with the stretch of the sentence that belongs to it.
pub struct Ruled {
    /// The comparison.
    pub condition: Condition,
    /// The name of the quantity.
    pub metric: String,
    /// The chunks whose details belong to it.
    pub stretch: Range<usize>,
}

/// Gives each condition its quantity and its stretch: to the next comma, or to the next condition.
pub fn assign(
    doc: &Doc,
    mentions: &[Mention],
    conditions: Vec<Condition>,
    sentence: &Range<usize>,
    last: &mut Option<String>,
) -> Vec<Ruled> {
    let mut out: Vec<Ruled> = Vec::new();
    let starts: Vec<usize> = conditions
        .iter()
        .map(|condition| condition.range.start)
        .collect();
    for (index, condition) in conditions.into_iter().enumerate() {
        let from = out
            .last()
            .map_or(sentence.start, |ruled| ruled.condition.range.end);
        let to = starts.get(index + 1).copied().unwrap_or(sentence.end);
        let window = from..to;
        let carried = last.as_deref();
        let Some((metric, named)) = resolve::subject(doc, mentions, &condition, &window, carried)
        else {
            continue;
        };
        *last = Some(metric.clone());
        let mut condition = condition;
        if let Some(scale) = resolve::scale(doc, &metric, condition.unit.as_deref()) {
            condition.unit = Some(scale);
        }
        let start = if index == 0 {
            sentence.start
        } else {
            boundary(doc, from, condition.range.start, named.as_ref())
        };
        if let Some(previous) = out.last_mut() {
            previous.stretch.end = start;
        }
        out.push(Ruled {
            condition,
            metric,
            stretch: start..sentence.end,
        });
    }
    out
}

/// A quantity whose unit was only assumed is measured in the unit of its rule, when that is of another dimension.
pub fn settle_units(doc: &mut Doc, ruled: &[Ruled]) {
    for one in ruled {
        let Some(unit) = one.condition.unit.as_deref() else {
            continue;
        };
        let own = resolve::unit_of(doc, &one.metric);
        let other = own.as_deref().and_then(|own| doc.lexicon.dimension(own))
            != doc.lexicon.dimension(unit);
        if !other || !resolve::unit_is_assumed(doc, &one.metric) {
            continue;
        }
        let fact = doc.facts.iter_mut().find(|fact| {
            fact.facet == Facet::Metric && fact.text("name") == Some(one.metric.as_str())
        });
        if let Some(fact) = fact {
            fact.keys.insert("unit".to_owned(), unit.into());
        }
    }
}

/// `below 20 but over 15` after `20 or more`: the upper bound only closes the band above.
pub fn drop_bounds_of_bands(doc: &Doc, ruled: &mut Vec<Ruled>) {
    let known: Vec<(String, f64)> = doc
        .of(Facet::Alert)
        .filter_map(|fact| Some((fact.text("metric")?.to_owned(), fact.number("value")?)))
        .collect();
    let above: Vec<(String, f64)> = ruled
        .iter()
        .filter(|one| one.condition.op.is_high())
        .filter_map(|one| Some((one.metric.clone(), one.condition.low?)))
        .collect();
    let several = above.len() > 1 || !known.is_empty();
    ruled.retain(|one| {
        let bound = one.condition.low.is_some_and(|low| {
            known
                .iter()
                .chain(&above)
                .any(|(name, value)| *name == one.metric && (*value - low).abs() < 1e-9)
        });
        !(several && one.condition.op.is_low() && bound)
    });
}

/// `temperature or humidity leave their range`: each quantity joined to the named one gets the rule.
pub fn share_condition(doc: &Doc, mentions: &[Mention], ruled: Vec<Ruled>) -> Vec<Ruled> {
    let mut out: Vec<Ruled> = Vec::new();
    for one in ruled {
        let named = mentions.iter().rposition(|m| {
            m.name == one.metric
                && m.range.end <= one.condition.range.start
                && m.range.start >= one.stretch.start
        });
        let mut joined = Vec::new();
        let mut at = named;
        while let Some((left, right)) =
            at.and_then(|at| Some((mentions.get(at.checked_sub(1)?)?, mentions.get(at)?)))
        {
            let gap = left.whole.end..right.range.start;
            let close = gap.len() <= 3
                && gap
                    .clone()
                    .all(|i| doc.is_filler(i) || doc.is(i, Class::And) || doc.sign(i, ','));
            if !close || left.range.start < one.stretch.start || gap.is_empty() {
                break;
            }
            joined.push(left.name.clone());
            at = at.and_then(|at| at.checked_sub(1));
        }
        let shared = one.condition.unit.is_none();
        for metric in joined.into_iter().rev().filter(|_| shared) {
            out.push(Ruled {
                condition: one.condition.clone(),
                metric,
                stretch: one.stretch.clone(),
            });
        }
        out.push(one);
    }
    out
}

/// Between two conditions, what stands before the last comma, `and` or `or` belongs to the first.
fn boundary(doc: &Doc, from: usize, to: usize, named: Option<&Range<usize>>) -> usize {
    let to = named.map_or(to, |named| named.start.clamp(from, to));
    let splits = |at: &usize| doc.sign(*at, ',') || doc.is(*at, Class::And);
    (from..to).rev().find(splits).map_or(to, |at| at + 1)
}
