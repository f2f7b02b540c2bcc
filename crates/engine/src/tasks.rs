//! The task list as `tasks.md` shows it: titles, ticks, groups.

use serde::Serialize;
use specgen_apply::Files;
use specgen_diag::Diagnostics;

use crate::open::Opened;
use crate::workspace::checked;

/// The tasks and how far they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TaskList {
    /// How many somebody ticked by hand, which proves nothing; groups do not count.
    pub ticked: usize,
    /// How many there are; groups do not count.
    pub all: usize,
    /// The tasks in the order of the document.
    pub tasks: Vec<Task>,
}

/// One task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Task {
    /// Its number, such as `2.1`.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Whether somebody ticked it by hand: nothing has verified it.
    pub ticked: bool,
    /// Whether it is a group of others.
    pub group: bool,
}

/// Reads the task list of a workspace; empty when there is no document.
///
/// # Errors
///
/// Says that the document cannot be read.
pub fn tasks(files: &dyn Files, opened: &Opened) -> Result<TaskList, Diagnostics> {
    let path = checked(&opened.layout.of_spec_folder("tasks.md"))?;
    let bytes = opened.workspace.read(files, &path)?.unwrap_or_default();
    Ok(listed(&String::from_utf8_lossy(&bytes)))
}

/// Reads the task list of a document.
pub fn listed(text: &str) -> TaskList {
    let mut tasks: Vec<Task> = Vec::new();
    for line in text.lines() {
        let Some(task) = task(line) else { continue };
        let above = task.number.split_once('.').map(|(group, _)| group);
        for one in &mut tasks {
            one.group |= above == Some(one.number.as_str());
        }
        tasks.push(task);
    }
    let single = tasks.iter().filter(|task| !task.group);
    TaskList {
        ticked: single.clone().filter(|task| task.ticked).count(),
        all: single.count(),
        tasks,
    }
}

/// Reads `- [ ] 2.1 Title`, also with `*` for an optional task and other marks in the box.
fn task(line: &str) -> Option<Task> {
    let rest = line.trim_start().strip_prefix("- [")?;
    let (mark, rest) = rest.split_once(']')?;
    let rest = rest.trim_start_matches('*').trim_start();
    let (number, title) = rest.split_once(' ')?;
    let number = number.trim_end_matches('.');
    let is_number = number.split('.').all(|part| part.parse::<u32>().is_ok());
    is_number.then(|| Task {
        number: number.to_owned(),
        title: title.trim().to_owned(),
        ticked: matches!(mark, "x" | "X"),
        group: false,
    })
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn groups_do_not_count_and_ticks_do() {
        let text = "# Tasks\n\n- [ ] 1. Ingest\n  - [x] 1.1 Read messages\n    - a detail\n  - [ ]* 1.2 Test it\n- [x] 2. Checkpoint\n";
        let list = listed(text);
        assert_eq!((list.ticked, list.all), (2, 3));
        let group: Vec<bool> = list.tasks.iter().map(|task| task.group).collect();
        assert_eq!(group, [true, false, false, false]);
        assert_eq!(list.tasks[1].title, "Read messages");
    }
}
