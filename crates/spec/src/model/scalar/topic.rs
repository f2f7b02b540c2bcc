//! MQTT topic patterns with `{placeholders}` and wildcards.

use std::fmt;
use std::str::FromStr;

/// A topic pattern such as `sensors/{deviceId}/readings`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic(String);

impl Topic {
    /// Returns the pattern.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the levels between the slashes.
    pub fn levels(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }

    /// Returns the placeholders in order.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.levels().filter_map(placeholder)
    }

    /// Returns the MQTT filter: each placeholder becomes `+`.
    pub fn filter(&self) -> String {
        let levels: Vec<&str> = self
            .levels()
            .map(|level| {
                if placeholder(level).is_some() {
                    "+"
                } else {
                    level
                }
            })
            .collect();
        levels.join("/")
    }
}

fn placeholder(level: &str) -> Option<&str> {
    level.strip_prefix('{')?.strip_suffix('}')
}

impl FromStr for Topic {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = |why: &str| {
            Err(format!(
                "`{}` is no topic pattern: {why}; write for example `sensors/{{deviceId}}/readings`",
                text.chars().take(80).collect::<String>().escape_debug()
            ))
        };
        if text.is_empty() || text.len() > 200 {
            return bad("1 to 200 characters");
        }
        if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return bad("no blanks or control characters");
        }
        let last = text.split('/').count() - 1;
        for (at, level) in text.split('/').enumerate() {
            let plain = !level.contains(['{', '}', '+', '#']);
            let named = placeholder(level).is_some_and(|name| {
                !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            });
            let wild = level == "+" || (level == "#" && at == last);
            if !(plain || named || wild) {
                return bad("a placeholder or wildcard fills a whole level, `#` only the last");
            }
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

super::scalar!(
    Topic,
    "Topic",
    "^[^\\s]{1,200}$",
    "sensors/{deviceId}/readings"
);
