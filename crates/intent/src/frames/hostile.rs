//! Instructions to the tool inside a text: kept out of every rule, quoted in the report, never obeyed.

use std::ops::Range;

use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::Class;

/// The rule name; the coverage account quotes what carries it.
pub const RULE: &str = "hostile";

/// Takes every sentence that speaks to the tool, and marked blocks whole.
pub fn read(doc: &mut Doc) {
    for range in ranges(doc) {
        doc.take(range.clone(), RULE);
        for slot in doc.used.get_mut(range).into_iter().flatten() {
            *slot = Some(RULE);
        }
    }
    let hidden = |doc: &Doc, range: &Range<usize>| {
        range
            .clone()
            .all(|at| doc.used.get(at) == Some(&Some(RULE)))
    };
    let sentences = std::mem::take(&mut doc.sentences);
    doc.sentences = sentences
        .into_iter()
        .filter(|sentence| !hidden(doc, sentence))
        .collect();
}

fn ranges(doc: &Doc) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for sentence in &doc.sentences {
        let cue = sentence.clone().find(|at| doc.is(*at, Class::Hostile));
        let comment = sentence
            .clone()
            .find(|at| doc.sign(*at, '<') && doc.sign(*at + 1, '!'));
        if let Some(open) = comment {
            let close = (open..doc.chunks.len()).find(|at| doc.sign(*at, '→'));
            out.push(open..close.map_or_else(|| line_end(doc, open), |at| at + 1));
        } else if let Some(cue) = cue {
            let marked = matches!(doc.word(cue), "[ system ]" | "system :" | "assistant :");
            out.push(if marked {
                cue..line_end(doc, cue)
            } else {
                sentence.clone()
            });
        }
    }
    out
}

fn line_end(doc: &Doc, from: usize) -> usize {
    (from..doc.chunks.len())
        .find(|at| doc.kind(*at) == Some(&Kind::Break))
        .unwrap_or(doc.chunks.len())
}
