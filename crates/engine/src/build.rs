//! Carrying an edited model into documents and code: difference, merge, apply.

use std::collections::BTreeMap;

use bytes::Bytes;
use specgen_apply::{About, Applied, ApplyError, ConflictMode, Files, WorkTree, apply_as};
use specgen_diag::Diagnostics;
use specgen_merge::{Action, Plan, Work, WorkFile, plan};
use specgen_tree::{Digest, FileNode, Owner, ProjectPath, Record, Tree};

use crate::branches::{Branches, ancestry};
use crate::documents::Written;
use crate::event::{Event, Sink, Stage};
use crate::history::BUILD;
use crate::migrations::Returned;
use crate::open::Opened;
use crate::project::{Lacking, is_buildable};
use crate::steps::{Disagreement, Step, disagreement, shown};
use crate::target::Target;

/// What a build would do.
#[derive(Clone, Debug)]
pub struct Build {
    pub(crate) plan: Plan,
    /// The templates that it leads to.
    pub(crate) templates: Digest,
    /// The documents that it leads to.
    pub(crate) written: Written,
    /// All files as rendered.
    pub(crate) tree: Tree,
    /// What happens to which file, files that stay as they are left out.
    pub steps: Vec<Step>,
    /// Where a person's change and specgen's do not agree.
    pub conflicts: Vec<Disagreement>,
    /// Whether `specgen.lock` is written anew, since git merged two branches of it.
    pub settles: bool,
    /// Migrations that cannot run one after the other, in a sentence each.
    pub clashes: Vec<String>,
    /// Metrics that were removed once and whose values are still stored.
    pub(crate) returned: Vec<Returned>,
    /// Whether there will be a backend.
    pub backend: bool,
    /// Why there will be none, and what to type then.
    pub lacking: Option<(&'static str, &'static str)>,
}

impl Build {
    /// Plans a build of an opened workspace. Units that a person wrote anew convert nothing stored.
    ///
    /// # Errors
    ///
    /// Says what cannot be read or rendered.
    pub fn plan(files: &dyn Files, opened: &Opened, sink: Sink<'_>) -> Result<Self, Diagnostics> {
        let target = Target::as_it_stands(files, opened)?;
        Self::toward(files, opened, &target, sink)
    }

    /// Plans how a workspace follows a model that need not be the one in its file.
    ///
    /// # Errors
    ///
    /// Says what cannot be read or rendered.
    pub(crate) fn toward(
        files: &dyn Files,
        opened: &Opened,
        target: &Target,
        sink: Sink<'_>,
    ) -> Result<Self, Diagnostics> {
        Self::toward_from(files, opened, target, &BTreeMap::new(), sink)
    }

    /// Plans the same where some texts, by the digest of what was rendered last, count as rendered
    /// otherwise: what a person edited there is already in the model.
    ///
    /// # Errors
    ///
    /// Says what cannot be read or rendered.
    pub(crate) fn toward_from(
        files: &dyn Files,
        opened: &Opened,
        target: &Target,
        bases: &BTreeMap<Digest, Bytes>,
        sink: Sink<'_>,
    ) -> Result<Self, Diagnostics> {
        let rendered = target.rendered(files, opened, sink)?;
        sink(Event::Began(Stage::Merge));
        let branches = Branches::of(files, opened)?;
        let work = WithModel {
            work: opened.workspace.tree(files),
            path: &opened.workspace.spec_path,
            text: &target.spec_text,
            bases,
            branches: &branches,
        };
        let manifest = branches.manifest(&opened.workspace.manifest);
        let mut plan = plan(&manifest, &work, &rendered.tree, rendered.templates)?;
        branches.settle(files, &opened.workspace, &mut plan)?;
        if plan.conflicts().next().is_some() {
            // Half of what another specgen writes looks like the edits of a person.
            opened.workspace.undisturbed(files)?;
        }
        ancestry::keep(&opened.workspace, &mut plan.manifest);
        plan.changes_manifest |= opened.workspace.untidy;
        let workspace = &opened.workspace;
        let written = workspace.spec_on_disk.as_ref();
        let written = written.unwrap_or(&workspace.spec_text);
        if *written != target.spec_text {
            let path = opened.workspace.spec_path.clone();
            plan.steps.retain(|step| step.path != path);
            plan.edit(
                path,
                written.as_bytes(),
                target.spec_text.as_bytes().to_vec(),
            );
        }
        Ok(Self {
            steps: plan.steps.iter().filter_map(shown).collect(),
            conflicts: plan
                .conflicts()
                .map(|(path, conflict)| disagreement(path.as_str(), conflict))
                .chain(branches.left)
                .collect(),
            settles: opened.workspace.untidy,
            clashes: rendered.migrations.told(),
            returned: rendered.migrations.returned,
            backend: is_buildable(&target.spec),
            lacking: Lacking::of(&target.spec).map(|one| (one.why(), one.next())),
            templates: rendered.templates,
            written: rendered.written,
            tree: rendered.tree,
            plan,
        })
    }

