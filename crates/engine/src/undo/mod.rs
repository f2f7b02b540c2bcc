//! Taking the last steps back: specification, documents, code and manifest together.
//!
//! ```text
//! history ─► ids ─► apply::undo (base = as it became, new = as it was) ─► migrations, record ─► apply
//! ```
//!
//! What people changed since stays, as in a build. An undo is a step like any other, so that taking
//! it back does the change again. Two kinds of files are never taken back, since others may have read
//! them already: migrations, for a database may have run them, and the records of changes. A
//! migration that stays is still listed in the code; where the schema must go back, a later one is
//! added.

mod migrations;
mod record;

use serde::Serialize;
use specgen_apply::{About, Applied, ConflictMode, Files, Past, apply_as, last_step, undo};
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_merge::{Action, Plan, Step as Planned, has_markers};
use specgen_tree::{Digest, ProjectPath, State};

use crate::branches::ancestry;
use crate::event::{Event, Sink, Stage};
use crate::history::{is_taken_back, kept_steps, title_of};
use crate::incoming::stale;
use crate::open::Located;
use crate::steps::{Disagreement, Step, disagreement};

/// Which steps to take back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// The last ones that are not taken back yet, this many.
    Steps(usize),
    /// The last undo: what it took back is done again.
    Undo,
}

/// What an undo would do.
#[derive(Clone, Debug, Serialize)]
pub struct Undo {
    #[serde(skip)]
    plan: Plan,
    #[serde(skip)]
    about: About,
    /// The steps that are taken back, the last one first.
    pub taken_back: Vec<TakenBack>,
    /// What happens to which file.
    pub steps: Vec<Step>,
    /// Where a person's change and what was before do not agree.
    pub conflicts: Vec<Disagreement>,
    /// Whether the model holds an edit that is not built then: it was made before the step.
    pub spec_edited: bool,
    /// Migrations that stay, with the columns and data that they made.
    pub kept: Vec<String>,
}

/// A step that is taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TakenBack {
    /// The number of its transaction.
    pub id: String,
    /// What it was.
    pub title: String,
}

impl Undo {
    /// Plans to take steps back.
    ///
    /// # Errors
    ///
    /// Says that there is no such step, or what cannot be read.
    pub fn plan(
        files: &dyn Files,
        located: &Located,
        back: Back,
        sink: Sink<'_>,
    ) -> Result<Self, Diagnostics> {
        let past = kept_steps(files, &located.workspace.root)?;
        let ids = match back {
            Back::Steps(steps) => last_steps(past.clone(), steps.max(1))?,
            Back::Undo => vec![last_undo(&past)?],
        };
        let taken_back: Vec<TakenBack> = ids
            .iter()
            .filter_map(|id| past.iter().find(|one| one.id == *id))
            .map(|one| TakenBack {
                id: one.id.clone(),
                title: title_of(files, located, one),
            })
            .collect();
        sink(Event::Began(Stage::Merge));
        let undone = undo(files, &located.workspace, &ids)?;
        let mut plan = undone.plan;
        if plan.conflicts().next().is_some() {
            located.workspace.undisturbed(files)?;
        }
        if let Some(path) = marked_by_git(files, located, &plan)? {
            return Err(settled_a_merge(&path).into());
        }
        let name = record::name(&taken_back);
        migrations::follow(files, located, &undone.kept, &mut plan)?;
        if plan.steps.iter().any(|step| !is_own(&step.path)) {
            record::add(files, located, &name, &taken_back, &mut plan)?;
        }
        plan.steps.extend(stale(files, located, &plan.manifest)?);
        plan.steps.sort_by(|one, other| one.path.cmp(&other.path));
        ancestry::keep(&located.workspace, &mut plan.manifest);
        plan.changes_manifest = plan.manifest != located.workspace.manifest;
        let folder = format!("{}/migrations", located.settings.target);
        let stands = |path: &&ProjectPath| plan.manifest.records.contains_key(*path);
        let kept = undone.kept.iter().filter(|path| path.is_in(&folder));
        let kept = kept.filter(stands);
        Ok(Self {
            steps: plan.steps.iter().filter_map(shown).collect(),
            conflicts: plan
                .conflicts()
                .map(|(path, conflict)| disagreement(path.as_str(), conflict))
                .collect(),
            spec_edited: spec_edited(files, located, &plan)?,
            kept: kept.map(ToString::to_string).collect(),
            about: About {
                label: name,
                undoes: ids,
            },
            taken_back,
            plan,
        })
    }

    /// Returns whether everything is as it was before the steps already, as after a change of branch.
    pub fn is_nothing(&self) -> bool {
        self.plan.is_empty() && self.conflicts.is_empty()
    }

    /// Carries the plan out: all of it, or nothing.
    ///
    /// # Errors
    ///
    /// Refuses conflicts in [`ConflictMode::Stop`], a file that changed since the plan was made, and
    /// another specgen at work.
    pub fn carry_out(
        &self,
        files: &dyn Files,
        located: &Located,
        mode: ConflictMode,
        sink: Sink<'_>,
    ) -> Result<Applied, Diagnostics> {
        sink(Event::Began(Stage::Write));
        let applied = apply_as(files, &located.workspace, &self.plan, mode, &self.about)?;
        sink(Event::Finished);
        Ok(applied)
    }
}

