//! Project files in and out: the only crate that reads and writes them.
//!
//! [`create_new`] makes a workspace beside its place and renames it there, so that a kill leaves
//! nothing half made. [`read_workspace`] reads one back; [`apply`] carries out a plan of `merge`,
//! all of it or nothing, whenever it is killed; [`undo`] plans taking back what it did. Everything reaches the disk through the port [`Files`], so that tests can
//! fail or kill any single step.

mod below;
mod confine;
mod create;
mod eject;
mod error;
mod files;
mod layout;
mod look;
mod objects;
mod resolve;
mod transaction;
mod undo;
mod work_tree;
mod workspace;

pub use create::{Created, create_new};
pub use eject::{Leaving, eject, leaving};
pub use error::ApplyError;
pub use files::{Disk, Files, Held, Kind, Mode, Stat};
#[cfg(feature = "testing")]
pub use files::{Fault, Faulty, Memory};
pub use layout::{CONFIG_FILE, MANIFEST_FILE, STATE_FOLDER};
pub use look::{Look, look};
pub use resolve::{Open, Resolution, open_conflicts, resolve};
pub use transaction::{
    About, Applied, ConflictMode, Past, Recovered, apply, apply_as, history, last_step,
    manifest_before, recover,
};
pub use undo::{Undo, undo};
pub use work_tree::WorkTree;
pub use workspace::{Workspace, find_root, read_workspace};
