//! New templates by merge, in a step of their own: the model stays what it is.

use specgen_apply::{About, Applied, ConflictMode, Files};
use specgen_diag::Diagnostics;

use crate::accepted;
use crate::build::Build;
use crate::event::Sink;
use crate::open::{Located, Opened};
use crate::target::Target;

/// What an upgrade would do.
#[derive(Clone, Debug)]
pub struct Upgrade {
    /// The plan of all files.
    pub build: Build,
    /// Whether the model is edited and not built yet; it stays so.
    pub spec_edited: bool,
    opened: Opened,
}

impl Upgrade {
    /// Plans to follow the templates of this specgen. An edit of the model that is not built yet is
    /// left for the next build: two changes are never mixed.
    ///
    /// # Errors
    ///
    /// Says what cannot be read or rendered.
    pub fn plan(files: &dyn Files, located: &Located, sink: Sink<'_>) -> Result<Self, Diagnostics> {
        let opened = accepted::opened(files, located)?;
        let target = Target::as_it_stands(files, &opened)?.with_present_templates();
        let build = Build::toward(files, &opened, &target, sink)?;
        Ok(Self {
            build,
            spec_edited: opened.workspace.spec_text != located.workspace.spec_text,
            opened,
        })
    }

    /// Returns whether the workspace follows the templates of this specgen already.
    pub fn is_nothing(&self) -> bool {
        self.opened.workspace.manifest.templates == self.build.templates && self.build.is_nothing()
    }

    /// Carries it out: all of it, or nothing.
    ///
    /// # Errors
    ///
    /// Refuses what [`Build::carry_out`] refuses.
    pub fn carry_out(
        &self,
        files: &dyn Files,
        mode: ConflictMode,
        sink: Sink<'_>,
    ) -> Result<Applied, Diagnostics> {
        let about = About::labelled("upgrade");
        self.build
            .carry_out_as(files, &self.opened, mode, &about, sink)
    }
}
