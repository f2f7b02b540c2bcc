//! `tasks.md`.

use std::collections::BTreeMap;

use super::text::Text;
use crate::derive::design::Design;
use crate::derive::numbers::{Numbers, Slot};
use crate::derive::tasks::{Group, Task, Tasks};

pub(super) fn print(tasks: &Tasks, design: &Design, numbers: &Numbers, name: &str) -> String {
    let mut text = Text::titled(&format!("Implementation Plan: {name}"));
    text.heading(2, "Overview");
    text.paragraph(&tasks.overview);
    text.heading(2, "Tasks");
    text.gap();
    for (number, slot) in numbers.groups() {
        let found = match slot {
            Slot::Live(key) => tasks.groups.iter().find(|one| one.key == *key),
            Slot::Withdrawn(_) => None,
        };
        if let Some(group) = found {
            print_group(&mut text, number, group, design, numbers);
        }
    }
    text.heading(2, "Notes");
    text.gap();
    for note in &tasks.notes {
        text.line(&format!("- {note}"));
    }
    text.heading(2, "Task Dependency Graph");
    text.paragraph("```json");
    for line in graph(tasks, numbers) {
        text.line(&line);
    }
    text.line("```");
    text.finish()
}

fn print_group(text: &mut Text, number: u32, group: &Group, design: &Design, numbers: &Numbers) {
    text.line(&format!("- [ ] {number}. {}", group.title));
    for detail in &group.details {
        text.line(&format!("  - {detail}"));
    }
    for (item, slot) in numbers.tasks(&group.key) {
        let Slot::Live(key) = slot else { continue };
        if let Some(task) = group.tasks.iter().find(|one| one.key == *key) {
            print_task(text, &format!("{number}.{item}"), task, design, numbers);
        }
    }
}

fn print_task(text: &mut Text, number: &str, task: &Task, design: &Design, numbers: &Numbers) {
    text.line(&format!("  - [ ] {number} {}", task.title));
    for detail in &task.details {
        text.line(&format!("    - {detail}"));
    }
    let cited = numbers.citation(&task.criteria);
    let property = task
        .property
        .as_ref()
        .and_then(|key| design.properties.iter().find(|one| one.key == *key));
    if let Some(property) = property {
        let number = numbers.property(&property.key).unwrap_or_default();
        text.line(&format!("    - **Property {number}: {}**", property.title));
        text.line(&format!("    - **Validates: Requirements {cited}**"));
    } else if !cited.is_empty() {
        text.line(&format!("    - _Requirements: {cited}_"));
    }
}

/// Returns the graph as JSON, one wave per line.
fn graph(tasks: &Tasks, numbers: &Numbers) -> Vec<String> {
    let shown: BTreeMap<_, _> = tasks
        .tasks()
        .filter_map(|task| Some((&task.key, numbers.task(&task.key)?)))
        .collect();
    let waves = tasks.waves();
    let last = waves.len().saturating_sub(1);
    let mut lines = vec!["{".to_owned(), "  \"waves\": [".to_owned()];
    for (id, wave) in waves.iter().enumerate() {
        let wave: Vec<String> = wave
            .iter()
            .filter_map(|key| shown.get(key))
            .map(|number| format!("\"{number}\""))
            .collect();
        let comma = if id == last { "" } else { "," };
        lines.push(format!(
            "    {{ \"id\": {id}, \"tasks\": [{}] }}{comma}",
            wave.join(", ")
        ));
    }
    lines.extend(["  ]".to_owned(), "}".to_owned()]);
    lines
}
