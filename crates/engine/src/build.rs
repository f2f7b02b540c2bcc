//! Carrying an edited model into documents and code: difference, merge, apply.

use std::collections::BTreeMap;

use serde::Serialize;
use specgen_apply::{About, Applied, ApplyError, ConflictMode, Files, WorkTree, apply_as, recover};
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_merge::{Action, Conflict, Plan, Reason, Work, WorkFile, plan};
use specgen_spec::Spec;
use specgen_tree::{Digest, FileNode, Owner, ProjectPath, Record, Tree};

use crate::branches::Branches;
use crate::documents::{Memory, Written};
use crate::event::{Event, Sink, Stage};
use crate::migrations::{self, Conversion, Goal};
use crate::open::Opened;
use crate::project::{Lacking, Rendered, Scope, Source, add, is_buildable};

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
    /// Whether there will be a backend.
    pub backend: bool,
    /// Why there will be none, and what to type then.
    pub lacking: Option<(&'static str, &'static str)>,
}

/// What happens to one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The file.
    pub path: String,
    /// What happens, as a word.
    pub what: &'static str,
}

/// A file on which a person's change and specgen's do not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// The file.
    pub path: String,
    /// Why the two cannot stand together.
    pub why: String,
    /// The places, both sides each.
    pub places: Vec<Sides>,
}

/// Both sides of one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sides {
    /// The line in the person's file, from 1.
    pub line: usize,
    /// What the person has.
    pub yours: String,
    /// What specgen would write.
    pub specgens: String,
}

impl Build {
    /// Plans a build of an opened workspace. Units that a person wrote anew convert nothing stored.
    ///
    /// # Errors
    ///
    /// Says what cannot be read or rendered.
    pub fn plan(files: &dyn Files, opened: &Opened, sink: Sink<'_>) -> Result<Self, Diagnostics> {
        let target = Target {
            spec: &opened.spec,
            spec_text: &opened.workspace.spec_text,
            memory: &Memory::of(files, opened)?,
            scope: Scope::Everything,
            conversions: &[],
            templates: Templates::AsBefore,
        };
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
        target: &Target<'_>,
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
        target: &Target<'_>,
        bases: &BTreeMap<Digest, Vec<u8>>,
        sink: Sink<'_>,
    ) -> Result<Self, Diagnostics> {
        let rendered = rendered(files, opened, target, sink)?;
        sink(Event::Began(Stage::Merge));
        let branches = Branches::of(files, &opened.workspace)?;
        let work = WithModel {
            work: opened.workspace.tree(files),
            path: &opened.workspace.spec_path,
            text: target.spec_text,
            bases,
            branches: &branches,
        };
        let manifest = branches.manifest(&opened.workspace.manifest);
        let mut plan = plan(&manifest, &work, &rendered.tree, rendered.templates)?;
        branches.settle(files, &opened.workspace, &mut plan)?;
        plan.changes_manifest |= opened.workspace.untidy;
        let written = &opened.workspace.spec_text;
        if written != target.spec_text {
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
            backend: is_buildable(target.spec),
            lacking: Lacking::of(target.spec).map(|one| (one.why(), one.next())),
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
        let about = About::labelled("build");
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

/// Finishes or takes back what a killed run left half done.
///
/// # Errors
///
/// Says what the system says.
pub fn tidy(files: &dyn Files, opened: &Opened) -> Result<bool, Diagnostics> {
    let recovered = recover(files, &opened.workspace.root)?;
    Ok(recovered.finished + recovered.taken_back > 0)
}

/// Renders a model for a workspace that exists: with the records of its changes, and with the
/// migrations that were written already.
///
/// # Errors
///
/// Says what cannot be read or rendered, and refuses other templates than those of the workspace
/// where they are not asked for.
pub(crate) fn rendered(
    files: &dyn Files,
    opened: &Opened,
    target: &Target<'_>,
    sink: Sink<'_>,
) -> Result<Rendered, Diagnostics> {
    let source = Source {
        layout: &opened.layout,
        settings: &opened.settings,
        spec: target.spec,
        spec_text: target.spec_text,
        memory: target.memory,
        scope: target.scope,
    };
    let mut rendered = source.render(sink)?;
    if target.templates == Templates::AsBefore && is_made_by_others(opened, rendered.templates) {
        return Err(other_templates().into());
    }
    keep_records(files, opened, &mut rendered.tree)?;
    let before = opened.accepted(files)?;
    let goal = Goal {
        spec: target.spec,
        before: before.as_ref(),
        conversions: target.conversions,
    };
    migrations::keep(files, opened, &goal, &mut rendered.tree)?;
    Ok(rendered)
}

/// Which templates a workspace is to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Templates {
    /// Those that it was made with: a change of the model is not mixed with one of the templates.
    AsBefore,
    /// Those of this specgen.
    Present,
}

/// Returns whether a workspace has a backend that other templates made.
pub(crate) fn is_made_by_others(opened: &Opened, templates: Digest) -> bool {
    let manifest = &opened.workspace.manifest;
    let target = &opened.settings.target;
    manifest.templates != templates && manifest.records.keys().any(|path| path.is_in(target))
}

fn other_templates() -> Diagnostic {
    Diagnostic::error(
        "E034",
        ExitClass::Refused,
        "nothing was written: the backend was made with other templates than this specgen has",
    )
    .hint("run `specgen upgrade`, which merges the new templates in a step of its own, then the same command again")
    .hint("or use the specgen that made it")
}

/// The model that a workspace is to follow, and how far.
pub(crate) struct Target<'a> {
    pub spec: &'a Spec,
    pub spec_text: &'a str,
    pub memory: &'a Memory,
    pub scope: Scope,
    /// The metrics whose values are converted to another unit.
    pub conversions: &'a [Conversion],
    pub templates: Templates,
}

/// The work tree as it will be with another text of the model.
struct WithModel<'a> {
    work: WorkTree<'a>,
    path: &'a ProjectPath,
    text: &'a str,
    /// Texts that count as what was rendered last.
    bases: &'a BTreeMap<Digest, Vec<u8>>,
    /// What git merged.
    branches: &'a Branches,
}

