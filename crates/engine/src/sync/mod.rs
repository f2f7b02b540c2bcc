//! `specgen sync`: what people wrote into documents and code, back into the model.
//!
//! ```text
//! base and work of a document ─► deltas ─► meaning: the edit after which the derivation
//!                                             │     says what the person wrote
//! routes of the code ─────────────────────────┴──► Sync: model, documents and code as one plan
//! ```
//!
//! No sentence has a parser. A changed line is read by asking the derivation which edit of the
//! model would bring it; so whatever is derived can be read back, and nothing is read wrongly
//! without being seen: the line that would stand there is compared with the one that does.

mod amounts;
#[cfg(test)]
mod cases;
mod changed;
mod code;
mod heard;
mod oracle;
mod page;
mod pieces;
mod read;
mod reading;
mod record;
mod removed;
mod rows;
mod settled;
mod slots;
mod tables;
mod values;

use std::collections::BTreeMap;

use bytes::Bytes;
use specgen_apply::{About, Applied, ConflictMode, Files};
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_merge::Work as _;
use specgen_render::Pack;
use specgen_spec::derive;
use specgen_tree::Digest;

pub use reading::{Page, Reading, Taken, Unread};

use crate::build::Build;
use crate::change::by_hand;
use crate::documents::Memory;
use crate::event::Sink;
use crate::history::next_number;
use crate::open::Opened;
use crate::target::Target;
use crate::workspace::checked;
use oracle::{Oracle, attempt};

/// The documents that people edit.
const DOCUMENTS: [&str; 3] = ["requirements.md", "design.md", "tasks.md"];

/// What the documents and the code say, and what taking it over does.
#[derive(Clone, Debug)]
pub struct Sync {
    /// What was read.
    pub reading: Reading,
    /// What is written; nothing when there is nothing to take over.
    pub build: Option<Build>,
}

impl Sync {
    /// Reads documents and code of an opened workspace; `cascade` agrees that what needs a removed
    /// thing goes with it.
    ///
    /// # Errors
    ///
    /// Refuses while `spec.yaml` is edited and not built: two sides would speak at once.
    pub fn plan(
        files: &dyn Files,
        opened: &Opened,
        cascade: bool,
        sink: Sink<'_>,
    ) -> Result<Self, Diagnostics> {
        if !by_hand(files, opened)?.is_empty() {
            let path = &opened.workspace.spec_path;
            return Err(Diagnostic::error(
                "E028",
                ExitClass::Refused,
                format!("`{path}` was edited and not built: it and the documents may differ twice"),
            )
            .hint("run `specgen build` first: your edits of the documents stay")
            .into());
        }
        let memory = Memory::of(files, opened)?;
        let pack = Pack::embedded()?;
        let capabilities: derive::Pack = pack.capabilities().iter().cloned().collect();
        let oracle = Oracle::new(&opened.spec, &memory, capabilities);
        let (pages, no_text) = pages(files, opened)?;
        let mut reading = read::read(&oracle, &opened.spec, &pages, &memory.gaps, cascade);
        reading.taken.extend(code::taken(files, opened)?);
        reading.unread.extend(no_text);
        let build = if reading.is_nothing() {
            None
        } else {
            Some(planned(
                files, opened, &oracle, &memory, &pages, &reading, sink,
            )?)
        };
        Ok(Self { reading, build })
    }

    /// Writes all of it, or nothing.
    ///
    /// # Errors
    ///
    /// Refuses what [`Build::carry_out`] refuses.
    pub fn carry_out(
        &self,
        files: &dyn Files,
        opened: &Opened,
        sink: Sink<'_>,
    ) -> Result<Applied, Diagnostics> {
        match &self.build {
            Some(build) => {
                let about = About::labelled("sync");
                build.carry_out_as(files, opened, ConflictMode::Stop, &about, sink)
            }
            None => Ok(Applied::default()),
        }
    }
}

/// Reads what people wrote into the documents, without planning anything.
///
/// # Errors
///
/// Says which file cannot be read.
pub(crate) fn document_edits(files: &dyn Files, opened: &Opened) -> Result<Reading, Diagnostics> {
    let (pages, no_text) = pages(files, opened)?;
    if pages.iter().all(|page| page.base == page.work) {
        return Ok(Reading {
            unread: no_text,
            ..Reading::default()
        });
    }
    let memory = Memory::of(files, opened)?;
    let pack = Pack::embedded()?;
    let capabilities: derive::Pack = pack.capabilities().iter().cloned().collect();
    let oracle = Oracle::new(&opened.spec, &memory, capabilities);
    let mut reading = read::read(&oracle, &opened.spec, &pages, &memory.gaps, false);
    reading.unread.extend(no_text);
    Ok(reading)
}

/// Reads the documents with what was rendered last, and names those that are no text; a missing one
/// says nothing.
fn pages(files: &dyn Files, opened: &Opened) -> Result<(Vec<Page>, Vec<Unread>), Diagnostics> {
    let workspace = &opened.workspace;
    let (mut pages, mut no_text) = (Vec::new(), Vec::new());
    for name in DOCUMENTS {
        let path = checked(&opened.layout.of_spec_folder(name))?;
        let Some(record) = workspace.manifest.records.get(&path) else {
            continue;
        };
        let base = workspace.tree(files).object(record.base)?;
        let (Some(base), Some(work)) = (base, workspace.read(files, &path)?) else {
            continue;
        };
        let path = path.to_string();
        match (unix(&base), unix(&work)) {
            (Ok(base), Ok(work)) => pages.push(Page {
                name,
                path,
                base,
                work,
            }),
            (_, Err(line)) | (Err(line), _) => no_text.push(Unread {
                path,
                line,
                text: String::new(),
                why: "no UTF-8 text: nothing of this document is read; save it as UTF-8".to_owned(),
            }),
        }
    }
    Ok((pages, no_text))
}

/// Returns a text with plain line ends, or the line, from 1, from which on it is none.
fn unix(bytes: &[u8]) -> Result<String, usize> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        before.split(|byte| *byte == b'\n').count()
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok(text.replace("\r\n", "\n"))
}

fn planned(
    files: &dyn Files,
    opened: &Opened,
    oracle: &Oracle<'_>,
    memory: &Memory,
    pages: &[Page],
    reading: &Reading,
    sink: Sink<'_>,
) -> Result<Build, Diagnostics> {
    let edits = reading.edits();
    let spec = attempt(&opened.spec, &edits).map_err(|refusals| {
        let why = refusals
            .first()
            .map_or_else(String::new, ToString::to_string);
        let message = format!("the edits do not fit together: {why}");
        Diagnostic::error("E029", ExitClass::Refused, message)
            .hint("take one of the edits in the documents back, then run `specgen sync` again")
    })?;
    let mut bases: BTreeMap<Digest, Bytes> = BTreeMap::new();
    for page in pages.iter().filter(|page| page.base != page.work) {
        let settled = settled::settled(oracle, page, &opened.spec, reading);
        bases.insert(Digest::of(page.base.as_bytes()), settled.into());
    }
    let mut memory = memory.clone();
    memory
        .gaps
        .retain(|gap| !reading.dismissed.contains(&gap.text));
    let target = Target::edited(opened, spec, &edits, memory);
    let mut build = Build::toward_from(files, opened, &target, &bases, sink)?;
    let number = next_number(files, &opened.workspace, &opened.layout);
    let path = format!("changes/{}", record::file_name(number, reading));
    let path = checked(&opened.layout.of_spec_folder(&path))?;
    let text = record::text(number, reading, &build);
    build.add_record(path, text);
    Ok(build)
}
