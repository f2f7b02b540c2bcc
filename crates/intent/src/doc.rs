//! The text under reading: chunks in sentences and segments, what is negated, what is accounted for, and the facts so far.

use std::ops::Range;

use specgen_diag::Span;
use specgen_spec::fact::{Facet, Fact};

use crate::chunk::{Chunk, Kind, chunks};
use crate::lexicon::{Class, Language, Lexicon, Words};
use crate::report::Notes;

/// Longest sentence, in chunks; a longer run is cut, so that work per sentence stays bounded.
const LONGEST_SENTENCE: usize = 300;

/// A text while frames read it.
pub struct Doc<'a> {
    /// The original text.
    pub text: &'a str,
    /// The phrases in force.
    pub lexicon: &'a Lexicon,
    /// The language of the text.
    pub language: Language,
    /// The chunks of the text.
    pub chunks: Vec<Chunk>,
    /// The chunks of each sentence.
    pub sentences: Vec<Range<usize>>,
    /// Is the chunk in the scope of a negation?
    pub negated: Vec<bool>,
    /// The rule that accounts for each chunk.
    pub used: Vec<Option<&'static str>>,
    /// The facts so far.
    pub facts: Vec<Fact>,
    /// Quantities that hold without the text saying so: those of a specification that it is to change.
    pub known: Vec<Fact>,
    /// Is the text a request about a specification instead of a description?
    pub request: bool,
    /// Everything else the report says.
    pub notes: Notes,
}

