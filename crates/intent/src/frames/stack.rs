//! Languages and frameworks that a text names: what it is emitted in is Rust, and that is said.

use specgen_spec::fact::{Facet, Fact};

use crate::doc::Doc;
use crate::lexicon::{Class, Words};

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
/// Is a word meant as a name: written like one, made `with` something, or beside software or another product?
fn is_name(doc: &Doc, at: usize) -> bool {
    if !EVERYDAY.contains(&doc.word(at)) {
        return true;
    }
    let sentence = doc.sentence_of(at);
    let capital = doc.quote(&(at..at + 1)).starts_with(char::is_uppercase);
    let made = at > sentence.start && (doc.says(at - 1, Words::MadeWith) || doc.sign(at - 1, ':'));
    let near = at.saturating_sub(3).max(sentence.start)..sentence.end.min(at + 4);
    let beside = near.clone().any(|other| {
        let product = [Class::Stack, Class::Storage, Class::Product];
        let named = product.iter().any(|class| doc.is(other, *class));
        other != at && named && !EVERYDAY.contains(&doc.word(other))
    });
    let making = matches!(doc.word(at.wrapping_sub(1)), "in" | "on")
        && near.clone().any(|i| doc.has_word(i, Words::Making));
    let of_software = (at + 1..near.end.min(at + 3)).any(|i| doc.has_word(i, Words::Software));
    capital && at > sentence.start || made || beside || making || of_software
}
