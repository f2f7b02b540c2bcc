//! An accepted proposal as one plan: model, documents, code and its record together.

use specgen_apply::{About, Applied, ConflictMode, Files};
use specgen_diag::Diagnostics;
use specgen_merge::Work as _;
use specgen_render::Pack;
use specgen_spec::derive::trace::Kind;
use specgen_spec::derive::{self, Input, Key};
use specgen_spec::edit::{Edit, difference};

use super::impact::stored::stored;
use super::impact::surface::{self, routes};
use super::impact::{Criteria, Impact, Turned};
use super::propose::Proposal;
use super::record::{file_name, text};
use crate::build::Build;
use crate::documents::Memory;
use crate::event::Sink;
use crate::history::shortened;
use crate::open::Opened;
use crate::project::Scope;
use crate::target::Target;
use crate::workspace::checked;

/// What a proposal does to the files of a workspace.
#[derive(Clone, Debug)]
pub struct Change {
    /// The plan of all files.
    pub build: Build,
    /// What it touches, as values to show.
    pub impact: Impact,
    /// What the step is called in the log.
    label: String,
}

impl Change {
    /// Plans a proposal that changes something.
    ///
    /// # Errors
    ///
    /// Says what cannot be read or rendered.
    pub fn plan(
        files: &dyn Files,
        opened: &Opened,
        proposal: &Proposal,
        sink: Sink<'_>,
    ) -> Result<Self, Diagnostics> {
        let mut gaps = proposal.memory.gaps.clone();
        gaps.extend(proposal.report.not_understood.iter().cloned());
        let memory = Memory {
            origins: proposal.origins.clone(),
            gaps,
            trace: proposal.memory.trace.clone(),
        };
        let target = Target::edited(opened, proposal.spec.clone(), &proposal.edits, memory);
        let mut build = Build::toward(files, opened, &target, sink)?;
        let name = format!("changes/{}", file_name(proposal));
        let record = opened.layout.of_spec_folder(&name);
        let text = text(proposal, &build);
        build.add_record(checked(&record)?, text);
        let impact = Impact {
            criteria: criteria(opened, proposal, &build)?,
            migrations: migrations(opened, &build),
            stored: if build.backend && target.scope == Scope::Everything {
                stored(
                    &opened.spec,
                    &target.spec,
                    &target.conversions,
                    &build.returned,
                )
            } else {
                Vec::new()
            },
            endpoints: endpoints(files, opened, &build)?,
            tests: tests(proposal, &build),
            by_hand: by_hand(files, opened)?,
            not_built: new_and_not_built(&build, proposal),
            files: build.steps.clone(),
            conflicts: build.conflicts.clone(),
            builds: build.backend && target.scope == Scope::Everything,
            record,
        };
        Ok(Self {
            build,
            impact,
            label: shortened(&proposal.request),
        })
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
        mode: ConflictMode,
        sink: Sink<'_>,
    ) -> Result<Applied, Diagnostics> {
        let about = About::labelled(self.label.as_str());
        self.build.carry_out_as(files, opened, mode, &about, sink)
    }
}

/// Compares the criteria that follow from the model as it stands with those afterwards.
fn criteria(opened: &Opened, proposal: &Proposal, build: &Build) -> Result<Criteria, Diagnostics> {
    let pack = Pack::embedded()?;
    let before = derive::documents(&Input {
        spec: &opened.spec,
        pack: &pack.capabilities().iter().cloned().collect(),
        assumed: &proposal.memory.assumed(&opened.spec),
        not_understood: &[],
    });
    let after = &build.written;
    Ok(Criteria::between(&before, &after.documents, &after.trace))
}

fn migrations(opened: &Opened, build: &Build) -> Vec<String> {
    let folder = format!("{}/migrations/", opened.settings.target);
    let manifest = &opened.workspace.manifest;
    let known = |path: &str| manifest.records.keys().any(|known| known.as_str() == path);
    let steps = build.steps.iter().map(|step| &step.path);
    let new = steps.filter(|path| path.starts_with(&folder) && !known(path));
    new.cloned().collect()
}

/// Compares the routes of both renders.
fn endpoints(files: &dyn Files, opened: &Opened, build: &Build) -> Result<Turned, Diagnostics> {
    let path = checked(&format!("{}/docs/openapi.json", opened.settings.target))?;
    let after = build.tree.get(&path).map(|node| &node.bytes[..]);
    let workspace = &opened.workspace;
    let before = match workspace.manifest.records.get(&path) {
        Some(record) => workspace.tree(files).object(record.base)?,
        None => None,
    };
    if before.as_deref() == after {
        return Ok(Turned::default());
    }
    Ok(Turned::between(&routes(before.as_deref()), &routes(after)))
}

fn tests(proposal: &Proposal, build: &Build) -> Turned {
    let before = surface::tests(proposal.memory.trace.as_ref());
    Turned::between(&before, &surface::tests(Some(&build.written.trace)))
}

/// Returns the titles of new tasks that the templates do not do.
fn new_and_not_built(build: &Build, proposal: &Proposal) -> Vec<String> {
    let trace = proposal.memory.trace.as_ref();
    let known = |key: &Key| trace.is_some_and(|trace| trace.record(Kind::Task, key).is_some());
    let tasks = build.written.documents.tasks.tasks();
    tasks
        .filter(|task| !task.built && !known(&task.key))
        .map(|task| task.title.clone())
        .collect()
}

/// Returns what a person edited in the model since it was carried out last.
pub(crate) fn by_hand(files: &dyn Files, opened: &Opened) -> Result<Vec<Edit>, Diagnostics> {
    let accepted = opened.accepted(files)?;
    Ok(accepted.map_or_else(Vec::new, |accepted| difference(&accepted, &opened.spec)))
}
