//! Lists of quantities: an unknown name between known ones is a quantity too.

use std::ops::Range;

use super::metric::Mention;
use crate::doc::Doc;
use crate::lexicon::Class;

/// `sends rumination, chewing time and temperature`: an unknown name in a list of quantities is one as well.
pub fn listed(doc: &Doc, mut mentions: Vec<Mention>) -> Vec<Mention> {
    let mut at = 0;
    while let Some(mention) = mentions.get(at).cloned() {
        let sentence = doc.sentence_of(mention.range.start);
        let sends = (sentence.start..mention.range.start).any(|i| doc.is(i, Class::Send));
        let ruled = sentence.clone().any(|i| {
            doc.is(i, Class::If)
                || doc.is(i, Class::Op)
                || doc.is(i, Class::Alert)
                || doc.negated(i)
        });
        let found = (sends && !ruled)
            .then(|| item_before(doc, &mention, &sentence))
            .flatten()
            .filter(|new| {
                mentions
                    .iter()
                    .all(|have| have.whole.end <= new.start || have.range.start >= new.end)
            });
        match found {
            Some(range) => mentions.insert(at, open_item(doc, range)),
            None => at += 1,
        }
    }
    mentions
}

fn open_item(doc: &Doc, range: Range<usize>) -> Mention {
    let words: Vec<&str> = range.clone().map(|i| doc.word(i)).collect();
    let name = words.join("_").replace(['-', '\'', '.'], "_");
    Mention {
        head: name.clone(),
        name,
        stated: None,
        whole: range.clone(),
        range,
    }
}

/// The one or two unknown words that a comma or `and` joins to a quantity, when a verb or a comma stands before them.
fn item_before(doc: &Doc, mention: &Mention, sentence: &Range<usize>) -> Option<Range<usize>> {
    let article = |at: usize| matches!(doc.word(at), "the" | "a" | "an" | "its" | "their");
    let mut joint = mention.range.start.checked_sub(1)?;
    if article(joint) {
        joint = joint.checked_sub(1)?;
    }
    if !doc.sign(joint, ',') && doc.value(joint, Class::And) != Some("and") {
        return None;
    }
    if doc.sign(joint.checked_sub(1)?, ',') {
        joint -= 1;
    }
    let unknown = |at: usize| {
        doc.chunks
            .get(at)
            .is_some_and(|chunk| chunk.is_unknown() && chunk.text.len() > 2)
    };
    let start = (sentence.start.max(joint.saturating_sub(2))..joint)
        .rev()
        .take_while(|at| unknown(*at))
        .last()?;
    let mut before = start.checked_sub(1)?;
    if article(before) {
        before = before.checked_sub(1)?;
    }
    let opened = doc.sign(before, ',') || doc.sign(before, ':') || doc.is(before, Class::Send);
    (before >= sentence.start && opened).then_some(start..joint)
}
