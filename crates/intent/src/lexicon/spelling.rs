//! Spelling: the known word that an unknown one stands for, by inflection or by a slip of the fingers.

use std::collections::HashMap;

/// Known words by first letter and length.
#[derive(Clone, Debug, Default)]
pub struct Spelling {
    buckets: HashMap<(u8, usize), Vec<String>>,
}

/// Shortest word that is corrected.
const SHORTEST: usize = 4;
/// Words from this length on are corrected in any text, shorter ones only in a careless one.
const SAFE: usize = 7;
/// Up to this length a word of a tidy text is corrected only when a letter was dropped or two were swapped.
const STRICT: usize = 7;

impl Spelling {
    /// Puts a word into its bucket.
    pub fn add(&mut self, word: &str) {
        let letters = word.bytes().all(|b| b.is_ascii_lowercase());
        if let Some(first) = word
            .bytes()
            .next()
            .filter(|_| letters && word.len() >= SHORTEST)
        {
            let bucket = self.buckets.entry((first, word.len())).or_default();
            if !bucket.iter().any(|known| known == word) {
                bucket.push(word.to_owned());
            }
        }
    }

    /// Returns the nearest known word: one slip, in a careless text two from eight letters on.
    pub fn nearest(&self, word: &str, careless: bool) -> Option<&str> {
        let length = word.len();
        if careless && length == SHORTEST - 1 {
            return self.without_vowel(word);
        }
        let shortest = if careless { SHORTEST } else { SAFE };
        if length < shortest || length > 24 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        let slips = if length >= 8 && careless { 2 } else { 1 };
        let first = word.bytes().next()?;
        let lengths = length.saturating_sub(slips).max(SHORTEST)..=length + slips;
        let known = lengths
            .filter_map(|length| self.buckets.get(&(first, length)))
            .flatten();
        known
            .map(|candidate| (strsim::osa_distance(word, candidate), candidate))
            .filter(|(distance, _)| *distance <= slips)
            // In a short word another letter makes another word: `melt` is no slip of `meat`.
            .filter(|(_, candidate)| {
                let strict = length < 6 || !careless && length <= STRICT;
                !strict || candidate.len() > length || same_letters(word, candidate)
            })
            // `team` is no slip of `teams`: a whole word at the front is a word of its own. `delet` is none.
            .filter(|(_, candidate)| match candidate.strip_prefix(word) {
                Some("e") => careless,
                Some(ending) => careless && length > SHORTEST && ending == "y",
                None => true,
            })
            // A dropped letter is the most usual slip, one too many the rarest.
            .min_by_key(|(distance, candidate)| {
                (*distance, length.cmp(&candidate.len()), *candidate)
            })
            .map(|(_, candidate)| candidate.as_str())
    }
}

impl Spelling {
    /// The one known word of four letters that a word of three is without a vowel: `flw`, `kep`.
    fn without_vowel(&self, word: &str) -> Option<&str> {
        let first = word.bytes().next()?;
        let bucket = self.buckets.get(&(first, SHORTEST))?;
        let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
        let fits = |candidate: &&String| {
            (0..SHORTEST).any(|at| {
                let dropped = candidate.as_bytes().get(at).copied().is_some_and(vowel);
                let less = candidate.bytes().enumerate().filter(|(i, _)| *i != at);
                dropped && less.map(|(_, b)| b).eq(word.bytes())
            })
        };
        let mut found = bucket.iter().filter(fits);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}

fn same_letters(a: &str, b: &str) -> bool {
    let sorted = |word: &str| {
        let mut bytes = word.as_bytes().to_vec();
        bytes.sort_unstable();
        bytes
    };
    sorted(a) == sorted(b)
}

/// Returns the stems that an inflected word may have, most likely first.
pub fn stems(word: &str) -> impl Iterator<Item = &str> {
    const ENDINGS: [&str; 9] = ["s", "es", "n", "en", "e", "er", "nya", "'s", "x"];
    ENDINGS
        .iter()
        .filter_map(move |ending| word.strip_suffix(ending).filter(|stem| stem.len() >= 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_corrected_and_other_words_left_alone() {
        let mut spelling = Spelling::default();
        for word in ["temperature", "battery", "level", "moisture"] {
            spelling.add(word);
        }
        for (typed, meant) in [
            ("temperatrue", Some("temperature")),
            ("moisturre", Some("moisture")),
            ("levl", None),
            ("banana", None),
        ] {
            assert_eq!(spelling.nearest(typed, false), meant, "{typed}");
        }
        assert_eq!(spelling.nearest("levl", true), Some("level"));
    }
}
