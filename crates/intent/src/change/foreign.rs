//! Requests in a language that is not read: `Dodaj ciśnienie (hPa) i usuń wilgotność` is asked about, word for word, and
//! changes nothing.

use specgen_spec::fact::Facet;

use super::ChangeReading;
use crate::report::{NotUnderstood, Notes, Reading};

/// Letters beyond ASCII that words of the languages have which are read.
const LETTERS: &str = "äöüßàâæçéèêëîïôœùûÿñáíóúìòãõ";
/// Letters that stand in units, also as some keyboards write them: `8 ºC`, `kΩ`.
const UNITS: &str = "µºªℓΩωK";
/// Shortest word that tells a language.
const SHORTEST: usize = 3;

/// A question for another language; none when most words may be of one that is read.
pub fn read(text: &str) -> Option<ChangeReading> {
    let words = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() >= SHORTEST || word.chars().any(is_foreign));
    let (mut all, mut foreign) = (0, 0);
    for word in words {
        all += 1;
        foreign += usize::from(word.chars().any(is_foreign));
    }
    if foreign < 2 || foreign * 3 < all {
        return None;
    }
    let mut notes = Notes::default();
    let known = "English, German, Spanish, French, Italian, Dutch, Portuguese or Indonesian";
    notes.ask(
        Facet::Capability,
        format!("This language is not read. What should change, in {known}?"),
    );
    let said = text.trim();
    let start = text.find(said).unwrap_or_default();
    let quote = NotUnderstood {
        text: said.to_owned(),
        start,
        end: start + said.len(),
        why: "its language is not read".to_owned(),
    };
    Some(ChangeReading {
        steps: Vec::new(),
        ask: true,
        beside: Reading {
            not_understood: vec![quote],
            questions: notes.questions,
            engine: "embedded".to_owned(),
            ..Reading::default()
        },
    })
}

/// A letter that no language has which is read. Greek letters also stand in units and names of quantities.
fn is_foreign(letter: char) -> bool {
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    let greek = ('\u{370}'..='\u{3ff}').contains(&lower);
    letter.is_alphabetic()
        && !letter.is_ascii()
        && !LETTERS.contains(lower)
        && !greek
        && !UNITS.contains(lower)
}
