//! `trace.json`: from keys to numbers, files, tests and origins; one record per line for git.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use super::numbers::{Numbers, Slot};
use super::{Documents, Key};

/// The format of the file.
const FORMAT: u32 = 1;

/// Everything that `trace.json` holds, sorted by kind and key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    records: Vec<Record>,
    origins: BTreeMap<String, Value>,
}

/// What a record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A requirement.
    Requirement,
    /// An acceptance criterion.
    Criterion,
    /// A correctness property.
    Property,
    /// A group of tasks.
    Group,
    /// A task.
    Task,
}

/// One line about a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Record {
    /// What it is about.
    pub kind: Kind,
    /// Its key.
    pub key: Key,
    /// Its display number: `3`, `3.1`.
    pub number: String,
    /// The title of a requirement, so that it can be named when it is withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whether nothing is derived for it any more.
    #[serde(default, skip_serializing_if = "crate::model::is_false")]
    pub withdrawn: bool,
    /// The word that a template pack must emit before it is built.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<String>,
    /// The task that builds a criterion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<Key>,
    /// The criteria that a property validates or a task cites.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Key>,
    /// Files of the backend that carry it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// Tests of the backend that prove it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<String>,
}

/// Which files and tests belong to a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// Paths of files, by key.
    pub files: BTreeMap<Key, Vec<String>>,
    /// Names of tests, by key.
    pub tests: BTreeMap<Key, Vec<String>>,
}

impl Trace {
    /// Makes the trace of a set of documents.
    ///
    /// `origins` are by model path, each an object; they are kept as they are.
    pub fn new(
        documents: &Documents,
        numbers: &Numbers,
        links: &Links,
        origins: BTreeMap<String, Value>,
    ) -> Self {
        let mut records = Vec::new();
        requirements(documents, numbers, links, &mut records);
        let criteria_of = |key: &Key| {
            let property = documents
                .design
                .properties
                .iter()
                .find(|one| one.key == *key);
            property.map_or_else(Vec::new, |one| one.validates.clone())
        };
        for (number, slot) in numbers.properties() {
            let mut record = Record::new(Kind::Property, &slot, number.to_string());
            record.criteria = criteria_of(&record.key);
            record.link(links);
            records.push(record);
        }
        for (number, slot) in numbers.groups() {
            let group = Record::new(Kind::Group, &slot, number.to_string());
            for (item, slot) in numbers.tasks(&group.key) {
                let number = format!("{number}.{item}");
                let mut record = Record::new(Kind::Task, &slot, number);
                record.criteria = documents
                    .tasks
                    .find(&record.key)
                    .map_or_else(Vec::new, |task| task.criteria.clone());
                record.link(links);
                records.push(record);
            }
            records.push(group);
        }
        records.sort();
        Self { records, origins }
    }

    /// Reads a trace.
    ///
    /// # Errors
    ///
    /// Says which line is no record, or that the format is unknown, and what to do.
    pub fn read(text: &str) -> Result<Self, String> {
        let plain = without_markers(text);
        let lines: Vec<&RawValue> = serde_json::from_str(&plain).map_err(|error| {
            format!(
                "trace.json:{}:{}: {error}; restore it from git, or delete it and run `specgen build`: all numbers are then given anew",
                error.line(),
                error.column()
            )
        })?;
        let mut trace = Self::default();
        for (place, line) in lines.into_iter().enumerate() {
            let line_number = place + 2;
            let no_record = match serde_json::from_str(line.get()) {
                Ok(record) => {
                    trace.records.push(record);
                    continue;
                }
                Err(error) => error,
            };
            let line: Value = serde_json::from_str(line.get()).unwrap_or_default();
            if let Some(format) = line.get("format") {
                if format.as_u64() != Some(u64::from(FORMAT)) {
                    return Err(format!(
                        "trace.json has format {format}, and this specgen reads format {FORMAT}: install a newer specgen"
                    ));
                }
            } else if let Some(Value::String(path)) = line.get("origin_of") {
                let mut record = line.get("record").cloned().unwrap_or_default();
                // What is a list on two branches is a list of both.
                if let (Some(Value::Array(known)), Value::Array(more)) =
                    (trace.origins.get(path), &mut record)
                {
                    let mut both = known.clone();
                    both.extend(more.drain(..).filter(|item| !known.contains(item)));
                    *more = both;
                }
                trace.origins.insert(path.clone(), record);
            } else if line.get("end").is_none() {
                return Err(format!(
                    "trace.json:{line_number}: {no_record}; restore the line from git"
                ));
            }
        }
        trace.records.sort();
        // Two branches may have numbered one thing each in its own way: the first number stays.
        trace
            .records
            .dedup_by(|later, first| (later.kind, &later.key) == (first.kind, &first.key));
        Ok(trace)
    }

