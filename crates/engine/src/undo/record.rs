//! The record of an undo, among the records of changes.

use specgen_apply::Files;
use specgen_diag::Diagnostics;
use specgen_merge::{Action, Plan, Step};
use specgen_tree::{FileNode, Owner, Record};

use super::TakenBack;
use crate::history::next_number;
use crate::open::Located;
use crate::workspace::checked;

const UNDO: &str = "Undo: ";
const REDO: &str = "Redo: ";

/// Returns the name of an undo: taking an undo back does again what that took back.
pub(super) fn name(taken_back: &[TakenBack]) -> String {
    if let [one] = taken_back {
        if let Some(again) = one.title.strip_prefix(UNDO) {
            return format!("{REDO}{again}");
        }
        let title = one.title.strip_prefix(REDO).unwrap_or(&one.title);
        return format!("{UNDO}{title}");
    }
    let titles: Vec<&str> = taken_back.iter().map(|one| one.title.as_str()).collect();
    format!("{UNDO}{}", titles.join("; "))
}

/// Adds the record of an undo to its plan.
pub(super) fn add(
    files: &dyn Files,
    located: &Located,
    name: &str,
    taken_back: &[TakenBack],
    plan: &mut Plan,
) -> Result<(), Diagnostics> {
    let number = next_number(files, &located.workspace, &located.layout);
    let slug = if name.starts_with(REDO) {
        "redo"
    } else {
        "undo"
    };
    let file = format!("changes/{number:04}-{slug}.md");
    let path = checked(&located.layout.of_spec_folder(&file))?;
    let mut text = format!("# {number}. {name}\n\n## Taken back\n\n");
    for one in taken_back {
        text.push_str(&format!("- {}\n", one.title));
    }
    text.push_str("\n## Files\n\n");
    for step in plan.steps.iter().filter_map(super::shown) {
        text.push_str(&format!("- `{}`: {}\n", step.path, step.what));
    }
    let node = FileNode::generated(path.as_str(), text).owned_by(Owner::AppendOnly);
    let record = Record::of(&node);
    plan.objects.insert(record.base, node.bytes.clone());
    plan.manifest.records.insert(path.clone(), record);
    plan.steps.push(Step {
        path,
        action: Action::Create {
            bytes: node.bytes,
            executable: false,
        },
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{TakenBack, name};

    fn named(titles: &[&str]) -> String {
        let taken_back: Vec<TakenBack> = titles
            .iter()
            .map(|title| TakenBack {
                id: "000001".to_owned(),
                title: (*title).to_owned(),
            })
            .collect();
        name(&taken_back)
    }

    #[test]
    fn an_undo_of_an_undo_is_called_redo_and_so_on() {
        assert_eq!(named(&["add CO2"]), "Undo: add CO2");
        assert_eq!(named(&["Undo: add CO2"]), "Redo: add CO2");
        assert_eq!(named(&["Redo: add CO2"]), "Undo: add CO2");
        assert_eq!(named(&["two", "one"]), "Undo: two; one");
    }
}
