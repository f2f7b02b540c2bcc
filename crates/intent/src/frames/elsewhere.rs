//! Times that look like how long something is kept and belong to something else.

use crate::doc::Doc;
use crate::lexicon::{Class, Words};

/// `the API key expires after 30 days` is about who may come in.
pub fn of_access(doc: &Doc, at: usize) -> bool {
    let segment = doc.segment_of(at);
    let named = |i: usize| {
        let words = doc
            .word(i)
            .split(' ')
            .map(|word| word.trim_end_matches('s').to_owned());
        let mut words = words;
        doc.is(i, Class::DeviceAuth)
            || doc.is(i, Class::Login)
            || words.any(|word| doc.lexicon.says(Words::Credential, &word))
    };
    let raw = segment
        .clone()
        .any(|i| doc.value(i, Class::Keep) == Some("raw"));
    doc.request && !raw && segment.into_iter().any(named)
}

/// `ignore readings older than an hour` says nothing of what is stored.
pub fn passes_over(doc: &Doc, at: usize) -> bool {
    doc.begins(at, Words::PassesOver)
}
