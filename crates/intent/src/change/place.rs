//! Places in a request: the clause of a word, the words of a statement, where another thought begins.

use std::ops::Range;

use specgen_spec::fact::Fact;
use specgen_spec::model::Name;

use super::names::{self, Object};
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

    /// `the wind and gearbox alarms`: the rules of what is told by a part of its name, joined to something whole.
    pub fn joined(&self, range: &Range<usize>, objects: &[Object]) -> Vec<Name> {
        let parts = self.parts(range);
        let beside = |part: &Object| {
            objects.iter().any(|object| {
                let and = |at: usize| self.doc.value(at, Class::And) == Some("and");
                let before = object.range.end + 1 == part.range.start && and(object.range.end);
                let behind = part.range.end + 1 == object.range.start && and(part.range.end);
                object.of("metrics") && (before || behind)
            })
        };
        parts
            .iter()
            .filter(|part| beside(part))
            .flat_map(|part| names::alerts_on(self.base, part.name()))
            .collect()
    }

    /// Does the clause of a chunk add something?
    pub fn adds(&self, at: usize) -> bool {
        self.clauses
            .iter()
            .any(|clause| clause.range.contains(&at) && clause.act.as_deref() == Some("add"))
    }
}
