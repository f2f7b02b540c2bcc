//! Records: entities with their fields and the rules over them, for backends without telemetry.

use std::ops::Range;

use serde_json::Value;
use specgen_spec::fact::{Facet, Fact};

use super::access::singular;
use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

const RULE: &str = "entity";

/// One entity of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Its name in the singular, snake case.
    pub name: String,
    /// Its fields.
    pub fields: Vec<String>,
    /// Its chunks, fields included.
    pub range: Range<usize>,
}

/// Finds nouns with a list of fields in brackets.
pub fn bracketed(doc: &Doc) -> Vec<Entity> {
    let mut out = Vec::new();
    for sentence in &doc.sentences {
        for open in sentence.clone().filter(|at| doc.sign(*at, '(')) {
            if let Some(entity) = entity_at(doc, open, sentence) {
                out.push(entity);
            }
        }
    }
    out
}

fn entity_at(doc: &Doc, open: usize, sentence: &Range<usize>) -> Option<Entity> {
    let close = (open + 1..sentence.end).find(|at| doc.sign(*at, ')'))?;
    let inner = open + 1..close;
    let numbers = inner.clone().any(|at| {
        !matches!(
            doc.kind(at),
            Some(Kind::Word | Kind::Sign(',' | '-' | '/') | Kind::TimeUnit(_))
        )
    });
    if inner.is_empty()
        || numbers
        || doc
            .unit_here(open + 1)
            .is_some_and(|(length, _)| open + 1 + length == close)
    {
        return None;
    }
    let fields = fields(doc, &inner);
    let (start, name) = noun_before(doc, open, sentence)?;
    let technical = inner
        .clone()
        .any(|at| doc.is(at, Class::Protocol) || doc.is(at, Class::Role) && fields.len() < 3);
    (!technical && (fields.len() >= 2 || name.len() > 2 && !doc.is(start, Class::Metric)))
        .then_some(Entity {
            name,
            fields,
            range: start..close + 1,
        })
}

fn noun_before(doc: &Doc, at: usize, sentence: &Range<usize>) -> Option<(usize, String)> {
    let mut start = at;
    while start > sentence.start && at - start < 2 {
        let chunk = doc.chunks.get(start - 1)?;
        let noun = chunk.kind == Kind::Word
            && !doc.is_filler(start - 1)
            && !chunk.is(Class::And)
            && !chunk.is(Class::Send)
            && !chunk.is(Class::Stack);
        if !noun {
            break;
        }
        start -= 1;
    }
    (start < at).then(|| (start, name(doc, start..at)))
}

fn name(doc: &Doc, range: Range<usize>) -> String {
    let words: Vec<&str> = range.map(|at| doc.word(at)).collect();
    singular(&words.join("_"))
}

fn fields(doc: &Doc, inner: &Range<usize>) -> Vec<String> {
    let mut out = Vec::new();
    let mut words: Vec<String> = Vec::new();
    let mut skipping = false;
    for at in inner.clone() {
        if doc.sign(at, ',') || doc.is(at, Class::And) && doc.word(at) != "plus" {
            push(&mut out, &mut words);
            skipping = false;
        } else if doc.says(at, Words::SuchAs) {
            skipping = true;
        } else if !skipping
            && !doc.says(at, Words::Article)
            && doc.kind(at) != Some(&Kind::Sign('-'))
        {
            words.push(doc.word(at).replace([' ', '-'], "_"));
        }
    }
    push(&mut out, &mut words);
    out
}

fn push(out: &mut Vec<String>, words: &mut Vec<String>) {
    if !words.is_empty() {
        let field = words.join("_");
        out.push(if matches!(field.as_str(), "e_mail" | "mail") {
            "email".to_owned()
        } else {
            field
        });
        words.clear();
    }
}

/// Adds the entities of a text about records.
pub fn read(doc: &mut Doc, bracketed: Vec<Entity>) {
    let mut entities = bracketed;
    let first = entities.first().map(|entity| entity.range.start);
    let sentence = first.map(|at| doc.sentence_of(at)).or_else(|| listing(doc));
    if let Some(sentence) = sentence {
        bare(doc, &sentence, &mut entities);
    }
    for entity in &entities {
        let listed: Vec<Value> = entity
            .fields
            .iter()
            .map(|field| Value::from(field.as_str()))
            .collect();
        let fact = Fact::new(Facet::Entity)
            .with("name", entity.name.as_str())
            .with("fields", listed);
        doc.add_once(fact, "name", entity.range.clone(), RULE);
    }
    rules(doc, &entities);
    let asked = doc
        .chunks
        .iter()
        .any(|chunk| chunk.value(Class::Cap) == Some("crud"));
    if !entities.is_empty() && !asked {
        doc.facts.push(super::metric::assumed(
            Fact::new(Facet::Capability).with("value", "crud"),
        ));
    }
}

