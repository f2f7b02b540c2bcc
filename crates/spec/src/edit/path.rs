//! Addresses in a specification: `metrics.temperature.unit`, `api.endpoints."GET /api/x".query`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The place of a value: the keys on the way to it, outermost first.
///
/// The same address names an edit, an origin and an error. A key that holds anything but letters,
/// digits and `_` stands in double quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Vec<String>);

impl Path {
    /// Returns the address of a section and an entry in it.
    pub fn of(section: &str, name: &impl fmt::Display) -> Self {
        Self(section.split('.').map(str::to_owned).collect()).join(name)
    }

    /// Returns the address of a key below this one.
    #[must_use]
    pub fn join(&self, key: &impl fmt::Display) -> Self {
        let mut keys = self.0.clone();
        keys.push(key.to_string());
        Self(keys)
    }

    /// Returns the keys, outermost first.
    pub fn keys(&self) -> &[String] {
        &self.0
    }

    /// Returns the last key; empty for the whole specification.
    pub fn last(&self) -> &str {
        self.0.last().map_or("", String::as_str)
    }

    /// Returns the address of what holds this one, when there is one.
    pub fn parent(&self) -> Option<Self> {
        let (_, rest) = self.0.split_last()?;
        Some(Self(rest.to_vec()))
    }

    /// Returns whether `other` is this address or lies below it.
    pub fn holds(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }
}

impl FromStr for Path {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || {
            format!(
                "`{}` is no address: write for example `metrics.temperature.unit`",
                text.chars().take(80).collect::<String>().escape_debug()
            )
        };
        let mut keys = Vec::new();
        let mut rest = text;
        loop {
            let (key, after) = if let Some(quoted) = rest.strip_prefix('"') {
                quoted.split_once('"').ok_or_else(bad)?
            } else {
                rest.split_at(rest.find('.').unwrap_or(rest.len()))
            };
            if key.is_empty() {
                return Err(bad());
            }
            keys.push(key.to_owned());
            match after.strip_prefix('.') {
                Some(next) => rest = next,
                None if after.is_empty() => return Ok(Self(keys)),
                None => return Err(bad()),
            }
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, key) in self.0.iter().enumerate() {
            if at > 0 {
                formatter.write_str(".")?;
            }
            if key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
                formatter.write_str(key)?;
            } else {
                write!(formatter, "\"{key}\"")?;
            }
        }
        Ok(())
    }
}

impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Path;

    #[test]
    fn an_address_reads_as_it_prints() {
        for text in [
            "metrics.temperature.unit",
            "rollups.15min",
            "api.endpoints.\"GET /api/v1.2/devices\".query",
        ] {
            let path: Path = text.parse().expect("an address");
            assert_eq!(path.to_string(), text);
        }
        assert!("a..b".parse::<Path>().is_err());
        assert!("\"open".parse::<Path>().is_err());
    }

    #[test]
    fn a_section_holds_what_lies_below_it() {
        let unit = Path::of("metrics", &"temperature").join(&"unit");
        let metric = Path::of("metrics", &"temperature");
        assert!(metric.holds(&unit) && metric.holds(&metric));
        assert!(!unit.holds(&metric));
        assert!(!Path::of("metrics", &"temp").holds(&unit));
    }
}
