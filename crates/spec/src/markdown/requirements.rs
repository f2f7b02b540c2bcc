//! `requirements.md`.

use super::text::Text;
use crate::derive::numbers::{Numbers, Slot};
use crate::derive::requirement::{Requirement, Requirements};

/// What stands in place of something that is derived no more.
pub(super) const WITHDRAWN: &str = "Withdrawn.";

/// The end of a line whose content waits for templates.
pub(super) const NOT_BUILT: &str = " *(not built yet)*";

pub(super) fn print(requirements: &Requirements, numbers: &Numbers) -> String {
    let mut text = Text::titled("Requirements Document");
    text.heading(2, "Introduction");
    text.blocks(&requirements.introduction, 3);
    text.heading(2, "Glossary");
    text.gap();
    for term in &requirements.glossary {
        text.line(&format!("- **{}**: {}", term.word, term.meaning));
    }
    text.heading(2, "Requirements");
    for (number, slot) in numbers.requirements() {
        match slot {
            Slot::Live(key) => {
                let found = requirements.requirements.iter().find(|one| one.key == *key);
                if let Some(requirement) = found {
                    live(&mut text, number, requirement, numbers);
                }
            }
            Slot::Withdrawn(key) => {
                let title = numbers.old_title(key).unwrap_or("Withdrawn");
                text.heading(3, &format!("Requirement {number}: {title}"));
                text.paragraph(WITHDRAWN);
            }
        }
    }
    text.finish()
}

fn live(text: &mut Text, number: u32, requirement: &Requirement, numbers: &Numbers) {
    text.heading(3, &format!("Requirement {number}: {}", requirement.title));
    let story = &requirement.story;
    text.paragraph(&format!(
        "**User Story:** As {}, I want {}, so that {}",
        story.role, story.want, story.so_that
    ));
    text.heading(4, "Acceptance Criteria");
    text.gap();
    for (item, slot) in numbers.criteria(&requirement.key) {
        let found = match slot {
            Slot::Live(key) => requirement.criteria.iter().find(|one| one.key == *key),
            Slot::Withdrawn(_) => None,
        };
        let line = found.map_or_else(
            || WITHDRAWN.to_owned(),
            |criterion| {
                let end = if criterion.held.is_some() {
                    NOT_BUILT
                } else {
                    ""
                };
                format!("{}{end}", criterion.ears)
            },
        );
        text.line(&format!("{item}. {line}"));
    }
}