/// The sentence that lists records without brackets.
fn listing(doc: &Doc) -> Option<Range<usize>> {
    doc.sentences
        .iter()
        .find(|sentence| {
            (sentence.start..sentence.end)
                .any(|at| doc.is(at, Class::Crud) && !doc.is(at, Class::Cap))
        })
        .cloned()
}

/// `members, loans with due date` beside entities with brackets.
fn bare(doc: &Doc, sentence: &Range<usize>, entities: &mut Vec<Entity>) {
    let from = (sentence.clone())
        .find(|at| doc.sign(*at, ':') || doc.says(*at, Words::With))
        .map_or(sentence.start, |at| at + 1);
    let from = if entities
        .first()
        .is_some_and(|entity| entity.range.start < from)
    {
        sentence.start
    } else {
        from
    };
    let mut start = from;
    for at in from..=sentence.end {
        let inside = entities.iter().any(|entity| entity.range.contains(&at));
        let edge = at == sentence.end || doc.sign(at, ',') || doc.is(at, Class::And);
        if inside || !edge {
            continue;
        }
        let part = start..at;
        start = at + 1;
        let covered = part
            .clone()
            .any(|i| entities.iter().any(|entity| entity.range.contains(&i)));
        if !covered && let Some(entity) = bare_entity(doc, part) {
            entities.push(entity);
        }
    }
}

fn bare_entity(doc: &Doc, part: Range<usize>) -> Option<Entity> {
    let first = part
        .clone()
        .find(|at| !doc.is_filler(*at) && matches!(doc.kind(*at), Some(Kind::Word)))?;
    let with = part.clone().find(|at| doc.says(*at, Words::With));
    let end = with.unwrap_or(part.end);
    let plain = (first..end).all(|at| {
        doc.chunks.get(at).is_some_and(|chunk| {
            chunk.kind == Kind::Word
                && (chunk.is_unknown() || chunk.is(Class::Crud) || chunk.is(Class::Role))
        })
    });
    if !plain || end - first > 2 || end <= first {
        return None;
    }
    let fields = with.map_or_else(Vec::new, |with| fields(doc, &(with + 1..part.end)));
    Some(Entity {
        name: name(doc, first..end),
        fields,
        range: first..part.end,
    })
}

/// Sentences that limit what may be done with an entity.
fn rules(doc: &mut Doc, entities: &[Entity]) {
    for sentence in doc.sentences.clone() {
        let mut start = sentence.start;
        let mut parts = Vec::new();
        for at in sentence.clone() {
            if doc.sign(at, ',') {
                parts.push(start..at);
                start = at + 1;
            }
        }
        parts.push(start..sentence.end);
        for part in parts {
            rule(doc, &part, entities);
        }
    }
}

fn rule(doc: &mut Doc, part: &Range<usize>, entities: &[Entity]) {
    let limits = [
        "only",
        "overdue",
        "older",
        "cannot",
        "can't",
        "at most",
        "must",
        "at a time",
        "never",
        "not",
        "nur",
        "hochstens",
        "solo",
        "uberfallig",
        "seulement",
        "before",
        "until",
    ];
    let limited = part
        .clone()
        .any(|at| limits.contains(&doc.word(at)) || doc.is(at, Class::Op));
    let condition = part
        .clone()
        .find(|at| doc.is(*at, Class::If))
        .unwrap_or(part.start);
    let entity = (condition..part.end).find_map(|at| entity_named(doc, at, entities));
    let access = part.clone().any(|at| {
        doc.is(at, Class::Login) || doc.is(at, Class::RolesCue) && doc.any(part, Class::Role)
    });
    let defined = part.clone().any(|at| doc.used.get(at) == Some(&Some(RULE)));
    let (Some(entity), true) = (entity, limited && !access && !defined) else {
        return;
    };
    let text = doc.quote(&(condition..part.end)).to_owned();
    let mut fact = Fact::new(Facet::BusinessRule)
        .with("entity", entity)
        .with("rule", text);
    if let Some(channel) = part.clone().find_map(|at| doc.value(at, Class::Channel)) {
        fact = fact.with("notify", channel);
    }
    doc.add(fact, part.clone(), "business_rule");
}

/// The entity that a word names, by its name or by one of its fields.
fn entity_named(doc: &Doc, at: usize, entities: &[Entity]) -> Option<String> {
    let word = singular(doc.word(at));
    if word.len() < 3 {
        return None;
    }
    let by_name = entities.iter().find(|entity| entity.name == word);
    let by_field = || {
        entities.iter().find(|entity| {
            entity
                .fields
                .iter()
                .any(|field| field.split('_').next() == Some(word.as_str()) && field.contains('_'))
        })
    };
    by_name.or_else(by_field).map(|entity| entity.name.clone())
}
