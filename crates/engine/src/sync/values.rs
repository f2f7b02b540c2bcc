//! Texts of people as words and numbers of the model.

use serde_json::{Value, json};

/// Returns a number as JSON; a whole one without a fraction.
pub fn number_value(number: f64) -> Value {
    let text = format!("{number}");
    text.parse::<i64>()
        .map_or_else(|_| json!(number), |whole| json!(whole))
}

/// Returns a unit as the model writes it: `°C` is `C`, `µg/m³` is `ug/m3`.
pub fn ascii_unit(text: &str) -> String {
    if text == "°" {
        return "deg".to_owned();
    }
    let letters = text.chars().filter(|c| *c != '°');
    letters
        .map(|letter| match letter {
            'µ' | 'μ' => 'u',
            '²' => '2',
            '³' => '3',
            other => other,
        })
        .collect()
}

/// Returns a text as a name of the model: `Air quality (in)` is `air_quality_in`.
pub fn slug(text: &str) -> String {
    let mut name = String::new();
    for letter in text.chars() {
        match letter {
            '₂' => name.push('2'),
            _ if letter.is_ascii_alphanumeric() => name.push(letter.to_ascii_lowercase()),
            _ if name.is_empty() || name.ends_with('_') => {}
            _ => name.push('_'),
        }
    }
    name.trim_end_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{ascii_unit, number_value, slug};

    #[test]
    fn texts_of_people_become_words_of_the_model() {
        assert_eq!(slug("Air quality (in)"), "air_quality_in");
        assert_eq!(slug("CO₂"), "co2");
        assert_eq!(ascii_unit("µg/m³"), "ug/m3");
        assert_eq!(ascii_unit("°F"), "F");
        assert_eq!(ascii_unit("°"), "deg");
        assert_eq!(number_value(38.0).to_string(), "38");
        assert_eq!(number_value(0.5).to_string(), "0.5");
    }
}
