//! Words of failure: what went wrong, where, and what to type next.
//!
//! Every stage returns values of these types and prints nothing. `cli` renders them: a person gets
//! a sentence, the source line with a caret and a hint; a script gets a stable code and an exit
//! class.

mod diagnostic;
mod exit;
mod nearest;
mod place;
mod render;

pub use diagnostic::{Code, Diagnostic, Diagnostics, Severity};
pub use exit::ExitClass;
pub use nearest::nearest;
pub use place::{Place, Span};
pub use render::render;
