//! The record of an accepted change: a file of its own, with the next number and words of the request.

use super::propose::Proposal;
use crate::build::Build;
use crate::record::{request, said};

/// How many bytes of the request make the name of its file.
const LONGEST: usize = 40;

/// Returns the name of the file that records a change: `0002-add-co2.md`.
pub fn file_name(proposal: &Proposal) -> String {
    let mut slug = String::new();
    for character in proposal.request.chars() {
        if slug.len() >= LONGEST {
            break;
        }
        match character {
            _ if character.is_ascii_alphanumeric() => slug.push(character.to_ascii_lowercase()),
            '₂' => slug.push('2'),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    let slug = slug.trim_end_matches('-');
    let slug = if slug.is_empty() { "change" } else { slug };
    format!("{:04}-{slug}.md", proposal.number)
}

/// Returns the text of the record. The files are those of the change, without the record itself.
pub fn text(proposal: &Proposal, build: &Build) -> String {
    let mut text = format!("# {}. Change\n\n", proposal.number);
    text.push_str(&request(&proposal.request));
    text.push_str("\n## Edits\n\n");
    for edit in &proposal.edits {
        let line = serde_json::to_string(edit).unwrap_or_default();
        text.push_str(&format!("- `{}`\n", line.replace('`', "'")));
    }
    text.push_str("\n## Impact\n\n");
    for step in &build.steps {
        text.push_str(&format!("- `{}`: {}\n", step.path, step.what));
    }
    text.push_str(&said(&proposal.report));
    text
}