/// Returns the last steps that are not taken back, the newest first.
fn last_steps(mut past: Vec<Past>, wanted: usize) -> Result<Vec<String>, Diagnostic> {
    let mut ids = Vec::new();
    while ids.len() < wanted {
        let Some(last) = last_step(&past).cloned() else {
            return Err(too_few(ids.len(), wanted));
        };
        ids.push(last.id.clone());
        past.push(Past {
            // What is about to take it back has no number yet.
            id: format!("after {}", last.id),
            about: About {
                undoes: vec![last.id.clone()],
                ..About::default()
            },
            ..last
        });
    }
    Ok(ids)
}

/// Returns the last undo that was not taken back itself. After a newer step there is none: what was
/// taken back before it would come back under it.
fn last_undo(past: &[Past]) -> Result<String, Diagnostic> {
    let active = |one: &&Past| !is_taken_back(past, &one.id);
    let is_undo = |one: &&Past| {
        let mut of = past.iter().filter(|two| one.about.undoes.contains(&two.id));
        of.any(|two| two.about.undoes.is_empty())
    };
    let mut steps = past.iter().filter(|one| one.about.undoes.is_empty());
    let step = steps.rfind(active);
    let undo = past.iter().rev().filter(active).find(is_undo);
    match undo {
        Some(undo) if step.is_none_or(|step| step.id < undo.id) => Ok(undo.id.clone()),
        _ => Err(Diagnostic::error(
            "E033",
            ExitClass::Refused,
            "there is nothing to do again: nothing was taken back since the last step",
        )
        .hint("`specgen log` shows the steps")),
    }
}

/// Returns a file into which the plan would write the markers of a conflict that is none of specgen's.
fn marked_by_git(
    files: &dyn Files,
    located: &Located,
    plan: &Plan,
) -> Result<Option<ProjectPath>, Diagnostics> {
    let marked = |bytes: &[u8]| has_markers(&String::from_utf8_lossy(bytes));
    for Planned { path, .. } in &plan.steps {
        let state = plan.manifest.records.get(path).map(|record| &record.state);
        let bytes = migrations::bytes_after(&plan.steps, path);
        if bytes.is_some_and(|bytes| marked(bytes))
            && !matches!(state, Some(State::Conflicted(_)))
            && !located
                .workspace
                .read(files, path)?
                .is_some_and(|now| marked(&now))
        {
            return Ok(Some(path.clone()));
        }
    }
    Ok(None)
}

fn settled_a_merge(path: &ProjectPath) -> Diagnostic {
    Diagnostic::error(
        "E040",
        ExitClass::Refused,
        format!("nothing was taken back: that step settled what git had merged, and `{path}` had conflict markers before it"),
    )
    .hint("take the merge itself back with git, such as `git reset --merge` before it is committed or `git revert -m 1` after")
}

fn too_few(found: usize, wanted: usize) -> Diagnostic {
    let message = match found {
        0 => "there is no step to take back".to_owned(),
        1 => format!("there is only one step to take back, not {wanted}"),
        _ => format!("there are only {found} steps to take back, not {wanted}"),
    };
    Diagnostic::error("E029", ExitClass::Refused, message)
        .hint("specgen keeps the last 20 steps that were made in this folder; `specgen log` shows them")
        .hint("older ones, and those of others, are in version control")
}

/// Returns whether the model differs from the one that documents and code will follow.
fn spec_edited(files: &dyn Files, located: &Located, plan: &Plan) -> Result<bool, Diagnostics> {
    let path = &located.workspace.spec_path;
    let text = match migrations::bytes_after(&plan.steps, path) {
        Some(bytes) => Some(bytes.clone()),
        None => located.workspace.read(files, path)?,
    };
    let record = plan.manifest.records.get(path);
    Ok(record.map(|record| record.base) != text.as_deref().map(Digest::of))
}

/// Returns what happens to a file, in words; `None` when it is nothing to speak of.
fn shown(step: &specgen_merge::Step) -> Option<Step> {
    let what = match &step.action {
        Action::Create { .. } => "written",
        Action::Replace { .. } | Action::Edit { .. } => "as before",
        Action::Merge { .. } => "as before, with your changes since",
        Action::Move { .. } => "moved here",
        Action::Delete { .. } => "removed",
        Action::Orphan { .. } => "stays, since you changed it; yours from now on",
        Action::StaysDeleted { .. } => "deleted by you, stays so",
        Action::Keep
        | Action::Adopt
        | Action::Offer { .. }
        | Action::Forget
        | Action::Conflict(_) => return None,
    };
    (!is_own(&step.path)).then(|| Step {
        path: step.path.to_string(),
        what,
    })
}

/// Returns whether a path lies in the folder of specgen's own state.
fn is_own(path: &ProjectPath) -> bool {
    path.is_in(specgen_apply::STATE_FOLDER)
}
