//! Building and starting the emitted backend of a workspace.

use std::path::{Path, PathBuf};

use serde_json::Value;
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_verify::backend::{self, Profile};
use specgen_verify::{Processes, Stop};

use crate::open::Opened;
use crate::project::Lacking;

/// How the backend is to be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunOptions {
    /// How many devices are simulated.
    pub simulate: u32,
    /// Whether it is built for speed.
    pub release: bool,
}

/// Returns the folder of the backend.
///
/// # Errors
///
/// Says that there is no backend, and how to get one.
pub fn backend_folder(opened: &Opened) -> Result<PathBuf, Diagnostics> {
    let folder = opened.workspace.root.join(&opened.settings.target);
    if folder.join("Cargo.toml").is_file() {
        return Ok(folder);
    }
    let one = Diagnostic::error(
        "E016",
        ExitClass::Usage,
        format!("there is no backend in `{}`", opened.settings.target),
    );
    Err(match Lacking::of(&opened.spec) {
        None => one.hint("make it with `specgen build`"),
        Some(lacking) => one
            .hint(lacking.why())
            .hint(format!("type `{}`", lacking.next())),
    }
    .into())
}

/// Returns the variables that the specification names: addresses and secrets of its channels.
pub fn named_variables(opened: &Opened) -> Vec<String> {
    let mut names = Vec::new();
    if let Ok(whole) = serde_json::to_value(&opened.spec) {
        collect(&whole, &mut names);
    }
    names
}

/// Collects the text of every key `env`; the model has no other use for that key.
fn collect(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Object(keys) => {
            names.extend(keys.get("env").and_then(Value::as_str).map(str::to_owned));
            keys.values().for_each(|below| collect(below, names));
        }
        Value::Array(items) => items.iter().for_each(|below| collect(below, names)),
        _ => {}
    }
}

/// Builds the backend; what cargo says goes to standard error as it comes. Returns its program.
///
/// # Errors
///
/// Says which tool is missing, that the build failed, or that it was interrupted.
pub fn build_backend(
    opened: &Opened,
    options: RunOptions,
    processes: &dyn Processes,
    stop: &Stop,
) -> Result<PathBuf, Diagnostics> {
    let profile = if options.release {
        Profile::Release
    } else {
        Profile::Dev
    };
    backend::build(processes, &backend_folder(opened)?, profile, stop)
}

/// Starts the program and waits until it ends, which it usually does by an interrupt.
///
/// # Errors
///
/// Says that it failed or was interrupted.
pub fn serve_backend(
    opened: &Opened,
    program: &Path,
    options: RunOptions,
    processes: &dyn Processes,
    stop: &Stop,
) -> Result<(), Diagnostics> {
    let folder = backend_folder(opened)?;
    backend::serve(processes, program, &folder, options.simulate, stop)
}
