//! Words that narrow a quantity from behind: `temperatura exterior`, `suhu oli`, `temperature of the dough`.

use std::ops::Range;

use specgen_spec::fact::Facet;

use super::metric::Mention;
use super::naming::compose;
use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Class, Language, Words};

/// The name of a quantity with the word that narrows it from behind, and the chunk behind both.
///
/// A known word narrows wherever languages put it there. An unknown one does when a request adds a quantity that is
/// there already: what it adds is another one.
pub fn narrowed(
    doc: &Doc,
    name: &str,
    head: &str,
    after: usize,
    end: usize,
) -> Option<(String, usize)> {
    let behind = matches!(
        doc.language,
        Language::Es | Language::Fr | Language::Pt | Language::It | Language::Id
    );
    let joined = doc.says(after, Words::Joint);
    let at = if joined {
        after + 1 + usize::from(doc.says(after + 1, Words::JoinedArticle))
    } else {
        after
    };
    let chunk = doc
        .chunks
        .get(at)
        .filter(|_| at < end && (joined || behind))?;
    if chunk.kind != Kind::Word {
        return None;
    }
    if let Some(modifier) = chunk.value(Class::Modifier).filter(|_| behind) {
        // `temperatura ambiente` is the plain one.
        return Some(if modifier.is_empty() {
            (name.to_owned(), at + 1)
        } else {
            (compose(doc, &[modifier.to_owned()], head), at + 1)
        });
    }
    let same = |known: &str| known == name || known.ends_with(&format!("_{name}"));
    let there = doc
        .known
        .iter()
        .any(|fact| fact.facet == Facet::Metric && fact.text("name").is_some_and(same));
    let adds = || (0..after).rev().find_map(|at| doc.value(at, Class::Act)) == Some("add");
    // `l'eau`, `d'huile`
    let word = chunk.text.rsplit('\'').next().unwrap_or(&chunk.text);
    let other = chunk.is_unknown() && word.len() > 2 && there && doc.request && adds();
    other.then(|| (format!("{}_{head}", word.replace('-', "_")), at + 1))
}

/// `el nivel de oxígeno`: where a level is that of a quantity, the quantity stands at the returned chunk.
pub fn level_of(doc: &Doc, at: usize, end: usize) -> Option<usize> {
    let level = doc.value(at, Class::Metric) == Some("level") && doc.says(at + 1, Words::Joint);
    let quantity = at + 2 + usize::from(doc.says(at + 2, Words::JoinedArticle));
    let named = quantity < end && doc.is(quantity, Class::Metric);
    (level && named).then_some(quantity)
}

/// `current floor`: the one that holds now, no electric current.
pub fn is_present(doc: &Doc, at: usize) -> bool {
    let noun = |at: usize| {
        let known = [
            Class::Metric,
            Class::Head,
            Class::Device,
            Class::Send,
            Class::Filler,
        ];
        doc.kind(at) == Some(&Kind::Word)
            && !known.iter().any(|class| doc.is(at, *class))
            && (doc.is(at, Class::Modifier)
                || doc
                    .chunks
                    .get(at)
                    .is_some_and(crate::chunk::Chunk::is_unknown))
    };
    // `Sound the alarm` asks for one.
    let orders = doc.word(at) == "sound" && matches!(doc.word(at + 1), "the" | "an" | "a" | "our");
    orders || doc.word(at) == "current" && noun(at + 1)
}

/// `the load of the cabin in kg`: what it belongs to narrows it.
pub fn belonging(doc: &Doc, at: usize, head: &str, sentence: &Range<usize>) -> Option<Mention> {
    let article = matches!(doc.word(at + 2), "the" | "each" | "every" | "its" | "a");
    let noun = at + 2 + usize::from(article);
    let chunk = doc.chunks.get(noun).filter(|_| doc.word(at + 1) == "of")?;
    let named = chunk.is_unknown() || chunk.is(Class::Modifier) || chunk.is(Class::Device);
    let (range, stated) = doc.stated_after(noun + 1, sentence.end).filter(|_| named)?;
    let owner = super::access::singular(doc.word(noun));
    Some(Mention {
        range: at..noun + 1,
        name: compose(doc, &[owner], head),
        head: head.to_owned(),
        stated: Some(stated),
        whole: at..range.end,
    })
}