impl<'a> Doc<'a> {
    /// Cuts a text and finds its negations.
    pub fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        let (mut chunks, language) = chunks(text, lexicon);
        for chunk in &mut chunks {
            if let Kind::Quantity { unit, .. } = &mut chunk.kind
                && let Some(said) = text.get(chunk.start..chunk.end)
                && let Some(spelled) = lexicon.unit_spelled(unit, said)
            {
                unit.clone_from(&spelled.symbol);
            }
        }
        let sentences = sentences(&chunks);
        let negated = crate::negation::scopes(&chunks, &sentences, lexicon);
        let used = vec![None; chunks.len()];
        Self {
            text,
            lexicon,
            language,
            chunks,
            sentences,
            negated,
            used,
            facts: Vec::new(),
            known: Vec::new(),
            request: false,
            notes: Notes::default(),
        }
    }

    /// Returns a chunk's value in a class.
    pub fn value(&self, at: usize, class: Class) -> Option<&str> {
        self.chunks.get(at)?.value(class)
    }

    /// Has a chunk a sense of this class?
    pub fn is(&self, at: usize, class: Class) -> bool {
        self.value(at, class).is_some()
    }

    /// Is a chunk this sign?
    pub fn sign(&self, at: usize, sign: char) -> bool {
        self.chunks.get(at).is_some_and(|chunk| chunk.is_sign(sign))
    }

    /// Returns a chunk's kind.
    pub fn kind(&self, at: usize) -> Option<&Kind> {
        self.chunks.get(at).map(|chunk| &chunk.kind)
    }

    /// Returns a chunk's folded text, empty when there is none.
    pub fn word(&self, at: usize) -> &str {
        self.chunks.get(at).map_or("", |chunk| chunk.text.as_str())
    }

    /// Is a chunk's text a word of a list?
    pub fn says(&self, at: usize, list: Words) -> bool {
        self.lexicon.says(list, self.word(at))
    }

    /// Does a chunk's text begin with a word of a list?
    pub fn begins(&self, at: usize, list: Words) -> bool {
        self.lexicon.begins(list, self.word(at))
    }

    /// Is the first word of a chunk one of a list?
    pub fn opens_with(&self, at: usize, list: Words) -> bool {
        let first = self.word(at).split(' ').next().unwrap_or_default();
        self.lexicon.says(list, first)
    }

    /// Is one of the words of a chunk one of a list?
    pub fn has_word(&self, at: usize, list: Words) -> bool {
        let mut words = self.word(at).split(' ');
        words.any(|word| self.lexicon.says(list, word))
    }

    /// Does a word stand in a run?
    pub fn word_in(&self, range: &Range<usize>, word: &str) -> bool {
        range.clone().any(|at| self.word(at) == word)
    }

    /// Is a chunk negated?
    pub fn negated(&self, at: usize) -> bool {
        self.negated.get(at).copied().unwrap_or(false)
    }

    /// Has a rule accounted for a chunk?
    pub fn is_used(&self, at: usize) -> bool {
        self.used.get(at).is_none_or(Option::is_some)
    }

    /// Accounts for chunks.
    pub fn take(&mut self, range: Range<usize>, rule: &'static str) {
        for slot in self.used.get_mut(range).into_iter().flatten() {
            slot.get_or_insert(rule);
        }
    }

    /// Returns the bytes of a run of chunks.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let start = self.chunks.get(range.start).map_or(0, |chunk| chunk.start);
        let end = range
            .end
            .checked_sub(1)
            .and_then(|last| self.chunks.get(last))
            .map_or(start, |chunk| chunk.end);
        Span::new(start, end)
    }

    /// Returns the original text of a run of chunks.
    pub fn quote(&self, range: &Range<usize>) -> &'a str {
        let span = self.span(range);
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// Adds a fact read from a run of chunks and accounts for them.
    pub fn add(&mut self, fact: Fact, range: Range<usize>, rule: &'static str) {
        let span = self.span(&range);
        self.take(range, rule);
        self.facts.push(fact.at(span));
    }

    /// Adds a fact whose span holds words that other rules may still take.
    pub fn note(&mut self, fact: Fact, range: &Range<usize>) {
        let span = self.span(range);
        self.facts.push(fact.at(span));
    }

    /// Adds a fact unless one of the same facet has the same value under `key`.
    pub fn add_once(&mut self, fact: Fact, key: &str, range: Range<usize>, rule: &'static str) {
        let same =
            |have: &&Fact| have.facet == fact.facet && have.keys.get(key) == fact.keys.get(key);
        if self.facts.iter().chain(&self.known).any(|have| same(&have)) {
            self.take(range, rule);
        } else {
            self.add(fact, range, rule);
        }
    }

    /// Returns the facts of a facet.
    pub fn of(&self, facet: Facet) -> impl Iterator<Item = &Fact> {
        self.facts
            .iter()
            .chain(&self.known)
            .filter(move |fact| fact.facet == facet)
    }

    /// Is there a fact of this facet whose `value` is this?
    pub fn has(&self, facet: Facet, value: &str) -> bool {
        self.of(facet).any(|fact| fact.text("value") == Some(value))
    }

    /// Returns the sentence that holds a chunk.
    pub fn sentence_of(&self, at: usize) -> Range<usize> {
        let index = self
            .sentences
            .partition_point(|sentence| sentence.end <= at);
        let found = self
            .sentences
            .get(index)
            .filter(|sentence| sentence.contains(&at));
        found.cloned().unwrap_or(at..at + 1)
    }

    /// Returns the segments of a sentence: what commas and colons set apart.
    pub fn segments(&self, sentence: &Range<usize>) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut start = sentence.start;
        for at in sentence.clone() {
            if self.sign(at, ',') || self.sign(at, ':') {
                out.push(start..at);
                start = at + 1;
            }
        }
        out.push(start..sentence.end);
        out.retain(|segment| !segment.is_empty());
        out
    }

    /// Returns the segment of a sentence that holds a chunk.
    pub fn segment_of(&self, at: usize) -> Range<usize> {
        let sentence = self.sentence_of(at);
        self.segments(&sentence)
            .into_iter()
            .find(|segment| segment.contains(&at))
            .unwrap_or(sentence)
    }

    /// Returns the first chunk of a class in a run.
    pub fn find(&self, range: Range<usize>, class: Class) -> Option<usize> {
        range.into_iter().find(|at| self.is(*at, class))
    }

    /// Is there a chunk of a class in a run that is not negated?
    pub fn any(&self, range: &Range<usize>, class: Class) -> bool {
        range
            .clone()
            .any(|at| self.is(at, class) && !self.negated(at))
    }

    /// Is a chunk of no weight: filler that means nothing else?
    pub fn is_filler(&self, at: usize) -> bool {
        self.chunks
            .get(at)
            .is_some_and(|chunk| chunk.is(Class::Filler) && chunk.kind == Kind::Word)
    }
}

fn sentences(chunks: &[Chunk]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, chunk) in chunks.iter().enumerate() {
        let ends = matches!(chunk.kind, Kind::Break | Kind::Sign('.' | '!' | '?' | ';'));
        if ends || at - start >= LONGEST_SENTENCE {
            if at > start {
                out.push(start..at);
            }
            start = if ends { at + 1 } else { at };
        }
    }
    if start < chunks.len() {
        out.push(start..chunks.len());
    }
    out
}
