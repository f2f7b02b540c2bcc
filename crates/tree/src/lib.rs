//! A project as a value: checked paths, bytes, digests, and where each file comes from.
//!
//! `render` makes a [`Tree`], `merge` compares it with what stands on disk, `apply` writes the
//! outcome. Nothing here touches a disk. A path that could leave the project cannot be built, so no
//! later stage has to check again.
//!
//! [`Manifest`] is `specgen.lock`: one record per file that specgen emitted, with the digest of
//! the bytes it rendered last. Those bytes are the base of every later three-way merge.

mod difference;
mod digest;
mod manifest;
mod node;
mod owner;
mod path;
mod tree;

pub use difference::{Change, difference};
pub use digest::{Digest, DigestError};
pub use manifest::{FORMAT, Manifest, ManifestError, ManifestProblem, Merged, Record, State};
pub use node::{Eol, FileNode, LineRange};
pub use owner::Owner;
pub use path::{PathError, ProjectPath};
pub use tree::{Tree, TreeError};
