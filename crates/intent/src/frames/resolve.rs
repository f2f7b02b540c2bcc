//! Which quantity a condition is about.

use std::ops::Range;

use serde_json::Value;
use specgen_spec::fact::Facet;

use super::condition::{Condition, is_degrees};
use super::metric::Mention;
use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::Class;

/// A quantity of a rule and the chunks that name it, when there are any.
pub type Subject = (String, Option<Range<usize>>);

/// Finds the quantity of a condition: named before it, named behind it, the one of the rule before, or by its unit.
pub fn subject(
    doc: &Doc,
    mentions: &[Mention],
    condition: &Condition,
    window: &Range<usize>,
    last: Option<&str>,
) -> Option<Subject> {
    let fits = |name: &str| fits(doc, name, condition.unit.as_deref());
    let before = named_before(doc, mentions, window.start..condition.range.start);
    let apart = elsewhere(doc, condition, window);
    let before = before.filter(|(_, named)| {
        apart.is_none_or(|joint| named.as_ref().is_some_and(|named| named.start > joint))
    });
    if let Some(found) = before.filter(|(name, _)| fits(name)) {
        return Some(found);
    }
    if unnamed(doc, condition, window) {
        return None;
    }
    let inside = mentions
        .iter()
        .find(|m| m.range.start >= condition.range.start && m.range.end <= condition.range.end);
    if let Some(mention) = inside.filter(|m| fits(&m.name)) {
        return Some((mention.name.clone(), Some(mention.range.clone())));
    }
    let behind = mentions.iter().find(|m| {
        m.range.start >= condition.range.end
            && m.range.start <= condition.range.end + 3
            && m.range.start < window.end
    });
    if let Some(mention) =
        behind.filter(|m| fits(&m.name) && adjacent(doc, condition.range.end..m.range.start))
    {
        return Some((mention.name.clone(), Some(mention.range.clone())));
    }
    if stranger(doc, condition, window) {
        return None;
    }
    if let Some(last) = last.filter(|last| fits(last)) {
        return Some((last.to_owned(), None));
    }
    let found =
        by_unit(doc, condition.unit.as_deref()).or_else(|| only(doc).filter(|name| fits(name)));
    if let Some(name) = found {
        return Some((name, None));
    }
    // Nothing has this unit: the quantity that is named is measured in it, when its own unit was only assumed.
    let near = named_before(doc, mentions, window.start..condition.range.start)
        .or_else(|| behind.map(|m| (m.name.clone(), Some(m.range.clone()))));
    near.or_else(|| only(doc).map(|name| (name, None)))
        .filter(|(name, _)| unit_is_assumed(doc, name))
}

/// `add vibration over 12 mm/s, and order soap when stocks run low`: where a condition begins that is about something that
/// is no quantity, behind another thought.
pub fn elsewhere(doc: &Doc, condition: &Condition, window: &Range<usize>) -> Option<usize> {
    let opens = (window.start..condition.range.start)
        .rev()
        .find(|at| doc.is(*at, Class::If))?;
    let first = (opens + 1..condition.range.start).find(|at| !doc.is_filler(*at))?;
    let unknown = doc
        .chunks
        .get(first)
        .is_some_and(crate::chunk::Chunk::is_unknown);
    let joint = |at: &usize| doc.sign(*at, ',') || doc.value(*at, Class::And) == Some("and");
    let joint = (window.start..opens).rev().find(joint)?;
    (doc.request && unknown).then_some(joint)
}

/// `order more hops when stock drops to 20 kg`: the condition of a request is about something that is no quantity here.
fn stranger(doc: &Doc, condition: &Condition, window: &Range<usize>) -> bool {
    let start = condition.range.start;
    let opens = (window.start..start)
        .rev()
        .find(|at| doc.is(*at, Class::If));
    let unknown = |at: usize| {
        doc.chunks
            .get(at)
            .is_some_and(crate::chunk::Chunk::is_unknown)
    };
    let apart = |opens: usize| (opens + 1..start).any(unknown);
    doc.request && opens.is_some_and(apart)
}

/// `two alarms: nitrate above 20 mg/L and ammonia above 0.5`: a request names something that is no quantity here.
fn unnamed(doc: &Doc, condition: &Condition, window: &Range<usize>) -> bool {
    let Some(name) = condition.range.start.checked_sub(1) else {
        return false;
    };
    let unknown = doc
        .chunks
        .get(name)
        .is_some_and(crate::chunk::Chunk::is_unknown);
    let before = name.checked_sub(1).map(|before| doc.kind(before));
    let opens = matches!(before, Some(Some(Kind::Sign(':' | ','))))
        || name > 0 && doc.is(name - 1, Class::And);
    doc.request && window.contains(&name) && unknown && opens
}

