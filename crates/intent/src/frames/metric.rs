//! Quantities: every mention with its name, and the facts of those that devices report.

use std::ops::Range;

use specgen_spec::fact::{Facet, Fact, Origin};

use super::listed::listed;
use super::naming::{compose, compound};
use super::unit::Stated;
use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Class, Language, Words};

/// One mention of a quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Its chunks, unit excluded.
    pub range: Range<usize>,
    /// Its canonical name.
    pub name: String,
    /// The last part of a composed name, or the name.
    pub head: String,
    /// What the text states behind it.
    pub stated: Option<Stated>,
    /// Its chunks with the unit.
    pub whole: Range<usize>,
}

/// Chunks of modifiers before a head, at most.
const MOST_MODIFIERS: usize = 2;

/// Finds every mention of a quantity.
pub fn mentions(doc: &Doc) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    for sentence in doc.sentences.clone() {
        let mut at = sentence.start;
        while at < sentence.end {
            let from = out.last().map_or(sentence.start, |last: &Mention| {
                last.whole.end.max(sentence.start)
            });
            let Some(mention) = mention_at(doc, at, from, &sentence).filter(|_| !doc.is_used(at))
            else {
                at += 1;
                continue;
            };
            at = mention.whole.end.max(at + 1);
            out.push(mention);
        }
    }
    listed(doc, out)
}

fn mention_at(doc: &Doc, at: usize, from: usize, sentence: &Range<usize>) -> Option<Mention> {
    let chunk = doc
        .chunks
        .get(at)
        .filter(|chunk| chunk.kind == Kind::Word)?;
    if let Some(quantity) = super::behind::level_of(doc, at, sentence.end) {
        return mention_at(doc, quantity, quantity, sentence).map(|mention| Mention {
            range: at..mention.range.end,
            whole: at..mention.whole.end,
            ..mention
        });
    }
    let known = chunk.value(Class::Metric);
    let head = chunk.value(Class::Head);
    // `Vervang OIDC door JWT`: a word of another language that says nothing in this one.
    let foreign = doc.language != Language::En
        && chunk
            .senses
            .iter()
            .any(|sense| sense.class == Class::Filler && sense.language == doc.language);
    if known.is_some() && merges_with_next(doc, at) || super::behind::is_present(doc, at) || foreign
    {
        return None;
    }
    let (start, prefix) = modifiers(doc, at, from, sentence, head.is_some() || known.is_some());
    let (name, head) = match (known, head, prefix.is_empty()) {
        (Some(known), _, true) => (known.to_owned(), known.to_owned()),
        (_, Some(head), false) => (compose(doc, &prefix, head), head.to_owned()),
        (Some(known), None, false) => (compose(doc, &prefix, known), known.to_owned()),
        (None, None, _) => {
            return compound_mention(doc, at, sentence)
                .or_else(|| open_mention(doc, at, from, sentence));
        }
        // `the pile height (cm)`: a bare word for a quantity is one where its unit stands behind it.
        (None, Some(head), true) => {
            if let Some(mention) = super::behind::belonging(doc, at, head, sentence) {
                return Some(mention);
            }
            doc.stated_after(at + 1, sentence.end)?;
            let noun = at
                .checked_sub(1)
                .filter(|noun| *noun >= from && doc.is(*noun, Class::Device));
            match noun {
                Some(noun) => {
                    let said = super::access::singular(doc.word(noun));
                    (format!("{said}_{head}"), head.to_owned())
                }
                None => (head.to_owned(), head.to_owned()),
            }
        }
    };
    let (name, after) = match super::behind::narrowed(doc, &name, &head, at + 1, sentence.end) {
        Some((narrowed, after)) if prefix.is_empty() => (narrowed, after),
        _ => (name, at + 1),
    };
    let stated = doc
        .stated_after(after, sentence.end)
        .or_else(|| behind_detail(doc, after, sentence.end));
    let end = stated.as_ref().map_or(after, |(range, _)| range.end);
    Some(Mention {
        range: start..after,
        name,
        head,
        stated: stated.map(|(_, what)| what),
        whole: start..end,
    })
}

