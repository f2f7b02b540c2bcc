//! What a change touches, known before a byte is written.

mod criteria;
pub(super) mod stored;
pub(super) mod surface;

use serde::Serialize;
use specgen_spec::edit::Edit;

use crate::steps::{Disagreement, Step};

pub use criteria::{Criteria, Criterion};
pub use surface::Turned;

/// What a change touches.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Impact {
    /// The acceptance criteria.
    pub criteria: Criteria,
    /// What happens to which file.
    pub files: Vec<Step>,
    /// The new migrations, among the files.
    pub migrations: Vec<String>,
    /// What becomes of stored data and of payloads as devices send them today, a sentence each.
    pub stored: Vec<String>,
    /// The routes of the API, such as `GET /api/devices`.
    pub endpoints: Turned,
    /// The tests that prove criteria, by name.
    pub tests: Turned,
    /// Where a person's change and specgen's do not agree.
    pub conflicts: Vec<Disagreement>,
    /// Edits that a person made in the model's file and that no build carried out: they come along.
    pub by_hand: Vec<Edit>,
    /// What the model will hold and no template builds yet, as titles of open tasks.
    pub not_built: Vec<String>,
    /// Whether the backend follows at once; a workspace that stopped before it stays without.
    pub builds: bool,
    /// The file that records the change.
    pub record: String,
}
