//! Commands that go: `the fan commands`, `the command that closes the valve`.

use std::ops::Range;

use specgen_spec::edit::Path;
use specgen_spec::model::Name;

use super::part::remove;
use super::request::Request;
use crate::lexicon::Class;

/// `the fan commands`: those whose names hold a word of the clause.
pub fn read(request: &mut Request, range: &Range<usize>) -> bool {
    if !range.clone().any(|at| request.doc.is(at, Class::CmdCue)) {
        return false;
    }
    let words: Vec<(Vec<String>, usize)> = range
        .clone()
        .map(|at| (said_of_command(request, at), at))
        .collect();
    let named: Vec<(Name, Vec<usize>)> = request
        .base
        .commands
        .keys()
        .map(|id| {
            let part = |word: &String| id.as_str().split('_').any(|part| part == word);
            let said = words.iter().filter(|(words, _)| words.iter().any(part));
            (id.clone(), said.map(|(_, at)| *at).collect())
        })
        .collect();
    // `the command that closes the valve` is not the one that opens it.
    let most = named.iter().map(|(_, said)| said.len()).max().unwrap_or(0);
    let named: Vec<(Name, Vec<usize>)> = named
        .into_iter()
        .filter(|(_, said)| most > 0 && said.len() == most)
        .collect();
    for (id, said) in &named {
        request.edit(remove(Path::of("commands", id)), range);
        for at in said {
            request.take(*at..*at + 1);
        }
    }
    for at in range.clone() {
        if !named.is_empty() && request.doc.is(at, Class::CmdCue) {
            request.take(at..at + 1);
        }
    }
    !named.is_empty()
}

/// A word of a request as parts of names of commands: itself, and what it orders in any language.
fn said_of_command(request: &Request, at: usize) -> Vec<String> {
    let doc = &request.doc;
    let order = doc
        .value(at, Class::CmdVerb)
        .or(doc.value(at, Class::OnOff));
    let word = crate::frames::access::singular(doc.word(at));
    order.map(str::to_owned).into_iter().chain([word]).collect()
}
