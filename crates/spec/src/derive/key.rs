//! Stable identity of requirements, criteria, properties and tasks.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A dotted key such as `alert.too_hot.raise`, made of names of the model and of fixed aspects.
///
/// No number, unit or sentence is ever in a key: a changed limit changes a line, not its identity.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct Key(String);

impl Key {
    /// Makes a key from its parts.
    pub fn of(parts: &[&str]) -> Self {
        Self(parts.join("."))
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the form in names of tests: `alert__too_hot__raise`.
    pub fn test_name(&self) -> String {
        self.0.replace('.', "__")
    }

    /// Returns the key that a test carries in its name, when it carries one.
    ///
    /// The name of the test may go on after the key with a further `__`.
    pub fn in_test_name<'a>(
        name: &str,
        keys: impl IntoIterator<Item = &'a Self>,
    ) -> Option<&'a Self> {
        let name = name.rsplit("::").next().unwrap_or(name);
        keys.into_iter()
            .filter(|key| {
                name.strip_prefix(&key.test_name())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with("__"))
            })
            .max_by_key(|key| key.0.len())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Key {
    fn from(text: String) -> Self {
        Self(text)
    }
}
