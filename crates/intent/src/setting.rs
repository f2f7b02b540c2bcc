//! Words without a rule, judged: figures and list items are always told, where and by what is measured is context.

use std::ops::Range;

use crate::chunk::Kind;
use crate::coverage::{again, only_grammar, weighs};
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

/// A number in figures: whoever types one means it.
pub fn is_figure(doc: &Doc, at: usize) -> bool {
    matches!(
        doc.kind(at),
        Some(Kind::Number { spelled: false, .. } | Kind::Quantity { .. } | Kind::Duration { .. })
    ) && doc.word(at).starts_with(|c: char| c.is_ascii_digit())
        // A request that mentions three tanks does not count the fleet.
        && !(doc.request && doc.is(at + 1, Class::Device))
}

/// `reports its load (kg), door state and floor every 2 seconds`: an item without a unit among quantities.
pub fn is_listed(doc: &Doc, at: usize) -> bool {
    let word = doc.chunks.get(at).is_some_and(|chunk| {
        chunk.is_unknown()
            || !chunk.senses.is_empty()
                && chunk
                    .senses
                    .iter()
                    .all(|sense| matches!(sense.class, Class::Modifier | Class::Head))
    });
    let joint = |at: usize| doc.sign(at, ',') || doc.value(at, Class::And) == Some("and");
    let metric = |at: usize| doc.used.get(at) == Some(&Some("metric"));
    let before = (0..at).rev().find(|i| !doc.is_filler(*i));
    let joined = before.is_some_and(|i| {
        joint(i) && (metric(i - usize::from(i > 0)) || doc.sign(i.saturating_sub(1), ')'))
    });
    let closed = at + 1 >= doc.sentence_of(at).end
        || joint(at + 1)
        || doc.used.get(at + 1) == Some(&Some("scale"));
    let sends = doc.any(&doc.sentence_of(at), Class::Send);
    word && joined && closed && sends && !doc.is_used(at) && !doc.negated(at)
}

/// `New probe:` names what sends and asks for nothing by itself.
pub fn only_devices(doc: &Doc, clause: &Range<usize>) -> bool {
    clause.clone().all(|at| {
        doc.is_filler(at)
            || doc.is(at, Class::Device)
            || !weighs(doc, at)
            || doc.is_used(at) && !again(doc, at)
    })
}

/// Unknown words that may stand beside a device and its verb.
const SETTING: usize = 2;

/// `Every bed has a sensor that publishes ...`: what measures and sends, in a sentence whose quantities are known.
pub fn describes_fleet(doc: &Doc, run: &Range<usize>) -> bool {
    let sentence = doc
        .sentences
        .iter()
        .find(|sentence| sentence.contains(&run.start))
        .cloned()
        .unwrap_or(run.clone());
    let measured = sentence
        .clone()
        .any(|at| matches!(doc.used.get(at), Some(Some("metric"))) || again(doc, at));
    let unknown = run
        .clone()
        .filter(|at| {
            doc.chunks
                .get(*at)
                .is_some_and(crate::chunk::Chunk::is_unknown)
        })
        .count();
    let plain = |at: usize| {
        doc.is_filler(at)
            || doc.is(at, Class::Device)
            || doc.is(at, Class::Send)
            || doc.is(at, Class::Every)
            || doc.chunks.get(at).is_some_and(|chunk| {
                chunk.is_unknown() || only_grammar(chunk) || chunk.is(Class::Modifier)
            })
            || matches!(doc.kind(at), Some(Kind::Number { .. } | Kind::Sign(_)))
    };
    let named = run.clone().any(|at| doc.is(at, Class::Device));
    let sends = run.clone().any(|at| doc.is(at, Class::Send));
    // `in every chamber is one box`: where it is measured.
    let lead = run.start.saturating_sub(1);
    let place = [lead, run.start]
        .iter()
        .any(|at| doc.says(*at, Words::Place));
    let figures = run.clone().any(|at| is_figure(doc, at));
    let setting = place && !figures && !doc.request && unknown <= SETTING + 1;
    measured && run.clone().all(plain) && (named && sends && unknown <= SETTING || named && setting)
}

/// `..., alert on entering too`: words of which every request has some stand beside one that nobody knows.
pub fn only_general(doc: &Doc, clause: &Range<usize>) -> bool {
    const GENERAL: [Class; 5] = [
        Class::Alert,
        Class::Send,
        Class::Act,
        Class::Thing,
        Class::Cue,
    ];
    let general = |at: usize| {
        let chunk = doc.chunks.get(at);
        let senses = || chunk.into_iter().flat_map(|chunk| chunk.senses.iter());
        senses().next().is_some() && senses().all(|sense| GENERAL.contains(&sense.class))
    };
    let unknown = |at: usize| {
        let chunk = doc.chunks.get(at);
        chunk.is_some_and(crate::chunk::Chunk::is_unknown) && !doc.is_used(at)
    };
    clause
        .clone()
        .all(|at| !doc.is_used(at) || !weighs(doc, at) || general(at))
        && clause.clone().any(unknown)
        && doc.sign(clause.start.saturating_sub(1), ',')
        && !clause.clone().any(|at| doc.says(at, Words::Otherwise))
        && clause.clone().any(|at| doc.is(at, Class::Alert))
}
