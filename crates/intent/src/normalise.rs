//! Normalisation: compatibility forms and case folded away, every character tied to the bytes it came from.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// One folded character and the UTF-8 bytes of the original text that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folded {
    /// The character, lower-case and without accents.
    pub letter: char,
    /// First byte in the original.
    pub start: usize,
    /// End byte in the original, exclusive.
    pub end: usize,
}

/// Folds a text: NFKC, lower case, no accents. Nothing is dropped except combining marks.
pub fn fold(text: &str) -> Vec<Folded> {
    let mut out = Vec::with_capacity(text.len());
    for (start, original) in text.char_indices() {
        let end = start + original.len_utf8();
        if original.is_ascii() {
            let letter = original.to_ascii_lowercase();
            out.push(Folded { letter, start, end });
            continue;
        }
        push_folded(original, start, end, &mut out);
    }
    out
}

fn push_folded(original: char, start: usize, end: usize, out: &mut Vec<Folded>) {
    match original {
        // NFKC makes a letter of the ordinal sign; people type it for the degree sign.
        'º' | '°' => out.push(Folded {
            letter: '°',
            start,
            end,
        }),
        'ß' => out.extend(
            [Folded {
                letter: 's',
                start,
                end,
            }; 2],
        ),
        'µ' | 'μ' => out.push(Folded {
            letter: 'u',
            start,
            end,
        }),
        '–' | '—' | '−' | '‐' | '‑' => out.push(Folded {
            letter: '-',
            start,
            end,
        }),
        '’' | '‘' | '´' => out.push(Folded {
            letter: '\'',
            start,
            end,
        }),
        _ => {
            let parts = std::iter::once(original)
                .nfkd()
                .filter(|c| !is_combining_mark(*c));
            for part in parts {
                for letter in part.to_lowercase() {
                    out.push(Folded { letter, start, end });
                }
            }
        }
    }
}

/// Folds a phrase of the lexicon the way texts are folded.
pub fn fold_phrase(phrase: &str) -> String {
    if phrase.is_ascii() {
        return phrase.to_ascii_lowercase();
    }
    fold(phrase).iter().map(|folded| folded.letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compatibility_forms_fold_to_plain_letters() {
        for (typed, plain) in [
            ("CO₂", "co2"),
            ("℃", "°c"),
            ("m²", "m2"),
            ("Köln", "koln"),
            ("％", "%"),
            ("µg", "ug"),
            ("10–20", "10-20"),
        ] {
            assert_eq!(fold_phrase(typed), plain);
        }
    }

    #[test]
    fn every_character_points_at_its_own_bytes() {
        let text = "a₂ß°";
        for folded in fold(text) {
            assert!(text.get(folded.start..folded.end).is_some());
        }
    }
}
