//! A relative path that cannot leave the project, on any operating system.

use std::fmt;

use serde::{Deserialize, Serialize};
use specgen_diag::{Diagnostic, ExitClass};
use thiserror::Error;

/// The longest accepted path, in bytes.
const MAX_PATH_BYTES: usize = 1024;
/// The longest accepted file or folder name, in bytes: the limit of common file systems.
const MAX_NAME_BYTES: usize = 255;

/// A checked path relative to the project's root: names joined by `/`.
///
/// It holds no `..`, no `.`, no empty name, no backslash, no control character and no name that
/// Windows reserves or git owns. Paths sort by their bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProjectPath(String);

/// Why a text is not a [`ProjectPath`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the path `{}` {reason}", path.escape_debug())]
pub struct PathError {
    /// The text as given.
    pub path: String,
    /// What is wrong with it, to follow the path in a sentence.
    pub reason: &'static str,
}

impl ProjectPath {
    /// Checks a text.
    ///
    /// # Errors
    /// Returns the first reason why the text is not a path inside a project.
    pub fn new(text: impl Into<String>) -> Result<Self, PathError> {
        let path = text.into();
        match reason_against(&path) {
            None => Ok(Self(path)),
            Some(reason) => Err(PathError { path, reason }),
        }
    }

    /// Returns the path with `/` between names.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the names from the root to the file.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }

    /// Returns the last name.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// Returns what follows the last dot of the file name, when a name stands before that dot.
    pub fn extension(&self) -> Option<&str> {
        let (stem, extension) = self.file_name().rsplit_once('.')?;
        (!stem.is_empty()).then_some(extension)
    }

    /// Returns the folder that holds this path, or `None` at the root.
    pub fn parent(&self) -> Option<Self> {
        self.0
            .rsplit_once('/')
            .map(|(parent, _)| Self(parent.to_owned()))
    }

    /// Returns whether the path lies in `folder`, at any depth.
    pub fn is_in(&self, folder: &str) -> bool {
        self.0
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
    }

    /// Returns the path below this one.
    ///
    /// # Errors
    /// Returns why the joined text is not a path inside a project.
    pub fn join(&self, below: &str) -> Result<Self, PathError> {
        Self::new(format!("{}/{below}", self.0))
    }

    /// Returns the form under which file systems that ignore case see the path.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Display for ProjectPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for ProjectPath {
    type Error = PathError;

    fn try_from(text: String) -> Result<Self, PathError> {
        Self::new(text)
    }
}

impl From<ProjectPath> for String {
    fn from(path: ProjectPath) -> Self {
        path.0
    }
}

impl From<PathError> for Diagnostic {
    fn from(error: PathError) -> Self {
        Self::error("E601", ExitClass::Refused, error.to_string())
            .hint("use a relative path of plain names joined by `/`")
    }
}

fn reason_against(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("is empty");
    }
    if path.len() > MAX_PATH_BYTES {
        return Some("is longer than 1024 bytes");
    }
    if path.starts_with('/') {
        return Some("is absolute");
    }
    path.split('/').find_map(reason_against_name)
}

fn reason_against_name(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        return Some("has an empty name");
    }
    if name == ".." {
        return Some("leaves its folder with `..`");
    }
    if name == "." {
        return Some("has the name `.`");
    }
    if name.len() > MAX_NAME_BYTES {
        return Some("has a name longer than 255 bytes");
    }
    if name.chars().any(char::is_control) {
        return Some("has a control character");
    }
    if name.contains('\\') {
        return Some("has a backslash");
    }
    if name.contains(['<', '>', ':', '"', '|', '?', '*']) {
        return Some("has a character that Windows refuses");
    }
    if name.ends_with(['.', ' ']) {
        return Some("has a name that ends with a dot or a blank, which Windows drops");
    }
    if name.eq_ignore_ascii_case(".git") {
        return Some("lies in `.git`, which only git writes");
    }
    is_device(name).then_some("has a name that Windows reserves")
}

/// Returns whether Windows takes the name for a device, with or without an extension.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let upper = stem.to_ascii_uppercase();
    if matches!(
        upper.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
    ) {
        return true;
    }
    let digit = upper
        .strip_prefix("COM")
        .or_else(|| upper.strip_prefix("LPT"));
    matches!(
        digit,
        Some("1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "\u{b9}" | "\u{b2}" | "\u{b3}")
    )
}

#[cfg(test)]
mod tests {
    use super::ProjectPath;

    #[test]
    fn accepts_what_projects_hold() {
        for good in [
            "Cargo.toml",
            "backend/src/domain/mod.rs",
            ".specgen/objects/ab/cdef",
            ".gitignore",
            ".github/workflows/ci.yml",
            "docs/größe und maß.md",
            "a..b",
            "console.rs",
            "com10.txt",
        ] {
            assert_eq!(ProjectPath::new(good).map(String::from), Ok(good.into()));
        }
    }

    #[test]
    fn refuses_what_could_leave_or_break_a_project() {
        let long = "a".repeat(256);
        let deep = "ab/".repeat(400);
        for (bad, reason) in [
            ("", "is empty"),
            ("/etc/passwd", "is absolute"),
            ("..", "leaves its folder"),
            ("a/../../b", "leaves its folder"),
            ("a/./b", "has the name `.`"),
            ("a//b", "empty name"),
            ("a/", "empty name"),
            ("a\\b", "backslash"),
            ("C:/x", "Windows refuses"),
            ("a\nb", "control character"),
            ("a/b\0", "control character"),
            ("dir./x", "ends with a dot"),
            ("x ", "ends with a dot or a blank"),
            ("nul", "reserves"),
            ("src/Aux.rs", "reserves"),
            ("lpt1", "reserves"),
            (".git/hooks/pre-commit", "only git writes"),
            ("sub/.GIT/config", "only git writes"),
            (long.as_str(), "longer than 255"),
            (deep.as_str(), "longer than 1024"),
        ] {
            let error = ProjectPath::new(bad).expect_err(bad);
            assert!(error.reason.contains(reason), "{bad}: {error}");
        }
    }

    #[test]
    fn an_error_shows_control_characters_escaped() {
        let error = ProjectPath::new("a\u{1b}[2J").expect_err("refused");
        assert_eq!(
            error.to_string(),
            "the path `a\\u{1b}[2J` has a control character"
        );
    }

    #[test]
    fn knows_its_parts() {
        let path = ProjectPath::new("backend/src/main.rs").expect("fine");
        assert_eq!(path.file_name(), "main.rs");
        assert_eq!(path.extension(), Some("rs"));
        assert_eq!(path.parent().map(String::from), Some("backend/src".into()));
        assert!(path.is_in("backend"));
        assert!(!path.is_in("back"));
        let hidden = ProjectPath::new(".gitignore").expect("fine");
        assert_eq!((hidden.extension(), hidden.parent()), (None, None));
    }
}
