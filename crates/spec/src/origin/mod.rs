//! Where each value of a specification comes from: the user's words, or the tool's own decision.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use specgen_diag::Span;

use crate::Spec;
use crate::edit::{Path, tree};
use crate::fact::Origin;

/// Where one value comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Who made the statement.
    pub origin: Origin,
    /// The value that the statement gave; absent for an element as a whole.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "written"
    )]
    pub value: Option<Value>,
    /// Whether the tool filled the value in, though the statement is the user's.
    #[serde(default, skip_serializing_if = "is_false")]
    pub assumed: bool,
    /// The accepted change that it came with; absent for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<u32>,
    /// The bytes of the request that say so.
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// Tells a value that was left open (`null`) from one that is not there.
fn written<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_false(flag: &bool) -> bool {
    !*flag
}

/// The origins of a specification by address, in the order of the addresses.
///
/// A record counts only while the specification holds its value: editing the file by hand thus
/// makes a value the user's own, with nothing to keep up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Origins(BTreeMap<Path, Record>);

impl Origins {
    /// Sets the record of a place.
    pub fn insert(&mut self, path: Path, record: Record) {
        self.0.insert(path, record);
    }

    /// Returns all records in the order of their addresses.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &Record)> {
        self.0.iter()
    }

    /// Adds the records of a later change; they win.
    pub fn extend(&mut self, later: Self) {
        self.0.extend(later.0);
    }

    /// Returns only the records that hold for a specification.
    #[must_use]
    pub fn of(&self, spec: &Spec) -> Self {
        let whole = tree::to_tree(spec);
        Self(
            self.0
                .iter()
                .filter(|(path, record)| holds(&whole, path, record))
                .map(|(path, record)| (path.clone(), record.clone()))
                .collect(),
        )
    }

    /// Returns the record of a place.
    pub fn get(&self, path: &Path) -> Option<&Record> {
        self.0.get(path)
    }

    /// Moves the records of an element to its new address.
    pub fn rename(&mut self, from: &Path, to: &Path) {
        let moved: Vec<Path> = self
            .0
            .keys()
            .filter(|path| from.holds(path))
            .cloned()
            .collect();
        for old in moved {
            if let Some(record) = self.0.remove(&old) {
                let below = &old.keys()[from.keys().len()..];
                let new = below.iter().fold(to.clone(), |path, key| path.join(key));
                self.0.insert(new, record);
            }
        }
    }
}

fn holds(whole: &Value, path: &Path, record: &Record) -> bool {
    match tree::get(whole, path) {
        None => false,
        Some(now) => record.value.as_ref().is_none_or(|value| value == now),
    }
}
