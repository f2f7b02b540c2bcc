//! Units beside a quantity: `(°C)`, `in cm`, `battery %`, and the states of an enumeration.

use std::ops::Range;

use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Language, Words};

/// What stands behind the name of a quantity.
#[derive(Clone, Debug, PartialEq)]
pub enum Stated {
    /// A unit.
    Unit(String),
    /// States of an enumeration.
    States(Vec<String>),
}

impl Doc<'_> {
    /// Returns the unit written at a chunk, without a number, and its length in chunks.
    pub fn unit_here(&self, at: usize) -> Option<(usize, String)> {
        let mut words: Vec<&str> = Vec::new();
        let mut ends: Vec<usize> = Vec::new();
        for i in at..(at + 5).min(self.chunks.len()) {
            for word in self.word(i).split(' ') {
                words.push(word);
                ends.push(i + 1);
            }
        }
        let (length, senses) = self.lexicon.unit_words.longest(&words, Language::Any)?;
        let symbol = senses.first()?.value.to_string();
        let time = self
            .lexicon
            .unit(&symbol)
            .is_none_or(crate::lexicon::Unit::is_time);
        let end = *ends.get(length - 1)?;
        // A unit ends where a chunk ends.
        let whole = ends.get(length).is_none_or(|next| *next > end);
        let length = end - at;
        let said = self.quote(&(at..end));
        let symbol = match self.lexicon.unit_spelled(&symbol, said) {
            Some(spelled) => spelled.symbol.clone(),
            None => symbol,
        };
        // `M/mL` is no metre.
        let whole = whole && !self.sign(end, '/');
        (!time && whole).then_some((length, symbol))
    }

    /// Returns what stands behind a name that ends before `at`, and the chunks it takes.
    pub fn stated_after(&self, at: usize, sentence_end: usize) -> Option<(Range<usize>, Stated)> {
        if self.sign(at, '(') || self.sign(at, '[') {
            return self.bracket(at, sentence_end);
        }
        let at = self.beside(at, sentence_end).unwrap_or(at);
        let in_words = ["in", "en", "dalam", "em", "measured in", "as"];
        if in_words.contains(&self.word(at))
            && let Some((length, unit)) = self.unit_here(at + 1)
        {
            return Some((at..at + 1 + length, Stated::Unit(unit)));
        }
        let bare = matches!(self.kind(at), Some(Kind::Word | Kind::Sign('%' | '°')));
        let (length, unit) = self.unit_here(at).filter(|_| bare)?;
        let letter = self.word(at).len() == 1 && self.word(at) != "%" && length == 1;
        (!letter).then_some((at..at + length, Stated::Unit(unit)))
    }

    /// `the heat power of each substation, in kW`: the unit behind a comma, at the end of what is said of one quantity.
    fn beside(&self, at: usize, end: usize) -> Option<usize> {
        const REACH: usize = 4;
        let comma = (at..end.min(at + REACH)).find(|at| self.sign(*at, ','))?;
        let of = comma == at
            || matches!(
                self.word(at),
                "of" | "for" | "per" | "von" | "de" | "van" | "di"
            )
            || self.word(at).starts_with("of ");
        let device = comma == at || self.is(comma - 1, crate::lexicon::Class::Device);
        let (length, _) = self.unit_here(comma + 2)?;
        let last = comma + 2 + length;
        let ends = last >= end || matches!(self.kind(last), Some(Kind::Sign(_) | Kind::Break));
        let said = matches!(self.word(comma + 1), "in" | "en" | "em" | "dalam");
        (of && device && said && ends).then_some(comma + 1)
    }

    fn bracket(&self, open: usize, sentence_end: usize) -> Option<(Range<usize>, Stated)> {
        let close = (open + 1..sentence_end.min(open + 14))
            .find(|at| self.sign(*at, ')') || self.sign(*at, ']'))?;
        let inner = open + 1 + usize::from(matches!(self.word(open + 1), "in" | "en"));
        if let Some((_, unit)) = self.unit_here(inner) {
            return Some((open..close + 1, Stated::Unit(unit)));
        }
        let states = self.states(open + 1..close).filter(|states| {
            // `mW/m2` is a unit that nobody knows.
            let counted = |state: &String| state.bytes().any(|b| b.is_ascii_digit());
            !states.last().is_some_and(counted)
        })?;
        Some((open..close + 1, Stated::States(states)))
    }

    /// Reads `free / plugged / fault` or `open or closed`.
    fn states(&self, range: Range<usize>) -> Option<Vec<String>> {
        let mut out = vec![String::new()];
        let mut parts = 0;
        for at in range {
            let joint = self.says(at, Words::Or) || matches!(self.word(at), "/" | "," | "|");
            if joint {
                parts += 1;
                out.push(String::new());
            } else if matches!(self.kind(at)?, Kind::Word) {
                let state = out.last_mut()?;
                if !state.is_empty() {
                    state.push('_');
                }
                state.push_str(&self.word(at).replace([' ', '-'], "_"));
            } else {
                return None;
            }
        }
        // `open/closed` is one phrase of the lexicon.
        let split: Vec<String> = out
            .iter()
            .flat_map(|state| state.split("_/_"))
            .map(str::to_owned)
            .collect();
        let whole = split.len() >= 2 && split.iter().all(|state| !state.is_empty());
        (whole && (parts > 0 || split.len() > out.len())).then_some(split)
    }
}
