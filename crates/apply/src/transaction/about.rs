//! What a transaction was for, so that a list of them can be read and walked back.

use serde::{Deserialize, Serialize};

/// What a transaction was for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What was asked for, in a few words.
    #[serde(default)]
    pub label: String,
    /// The transactions that this one takes back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undoes: Vec<String>,
}

impl About {
    /// Names what is asked for.
    pub fn labelled(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            undoes: Vec::new(),
        }
    }
}
