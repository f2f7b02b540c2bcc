//! The three documents in brief, for the review on a terminal.

use specgen_engine::Project;

/// Returns the requirements: titles and acceptance criteria.
pub fn requirements(project: &Project) -> String {
    let mut text = String::new();
    for one in &project.written.documents.requirements.requirements {
        text.push_str(&format!("  {}\n", one.title));
        for criterion in &one.criteria {
            text.push_str(&format!("    - {}\n", criterion.ears));
        }
    }
    text
}

/// Returns the design: the first sentence or list below each heading.
pub fn design(project: &Project) -> String {
    let mut text = String::new();
    for section in project.text_of("design.md").split("\n## ").skip(1) {
        let mut lines = section.lines();
        let heading = lines.next().unwrap_or_default();
        let first = lines.map(str::trim).find(|line| is_prose(line));
        text.push_str(&format!("  {heading}\n"));
        if let Some(first) = first {
            text.push_str(&format!("    {first}\n"));
        }
    }
    text
}

/// Returns the task list as the document shows it.
pub fn tasks(project: &Project) -> String {
    let lines = project.text_of("tasks.md").lines();
    let tasks = lines.filter(|line| line.trim_start().starts_with("- ["));
    tasks.fold(String::new(), |text, line| text + "  " + line + "\n")
}

fn is_prose(line: &str) -> bool {
    !line.is_empty() && !line.starts_with(['#', '`', '|', '<'])
}