/// `température du moteur (°C)`: the unit stands behind the words that narrow the quantity.
fn behind_detail(doc: &Doc, after: usize, end: usize) -> Option<(Range<usize>, Stated)> {
    let open = (after..end.min(after + 4)).find(|at| doc.sign(*at, '('))?;
    let plain = |at: usize| {
        doc.chunks
            .get(at)
            .is_some_and(crate::chunk::Chunk::is_unknown)
            || doc.is_filler(at)
            || doc.is(at, Class::Modifier)
            || doc.is(at, Class::Device)
    };
    let found = (after..open)
        .all(plain)
        .then(|| doc.stated_after(open, end))
        .flatten()?;
    matches!(found.1, Stated::Unit(_)).then_some(found)
}

/// A German compound with what stands behind it.
fn compound_mention(doc: &Doc, at: usize, sentence: &Range<usize>) -> Option<Mention> {
    let (name, head) = compound(doc, at)?;
    let stated = doc.stated_after(at + 1, sentence.end);
    let end = stated.as_ref().map_or(at + 1, |(range, _)| range.end);
    Some(Mention {
        range: at..at + 1,
        head,
        name,
        stated: stated.map(|(_, what)| what),
        whole: at..end,
    })
}

/// An unknown name with a unit in brackets is a quantity: `brix (g/kg)`.
fn open_mention(doc: &Doc, at: usize, from: usize, sentence: &Range<usize>) -> Option<Mention> {
    let unknown = |i: usize| {
        doc.chunks
            .get(i)
            .is_some_and(|chunk| chunk.is_unknown() && chunk.text.len() > 1)
    };
    let detail = at > 0
        && (doc.is(at - 1, Class::Metric)
            || doc.is_filler(at - 1) && at > 1 && doc.is(at - 2, Class::Metric));
    // `record nitrate in mg/L`: right behind what records or adds it.
    let before = (sentence.start..at)
        .rev()
        .find(|i| !doc.is_filler(*i) && !unknown(*i));
    let worded = doc.says(at + 1, Words::MeasuredIn)
        && before.is_some_and(|i| doc.is(i, Class::Send) || doc.is(i, Class::Act));
    // `bees_in and bees_out`: in a request a name written as one is the name of a quantity.
    let ordered = sentence.clone().any(|i| doc.is(i, Class::CmdCue));
    let spelled = doc.request && unknown(at) && doc.word(at).contains('_') && !ordered;
    if spelled && begins_name(doc, at, sentence) && !super::spelled::is_other_name(doc, at) {
        return Some(super::spelled::mention(doc, at, sentence));
    }
    if let Some(mention) = doc
        .request
        .then(|| super::spelled::behind_verb(doc, at, from, sentence))
        .flatten()
    {
        return Some(mention);
    }
    let opened = doc.sign(at + 1, '(') || doc.sign(at + 1, '[') || worded;
    let bracket = opened && unknown(at) && !detail;
    let (range, Stated::Unit(unit)) = doc.stated_after(at + 1, sentence.end).filter(|_| bracket)?
    else {
        return None;
    };
    let start = if at > from.max(sentence.start) && unknown(at - 1) {
        at - 1
    } else {
        at
    };
    let words: Vec<&str> = (start..=at).map(|i| doc.word(i)).collect();
    let name = words.join("_").replace(['-', '\'', '.'], "_");
    Some(Mention {
        range: start..at + 1,
        head: name.clone(),
        name,
        stated: Some(Stated::Unit(unit)),
        whole: start..range.end,
    })
}

/// `fall flag`, `door state`: the first word is a quantity of its own and belongs to the second.
fn merges_with_next(doc: &Doc, at: usize) -> bool {
    let next_is_head = doc.value(at + 1, Class::Head).is_some_and(|head| {
        matches!(
            head,
            "flag" | "state" | "current" | "voltage" | "temperature" | "level"
        )
    });
    next_is_head && doc.is(at, Class::Modifier)
}

