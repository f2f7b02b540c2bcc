//! The person's editor, on a draft in the temporary folder.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use specgen_diag::{Diagnostic, ExitClass};
use specgen_engine::{Environment, Processes as _, Request, Stop, SystemProcesses};
use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::terminal::variables;

/// A text that a person edits, as often as they like.
pub struct Draft {
    file: NamedTempFile,
}

impl Draft {
    /// Keeps a text in a file whose name ends as given: editors colour by it.
    ///
    /// # Errors
    ///
    /// Says that there is no room for it.
    pub fn new(text: &str, end: &str) -> Result<Self, Failure> {
        let mut file = tempfile::Builder::new()
            .prefix("specgen-")
            .suffix(end)
            .tempfile()
            .map_err(|error| no_draft(&error))?;
        file.write_all(text.as_bytes())
            .map_err(|error| no_draft(&error))?;
        Ok(Self { file })
    }

    /// Opens it and returns what was saved.
    ///
    /// # Errors
    ///
    /// Says that the editor failed.
    pub fn open(&self) -> Result<String, Failure> {
        open_editor(self.file.path())?;
        let bytes = std::fs::read(self.file.path()).map_err(|error| no_draft(&error))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// Opens a text once and returns what was saved.
///
/// # Errors
///
/// Says that the editor failed.
pub fn edit(text: &str, end: &str) -> Result<String, Failure> {
    Draft::new(text, end)?.open()
}

fn open_editor(path: &Path) -> Result<(), Failure> {
    let chosen = ["VISUAL", "EDITOR"].iter().find_map(std::env::var_os);
    let chosen = chosen.map_or_else(|| "vi".to_owned(), |name| name.display().to_string());
    let mut words = chosen.split_whitespace().map(str::to_owned);
    let program = words.next().unwrap_or_else(|| "vi".to_owned());
    let folder = path
        .parent()
        .map_or_else(std::env::temp_dir, Path::to_path_buf);
    let request = Request::interactive(PathBuf::from(&program), &folder)
        .args(words)
        .args([path.display().to_string()]);
    // An editor is the person's own program and sees the person's own environment.
    let processes = SystemProcesses::new(Environment::whole(variables()));
    let output = processes.run(&request, &Stop::default()).map_err(|error| {
        Diagnostic::error("E013", ExitClass::Refused, error.to_string())
            .hint("set EDITOR to the editor you like, such as `EDITOR=nano`")
    })?;
    if output.ended.is_success() {
        return Ok(());
    }
    let one = Diagnostic::error(
        "E013",
        ExitClass::Refused,
        format!("the editor `{program}` ended with an error"),
    );
    Err(one.hint("set EDITOR to another one").into())
}

fn no_draft(error: &io::Error) -> Diagnostic {
    Diagnostic::error(
        "E014",
        ExitClass::Refused,
        format!("cannot keep a draft for the editor: {error}"),
    )
    .hint("make room in the temporary folder")
}
