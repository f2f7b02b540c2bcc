//! Languages and frameworks that a text names: what it is emitted in is Rust, and that is said.

use specgen_spec::fact::{Facet, Fact};

use crate::doc::Doc;
use crate::lexicon::Class;

const RULE: &str = "product";

/// Says of a language or framework that Rust stands in for it.
pub fn read(doc: &mut Doc, at: usize) {
    let Some(named) = doc.value(at, Class::Stack).map(str::to_owned) else {
        return;
    };
    if !is_name(doc, at) {
        return;
    }
    if doc.negated(at) || named == "rust" {
        doc.take(at..at + 1, if named == "rust" { RULE } else { "refusal" });
        return;
    }
    doc.notes.substitute(
        doc.quote(&(at..at + 1)),
        "Rust",
        "the tool writes Rust only",
    );
    doc.add_once(
        Fact::new(Facet::Stack)
            .with("value", named)
            .with("used", false),
        "value",
        at..at + 1,
        RULE,
    );
}

/// Frameworks whose names are everyday words: `it should react sooner`, `we open in spring`.
const EVERYDAY: [&str; 6] = ["react", "express", "spring", "flask", "rails", "ruby"];
/// What is written in a framework, in the languages that say it alike.
const SOFTWARE: [&str; 16] = [
    "backend",
    "back-end",
    "frontend",
    "front-end",
    "app",
    "application",
    "server",
    "service",
    "framework",
    "dashboard",
    "web",
    "website",
    "ui",
    "stack",
    "boot",
    "code",
];
/// Words right before what something is made with.
const MADE: [&str; 12] = [
    "with", "using", "use", "uses", "mit", "avec", "con", "met", "com", "like", "via", ":",
];
/// Verbs of making, before `in ruby` and `on rails`.
const MAKING: [&str; 10] = [
    "write",
    "written",
    "build",
    "built",
    "code",
    "coded",
    "made",
    "done",
    "implement",
    "implemented",
];

/// Is a word meant as a name: written like one, made `with` something, or beside software or another product?
fn is_name(doc: &Doc, at: usize) -> bool {
    if !EVERYDAY.contains(&doc.word(at)) {
        return true;
    }
    let sentence = doc.sentence_of(at);
    let capital = doc.quote(&(at..at + 1)).starts_with(char::is_uppercase);
    let made = at > sentence.start && (MADE.contains(&doc.word(at - 1)) || doc.sign(at - 1, ':'));
    let near = at.saturating_sub(3).max(sentence.start)..sentence.end.min(at + 4);
    let beside = near.clone().any(|other| {
        let product = [Class::Stack, Class::Storage, Class::Product];
        let named = product.iter().any(|class| doc.is(other, *class));
        other != at && named && !EVERYDAY.contains(&doc.word(other))
    });
    let making = matches!(doc.word(at.wrapping_sub(1)), "in" | "on")
        && near.clone().any(|i| has_word(doc, i, &MAKING));
    let of_software = (at + 1..near.end.min(at + 3)).any(|i| has_word(doc, i, &SOFTWARE));
    capital && at > sentence.start || made || beside || making || of_software
}

/// Is one of the words of a chunk among these?
fn has_word(doc: &Doc, at: usize, words: &[&str]) -> bool {
    doc.word(at).split(' ').any(|word| words.contains(&word))
}
