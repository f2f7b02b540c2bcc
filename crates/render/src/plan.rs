//! The plan: which file of the pack goes where, decided before any template is rendered.

use minijinja::{Environment, Value};
use specgen_diag::Diagnostics;
use specgen_tree::{Owner, ProjectPath};

use crate::error::template_error;
use crate::pack::{Pack, PackFile, fault};

/// One file to emit.
#[derive(Clone, Debug)]
pub struct Planned<'a> {
    /// The template or the file to copy.
    pub source: &'a PackFile,
    /// Where it goes, below the target folder.
    pub path: ProjectPath,
    /// Who may change it later.
    pub owner: Owner,
    /// The stable key of what it holds.
    pub unit: String,
    /// Whether it may be run.
    pub executable: bool,
    /// Whether it is JSON whose `properties` are sorted.
    pub sorted_json: bool,
    /// Whether it is a lock file of cargo.
    pub sorted_packages: bool,
}

impl Planned<'_> {
    /// Returns whether the source is rendered rather than copied.
    pub fn is_template(&self) -> bool {
        self.source.path.strip_suffix(".j2").is_some()
    }

    /// Returns the name of the migration that it is, if it is one.
    pub fn migration(&self) -> Option<&str> {
        let name = self.path.as_str().strip_prefix("migrations/")?;
        name.strip_suffix(".sql")
    }
}

/// All files to emit, in the order of the pack.
pub type Plan<'a> = Vec<Planned<'a>>;

/// Decides which files a view needs and where they go.
///
/// # Errors
/// Returns a condition or an output path that cannot be evaluated.
pub fn plan<'a>(
    pack: &'a Pack,
    environment: &Environment<'_>,
    view: &Value,
) -> Result<Plan<'a>, Diagnostics> {
    let mut planned = Vec::new();
    for (source, entry) in pack.files() {
        if !wanted(pack, source, environment, view)? {
            continue;
        }
        let written = source.path.strip_suffix(".j2").unwrap_or(&source.path);
        let to = match entry.and_then(|entry| entry.to.as_deref()) {
            Some(to) => environment
                .render_str(to, view)
                .map_err(|why| template_error(&source.path, &why))?,
            None => written.to_owned(),
        };
        let path = ProjectPath::new(to).map_err(|why| fault(why.to_string()))?;
        let owner = entry
            .and_then(|entry| entry.owner.as_deref())
            .and_then(Owner::from_word)
            .unwrap_or(Owner::Generated);
        let unit = entry
            .and_then(|entry| entry.unit.clone())
            .unwrap_or_else(|| written.to_owned());
        let executable = entry.is_some_and(|entry| entry.executable);
        let sorted_json = entry.is_some_and(|entry| entry.sorted_json);
        let sorted_packages = entry.is_some_and(|entry| entry.sorted_packages);
        planned.push(Planned {
            source,
            path,
            owner,
            unit,
            executable,
            sorted_json,
            sorted_packages,
        });
    }
    Ok(planned)
}

fn wanted(
    pack: &Pack,
    source: &PackFile,
    environment: &Environment<'_>,
    view: &Value,
) -> Result<bool, Diagnostics> {
    for condition in pack.conditions(&source.path) {
        let answer = environment
            .compile_expression(condition)
            .and_then(|expression| expression.eval(view))
            .map_err(|why| template_error(&source.path, &why))?;
        if !answer.is_true() {
            return Ok(false);
        }
    }
    Ok(true)
}
