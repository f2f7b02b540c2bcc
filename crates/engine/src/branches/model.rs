//! A model that git could not merge: where both branches changed the same lines, and the text at which they
//! parted is known, their edits are merged by the names of what they edit, else by what they mean.

use specgen_apply::{Files, Workspace};
use specgen_diag::Diagnostics;
use specgen_merge::{Format, Work as _, no_loss_in, three_way};
use specgen_tree::ProjectPath;

use super::{ancestry, edits};

/// Returns the model with what both branches did to it; `None` when they do not agree, or it is not
/// known where they parted.
///
/// # Errors
///
/// Says what the operating system says.
pub(crate) fn settled(
    files: &dyn Files,
    workspace: &Workspace,
) -> Result<Option<String>, Diagnostics> {
    let Some(parted) = ancestry::parted(workspace) else {
        return Ok(None);
    };
    let Some(base) = workspace.tree(files).object(parted)? else {
        return Ok(None);
    };
    let (path, text) = (&workspace.spec_path, &workspace.spec_text);
    let by_lines = joined(path, &base, text);
    Ok(by_lines.or_else(|| by_edits(path, &base, text)))
}

/// Merges both sides of the conflicts that git left in a text, from where the branches parted; `None` when
/// they do not agree, or a line would be lost.
pub(super) fn joined(path: &ProjectPath, base: &[u8], text: &str) -> Option<String> {
    let [ours, theirs] = sides(text)?;
    merged(Format::of(path), base, ours.as_bytes(), theirs.as_bytes())
}

/// Merges both sides of the conflicts that git left in a model by what they mean.
fn by_edits(path: &ProjectPath, base: &[u8], text: &str) -> Option<String> {
    let [ours, theirs] = sides(text)?;
    let base = std::str::from_utf8(base).ok()?;
    edits::merged(path.as_str(), base, &ours, &theirs)
}

fn merged(format: Format, base: &[u8], ours: &[u8], theirs: &[u8]) -> Option<String> {
    let text = three_way(base, ours, theirs, &[], format).ok()?.text()?;
    let loss = no_loss_in(format, [base, ours, theirs, text.as_bytes()]);
    matches!(loss, Ok(None)).then_some(text)
}

/// Returns a text with our side of each conflict of git, and with theirs; `None` when a marker is missing.
fn sides(text: &str) -> Option<[String; 2]> {
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum In {
        Both,
        Ours,
        Base,
        Theirs,
    }
    let mut sides = [String::new(), String::new()];
    let mut at = In::Both;
    for line in text.split_inclusive('\n') {
        let marker = line.get(..7).unwrap_or_default();
        at = match (marker, at) {
            ("<<<<<<<", In::Both) => In::Ours,
            ("|||||||", In::Ours) => In::Base,
            ("=======", In::Ours | In::Base) => In::Theirs,
            (">>>>>>>", In::Theirs) => In::Both,
            ("<<<<<<<" | "|||||||" | "=======" | ">>>>>>>", _) => return None,
            _ => {
                let [ours, theirs] = &mut sides;
                if matches!(at, In::Both | In::Ours) {
                    ours.push_str(line);
                }
                if matches!(at, In::Both | In::Theirs) {
                    theirs.push_str(line);
                }
                continue;
            }
        };
    }
    (at == In::Both).then_some(sides)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::checked;

    const BASE: &str = "metrics:\n  temperature: {unit: C}\nalerts:\n  hot: {above: 35}\n";

    fn merge(ours: &str, theirs: &str) -> Option<String> {
        let format = Format::of(&checked("specs/a/spec.yaml").unwrap());
        let [ours, theirs] = [ours, theirs].map(str::as_bytes);
        merged(format, BASE.as_bytes(), ours, theirs)
    }

    #[test]
    fn what_both_add_at_one_place_stands_together() {
        let metric = |name: &str| {
            let at = "  temperature: {unit: C}\n";
            BASE.replace(at, &format!("{at}  {name}: {{}}\n"))
        };
        let both = merge(&metric("co2"), &metric("noise")).unwrap();
        assert!(both.contains("  co2: {}\n") && both.contains("  noise: {}\n"));
        let rule = |name: &str| format!("{BASE}  {name}: {{below: 5}}\n");
        let both = merge(&rule("cold"), &rule("dry")).unwrap();
        assert!(both.contains("  cold: ") && both.contains("  dry: "));
    }

    #[test]
    fn one_limit_with_two_new_values_is_for_a_person_to_settle() {
        let limit = |value: &str| BASE.replace("35", value);
        assert_eq!(merge(&limit("30"), &limit("40")), None);
    }

    #[test]
    fn each_side_of_a_conflict_is_a_text_of_its_own() {
        let marked = "a\n<<<<<<< HEAD\nb\n||||||| 1\nx\n=======\nc\n>>>>>>> other\nd\n";
        let [ours, theirs] = sides(marked).unwrap();
        assert_eq!((ours.as_str(), theirs.as_str()), ("a\nb\nd\n", "a\nc\nd\n"));
        for damaged in [
            "<<<<<<< HEAD\na\n=======\n",
            "=======\n",
            "<<<<<<<\n<<<<<<<\n",
        ] {
            assert_eq!(sides(damaged), None, "{damaged}");
        }
    }
}
