//! Units in ASCII: `C`, `%`, `ug/m3`, `kOhm`.

use std::fmt;
use std::str::FromStr;

/// A unit as the payload and the documents write it, in ASCII.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unit(String);

impl Unit {
    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Unit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let legal = |c: char| c.is_ascii_alphanumeric() || "%/.-^*()[]".contains(c);
        if !text.is_empty() && text.len() <= 20 && text.chars().all(legal) {
            return Ok(Self(text.to_owned()));
        }
        let plain: String = text
            .chars()
            .filter_map(|c| match c {
                '\u{b5}' | '\u{3bc}' => Some('u'),
                '\u{b2}' => Some('2'),
                '\u{b3}' => Some('3'),
                c if legal(c) => Some(c),
                _ => None,
            })
            .take(20)
            .collect();
        let way_out = if plain.is_empty() {
            "C".to_owned()
        } else {
            plain
        };
        Err(format!(
            "`{}` is no unit: units are ASCII; write `unit: {way_out}`",
            text.chars().take(30).collect::<String>().escape_debug()
        ))
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

super::scalar!(Unit, "Unit", "^[A-Za-z0-9%/.^*()\\[\\]-]{1,20}$", "C");
