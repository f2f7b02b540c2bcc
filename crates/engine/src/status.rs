//! Where the work stands: questions, tasks, files that people changed, conflicts.

use serde::Serialize;
use specgen_apply::Files;
use specgen_diag::Diagnostics;
use specgen_render::Pack;
use specgen_spec::Spec;
use specgen_spec::derive;
use specgen_spec::validate::needs;
use specgen_tree::{Digest, Record, State};

use crate::open::Opened;
use crate::project::Lacking;
use crate::target::is_made_by_others;
use crate::tasks::{TaskList, tasks};

/// Where the work stands.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    /// The name of the project.
    pub name: String,
    /// The folder of the workspace.
    pub dir: String,
    /// The model, relative to the folder.
    pub spec: String,
    /// Whether the model was edited since documents and code followed it.
    pub spec_edited: bool,
    /// The folder of the backend, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backend: Option<String>,
    /// How many files specgen emitted and knows.
    pub files: usize,
    /// Emitted files that a person changed; their changes are kept.
    pub edited: Vec<String>,
    /// Emitted files that a person deleted; they stay deleted.
    pub deleted: Vec<String>,
    /// Whether other templates than those of this specgen made the backend.
    pub other_templates: bool,
    /// Files on which a person's change and specgen's do not agree.
    pub conflicts: Vec<String>,
    /// What the model holds and no template builds yet, by place.
    pub not_built: Vec<String>,
    /// What only the user can decide.
    pub questions: Vec<String>,
    /// The tasks and how far they are.
    pub tasks: TaskList,
    /// Whether git merged two branches and no build has settled it yet.
    pub branches_merged: bool,
    /// Why no backend can be built from the model, when none can.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lacking: Option<&'static str>,
    /// What to type next.
    pub next: &'static str,
}

/// Looks at a workspace.
///
/// # Errors
///
/// Says which file cannot be read.
pub fn status(files: &dyn Files, opened: &Opened) -> Result<Status, Diagnostics> {
    let workspace = &opened.workspace;
    let mut edited = Vec::new();
    let mut deleted = Vec::new();
    let mut conflicts = Vec::new();
    let mut spec_edited = false;
    for (path, record) in &workspace.manifest.records {
        let place = record.at.as_ref().unwrap_or(path);
        match workspace.read(files, place)? {
            None => deleted.push(path.to_string()),
            Some(bytes) if is_changed(&bytes, record) => {
                if *path == workspace.spec_path {
                    spec_edited = true;
                } else {
                    edited.push(place.to_string());
                }
            }
            Some(_) => {}
        }
        if matches!(record.state, State::Conflicted(_)) {
            conflicts.push(place.to_string());
        }
    }
    let target = &opened.settings.target;
    let below = format!("{target}/");
    let records = &workspace.manifest.records;
    let built = records.keys().any(|path| path.as_str().starts_with(&below));
    let other_templates = is_made_by_others(opened, Pack::embedded()?.template_digest());
    let lacking = Lacking::of(&opened.spec);
    let next = match lacking {
        _ if !conflicts.is_empty() => "specgen resolve",
        _ if other_templates => "specgen upgrade",
        _ if spec_edited || workspace.untidy => "specgen build",
        _ if built => "specgen run",
        Some(lacking) => lacking.next(),
        None => "specgen build",
    };
    Ok(Status {
        branches_merged: workspace.untidy,
        lacking: lacking.map(Lacking::why),
        next,
        name: opened.spec.name.to_string(),
        dir: workspace.root.display().to_string(),
        spec: workspace.spec_path.to_string(),
        spec_edited,
        backend: built.then(|| target.clone()),
        files: records.len(),
        edited,
        deleted,
        other_templates,
        conflicts,
        not_built: not_built(&opened.spec)?,
        questions: crate::draft::questions_of(&opened.spec),
        tasks: tasks(files, opened)?,
    })
}

/// Returns the places of what no template builds yet.
fn not_built(spec: &Spec) -> Result<Vec<String>, Diagnostics> {
    let pack = Pack::embedded()?;
    let built: derive::Pack = pack.capabilities().iter().cloned().collect();
    let mut places: Vec<String> = Vec::new();
    for need in needs(spec) {
        if !built.builds(&need.word) && !places.contains(&need.path) {
            places.push(need.path);
        }
    }
    Ok(places)
}

/// Returns whether the bytes are not those rendered last; other line ends are no change.
pub(crate) fn is_changed(bytes: &[u8], record: &Record) -> bool {
    if Digest::of(bytes) == record.base {
        return false;
    }
    let unix: Vec<u8> = match std::str::from_utf8(bytes) {
        Ok(text) => text.replace("\r\n", "\n").into_bytes(),
        Err(_) => return true,
    };
    Digest::of(&unix) != record.base
}
