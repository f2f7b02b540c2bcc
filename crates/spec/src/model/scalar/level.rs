//! Levels of retention: `raw`, a period such as `hour` or `15min`, `alerts`, `dead_letters`, `audit`.

use std::fmt;
use std::str::FromStr;

/// What a retention is about: raw readings, a rollup by its period, or a kind of record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(String);

impl Level {
    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Level {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const LEVELS: [&str; 12] = [
            "raw",
            "alerts",
            "dead_letters",
            "audit",
            "1min",
            "5min",
            "15min",
            "hour",
            "day",
            "week",
            "month",
            "year",
        ];
        if LEVELS.contains(&text) {
            return Ok(Self(text.to_owned()));
        }
        Err(format!(
            "`{}` is no level of retention: write one of {}",
            text.chars().take(40).collect::<String>().escape_debug(),
            LEVELS.join(", ")
        ))
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl AsRef<str> for Level {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Level {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Level {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

super::scalar!(
    Level,
    "Level",
    "^(raw|alerts|dead_letters|audit|1min|5min|15min|hour|day|week|month|year)$",
    "raw"
);
