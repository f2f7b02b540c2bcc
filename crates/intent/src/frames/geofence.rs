//! Geofences: leaving or entering an area, with a radius when one is given.

use std::ops::Range;

use serde_json::Value;
use specgen_spec::fact::{Facet, Fact};

use super::fleet::number;
use super::qualifier;
use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

const RULE: &str = "alert";

/// Reads geofence rules; only a text with positions has them.
pub fn read(doc: &mut Doc) {
    let there = doc.known.iter().any(|fact| fact.facet == Facet::Position);
    let positions = there || doc.of(Facet::Position).next().is_some();
    for sentence in doc.sentences.clone() {
        for at in sentence.clone() {
            let event = doc.value(at, Class::Geo).map(str::to_owned);
            let event = event.or_else(|| (positions && leaves(doc, at)).then(|| "exit".to_owned()));
            // `everything goes into PostgreSQL`
            let stored = doc.is(at + 1, Class::Storage);
            let free = !stored && !doc.is_used(at);
            let Some(event) = event.filter(|event| event != "fence" && free) else {
                continue;
            };
            let fenced = sentence
                .clone()
                .any(|i| doc.value(i, Class::Geo) == Some("fence"));
            let radius = radius(doc, at, &sentence);
            let fenced = fenced || doc.request && names_area(doc, at);
            if positions || fenced || radius.is_some() && doc.quote(&(at..at + 1)).len() > 8 {
                one(doc, at, &event, radius, &sentence);
            }
        }
    }
}

/// `leaves its allowed zone` needs no other word to be about an area.
fn names_area(doc: &Doc, at: usize) -> bool {
    doc.has_word(at, Words::Area)
}

/// `leaves Germany`: a comparison word that is followed by a name instead of numbers.
pub fn leaves(doc: &Doc, at: usize) -> bool {
    let stems = [
        "leave", "exit", "verlass", "sale", "salga", "quitte", "sort", "sai", "keluar", "outside",
    ];
    let says = doc.value(at, Class::Op) == Some("outside")
        && stems.iter().any(|stem| doc.word(at).starts_with(stem));
    let number = (at + 1..at + 4).any(|i| {
        matches!(
            doc.kind(i),
            Some(Kind::Quantity { .. } | Kind::Number { .. })
        )
    });
    let quantity = at > 0 && doc.is(at - 1, Class::Metric);
    says && !number && !quantity && !doc.word(at).contains("range")
}

fn one(
    doc: &mut Doc,
    at: usize,
    event: &str,
    radius: Option<(f64, usize)>,
    sentence: &Range<usize>,
) {
    let end = radius.map_or(at + 1, |(_, i)| i + 1);
    let mut fact = Fact::new(Facet::Alert)
        .with("kind", "geofence")
        .with("event", event);
    match radius {
        Some((metres, _)) => fact = fact.with("radius_m", number(metres)),
        None => {
            fact = fact
                .with("radius_m", Value::Null)
                .with("configurable", true);
        }
    }
    let area = area(doc, at, at + 1, sentence).or_else(|| area(doc, at, end, sentence));
    if let Some((name, _)) = &area {
        fact = fact.with("area", name.as_str());
    }
    let end = area.as_ref().map_or(end, |(_, i)| end.max(i + 1));
    let name = area.map_or_else(|| "area".to_owned(), |(name, _)| name);
    if radius.is_none() {
        doc.notes.assume(
            Facet::Alert,
            format!("Where the {name} of a device is, is set over the API while the backend runs."),
        );
    }
    doc.take(at..end, RULE);
    // What follows up to the next condition says how grave it is and when it holds.
    let next = (end..sentence.end)
        .find(|i| {
            [Class::If, Class::Op, Class::Metric, Class::Geo]
                .iter()
                .any(|class| doc.is(*i, *class))
        })
        .unwrap_or(sentence.end);
    qualifier::apply(doc, &mut fact, &(at..next.max(end)));
    let same = doc.of(Facet::Alert).any(|have| {
        have.text("kind") == Some("geofence")
            && have.text("event") == Some(event)
            && have.keys.get("radius_m") == fact.keys.get("radius_m")
    });
    if !same {
        doc.add(fact, at..end, RULE);
    }
    // Nothing leaves a zone whose place is unknown.
    let placed = doc
        .known
        .iter()
        .chain(&doc.facts)
        .any(|fact| fact.facet == Facet::Position);
    if doc.request && !placed {
        let position = Fact::new(Facet::Position).with_assumed("value", true);
        doc.add(position, at..end, RULE);
    }
    super::alert::take_words(doc, sentence);
}

/// The size behind the phrase: close to it, or behind a word for it: `the pit, which has a radius of 300 m`.
fn radius(doc: &Doc, at: usize, sentence: &Range<usize>) -> Option<(f64, usize)> {
    let told = |i: usize| (i.saturating_sub(3)..i).any(|i| doc.says(i, Words::Radius));
    // `leaves the pit or comes within 50 m of another truck` is about two places.
    let other = |i: &usize| {
        let event = doc.is(*i, Class::Geo) && doc.value(*i, Class::Geo) != Some("fence");
        event || doc.value(*i, Class::And) == Some("or")
    };
    let near = (at + 1..sentence.end).take_while(|i| !other(i));
    std::iter::once(at)
        .chain(near)
        .find_map(|i| match doc.kind(i)? {
            Kind::Quantity { low, unit, .. } if i < at + 7 || told(i) => {
                let unit = doc
                    .lexicon
                    .unit(unit)
                    .filter(|unit| unit.dimension == "length")?;
                Some((low * unit.factor, i))
            }
            _ => None,
        })
}

/// The noun behind the phrase: `from the harbour`, `the runway strip`.
fn area(doc: &Doc, at: usize, end: usize, sentence: &Range<usize>) -> Option<(String, usize)> {
    let phrase = doc.word(at);
    for place in [
        "service area",
        "allowed zone",
        "zone",
        "area",
        "site",
        "yard",
        "depot",
        "perimeter",
        "city",
        "pasture",
        "harbour",
        "campus",
        "premises",
    ] {
        if phrase.contains(place) {
            return Some((place.to_owned(), at));
        }
    }
    let mut words: Vec<&str> = Vec::new();
    let mut last = end;
    for i in end..sentence.end.min(end + 7) {
        let chunk = doc.chunks.get(i)?;
        if doc.is_filler(i) && words.is_empty() {
            continue;
        }
        let noun = chunk.kind == Kind::Word
            && (chunk.is_unknown() || chunk.is(Class::Device) || chunk.is(Class::Geo))
            && !chunk.is(Class::Op);
        if !noun {
            break;
        }
        words.push(chunk.text.as_str());
        last = i;
    }
    (!words.is_empty()).then(|| (words.join(" "), last))
}
