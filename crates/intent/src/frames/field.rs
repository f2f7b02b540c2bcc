//! Fields of devices: `every device has an owner and a serial number`, `the firmware version of each locker`.

use std::ops::Range;

use specgen_spec::fact::{Facet, Fact};

use super::access::singular;
use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

const RULE: &str = "field";
/// Reads the fields that a prompt names by words that mean nothing else.
pub fn read(doc: &mut Doc) {
    for sentence in doc.sentences.clone() {
        let owned = owned(doc, &sentence).is_some();
        let devices = doc.any(&sentence, Class::Device);
        for at in sentence.clone() {
            let name = doc.value(at, Class::Field).map(str::to_owned);
            let wishes = doc.request && doc.says(at + 1, Words::Wishes);
            let plain = (owned || !doc.is_filler(at)) && !wishes;
            if let Some(name) = name.filter(|_| devices && plain && !doc.negated(at)) {
                add(doc, &name, at..at + 1);
            }
        }
    }
}

fn add(doc: &mut Doc, name: &str, range: Range<usize>) {
    if doc.is_used(range.start) {
        return;
    }
    let fact = Fact::new(Facet::Field)
        .with("name", name)
        .with("on", "device");
    doc.add_once(fact, "name", range, RULE);
}

/// Where the list of what a device has begins: behind `every device has`.
pub fn owned(doc: &Doc, range: &Range<usize>) -> Option<usize> {
    let device = range.clone().find(|at| doc.is(*at, Class::Device))?;
    let every =
        (range.start..device).any(|at| doc.is(at, Class::Every) || doc.says(at, Words::EachOf));
    let verb = (device + 1..range.end.min(device + 3)).find(|at| doc.says(*at, Words::Has))?;
    // `rinks get an address`
    let many = device == range.start && doc.word(device).ends_with('s') && doc.request;
    (every || many).then_some(verb + 1)
}

/// `year of construction`: a time that is a name, and the word that joins its parts.
fn part_of_name(doc: &Doc, at: usize, begun: bool) -> bool {
    let time = matches!(doc.kind(at), Some(Kind::TimeUnit(_))) && doc.word(at + 1) == "of";
    time || begun && doc.word(at) == "of"
}

/// What is listed behind `every device has`, each as a name and its chunks; nothing when an item is no plain noun.
pub fn listed(doc: &Doc, range: &Range<usize>) -> Option<Vec<(String, Range<usize>)>> {
    let start = owned(doc, range)?;
    items(doc, start..range.end)
}

/// The items of a list of plain nouns, each as a name and its chunks; nothing when an item is something else.
pub fn items(doc: &Doc, range: Range<usize>) -> Option<Vec<(String, Range<usize>)>> {
    let start = range.start;
    let mut out: Vec<(String, Range<usize>)> = Vec::new();
    let mut item: Vec<usize> = Vec::new();
    for at in start..=range.end {
        let joint = at == range.end || doc.sign(at, ',') || doc.is(at, Class::And);
        // `and a plot number in its master data`
        if !item.is_empty() && doc.says(at, Words::FieldsEnd) {
            let words: Vec<String> = item.iter().map(|at| noun(doc, *at)).collect();
            if let (Some(first), Some(last)) = (item.first(), item.last()) {
                out.push((words.join("_"), *first..*last + 1));
            }
            break;
        }
        if joint {
            if let (Some(first), Some(last)) = (item.first(), item.last()) {
                let words: Vec<String> = item.iter().map(|at| noun(doc, *at)).collect();
                out.push((words.join("_"), *first..*last + 1));
            }
            item.clear();
        } else if names(doc, at) || part_of_name(doc, at, !item.is_empty()) {
            item.push(at);
        } else if !is_article(doc, at) || !item.is_empty() {
            return None;
        }
    }
    (!out.is_empty()).then_some(out)
}

fn is_article(doc: &Doc, at: usize) -> bool {
    let one = matches!(doc.kind(at), Some(Kind::Number { low, spelled: true, .. }) if *low < 1.5);
    one || doc.is_filler(at)
}

fn noun(doc: &Doc, at: usize) -> String {
    match doc.value(at, Class::Field) {
        Some(known) => known.to_owned(),
        None if doc.says(at, Words::Site) => "location".to_owned(),
        None => singular(doc.word(at)).replace('\'', "_"),
    }
}

fn names(doc: &Doc, at: usize) -> bool {
    doc.kind(at) == Some(&Kind::Word)
        && !doc.is_used(at)
        && (doc.is(at, Class::Field)
            || doc.says(at, Words::Site)
            || doc.request && [at, at + 1].iter().any(|at| doc.says(*at, Words::HalfName))
            || doc
                .chunks
                .get(at)
                .is_some_and(crate::chunk::Chunk::is_unknown))
}
