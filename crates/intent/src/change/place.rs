//! Places in a request: the clause of a word, the words of a statement, where another thought begins.

use std::ops::Range;

use specgen_spec::fact::Fact;

use super::request::Request;
use crate::lexicon::Class;

impl Request<'_> {
    /// Does a run say `it`? Where a noun follows, the word is its article: `das Dach`, `la salle`.
    pub fn pronoun(&self, range: &Range<usize>) -> bool {
        let alone = |at: usize| {
            !range.contains(&at)
                || self
                    .doc
                    .chunks
                    .get(at)
                    .is_none_or(|next| !next.is_unknown())
        };
        self.marks.iter().any(|mark| {
            mark.class == Class::Cue
                && mark.value == "it"
                && range.contains(&mark.range.start)
                && alone(mark.range.end)
        })
    }

    /// Does a conjunction or comma open another thought, with a verb that nothing steers: `and water the plants`?
    pub fn opens_thought(&self, at: usize, end: usize) -> bool {
        let joint = self.doc.is(at, Class::And) || self.doc.sign(at, ',');
        let next = at + 1;
        let chunk = self.doc.chunks.get(next).filter(|_| next < end);
        let verb = chunk.is_some_and(|chunk| chunk.is(Class::CmdVerb) || chunk.is_unknown());
        // `and archive its data`
        let verb = verb || matches!(self.doc.word(next + 1), "it" | "its" | "them" | "their");
        let steers = self.marks.iter().any(|mark| mark.range.contains(&next));
        joint && verb && !steers && !self.doc.is_used(next)
    }

    /// The chunks that a statement was read from.
    pub fn chunks_of(&self, fact: &Fact) -> Range<usize> {
        let chunks = &self.doc.chunks;
        fact.span.map_or(0..0, |span| {
            let start = chunks.partition_point(|chunk| chunk.end <= span.start);
            let end = chunks.partition_point(|chunk| chunk.start < span.end);
            start..end.max(start)
        })
    }

    /// The chunks of the clause that holds a chunk.
    pub fn clause_at(&self, at: usize) -> Range<usize> {
        let found = self
            .clauses
            .iter()
            .find(|clause| clause.range.contains(&at));
        found.map_or(at..at + 1, |clause| clause.range.clone())
    }
}
