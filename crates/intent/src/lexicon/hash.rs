//! A quick hash for words. The tables are the program's and the workspace's own: nobody gains from
//! words that collide.

use std::hash::{BuildHasherDefault, Hasher};

/// Makes [`WordHash`]es.
pub type WordHashes = BuildHasherDefault<WordHash>;

/// An odd number whose bits look random: the fraction of the golden ratio.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// Takes eight bytes at a time.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordHash(u64);

impl WordHash {
    fn mix(&mut self, part: u64) {
        self.0 = (self.0.rotate_left(5) ^ part).wrapping_mul(MIX);
    }
}

impl Hasher for WordHash {
    fn write(&mut self, bytes: &[u8]) {
        let (parts, rest) = bytes.as_chunks::<8>();
        for part in parts {
            self.mix(u64::from_le_bytes(*part));
        }
        let rest = rest.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        self.mix(rest);
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    /// A table takes a place from the low bits, which hold little of the last words until mixed again.
    fn finish(&self) -> u64 {
        let mixed = (self.0 ^ self.0 >> 32).wrapping_mul(MIX);
        mixed ^ mixed >> 29
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::hash::BuildHasher as _;

    use super::WordHashes;

    #[test]
    fn words_that_are_alike_lie_apart() {
        let hashes = WordHashes::default();
        let words = (0..10_000).map(|number| format!("temperature {number}"));
        let all: Vec<u64> = words.map(|word| hashes.hash_one(word.as_str())).collect();
        let places: HashSet<u64> = all.iter().map(|hash| hash & 0x3fff).collect();
        // So many of 16384 places are taken when 10000 are picked by chance: 7490.
        assert!((7000..8000).contains(&places.len()), "{}", places.len());
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), 10_000);
    }
}
