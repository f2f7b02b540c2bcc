//! All of a plan, or nothing of it.
//!
//! ```text
//! .specgen/tx/000007/new/3      staged content
//!                    old/3      what stood there before
//!                    post/3     what it wrote, where no object holds that: the base of an undo
//!                    about      what it was for
//!                    journal    entries, then `COMMIT <digest>`: from here on it goes forward
//!                    rollback   the journal under its other name: from here on it goes back
//!                    done       the same once more: everything is at its place
//! ```
//!
//! One rename decides each time: `journal.part` to `journal` commits, `journal` to `rollback` gives
//! up, `journal` to `done` ends; none of them needs space. A kill before the first leaves a folder that the next run removes; after it the next run
//! goes on, whatever was done already. A file that is neither as it was nor as it shall be was
//! edited in between: it is left alone and the other text put into `.specgen/incoming`.

mod about;
mod history;
mod journal;
mod kept;
mod look;
mod recover;
mod settle;
mod stage;
mod writes;

use std::path::{Path, PathBuf};

use specgen_merge::Plan;
use specgen_tree::ProjectPath;

use crate::files::create_folders;
use crate::{ApplyError, Files, Held, Workspace, layout};

pub use about::About;
pub(crate) use history::ended;
pub use history::{Past, history, last_step};
pub(crate) use kept::is_unfinished;
pub use look::manifest_before;
pub use recover::{Recovered, recover};
pub(crate) use stage::Transaction;

/// What happens to files on which the user and specgen do not agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConflictMode {
    /// Nothing is applied.
    #[default]
    Stop,
    /// Both sides are written into the file, between markers; what is no text goes beside it.
    Inline,
    /// The file stays, the new render is put into `.specgen/incoming`.
    Incoming,
}

/// What [`apply`] did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// The transaction, to undo it by; `None` when there was nothing to do.
    pub id: Option<String>,
    /// The files of the project that were written, moved or deleted.
    pub changed: Vec<ProjectPath>,
    /// The files whose new render was put into `.specgen/incoming`.
    pub incoming: Vec<ProjectPath>,
    /// The files that somebody edited at the last moment: left as they are.
    pub left: Vec<ProjectPath>,
}

/// Carries out a plan that was made for this workspace: all of it or nothing.
///
/// # Errors
/// Before anything is written it refuses conflicts in [`ConflictMode::Stop`], files that changed
/// since they were planned with, read-only files, and another specgen at work. When a step fails
/// all is taken back; what cannot be taken back now is by the next run.
pub fn apply(
    files: &dyn Files,
    workspace: &Workspace,
    plan: &Plan,
    mode: ConflictMode,
) -> Result<Applied, ApplyError> {
    apply_as(files, workspace, plan, mode, &About::default())
}

/// Does the same and remembers what it was for.
///
/// # Errors
/// The same.
pub fn apply_as(
    files: &dyn Files,
    workspace: &Workspace,
    plan: &Plan,
    mode: ConflictMode,
    about: &About,
) -> Result<Applied, ApplyError> {
    let conflicts = plan.conflicts().count();
    if mode == ConflictMode::Stop && conflicts > 0 {
        return Err(ApplyError::Conflicts(conflicts));
    }
    let root = workspace.root.as_path();
    if writes::of(files, workspace, plan, mode)?.entries.is_empty() {
        return Ok(Applied::default());
    }
    let lock = lock(files, root)?;
    recover::all(files, root)?;
    // Under the lock once more: what stands on disk now is what the entries begin from.
    let writes = writes::of(files, workspace, plan, mode)?;
    let transaction = stage::stage(files, root, &writes, about)?;
    let settled = settle::finish(files, root, &transaction);
    drop(lock);
    let left = settled?;
    Ok(Applied {
        id: Some(transaction.id),
        changed: writes.changed,
        incoming: writes.incoming,
        left,
    })
}

/// Takes the lock of a workspace.
pub(crate) fn lock(files: &dyn Files, root: &Path) -> Result<Box<dyn Held>, ApplyError> {
    let state = root.join(layout::STATE_FOLDER);
    create_folders(files, &state).map_err(ApplyError::io("create", &state))?;
    let place = layout::lock(root);
    let held = files
        .try_lock(&place)
        .map_err(ApplyError::io("lock", &place))?;
    held.ok_or_else(|| ApplyError::Busy(root.to_path_buf()))
}

/// Returns the folder of all transactions.
pub(crate) fn folder(root: &Path) -> PathBuf {
    root.join(layout::STATE_FOLDER).join("tx")
}
