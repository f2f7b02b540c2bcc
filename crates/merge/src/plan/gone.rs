//! The plan for a file that one side has no more: the user deleted it, or nothing renders it.

use specgen_tree::{Digest, FileNode, Owner, ProjectPath, Record, State};

use super::file::{Planner, back_again};
use super::{Action, Work};

impl<W: Work> Planner<'_, W> {
    /// A file that is missing.
    pub fn absent(
        &mut self,
        path: &ProjectPath,
        at: &ProjectPath,
        record: &Record,
        node: Option<&FileNode>,
    ) {
        let Some(node) = node else {
            self.step(at, Action::Forget);
            return;
        };
        let kept = Record {
            state: State::DeletedByUser,
            ..record.clone()
        };
        self.record(path, kept);
        let action = Action::StaysDeleted {
            first: record.state != State::DeletedByUser,
            changed: record.base != node.digest(),
        };
        self.step(at, action);
    }

    /// A file that nothing renders any more.
    pub fn not_rendered(
        &mut self,
        path: &ProjectPath,
        at: &ProjectPath,
        record: &Record,
        owner: Owner,
        work: Digest,
    ) {
        let edited = work != record.base;
        let action = match owner {
            Owner::Generated if !edited => Action::Delete { before: work },
            Owner::Generated => {
                let kept = Record {
                    owner: Owner::User,
                    ..back_again(record)
                };
                self.record(path, kept);
                Action::Orphan { edited }
            }
            Owner::Seeded => Action::Orphan { edited },
            Owner::AppendOnly | Owner::User => {
                self.record(path, record.clone());
                Action::Keep
            }
        };
        self.step(at, action);
    }
}
