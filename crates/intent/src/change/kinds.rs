//! A limit for a kind of devices: `28 °C is for wheat, for maize it is 26 °C`, `2 to 25 °C for ambient storage rooms`.

use std::ops::Range;

use super::request::Request;
use crate::lexicon::{Class, Words};

/// Words between `for` and the end of what follows, at most.
const LONGEST: usize = 4;

/// The runs that narrow what is said to a kind: two of them in one sentence, or one that names many things.
pub fn named(request: &Request) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for sentence in &request.doc.sentences {
        let runs: Vec<Range<usize>> = sentence
            .clone()
            .filter_map(|at| run(request, at, sentence.end))
            .collect();
        let several = runs.len() > 1;
        out.extend(runs.into_iter().filter(|run| {
            let last = request.doc.word(run.end - 1);
            let many = last.ends_with('s')
                && !last.ends_with("ss")
                && !request.doc.lexicon.says(Words::Purpose, last);
            several || many
        }));
    }
    out
}

/// `for ambient storage rooms`: words that nobody knows behind `for`.
fn run(request: &Request, at: usize, end: usize) -> Option<Range<usize>> {
    let doc = &request.doc;
    if !doc.says(at, Words::MeantFor) {
        return None;
    }
    // `ambient` also narrows a quantity.
    let unknown = |at: usize| {
        let chunk = doc.chunks.get(at);
        let tells = chunk.is_some_and(|chunk| chunk.is_unknown() || chunk.is(Class::Modifier));
        tells && !doc.is_used(at)
    };
    let article = |at: usize| doc.is_filler(at) && !doc.is(at, Class::And);
    let first = (at + 1..end.min(at + 3)).find(|at| !article(*at))?;
    // `ambient storage rooms`: words that say little stand between them.
    let last = (first..end.min(first + LONGEST))
        .take_while(|at| unknown(*at) || article(*at) || doc.is(*at, Class::Device))
        .filter(|at| !article(*at))
        .last()?;
    (first..=last).any(unknown).then_some(at..last + 1)
}
