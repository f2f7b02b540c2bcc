//! Names that are written as names in a request: `bees_in and bees_out`.

use std::ops::Range;

use super::metric::Mention;
use crate::doc::Doc;
use crate::lexicon::Class;

/// `role shift_lead`, `command open_vent`: the word before says what has the name.
pub fn is_other_name(doc: &Doc, at: usize) -> bool {
    let other = [
        Class::Role,
        Class::RolesCue,
        Class::CmdCue,
        Class::CmdVerb,
        Class::TopicCue,
        Class::Field,
        Class::Channel,
    ];
    (at.saturating_sub(2)..at).any(|at| other.iter().any(|class| doc.is(at, *class)))
}

/// The quantity with what stands behind it.
pub fn mention(doc: &Doc, at: usize, sentence: &Range<usize>) -> Mention {
    let name = doc.word(at).replace(['-', '\'', '.'], "_");
    let stated = doc.stated_after(at + 1, sentence.end);
    let end = stated.as_ref().map_or(at + 1, |(range, _)| range.end);
    Mention {
        range: at..at + 1,
        head: name.clone(),
        name,
        stated: stated.map(|(_, what)| what),
        whole: at..end,
    }
}
