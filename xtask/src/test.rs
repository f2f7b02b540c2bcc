//! Everything that must pass before a change lands.

use crate::shell::{Outcome, cargo, root};
use crate::{examples, layers};

/// Runs all checks in the order of their cost; `require_all` fails a test whose tool is missing.
pub fn run(require_all: bool) -> Outcome {
    let root = root();
    let variables: &[(&str, &str)] = if require_all {
        &[("REQUIRE_ALL_TOOLS", "1")]
    } else {
        &[]
    };
    cargo(&root, &["fmt", "--all", "--check"], &[])?;
    layers::run()?;
    cargo(
        &root,
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
        &[],
    )?;
    cargo(&root, &["test", "--workspace"], variables)?;
    examples::run(false)?;
    examples::verify(variables)
}

/// Takes a hand-edited backend and a filled database through all changes, built and tried after each.
pub fn survival() -> Outcome {
    let words = ["test", "--package", "end-to-end", "--test", "e2e", "--"];
    let tests = ["hand_edited", "old_data", "survival"];
    cargo(
        &root(),
        &[&words[..], &tests].concat(),
        &[("EVERY_STEP", "1")],
    )
}
