//! `design.md`.

use super::text::Text;
use crate::derive::SYSTEM;
use crate::derive::design::{Design, PROPERTIES};
use crate::derive::numbers::{Numbers, Slot};

pub(super) fn print(design: &Design, numbers: &Numbers) -> String {
    let mut text = Text::titled("Design Document");
    for section in &design.sections {
        text.heading(2, &section.title);
        text.blocks(&section.blocks, 3);
        if section.title == PROPERTIES {
            properties(&mut text, design, numbers);
        }
    }
    text.finish()
}

fn properties(text: &mut Text, design: &Design, numbers: &Numbers) {
    for (number, slot) in numbers.properties() {
        let found = match slot {
            Slot::Live(key) => design.properties.iter().find(|one| one.key == *key),
            Slot::Withdrawn(_) => None,
        };
        let Some(property) = found else {
            text.heading(3, &format!("Property {number}: Withdrawn"));
            continue;
        };
        text.heading(3, &format!("Property {number}: {}", property.title));
        text.paragraph(&format!(
            "*For any* {}, the {SYSTEM} SHALL {}.",
            property.inputs, property.holds
        ));
        text.paragraph(&format!(
            "**Validates: Requirements {}**",
            numbers.citation(&property.validates)
        ));
    }
}