    /// Returns the text of the file: a JSON array with one record per line.
    ///
    /// The last record only marks the end, so that every other line ends in a comma and two
    /// branches that add lines merge.
    pub fn print(&self) -> String {
        let mut text = format!("[\n{{\"format\":{FORMAT}}},\n");
        for record in &self.records {
            text.push_str(&serde_json::to_string(record).unwrap_or_default());
            text.push_str(",\n");
        }
        for (path, record) in &self.origins {
            let line = serde_json::json!({"origin_of": path, "record": record});
            text.push_str(&line.to_string());
            text.push_str(",\n");
        }
        text.push_str("{\"end\":true}\n]\n");
        text
    }

    /// Returns all records, sorted by kind and key.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// Returns the record of a key.
    pub fn record(&self, kind: Kind, key: &Key) -> Option<&Record> {
        self.records
            .iter()
            .find(|record| record.kind == kind && record.key == *key)
    }

    /// Returns the origins by model path.
    pub fn origins(&self) -> &BTreeMap<String, Value> {
        &self.origins
    }

    /// Returns keys and numbers of a kind, by key.
    pub(super) fn numbered(&self, kind: Kind) -> Vec<(Key, u32)> {
        self.of(kind)
            .filter_map(|record| Some((record.key.clone(), record.number.parse().ok()?)))
            .collect()
    }

    /// Returns keys and second numbers of a kind below a first number, by key.
    pub(super) fn below(&self, kind: Kind, first: u32) -> Vec<(Key, u32)> {
        self.of(kind)
            .filter_map(|record| {
                let (above, item) = record.number.split_once('.')?;
                let same = above.parse() == Ok(first);
                same.then_some((record.key.clone(), item.parse().ok()?))
            })
            .collect()
    }

    /// Returns the titles of requirements by key.
    pub(super) fn titles(&self) -> BTreeMap<Key, String> {
        self.of(Kind::Requirement)
            .filter_map(|record| Some((record.key.clone(), record.title.clone()?)))
            .collect()
    }

    fn of(&self, kind: Kind) -> impl Iterator<Item = &Record> {
        self.records
            .iter()
            .filter(move |record| record.kind == kind)
    }
}

/// Returns the text with both sides of every conflict that git left, one after the other: lines
/// stand for themselves, and those that stand twice are read once.
fn without_markers(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.lines().any(|line| line.starts_with("<<<<<<<")) {
        return text.into();
    }
    let mut in_base = false;
    let mut plain = String::new();
    for line in text.lines() {
        let marker = line.get(..7).unwrap_or_default();
        match marker {
            "<<<<<<<" | "=======" | ">>>>>>>" => in_base = false,
            "|||||||" => in_base = true,
            _ if in_base => plain.push('\n'),
            _ => {
                plain.push_str(line);
                plain.push('\n');
            }
        }
    }
    plain.into()
}

fn requirements(
    documents: &Documents,
    numbers: &Numbers,
    links: &Links,
    records: &mut Vec<Record>,
) {
    for (number, slot) in numbers.requirements() {
        let mut requirement = Record::new(Kind::Requirement, &slot, number.to_string());
        let now = documents
            .requirements
            .requirements
            .iter()
            .find(|one| one.key == requirement.key);
        requirement.title = now.map_or_else(
            || numbers.old_title(&requirement.key).map(ToOwned::to_owned),
            |one| Some(one.title.clone()),
        );
        for (item, slot) in numbers.criteria(&requirement.key) {
            let mut record = Record::new(Kind::Criterion, &slot, format!("{number}.{item}"));
            let criterion = now
                .into_iter()
                .flat_map(|one| &one.criteria)
                .find(|one| one.key == record.key);
            record.held = criterion
                .and_then(|one| one.held.as_ref())
                .map(|held| held.word.clone());
            record.task = criterion.map(|one| one.task.clone());
            record.link(links);
            records.push(record);
        }
        records.push(requirement);
    }
}

impl Record {
    fn new(kind: Kind, slot: &Slot<'_>, number: String) -> Self {
        let (key, withdrawn) = match slot {
            Slot::Live(key) => (*key, false),
            Slot::Withdrawn(key) => (*key, true),
        };
        Self {
            kind,
            key: key.clone(),
            number,
            title: None,
            withdrawn,
            held: None,
            task: None,
            criteria: Vec::new(),
            files: Vec::new(),
            tests: Vec::new(),
        }
    }

    fn link(&mut self, links: &Links) {
        let of = |map: &BTreeMap<Key, Vec<String>>| map.get(&self.key).cloned().unwrap_or_default();
        (self.files, self.tests) = (of(&links.files), of(&links.tests));
    }
}
