//! What a reader of facts writes to: a specification that grows, and where each value came from.

use serde_json::Value;

use super::{Fact, Origin};
use crate::Spec;
use crate::edit::{Path, tree};
use crate::model::{Api, Devices, Ingest, Name, Slot, Storage};
use crate::origin::{Origins, Record};

/// Something a fact says that the model has no place for; it stands in `extra` instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Unheld {
    /// The fact's position in the list that was given.
    pub fact: usize,
    /// The key; absent when it is the fact as a whole.
    pub key: Option<String>,
    /// Why, as a fragment.
    pub why: String,
}

/// What a list of facts has brought so far.
#[derive(Default)]
pub(super) struct Batch {
    /// How many databases: the first is the engine.
    pub stores: usize,
    /// The new channels that every rule uses.
    pub channels: Vec<Name>,
    /// The new alert rules that name no channel of their own.
    pub alerts: Vec<Name>,
}

/// One fact on its way into a specification.
pub(super) struct Taking<'a> {
    pub spec: &'a mut Spec,
    pub fact: &'a Fact,
    pub index: usize,
    pub batch: &'a mut Batch,
    pub origins: &'a mut Origins,
    pub unheld: &'a mut Vec<Unheld>,
}

impl<'a> Taking<'a> {
    /// Records that a key of the fact was written to a place.
    pub fn wrote(&mut self, path: Path, key: &str) {
        self.record(path, self.fact.assumed.iter().any(|assumed| assumed == key));
    }

    /// Records that the fact made an element.
    pub fn made(&mut self, path: Path) {
        self.record(path, false);
    }

    fn record(&mut self, path: Path, assumed: bool) {
        let record = Record {
            origin: self.fact.origin,
            value: None,
            assumed,
            change: None,
            span: self.fact.span,
        };
        self.origins.insert(path, record);
    }

    /// Records that an element came along with the fact and is no statement of its own.
    pub fn implied(&mut self, path: Path) {
        let record = Record {
            origin: Origin::Default,
            value: None,
            assumed: false,
            change: None,
            span: None,
        };
        self.origins.insert(path, record);
    }

    /// Notes that the model has no place for the fact or one of its keys.
    pub fn unheld(&mut self, key: Option<&str>, why: impl Into<String>) {
        self.unheld.push(Unheld {
            fact: self.index,
            key: key.map(str::to_owned),
            why: why.into(),
        });
    }

    /// Returns a key of the fact, unless it is left open.
    pub fn value(&self, key: &str) -> Option<&'a Value> {
        self.fact.keys.get(key).filter(|value| !value.is_null())
    }

    /// Returns a key as text; numbers and flags as they print.
    pub fn text(&self, key: &str) -> Option<String> {
        match self.value(key)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(flag) => Some(flag.to_string()),
            _ => None,
        }
    }

    /// Returns a key as a flag.
    pub fn flag(&self, key: &str) -> Option<bool> {
        self.value(key)?.as_bool()
    }

    /// Returns a key as a list of texts; one text is a list of one.
    pub fn list(&self, key: &str) -> Vec<String> {
        match self.value(key) {
            Some(Value::Array(items)) => items
                .iter()
                .filter_map(|item| item.as_str().map(str::to_owned))
                .collect(),
            Some(Value::String(text)) => vec![text.clone()],
            _ => Vec::new(),
        }
    }

    /// Returns a key as a list of names.
    pub fn names(&self, key: &str) -> Vec<Name> {
        self.list(key)
            .iter()
            .filter_map(|text| name(text))
            .collect()
    }

    /// Parses a text key; what cannot be is noted.
    pub fn parse<T: std::str::FromStr<Err = String>>(&mut self, key: &str) -> Option<T> {
        let text = self.text(key)?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(why) => {
                self.unheld(Some(key), why);
                None
            }
        }
    }

    /// Reads a word of a closed list; what is none of them is noted.
    pub fn word<T: serde::de::DeserializeOwned>(&mut self, key: &str) -> Option<T> {
        let text = self.text(key)?;
        let found = word(&text);
        if found.is_none() {
            self.unheld(Some(key), format!("`{text}` is no word for this"));
        }
        found
    }

    /// Reads a key that may be left open.
    pub fn slot<T>(&mut self, key: &str, read: impl FnOnce(&Value) -> Option<T>) -> Slot<T> {
        match self.fact.keys.get(key) {
            None => Slot::Absent,
            Some(Value::Null) => Slot::Open,
            Some(value) => {
                let read = read(value);
                if read.is_none() {
                    self.unheld(Some(key), format!("`{value}` does not fit here"));
                }
                read.map_or(Slot::Open, Slot::Is)
            }
        }
    }

    pub fn devices(&mut self) -> &mut Devices {
        self.spec.devices.get_or_insert_default()
    }

    pub fn ingest(&mut self) -> &mut Ingest {
        self.spec.ingest.get_or_insert_default()
    }

    pub fn storage(&mut self) -> &mut Storage {
        self.spec.storage.get_or_insert_default()
    }

    pub fn api(&mut self) -> &mut Api {
        self.spec.api.get_or_insert_default()
    }
}

/// Reads a word of a closed list.
pub(super) fn word<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(Value::from(slug(text))).ok()
}

/// Returns the word of a value of a closed list.
pub(super) fn spelled(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// Folds a text to a snake-case word: `Node.js` is `nodejs`, `CO2 level` is `co2_level`.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::new();
    let mut lower = false;
    for c in text.trim().chars() {
        match c {
            'A'..='Z' => {
                if lower {
                    out.push('_');
                }
                out.push(c.to_ascii_lowercase());
            }
            'a'..='z' | '0'..='9' => out.push(c),
            '.' | '\'' => {}
            '+' => out.push('p'),
            '#' => out.push_str("_sharp"),
            _ if !out.is_empty() && !out.ends_with('_') => out.push('_'),
            _ => {}
        }
        lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    out.trim_end_matches('_').to_owned()
}

/// Returns the name that a text stands for, when it has letters for one.
pub(super) fn name(text: &str) -> Option<Name> {
    if let Ok(name) = text.parse() {
        return Some(name);
    }
    let mut word = slug(text);
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        word.insert_str(0, "n_");
    }
    word.truncate(48);
    word.trim_end_matches('_').parse().ok()
}

/// Returns a name that is free, from the wished one and further ones.
pub(super) fn free_name(
    wishes: impl IntoIterator<Item = String>,
    taken: impl Fn(&str) -> bool,
) -> Option<Name> {
    let wishes: Vec<Name> = wishes.into_iter().filter_map(|wish| name(&wish)).collect();
    if let Some(free) = wishes.iter().find(|wish| !taken(wish.as_str())) {
        return Some(free.clone());
    }
    let first = wishes.first()?.as_str();
    (2..1_000).find_map(|n| {
        let mut base = first.to_owned();
        base.truncate(44);
        name(&format!("{base}_{n}")).filter(|wish| !taken(wish.as_str()))
    })
}

/// Fills in the values that the records are about.
pub(super) fn with_values(origins: &Origins, spec: &Spec) -> Origins {
    let whole = tree::to_tree(spec);
    let mut out = Origins::default();
    for (path, record) in origins.iter() {
        if let Some(value) = tree::get(&whole, path) {
            let element = value.is_object() || path.keys().len() == 1 && value.is_array();
            let record = Record {
                value: (!element).then(|| value.clone()),
                ..record.clone()
            };
            out.insert(path.clone(), record);
        }
    }
    out
}
