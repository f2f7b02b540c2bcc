//! The name of a project: given by the user, or found in the prompt.

use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_spec::model::Name;

use crate::report::Report;

/// The name when the prompt offers none.
const FALLBACK: &str = "iot_backend";

/// The longest name, in characters.
const LONGEST: usize = 48;

/// Places and things that make a good name when the prompt is about them.
const THINGS: &[&str] = &[
    "greenhouse",
    "beehive",
    "apiary",
    "aquarium",
    "fish farm",
    "fish tank",
    "fish pond",
    "vineyard",
    "orchard",
    "farm",
    "barn",
    "silo",
    "brewery",
    "winery",
    "bakery",
    "warehouse",
    "cold store",
    "cold room",
    "cold chain",
    "freezer",
    "fridge",
    "factory",
    "workshop",
    "office",
    "school",
    "classroom",
    "hospital",
    "pharmacy",
    "laboratory",
    "museum",
    "library",
    "hotel",
    "smart home",
    "house",
    "apartment",
    "data center",
    "server room",
    "elevator",
    "parking",
    "street light",
    "river",
    "lake",
    "reservoir",
    "swimming pool",
    "weather station",
    "solar farm",
    "wind farm",
    "charging station",
    "boiler",
    "heat pump",
    "smart meter",
    "e-scooter",
    "scooter",
    "truck",
    "fleet",
    "drone",
    "blog",
    "online shop",
    "waste bin",
    "water tank",
];

/// Returns the name that the user gave, as the format wants it.
///
/// # Errors
///
/// Says what a name looks like.
pub fn given(text: &str) -> Result<Name, Diagnostics> {
    let name = text.trim().replace('-', "_").to_lowercase();
    name.parse().map_err(|_| {
        Diagnostic::error(
            "E017",
            ExitClass::Usage,
            format!("`{}` cannot be the name of a project", text.escape_debug()),
        )
        .hint("a name starts with a letter and holds letters a to z, digits and `_`, at most 48, such as `--name green_house`")
        .into()
    })
}

/// Returns the name that a prompt offers: the first place or thing it is about.
pub fn found(prompt: &str) -> Option<Name> {
    let words = words(prompt);
    (0..words.len()).find_map(|at| {
        let here = words.get(at..)?;
        let thing = THINGS
            .iter()
            .filter(|thing| starts_with(here, thing))
            .max_by_key(|thing| thing.len())?;
        let name = thing.replace([' ', '-'], "_");
        name.chars().take(LONGEST).collect::<String>().parse().ok()
    })
}

/// Returns the name of last resort.
///
/// # Errors
///
/// Never: the word is a name.
pub fn fallback() -> Result<Name, Diagnostics> {
    given(FALLBACK)
}

/// Returns the refusal of a prompt that asks for nothing, with the question that it leads to.
pub fn nothing_asked(report: &Report) -> Diagnostics {
    let one = Diagnostic::error(
        "E019",
        ExitClass::Usage,
        "nothing in this prompt says what a backend should do",
    );
    let questions = report.questions.iter();
    let asked = questions.fold(one, |one, question| one.hint(question.text.clone()));
    asked
        .hint("say what is measured, how often, and when to alert, such as `specgen new \"temperature every minute, alert above 30 C\"`")
        .into()
}

/// Returns the lower-case words of the beginning of a text; names stand early.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .take(400)
        .map(str::to_lowercase)
        .collect()
}

fn starts_with(words: &[String], thing: &str) -> bool {
    let mut parts = thing.split(' ').peekable();
    let mut words = words.iter();
    while let Some(part) = parts.next() {
        let Some(word) = words.next() else {
            return false;
        };
        // The last word may be a plural.
        let plural = parts.peek().is_none() && word.strip_suffix('s') == Some(part);
        if word != part && !plural {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{FALLBACK, Name, THINGS, fallback, found, given};

    #[test]
    fn a_prompt_offers_what_it_is_about() {
        for (prompt, name) in [
            (
                "Monitor my Greenhouses: temperature every minute",
                Some("greenhouse"),
            ),
            ("Our cold rooms need alarms", Some("cold_room")),
            ("Backend for 500 e-scooters", Some("e_scooter")),
            ("many sensors", None),
            ("farmers of the world", None),
        ] {
            assert_eq!(found(prompt).as_ref().map(Name::as_str), name, "{prompt}");
        }
    }

    #[test]
    fn every_thing_is_a_name() {
        for thing in THINGS {
            assert!(found(thing).is_some(), "{thing}");
        }
        assert_eq!(
            fallback().map(|name| name.to_string()),
            Ok(FALLBACK.to_owned())
        );
    }

    #[test]
    fn a_given_name_is_folded_or_refused() {
        assert_eq!(
            given("Green-House").map(|name| name.to_string()),
            Ok("green_house".to_owned())
        );
        for bad in ["", "../x", "9lives", "Über", "a b"] {
            assert!(given(bad).is_err(), "{bad}");
        }
    }
}