impl Work for WithModel<'_> {
    type Error = ApplyError;

    fn file(&self, path: &ProjectPath) -> Result<Option<WorkFile>, ApplyError> {
        let file = self.work.file(path)?;
        let bytes = if path == self.path {
            self.text.as_bytes().to_vec()
        } else if let Some(plain) = self.branches.unmarked.get(path) {
            plain.clone()
        } else {
            return Ok(file);
        };
        Ok(file.map(|file| WorkFile { bytes, ..file }))
    }

    fn object(&self, digest: Digest) -> Result<Option<Vec<u8>>, ApplyError> {
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

/// Keeps the records of earlier changes in the tree: nothing renders them again.
fn keep_records(files: &dyn Files, opened: &Opened, tree: &mut Tree) -> Result<(), Diagnostics> {
    let folder = opened.layout.of_spec_folder("changes");
    let work = opened.workspace.tree(files);
    let records = opened.workspace.manifest.records.iter();
    for (path, record) in records.filter(|(path, _)| path.is_in(&folder)) {
        let bytes = work.object(record.base)?;
        let bytes = bytes.ok_or_else(|| {
            Diagnostic::error(
                "E026",
                ExitClass::Refused,
                format!("the object store does not hold `{path}` as it was written"),
            )
            .hint("restore `.specgen/objects` from version control")
        })?;
        let node = FileNode {
            bytes,
            unit: record.unit.clone(),
            ..FileNode::default()
        };
        add(tree, path.clone(), node.owned_by(Owner::AppendOnly))?;
    }
    Ok(())
}

fn shown(step: &specgen_merge::Step) -> Option<Step> {
    let what = match &step.action {
        Action::Create { .. } => "new",
        Action::Replace { .. } => "changed",
        Action::Merge { .. } => "merged with your changes",
        Action::Move { .. } => "moved here",
        Action::Edit { .. } => "edited",
        Action::Delete { .. } => "deleted",
        Action::Offer { .. } => "yours; the new version is in .specgen/incoming",
        Action::Orphan { .. } => "yours from now on; nothing makes it any more",
        Action::StaysDeleted { changed: true, .. } => "deleted by you; its content changed",
        Action::Keep
        | Action::Adopt
        | Action::Forget
        | Action::StaysDeleted { .. }
        | Action::Conflict(_) => return None,
    };
    Some(Step {
        path: step.path.to_string(),
        what,
    })
}

pub(crate) fn disagreement(path: &str, conflict: &Conflict) -> Disagreement {
    let why = match &conflict.reason {
        Reason::Overlap(count) => format!("both changed the same lines, in {count} places"),
        Reason::AddAdd => "a file of yours stands where a new one should go".to_owned(),
        Reason::NotText => "one of the versions is no text".to_owned(),
        Reason::BaseMissing => "the version rendered last is not in .specgen/objects".to_owned(),
        Reason::Loss(_) => "merging would have lost a line of yours".to_owned(),
        Reason::Unresolved => "an earlier conflict is not resolved".to_owned(),
    };
    let hunks = conflict
        .merge
        .iter()
        .flat_map(specgen_merge::Merge::conflicts);
    let places = hunks.map(|hunk| Sides {
        line: hunk.user.first_line + 1,
        yours: hunk.user.text.clone(),
        specgens: hunk.new.text.clone(),
    });
    Disagreement {
        path: path.to_owned(),
        why: why.replace("in 1 places", "in one place"),
        places: places.collect(),
    }
}