/// The words before a head that narrow it, nearest last.
fn modifiers(
    doc: &Doc,
    at: usize,
    from: usize,
    sentence: &Range<usize>,
    allowed: bool,
) -> (usize, Vec<String>) {
    let mut start = at;
    let mut words = Vec::new();
    while allowed && start > from.max(sentence.start) && words.len() < MOST_MODIFIERS {
        let before = start - 1;
        let Some(chunk) = doc.chunks.get(before) else {
            break;
        };
        // `track the position` asks for it, `the track position` names it.
        let verb = before == sentence.start && (chunk.is(Class::Send) || chunk.is(Class::Act));
        // `Supply temp alert`: where that quantity is there, the word is part of its name.
        let there = chunk
            .value(Class::Modifier)
            .zip(doc.value(at, Class::Metric).or(doc.value(at, Class::Head)))
            .is_some_and(|(modifier, head)| is_known(doc, &format!("{modifier}_{head}")));
        if let Some(modifier) = chunk.value(Class::Modifier).filter(|_| !verb || there) {
            if !modifier.is_empty() {
                words.insert(0, modifier.to_owned());
            }
        } else if chunk.is_unknown()
            && chunk.text.len() > 2
            && begins_name(doc, before, sentence)
            && words.is_empty()
        {
            words.insert(0, chunk.text.replace(['-', '\''], "_"));
        } else {
            break;
        }
        start = before;
    }
    (start, words)
}

/// Is a quantity of this name there without the text saying so?
fn is_known(doc: &Doc, name: &str) -> bool {
    let named = |fact: &Fact| fact.facet == Facet::Metric && fact.text("name") == Some(name);
    doc.known.iter().any(named)
}

/// May an unknown word begin a name here: after a sign, a determiner, a conjunction or the line's start?
fn begins_name(doc: &Doc, at: usize, sentence: &Range<usize>) -> bool {
    // `Bean temperature and ...` opens a sentence; a title is settled later.
    if at == sentence.start {
        return true;
    }
    let before = at - 1;
    let determiner = doc.says(before, Words::QuantityLead) || matches!(doc.word(before), "&" | "+");
    determiner
        || matches!(
            doc.kind(before),
            Some(Kind::Sign(',' | ':' | '+' | '-' | '*' | '•'))
        )
        || doc.is(before, Class::Send)
        || doc.is(before, Class::Act)
}

/// Makes the fact of one quantity.
pub fn fact(doc: &Doc, mention: &Mention) -> Fact {
    let fact = Fact::new(Facet::Metric).with("name", mention.name.as_str());
    let catalogued = doc
        .lexicon
        .quantity(&mention.name)
        .or_else(|| doc.lexicon.quantity(&mention.head));
    let usual = catalogued.map_or("", |quantity| quantity.unit.as_str());
    match &mention.stated {
        Some(Stated::Unit(unit)) => fact.with("unit", unit.as_str()),
        Some(Stated::States(states)) => typed(fact, states),
        _ if matches!(mention.head.as_str(), "flag") || usual == "bool" => fact
            .with_assumed("unit", "bool")
            .with_assumed("type", "boolean"),
        _ if mention.head == "state" || usual == "enum" => fact
            .with_assumed("unit", "enum")
            .with_assumed("type", "enum"),
        _ if usual.is_empty() => fact,
        _ => fact.with_assumed("unit", usual),
    }
}

fn typed(fact: Fact, states: &[String]) -> Fact {
    let two = states.len() == 2;
    let kind = if two { "boolean" } else { "enum" };
    let unit = if two { "bool" } else { "enum" };
    fact.with("unit", unit).with("type", kind)
}

/// Marks a fact as concluded from the prompt.
pub fn assumed(fact: Fact) -> Fact {
    fact.origin(Origin::Assumed)
}
