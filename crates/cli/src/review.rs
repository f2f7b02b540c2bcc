//! The review on a terminal: requirements, the design in brief, the task list; each to approve, edit
//! or stop.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use specgen_diag::{Diagnostic, ExitClass};
use specgen_engine::{Environment, Processes as _, Project, Request, Stop, SystemProcesses};

use crate::brief;
use crate::failure::Failure;
use crate::report;
use crate::style::{HEADING, paint};
use crate::terminal::{Terminal, variables};

/// What the person decided.
pub enum Decision {
    /// All three are approved, with whatever was edited.
    Approved(Box<Project>),
    /// Stop, and write nothing.
    Stopped,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Approve,
    Edit,
    Stop,
}

/// Shows one part of a project.
type Brief = fn(&Project) -> String;

/// What is shown at each gate.
const GATES: &[(&str, Brief)] = &[
    ("requirements", brief::requirements),
    ("design", brief::design),
    ("tasks", brief::tasks),
];

/// Shows each part and asks. An edit changes the specification, so that all parts are shown anew.
///
/// # Errors
///
/// Says that the editor failed, or that the person interrupted.
pub fn review(mut project: Project, terminal: &Terminal) -> Result<Decision, Failure> {
    let mut gate = 0;
    while let Some((name, brief)) = GATES.get(gate) {
        terminal.show(&format!("\n{}\n{}", paint(HEADING, name), brief(&project)));
        if gate == 0 {
            terminal.show(&format!("\n{}", report::shown(&project.draft.report)));
        }
        match ask(name)? {
            Choice::Approve => gate += 1,
            Choice::Stop => return Ok(Decision::Stopped),
            Choice::Edit => {
                if let Some(edited) = edit(&project, terminal)? {
                    project = edited;
                    gate = 0;
                }
            }
        }
    }
    Ok(Decision::Approved(Box::new(project)))
}

fn ask(name: &str) -> Result<Choice, Failure> {
    cliclack::select(format!("{name}: how do they look?"))
        .item(Choice::Approve, "approve", "go on")
        .item(
            Choice::Edit,
            "edit",
            "open spec.yaml, from which all of this follows",
        )
        .item(Choice::Stop, "stop", "write nothing")
        .interact()
        .map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => Failure::Ended(ExitClass::Interrupted),
            _ => Failure::from(error),
        })
}

/// Opens the specification in the person's editor until it is valid or given up; `None` when
/// nothing changed.
fn edit(project: &Project, terminal: &Terminal) -> Result<Option<Project>, Failure> {
    let mut file = tempfile::Builder::new()
        .prefix("specgen-")
        .suffix(".yaml")
        .tempfile()
        .map_err(|error| no_draft(&error))?;
    file.write_all(project.draft.spec_text.as_bytes())
        .map_err(|error| no_draft(&error))?;
    loop {
        open_editor(file.path())?;
        let bytes = std::fs::read(file.path()).map_err(|error| no_draft(&error))?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if text == project.draft.spec_text {
            return Ok(None);
        }
        match project.edited(&text) {
            Ok(edited) => return Ok(Some(edited)),
            Err(diagnostics) => {
                terminal.tell(&diagnostics);
                let again = cliclack::confirm("open it again?").interact()?;
                if !again {
                    return Ok(None);
                }
            }
        }
    }
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
