//! The record of what was taken over from documents and code.

use super::reading::Reading;
use super::values::slug;
use crate::build::Build;

/// How many bytes of what changed make the name of its file.
const LONGEST: usize = 40;

/// Returns the name of the file: `0003-sync-alerts-too-hot-for.md`. The number alone would be the
/// same on two branches.
pub fn file_name(number: u32, reading: &Reading) -> String {
    let edits = reading.edits();
    let what = edits.first().map_or_else(
        || "dismissed".to_owned(),
        |edit| slug(&edit.path().to_string()).replace('_', "-"),
    );
    let short: String = what.chars().take(LONGEST).collect();
    format!("{number:04}-sync-{}.md", short.trim_end_matches('-'))
}

/// Returns what the step is called: what was taken over first, and how much more.
pub fn name(reading: &Reading) -> String {
    let mut said: Vec<String> = Vec::new();
    for taken in &reading.taken {
        for means in &taken.means {
            if !said.contains(means) {
                said.push(means.clone());
            }
        }
    }
    let dismissed = reading.dismissed.iter();
    said.extend(dismissed.map(|gap| format!("dismissed {}", one_line(gap))));
    match said.as_slice() {
        [] => "Sync".to_owned(),
        [only] => format!("Sync: {}", one_line(only)),
        [first, rest @ ..] => format!("Sync: {} and {} more", one_line(first), rest.len()),
    }
}

/// Returns the text of the record.
pub fn text(number: u32, reading: &Reading, build: &Build) -> String {
    let mut text = format!("# {number}. {}\n\n## Taken from\n\n", name(reading));
    for taken in &reading.taken {
        let said = if taken.now.is_empty() {
            format!("without `{}`", one_line(&taken.was))
        } else {
            format!("`{}`", one_line(&taken.now))
        };
        text.push_str(&format!("- `{}`: {said}\n", taken.path));
    }
    for gap in &reading.dismissed {
        text.push_str(&format!("- dismissed: `{}`\n", one_line(gap)));
    }
    text.push_str("\n## Edits\n\n");
    for edit in reading.edits() {
        let line = serde_json::to_string(&edit).unwrap_or_default();
        text.push_str(&format!("- `{}`\n", line.replace('`', "'")));
    }
    text.push_str("\n## Impact\n\n");
    for step in &build.steps {
        text.push_str(&format!("- `{}`: {}\n", step.path, step.what));
    }
    text
}

fn one_line(text: &str) -> String {
    let clean = text.replace('`', "'");
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::name;
    use crate::sync::{Reading, Taken};

    #[test]
    fn a_step_is_called_by_what_was_taken_over() {
        let mut reading = Reading::default();
        assert_eq!(name(&reading), "Sync");
        let taken = |means: &str| Taken {
            path: "requirements.md".to_owned(),
            line: 1,
            was: String::new(),
            now: String::new(),
            means: vec![means.to_owned()],
            edits: Vec::new(),
            derived: String::new(),
            beyond: Vec::new(),
        };
        // The same value stands in two lines.
        reading.taken = vec![taken("`a.for` is 6min"), taken("`a.for` is 6min")];
        assert_eq!(name(&reading), "Sync: 'a.for' is 6min");
        reading.dismissed = vec!["tide table".to_owned()];
        assert_eq!(name(&reading), "Sync: 'a.for' is 6min and 1 more");
    }
}
