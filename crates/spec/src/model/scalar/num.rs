//! Finite numbers that print as they were typed.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A finite number; a text such as `"5 km"` is read later in the unit of its place.
#[derive(Clone, Debug)]
pub struct Num {
    value: f64,
    /// The unit that was written behind the number, when one was.
    pub unit: Option<String>,
}

impl Num {
    /// Makes a number; one that is not finite becomes 0.
    pub fn new(value: f64) -> Self {
        Self {
            value: if value.is_finite() { value } else { 0.0 },
            unit: None,
        }
    }

    /// Returns the value.
    pub const fn value(&self) -> f64 {
        self.value
    }
}

impl PartialEq for Num {
    fn eq(&self, other: &Self) -> bool {
        self.value.to_bits() == other.value.to_bits() && self.unit == other.unit
    }
}

impl FromStr for Num {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || {
            format!(
                "`{}` is no number: write for example `28` or `-4.5`",
                text.escape_debug()
            )
        };
        let trimmed = text.trim();
        if let Ok(number) = trimmed.parse::<f64>() {
            return if number.is_finite() {
                Ok(Self::new(number))
            } else {
                Err(bad())
            };
        }
        let split = trimmed
            .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | '+'))
            .unwrap_or(trimmed.len());
        let value: f64 = trimmed[..split].parse().map_err(|_| bad())?;
        let unit = trimmed[split..].trim();
        if !value.is_finite() || unit.len() > 20 {
            return Err(bad());
        }
        Ok(Self {
            value,
            unit: (!unit.is_empty()).then(|| unit.to_owned()),
        })
    }
}

impl fmt::Display for Num {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.value)?;
        match &self.unit {
            Some(unit) => write!(formatter, " {unit}"),
            None => Ok(()),
        }
    }
}

impl Serialize for Num {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.unit.is_some() {
            return serializer.collect_str(self);
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "checked to be a small whole number"
        )]
        if self.value.fract() == 0.0 && self.value.abs() < 9e15 {
            return serializer.serialize_i64(self.value as i64);
        }
        serializer.serialize_f64(self.value)
    }
}

impl<'de> Deserialize<'de> for Num {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;
        impl Visitor<'_> for Number {
            type Value = Num;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a number")
            }

            fn visit_f64<E: Error>(self, value: f64) -> Result<Num, E> {
                if value.is_finite() {
                    Ok(Num::new(value))
                } else {
                    Err(E::custom("not a finite number"))
                }
            }

            #[expect(clippy::cast_precision_loss, reason = "a quantity, not an identifier")]
            fn visit_i64<E: Error>(self, value: i64) -> Result<Num, E> {
                Ok(Num::new(value as f64))
            }

            #[expect(clippy::cast_precision_loss, reason = "a quantity, not an identifier")]
            fn visit_u64<E: Error>(self, value: u64) -> Result<Num, E> {
                Ok(Num::new(value as f64))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Num, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Number)
    }
}

impl JsonSchema for Num {
    fn schema_name() -> Cow<'static, str> {
        "Num".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["number", "string"]})
    }
}
