//! The documents of a specification: requirements, design, tasks and trace.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value;
use specgen_apply::Files;
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_intent::NotUnderstood;
use specgen_render::Pack;
use specgen_spec::Spec;
use specgen_spec::derive::trace::Trace;
use specgen_spec::derive::{self, Documents, Input, Numbers};
use specgen_spec::markdown;
use specgen_spec::origin::Origins;
use specgen_tree::Tree;

use crate::links::links;
use crate::open::Opened;
use crate::workspace::checked;

/// The place in `trace.json` that holds what was not understood.
const GAPS: &str = "not_understood";

/// A part of a request that nothing represents, as the trace holds it.
#[derive(Deserialize)]
struct Gap {
    text: String,
    start: usize,
    end: usize,
    why: String,
}

impl From<Gap> for NotUnderstood {
    fn from(gap: Gap) -> Self {
        Self {
            text: gap.text,
            start: gap.start,
            end: gap.end,
            why: gap.why,
        }
    }
}

/// What the trace remembers from one derivation to the next, beside the numbers.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// Where values come from.
    pub origins: Origins,
    /// What was not understood of the requests so far.
    pub gaps: Vec<NotUnderstood>,
    /// The trace before, whose numbers are kept.
    pub trace: Option<Trace>,
}

impl Memory {
    /// Reads what the trace of a workspace remembers; nothing when there is none.
    ///
    /// # Errors
    ///
    /// Says which line cannot be read.
    pub fn of(files: &dyn Files, opened: &Opened) -> Result<Self, Diagnostics> {
        let path = checked(&opened.layout.of_spec_folder("trace.json"))?;
        let Some(bytes) = opened.workspace.read(files, &path)? else {
            return Ok(Self::default());
        };
        remembered(path.as_str(), &String::from_utf8_lossy(&bytes))
    }
}

impl Memory {
    /// Returns the places whose values the tool filled in.
    pub fn assumed(&self, spec: &Spec) -> BTreeSet<String> {
        let origins = self.origins.of(spec);
        let assumed = origins.iter().filter(|(_, record)| record.assumed);
        assumed.map(|(path, _)| path.to_string()).collect()
    }
}

/// The documents as values and as texts.
#[derive(Clone, Debug)]
pub struct Written {
    /// The documents as values.
    pub documents: Documents,
    /// What `trace.json` holds.
    pub trace: Trace,
    /// The text of each file, by its name.
    pub files: Vec<(&'static str, String)>,
}

/// Derives and writes all documents.
pub fn written(spec: &Spec, memory: &Memory, pack: &Pack, backend: &Tree) -> Written {
    let capabilities: derive::Pack = pack.capabilities().iter().cloned().collect();
    let (documents, numbers) = derived(spec, memory, &capabilities);
    let links = links(&documents, backend);
    let origins = stored(&memory.origins.of(spec), &memory.gaps);
    let trace = Trace::new(&documents, &numbers, &links, origins);
    let mut files: Vec<_> = printed(spec, &documents, &numbers).into();
    files.push(("trace.json", trace.print()));
    Written {
        documents,
        trace,
        files,
    }
}

/// Returns the three documents as texts, by the names of their files.
pub fn pages(
    spec: &Spec,
    memory: &Memory,
    capabilities: &derive::Pack,
) -> [(&'static str, String); 3] {
    let (documents, numbers) = derived(spec, memory, capabilities);
    printed(spec, &documents, &numbers)
}

/// Returns one of the three documents as a text, and of those that are read back the other.
pub fn beside(
    spec: &Spec,
    memory: &Memory,
    capabilities: &derive::Pack,
    name: &str,
) -> Vec<(&'static str, String)> {
    let (documents, numbers) = derived(spec, memory, capabilities);
    PRINTED
        .iter()
        .filter(|(other, _)| *other != TASKS || name == TASKS)
        .map(|(name, print)| (*name, print(spec, &documents, &numbers)))
        .collect()
}

/// The document that follows from the other two.
pub const TASKS: &str = "tasks.md";

type Print = fn(&Spec, &Documents, &Numbers) -> String;

const PRINTED: [(&str, Print); 3] = [
    ("requirements.md", |_, documents, numbers| {
        markdown::requirements(documents, numbers)
    }),
    ("design.md", |_, documents, numbers| {
        markdown::design(documents, numbers)
    }),
    (TASKS, |spec, documents, numbers| {
        markdown::tasks(documents, numbers, &title(spec))
    }),
];

fn printed(spec: &Spec, documents: &Documents, numbers: &Numbers) -> [(&'static str, String); 3] {
    PRINTED.map(|(name, print)| (name, print(spec, documents, numbers)))
}

fn derived(spec: &Spec, memory: &Memory, capabilities: &derive::Pack) -> (Documents, Numbers) {
    let assumed = memory.assumed(spec);
    let gaps: Vec<String> = memory.gaps.iter().map(|gap| gap.text.clone()).collect();
    let documents = derive::documents(&Input {
        spec,
        pack: capabilities,
        assumed: &assumed,
        not_understood: &gaps,
    });
    let numbers = Numbers::assign(&documents, memory.trace.as_ref());
    (documents, numbers)
}

/// Reads what the trace remembers.
///
/// # Errors
///
/// Says which line cannot be read.
pub(crate) fn remembered(file: &str, text: &str) -> Result<Memory, Diagnostics> {
    let unreadable = |why: String| {
        Diagnostic::error("E023", ExitClass::SpecInvalid, format!("`{file}`: {why}"))
            .hint("restore the file from version control")
    };
    let trace = Trace::read(text).map_err(unreadable)?;
    let mut held = serde_json::Map::new();
    let mut gaps = Vec::new();
    for (path, record) in trace.origins() {
        if path == GAPS {
            let stored: Vec<Gap> = serde_json::from_value(record.clone())
                .map_err(|error| unreadable(error.to_string()))?;
            gaps = stored.into_iter().map(NotUnderstood::from).collect();
        } else {
            held.insert(path.clone(), record.clone());
        }
    }
    let origins = serde_json::from_value(Value::Object(held))
        .map_err(|error| unreadable(error.to_string()))?;
    Ok(Memory {
        origins,
        gaps,
        trace: Some(trace),
    })
}

/// Returns the name of the project as a title: `iot_backend` as `Iot backend`.
pub fn title(spec: &Spec) -> String {
    let phrase = specgen_spec::effective::phrase(spec.name.as_str());
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn stored(origins: &Origins, gaps: &[NotUnderstood]) -> BTreeMap<String, Value> {
    let mut stored: BTreeMap<String, Value> = origins
        .iter()
        .map(|(path, record)| {
            let record = serde_json::to_value(record).unwrap_or_default();
            (path.to_string(), record)
        })
        .collect();
    if !gaps.is_empty() {
        stored.insert(
            GAPS.to_owned(),
            serde_json::to_value(gaps).unwrap_or_default(),
        );
    }
    stored
}
