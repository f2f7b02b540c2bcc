//! Commands as the templates see them.

use serde::Serialize;
use specgen_spec::Spec;

/// A command with every default filled in.
#[derive(Clone, Debug, Serialize)]
pub struct CommandView {
    /// The name.
    pub name: String,
    /// The name for people.
    pub label: String,
    /// How long a device may take to answer, in milliseconds.
    pub expires_ms: u64,
}

/// Returns the commands, in the order of the specification.
pub(super) fn views(spec: &Spec) -> Vec<CommandView> {
    let commands = spec.command_views().into_iter();
    commands
        .map(|command| CommandView {
            name: command.name.to_owned(),
            label: command.label,
            expires_ms: command.expires_ms,
        })
        .collect()
}