/// Was the unit of a quantity filled in by the tool?
pub fn unit_is_assumed(doc: &Doc, name: &str) -> bool {
    let fact = doc
        .of(Facet::Metric)
        .find(|fact| fact.text("name") == Some(name));
    let unitless = doc.lexicon.quantity(name).is_some_and(|quantity| {
        quantity.unit.is_empty() && !matches!(name, "gas" | "level" | "air_quality")
    });
    !unitless
        && fact.is_some_and(|fact| {
            !fact.keys.contains_key("unit")
                || fact.assumed.iter().any(|key| key == "unit")
                    && !matches!(fact.text("unit"), Some("bool" | "enum"))
        })
}

/// The one quantity of a text that has no other.
fn only(doc: &Doc) -> Option<String> {
    let mut named = doc.of(Facet::Metric).filter_map(|fact| fact.text("name"));
    let first = named.next()?;
    named.next().is_none().then(|| first.to_owned())
}

fn adjacent(doc: &Doc, mut gap: Range<usize>) -> bool {
    gap.all(|at| doc.is_filler(at))
}

/// The nearest mention, or a word that is part of exactly one quantity's name: `the pit` for `pit_temperature`.
fn named_before(doc: &Doc, mentions: &[Mention], window: Range<usize>) -> Option<Subject> {
    for at in window.rev() {
        if let Some(mention) = mentions.iter().find(|m| m.range.contains(&at)) {
            return Some((mention.name.clone(), Some(mention.range.clone())));
        }
        let word = doc.word(at);
        let named = || doc.of(Facet::Metric).filter_map(|fact| fact.text("name"));
        let part = |name: &&str| name.contains('_') && name.split('_').any(|part| part == word);
        if word.len() > 2
            && let Some(name) = named()
                .find(part)
                .filter(|_| named().filter(part).count() == 1)
        {
            return Some((name.to_owned(), Some(at..at + 1)));
        }
    }
    None
}

/// May a quantity have this unit? An unknown unit fits everything.
fn fits(doc: &Doc, name: &str, unit: Option<&str>) -> bool {
    let own = unit_of(doc, name);
    if is_degrees(unit) && dimension_of(doc, own.as_deref()) == Some("temperature") {
        return true;
    }
    match (
        unit.and_then(|unit| doc.lexicon.dimension(unit)),
        own.as_deref().and_then(|own| doc.lexicon.dimension(own)),
    ) {
        (Some(wanted), Some(have)) => wanted == have,
        (Some(_), None) => !matches!(own.as_deref(), Some("bool" | "enum")),
        (None, _) => unit.is_none_or(|unit| own.as_deref().is_none_or(|own| own == unit)),
    }
}

/// The unit of a quantity in this text, else the catalogue's.
pub fn unit_of(doc: &Doc, name: &str) -> Option<String> {
    let fact = doc
        .of(Facet::Metric)
        .find(|fact| fact.text("name") == Some(name));
    let stated = fact
        .and_then(|fact| fact.keys.get("unit"))
        .and_then(Value::as_str);
    stated
        .or_else(|| {
            doc.lexicon
                .quantity(name)
                .map(|quantity| quantity.unit.as_str())
        })
        .filter(|unit| !unit.is_empty())
        .map(str::to_owned)
}

fn dimension_of<'a>(doc: &'a Doc, unit: Option<&str>) -> Option<&'a str> {
    doc.lexicon.dimension(unit?)
}

/// The scale that `degrees` means for a quantity: its own.
pub fn scale(doc: &Doc, name: &str, unit: Option<&str>) -> Option<String> {
    let own = unit_of(doc, name);
    let heat = dimension_of(doc, own.as_deref()) == Some("temperature");
    (is_degrees(unit) && heat).then_some(own).flatten()
}

fn by_unit(doc: &Doc, unit: Option<&str>) -> Option<String> {
    let unit = unit?;
    let named = || doc.of(Facet::Metric).filter_map(|fact| fact.text("name"));
    if is_degrees(Some(unit)) {
        let angle = |name: &&str| unit_of(doc, name).as_deref() == Some(unit);
        let heat = |name: &&str| scale(doc, name, Some(unit)).is_some();
        return named()
            .find(angle)
            .or_else(|| named().find(heat))
            .map(str::to_owned);
    }
    let exact = named().find(|name| unit_of(doc, name).as_deref() == Some(unit));
    let dimension = doc.lexicon.dimension(unit)?;
    let same = || {
        named().find(|name| {
            unit_of(doc, name)
                .as_deref()
                .and_then(|own| doc.lexicon.dimension(own))
                == Some(dimension)
        })
    };
    exact.or_else(same).map(str::to_owned)
}
