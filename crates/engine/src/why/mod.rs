//! Why a line stands where it stands: who wrote it, what it follows from, which step brought it.
//!
//! Nothing is guessed. Whose hand a line is from is the difference from the last render. What it
//! follows from is tried out: a part of the model belongs to a line when the line goes with that part.

mod criterion;
mod model;
mod step;

use std::path::Path;

use bytes::Bytes;
use serde::Serialize;
use specgen_apply::Files;
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_merge::{Work as _, same_lines};
use specgen_render::Pack;
use specgen_tree::{Owner, ProjectPath, Record};

use crate::accepted;
use crate::documents::Memory;
use crate::open::{Located, Opened};
use crate::paths::{key_of, meant};

pub use criterion::Cited;
pub use step::Brought;

/// Why a line stands where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Why {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
    /// Whose hand it is from.
    pub by: By,
    /// Who may change the file; nobody but its author when specgen did not write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<&'static str>,
    /// What the file is about, independent of its path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The template that makes the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// The places of the model without which the line would not stand there.
    pub model: Vec<String>,
    /// The acceptance criterion that it states or proves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criterion: Option<Cited>,
    /// The step that brought it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<Brought>,
}

/// Whose hand a line is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// It is as specgen rendered it.
    Specgen,
    /// A person wrote or changed it.
    You,
}

/// What is known of the file of a line.
struct Known<'a> {
    key: ProjectPath,
    record: &'a Record,
    /// The file as rendered last.
    base: Bytes,
    /// The line in it, from 0; `None` when a person wrote the line.
    line: Option<usize>,
}

impl Why {
    /// Explains a line, counted from 1, of a typed path.
    ///
    /// # Errors
    ///
    /// Says that there is no such file or line, or what cannot be read.
    pub fn of(
        files: &dyn Files,
        located: &Located,
        from: &Path,
        typed: &str,
        line: usize,
    ) -> Result<Self, Diagnostics> {
        let path = single(meant(files, located, from, typed)?, typed)?;
        let bytes = located.workspace.read(files, &path)?;
        let bytes = bytes.ok_or_else(|| gone(&path))?;
        let text = String::from_utf8_lossy(&bytes);
        let words = line
            .checked_sub(1)
            .and_then(|index| text.lines().nth(index));
        let words = words.ok_or_else(|| too_far(&path, text.lines().count()))?;
        let mut why = Self {
            file: path.to_string(),
            line,
            text: words.to_owned(),
            by: By::You,
            owner: None,
            unit: None,
            template: None,
            model: Vec::new(),
            criterion: None,
            step: None,
        };
        let Some(known) = known(files, located, &path, &bytes, line)? else {
            return Ok(why);
        };
        why.owner = Some(known.record.owner.word());
        why.unit = Some(known.record.unit.clone());
        if let Some(at) = known.line {
            why.by = By::Specgen;
            why.step = step::brought(files, located, &known.key, known.base.clone(), at)?;
        }
        let opened = accepted::opened(files, located)?;
        let memory = Memory::of(files, &opened)?;
        let is_of_ours = known.record.owner != Owner::AppendOnly;
        if is_of_ours && Pack::embedded()?.template_digest() == located.workspace.manifest.templates
        {
            let made = model::of(&opened, &memory, &known)?;
            why.template = made.template;
            why.model = made.places;
        }
        let folder = opened.layout.spec_folder();
        why.criterion = criterion::of(memory.trace.as_ref(), &path, &folder, &text, line);
        Ok(why)
    }
}

/// Returns what is known of a file that specgen wrote.
fn known<'a>(
    files: &dyn Files,
    located: &'a Located,
    path: &ProjectPath,
    bytes: &[u8],
    line: usize,
) -> Result<Option<Known<'a>>, Diagnostics> {
    let records = &located.workspace.manifest.records;
    let found = key_of(located, path).and_then(|key| Some((records.get(&key)?, key)));
    let Some((record, key)) = found else {
        return Ok(None);
    };
    let base = located.workspace.tree(files).object(record.base)?;
    let base = base.unwrap_or_default();
    let same = same_lines(&base, bytes).unwrap_or_default();
    Ok(Some(Known {
        line: same.get(line - 1).copied().flatten(),
        key,
        record,
        base,
    }))
}

/// Returns the path of a file below the folder of the backend.
fn in_backend(opened: &Opened, key: &ProjectPath) -> Option<ProjectPath> {
    let target = &opened.settings.target;
    let below = key.as_str().strip_prefix(target.as_str())?;
    ProjectPath::new(below.strip_prefix('/')?).ok()
}

fn single(paths: Vec<ProjectPath>, typed: &str) -> Result<ProjectPath, Diagnostic> {
    match <[ProjectPath; 1]>::try_from(paths) {
        Ok([path]) => Ok(path),
        Err(_) => {
            Err(
                Diagnostic::error("E031", ExitClass::Usage, format!("`{typed}` is a folder"))
                    .hint("name a file and a line: `specgen why backend/src/domain/catalog.rs:12`"),
            )
        }
    }
}

fn gone(path: &ProjectPath) -> Diagnostic {
    Diagnostic::error("E031", ExitClass::Usage, format!("`{path}` is not there"))
        .hint(format!("`specgen restore {path}` brings it back"))
}

fn too_far(path: &ProjectPath, lines: usize) -> Diagnostic {
    Diagnostic::error(
        "E031",
        ExitClass::Usage,
        format!("`{path}` has no such line: it has {lines}"),
    )
    .hint("lines are counted from 1")
}
