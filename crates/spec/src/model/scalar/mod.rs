//! Scalars that parse themselves, so that an error stands under the bad token.

mod endpoint;
mod formula;
mod interval;
mod keep;
mod level;
mod name;
mod num;
mod rate;
mod time;
mod topic;
mod unit;

pub use endpoint::Endpoint;
pub use formula::{Formula, Ref};
pub use interval::{Duration, Interval};
pub use keep::Keep;
pub use level::Level;
pub use name::Name;
pub use num::Num;
pub use rate::Rate;
pub use time::{Hours, TimeOfDay};
pub use topic::Topic;
pub use unit::Unit;

/// Implements serde and JSON Schema for a scalar through its `FromStr` and `Display`.
///
/// Plain YAML numbers are accepted where a text is expected: `2` in `for: 2` reaches `FromStr` and
/// gets its own message there.
macro_rules! scalar {
    ($type:ty, $name:literal, $pattern:literal, $example:literal) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "pattern": $pattern,
                    "examples": [$example],
                })
            }
        }
    };
}
use scalar;
