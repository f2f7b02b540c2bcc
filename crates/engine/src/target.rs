//! What a workspace is to follow: a model with its memory, how far, by which templates; and its render.

use specgen_apply::Files;
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_spec::Spec;
use specgen_spec::edit::Edit;
use specgen_spec::yaml;
use specgen_tree::{Digest, Owner, Tree};

use crate::documents::Memory;
use crate::event::Sink;
use crate::migrations::{self, Conversion, Goal};
use crate::open::Opened;
use crate::project::{Rendered, Scope, Source, add, is_buildable};
use crate::stored::as_written;

/// The model that a workspace is to follow, and how far.
pub(crate) struct Target {
    pub spec: Spec,
    pub spec_text: String,
    pub memory: Memory,
    pub scope: Scope,
    /// The metrics whose values are converted to another unit.
    pub conversions: Vec<Conversion>,
    pub templates: Templates,
}

/// Which templates a workspace is to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Templates {
    /// Those that it was made with: a change of the model is not mixed with one of the templates.
    AsBefore,
    /// Those of this specgen.
    Present,
}

impl Target {
    /// The model of the workspace as it stands. Units that a person wrote anew convert nothing stored.
    ///
    /// # Errors
    ///
    /// Says which line of the trace cannot be read.
    pub fn as_it_stands(files: &dyn Files, opened: &Opened) -> Result<Self, Diagnostics> {
        Ok(Self {
            spec: opened.spec.clone(),
            spec_text: opened.workspace.spec_text.clone(),
            memory: Memory::of(files, opened)?,
            scope: Scope::Everything,
            conversions: Vec::new(),
            templates: Templates::AsBefore,
        })
    }

    /// The model after edits, which its file takes over in place. A workspace that stopped before its
    /// backend goes on without one; `build` makes it.
    pub fn edited(opened: &Opened, spec: Spec, edits: &[Edit], memory: Memory) -> Self {
        let before = &opened.workspace.spec_text;
        let records = &opened.workspace.manifest.records;
        let has_backend = records
            .keys()
            .any(|path| path.is_in(&opened.settings.target));
        Self {
            spec_text: yaml::update(before, &opened.spec, &spec),
            memory,
            scope: if is_buildable(&opened.spec) && !has_backend {
                Scope::SpecOnly
            } else {
                Scope::Everything
            },
            conversions: Conversion::of(edits, &opened.spec, &spec),
            templates: Templates::AsBefore,
            spec,
        }
    }

    /// The same with the templates of this specgen.
    pub fn with_present_templates(self) -> Self {
        Self {
            templates: Templates::Present,
            ..self
        }
    }

    /// Renders it for a workspace that exists: with the records of its changes, and with the
    /// migrations that were written already.
    ///
    /// # Errors
    ///
    /// Says what cannot be read or rendered, and refuses other templates than those of the workspace
    /// where they are not asked for.
    pub fn rendered(
        &self,
        files: &dyn Files,
        opened: &Opened,
        sink: Sink<'_>,
    ) -> Result<Rendered, Diagnostics> {
        let source = Source {
            layout: &opened.layout,
            settings: &opened.settings,
            spec: &self.spec,
            spec_text: &self.spec_text,
            memory: &self.memory,
            scope: self.scope,
        };
        let mut rendered = source.render(sink)?;
        if self.templates == Templates::AsBefore && is_made_by_others(opened, rendered.templates) {
            return Err(other_templates().into());
        }
        keep_records(files, opened, &mut rendered.tree)?;
        let before = opened.accepted(files)?;
        let goal = Goal {
            spec: &self.spec,
            before: before.as_ref(),
            conversions: &self.conversions,
        };
        rendered.migrations = migrations::keep(files, opened, &goal, &mut rendered.tree)?;
        Ok(rendered)
    }
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

/// Keeps the records of earlier changes in the tree: nothing renders them again.
fn keep_records(files: &dyn Files, opened: &Opened, tree: &mut Tree) -> Result<(), Diagnostics> {
    let folder = opened.layout.of_spec_folder("changes");
    let records = opened.workspace.manifest.records.iter();
    for (path, record) in records.filter(|(path, _)| path.is_in(&folder)) {
        let node = as_written(files, &opened.workspace, path, record)?;
        add(tree, path.clone(), node.owned_by(Owner::AppendOnly))?;
    }
    Ok(())
}