    /// Adds a file that is written once and that no template makes: the record of a change.
    pub(crate) fn add_record(&mut self, path: ProjectPath, text: String) {
        let node = FileNode::generated(path.as_str(), text).owned_by(Owner::AppendOnly);
        let record = Record::of(&node);
        self.plan.objects.insert(record.base, node.bytes.clone());
        self.plan.manifest.records.insert(path.clone(), record);
        self.plan.changes_manifest = true;
        let step = specgen_merge::Step {
            path,
            action: Action::Create {
                bytes: node.bytes,
                executable: false,
            },
        };
        self.steps.extend(shown(&step));
        self.steps.sort_by(|one, other| one.path.cmp(&other.path));
        self.plan.steps.push(step);
        self.plan
            .steps
            .sort_by(|one, other| one.path.cmp(&other.path));
    }

    /// Returns whether there is nothing to do.
    pub fn is_nothing(&self) -> bool {
        self.plan.is_empty() && self.conflicts.is_empty()
    }

    /// Carries the plan out: all of it, or nothing.
    ///
    /// # Errors
    ///
    /// Refuses when there are conflicts, when a file changed since the plan was made, and when
    /// another specgen is at work.
    pub fn carry_out(
        &self,
        files: &dyn Files,
        opened: &Opened,
        mode: ConflictMode,
        sink: Sink<'_>,
    ) -> Result<Applied, Diagnostics> {
        let about = About::labelled(BUILD);
        self.carry_out_as(files, opened, mode, &about, sink)
    }

    /// Does the same as a step of another name.
    pub(crate) fn carry_out_as(
        &self,
        files: &dyn Files,
        opened: &Opened,
        mode: ConflictMode,
        about: &About,
        sink: Sink<'_>,
    ) -> Result<Applied, Diagnostics> {
        sink(Event::Began(Stage::Write));
        let applied = apply_as(files, &opened.workspace, &self.plan, mode, about)?;
        sink(Event::Finished);
        Ok(applied)
    }
}

/// The work tree as it will be with another text of the model.
struct WithModel<'a> {
    work: WorkTree<'a>,
    path: &'a ProjectPath,
    text: &'a str,
    /// Texts that count as what was rendered last.
    bases: &'a BTreeMap<Digest, Bytes>,
    /// What git merged.
    branches: &'a Branches,
}

impl Work for WithModel<'_> {
    type Error = ApplyError;

    fn file(&self, path: &ProjectPath) -> Result<Option<WorkFile>, ApplyError> {
        let file = self.work.file(path)?;
        let bytes = if path == self.path {
            Bytes::copy_from_slice(self.text.as_bytes())
        } else if let Some(plain) = self.branches.unmarked.get(path) {
            plain.clone()
        } else {
            return Ok(file);
        };
        Ok(file.map(|file| WorkFile { bytes, ..file }))
    }

    fn object(&self, digest: Digest) -> Result<Option<Bytes>, ApplyError> {
        let merged = self.branches.bases.values();
        let known = merged.clone().find(|bytes| Digest::of(bytes) == digest);
        match self.bases.get(&digest).or(known) {
            Some(bytes) => Ok(Some(bytes.clone())),
            None => self.work.object(digest),
        }
    }

    fn answer(&self, question: Digest) -> Result<Option<String>, ApplyError> {
        self.work.answer(question)
    }

    fn files(&self, extension: Option<&str>) -> Result<Vec<ProjectPath>, ApplyError> {
        self.work.files(extension)
    }
}
