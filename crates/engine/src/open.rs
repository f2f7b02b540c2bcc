//! An existing workspace, opened: its files found, its settings and its model read.

use std::path::Path;

use specgen_apply::{About, Applied, ConflictMode, Files, Workspace, apply_as, read_workspace};
use specgen_diag::{Diagnostic, Diagnostics, ExitClass, Place};
use specgen_merge::{Plan, Work as _};
use specgen_spec::Spec;
use specgen_spec::edit::follow_former;
use specgen_spec::validate::validate;
use specgen_spec::yaml::{self, Document};

use crate::branches::model;
use crate::settings::Settings;
use crate::workspace::Layout;

/// A workspace of which the model is not read: what may be wrong in it stands in nobody's way.
#[derive(Clone, Debug)]
pub struct Located {
    /// Where it is and what was emitted into it.
    pub workspace: Workspace,
    /// What `specgen.yaml` says.
    pub settings: Settings,
    /// Where things stand in it.
    pub layout: Layout,
}

impl Located {
    /// Carries out a plan that meets nobody's lines, as a step with a name.
    ///
    /// # Errors
    ///
    /// Refuses while another specgen is at work, and when the workspace changed since the plan.
    pub(crate) fn apply(
        &self,
        files: &dyn Files,
        plan: &Plan,
        label: &str,
    ) -> Result<Applied, Diagnostics> {
        let about = About::labelled(label);
        let mode = ConflictMode::Stop;
        Ok(apply_as(files, &self.workspace, plan, mode, &about)?)
    }
}

/// A workspace with what its files say.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Where it is and what was emitted into it.
    pub workspace: Workspace,
    /// What `specgen.yaml` says.
    pub settings: Settings,
    /// Where things stand in it.
    pub layout: Layout,
    /// The model.
    pub spec: Spec,
}

impl Opened {
    /// Returns the model that documents and code follow, which a person may have edited since.
    ///
    /// # Errors
    ///
    /// Says what the system says.
    pub(crate) fn accepted(&self, files: &dyn Files) -> Result<Option<Spec>, Diagnostics> {
        let workspace = &self.workspace;
        let path = &workspace.spec_path;
        let Some(record) = workspace.manifest.records.get(path) else {
            return Ok(None);
        };
        let bytes = workspace.tree(files).object(record.base)?;
        let Some(bytes) = bytes else {
            return Ok(None);
        };
        if bytes == workspace.spec_text.as_bytes() {
            return Ok(Some(self.spec.clone()));
        }
        let text = String::from_utf8_lossy(&bytes);
        Ok(yaml::read(path.as_str(), &text).ok())
    }
}

/// Opens the workspace that `start` lies in.
///
/// # Errors
///
/// Says that there is none, or points at what is wrong in its settings or its model.
pub fn open(files: &dyn Files, start: &Path) -> Result<Opened, Diagnostics> {
    opened(files, read_workspace(files, start)?)
}

/// Reads what the files of a workspace say.
///
/// # Errors
///
/// Points at what is wrong in its settings or its model.
pub(crate) fn opened(files: &dyn Files, workspace: Workspace) -> Result<Opened, Diagnostics> {
    let Located {
        mut workspace,
        settings,
        layout,
    } = located(workspace)?;
    let path = workspace.spec_path.to_string();
    let (text, spec) = match no_markers(&path, &workspace.spec_text) {
        Ok(()) => followed(&path, workspace.spec_text.clone())?,
        Err(marked) => {
            let text = model::settled(files, &workspace)?.ok_or_else(|| marked.clone())?;
            followed(&path, text).map_err(|_| marked)?
        }
    };
    if text != workspace.spec_text {
        workspace.spec_on_disk = Some(std::mem::replace(&mut workspace.spec_text, text));
    }
    Ok(Opened {
        workspace,
        settings,
        layout,
        spec,
    })
}

/// Opens the workspace that `start` lies in, whatever its model says, unless a later specgen wrote it.
///
/// # Errors
///
/// Says that there is none, or points at what is wrong in its settings.
pub fn locate(files: &dyn Files, start: &Path) -> Result<Located, Diagnostics> {
    located(read_workspace(files, start)?)
}

fn located(workspace: Workspace) -> Result<Located, Diagnostics> {
    let settings = Settings::read(&workspace.settings_text)?;
    let path = &workspace.spec_path;
    // What is no YAML is judged where it is read.
    if let Ok(document) = Document::parse(path.as_str(), &workspace.spec_text) {
        document.of_known_format()?;
    }
    let layout = Layout::of_spec(path).ok_or_else(|| {
        Diagnostic::error(
            "E015",
            ExitClass::SpecInvalid,
            format!("the model stands at `{path}`"),
        )
        .hint("move it to `specs/<name>/spec.yaml`")
    })?;
    Ok(Located {
        workspace,
        settings,
        layout,
    })
}

/// Refuses a model in which git left a conflict: only a person knows which side holds.
fn no_markers(path: &str, text: &str) -> Result<(), Diagnostics> {
    let Some(at) = text.lines().position(|line| line.starts_with("<<<<<<<")) else {
        return Ok(());
    };
    let source_line = text.lines().nth(at).unwrap_or_default().to_owned();
    let place = Place {
        file: path.to_owned(),
        line: at + 1,
        column: 1,
        length: 7,
        source_line,
    };
    let one = Diagnostic::error(
        "E030",
        ExitClass::Conflicts,
        "git left a conflict in the model",
    );
    Err(one
        .at(place)
        .hint("keep what should hold of both sides, remove the marker lines, then run `specgen build`")
        .hint("nothing else has to be merged by hand: documents, code and specgen.lock follow from it")
        .into())
}

/// Reads and checks the text of a model. Returns it as it is, or, where it mentions a name that something had before,
/// with the present one.
fn followed(file: &str, text: String) -> Result<(String, Spec), Diagnostics> {
    let spec = Document::parse(file, &text)?.spec()?;
    let text = match follow_former(&spec) {
        Some((new, _)) => yaml::update(&text, &spec, &new),
        None => text,
    };
    let spec = checked_spec(file, &text)?;
    Ok((text, spec))
}

/// Reads and checks the text of a model.
///
/// # Errors
///
/// Points at everything that is wrong in it.
pub(crate) fn checked_spec(file: &str, text: &str) -> Result<Spec, Diagnostics> {
    let document = Document::parse(file, text)?;
    let spec = document.spec()?;
    validate(&spec, Some(&document))?;
    Ok(spec)
}
