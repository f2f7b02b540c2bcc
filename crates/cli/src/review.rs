//! The review on a terminal: requirements, the design in brief, the task list; each to approve, edit
//! or stop.

use specgen_engine::Project;

use crate::ask::interrupted;
use crate::brief;
use crate::editor::Draft;
use crate::failure::Failure;
use crate::report;
use crate::style::{HEADING, paint};
use crate::terminal::Terminal;

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
        .map_err(interrupted)
}

/// Opens the specification in the person's editor until it is valid or given up; `None` when
/// nothing changed.
fn edit(project: &Project, terminal: &Terminal) -> Result<Option<Project>, Failure> {
    let draft = Draft::new(&project.draft.spec_text, ".yaml")?;
    loop {
        let text = draft.open()?;
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
