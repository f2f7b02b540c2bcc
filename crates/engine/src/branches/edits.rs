//! A model that two branches edited on the same lines, merged by what they mean: one renames what the other gives a
//! new limit. Each side is read as the edits that lead to it from where the branches parted.

use std::collections::BTreeSet;

use specgen_spec::Spec;
use specgen_spec::edit::{Edit, Path, apply, difference, follow_former};
use specgen_spec::yaml;

/// Returns our text with their edits carried out in it; `None` where both say something else about one place, a side
/// cannot be read, or a comment of theirs would be lost.
pub(super) fn merged(file: &str, base: &str, ours: &str, theirs: &str) -> Option<String> {
    let read = |text: &str| {
        let spec = yaml::read(file, text).ok()?;
        Some(follow_former(&spec).map_or(spec, |(followed, _)| followed))
    };
    let written = yaml::read(file, ours).ok()?;
    let (parted, ours_now, theirs_now) = (read(base)?, read(ours)?, read(theirs)?);
    let renames = renames(&parted, &ours_now);
    let parted = renamed(&parted, &renames)?;
    let theirs_now = renamed(&theirs_now, &renames)?;
    let ours_edits = difference(&parted, &ours_now);
    let theirs_edits: Vec<Edit> = difference(&parted, &theirs_now)
        .into_iter()
        .filter(|edit| !ours_edits.contains(edit))
        .collect();
    let clash = |edit: &Edit| ours_edits.iter().any(|other| meet(edit, other));
    if theirs_edits.iter().any(clash) {
        return None;
    }
    let both = apply(&ours_now, &theirs_edits).ok()?.spec;
    let text = yaml::update(ours, &written, &both);
    let (said, known, kept) = (comments(theirs), comments(base), comments(&text));
    let lost = said
        .difference(&known)
        .any(|comment| !kept.contains(comment));
    (!lost).then_some(text)
}

fn renames(from: &Spec, to: &Spec) -> Vec<Edit> {
    let all = difference(from, to).into_iter();
    all.filter(|edit| matches!(edit, Edit::Rename { .. }))
        .collect()
}

/// Gives things their new names, unless they have them already.
fn renamed(spec: &Spec, renames: &[Edit]) -> Option<Spec> {
    let mut out = spec.clone();
    for edit in renames {
        let Edit::Rename { path, to } = edit else {
            continue;
        };
        let now = path.parent()?.join(to);
        let held = serde_json::to_value(&out).ok()?;
        let there = |path: &Path| {
            held.pointer(&format!("/{}", path.keys().join("/")))
                .is_some()
        };
        if !there(path) && there(&now) {
            continue;
        }
        out = apply(&out, std::slice::from_ref(edit)).ok()?.spec;
    }
    Some(out)
}

/// Do two edits speak of one place, or one of what the other one holds? Another name leaves what is said below it.
fn meet(one: &Edit, other: &Edit) -> bool {
    let (a, b) = (one.path(), other.path());
    let below = |edit: &Edit, at: &Path, inner: &Path| {
        matches!(edit, Edit::Rename { .. }) && at != inner && at.holds(inner)
    };
    let apart = below(one, &a, &b) || below(other, &b, &a);
    (a.holds(&b) || b.holds(&a)) && !apart && !both_include(one, other)
}

/// Lists take what both put into them.
fn both_include(one: &Edit, other: &Edit) -> bool {
    matches!(
        (one, other),
        (Edit::Include { item: a, .. }, Edit::Include { item: b, .. }) if a != b
    )
}

/// The comments of a text, each on its own.
fn comments(text: &str) -> BTreeSet<&str> {
    text.lines().filter_map(comment).collect()
}

/// The comment of a line: a number sign behind a space, outside of quotes.
fn comment(line: &str) -> Option<&str> {
    let mut quote = None;
    let mut before = ' ';
    for (at, letter) in line.char_indices() {
        match quote {
            None if letter == '#' && before.is_whitespace() => return Some(line[at..].trim_end()),
            None if matches!(letter, '"' | '\'') && !before.is_alphanumeric() => {
                quote = Some(letter);
            }
            Some(open) if letter == open => quote = None,
            _ => {}
        }
        before = letter;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "specgen: 1\nname: hall\n\nmetrics:\n  heat: {unit: C}\n\nalerts:\n  hot:\n    \
        when: {threshold: {metric: heat, above: 35}}\n";

    fn merge(ours: &str, theirs: &str) -> Option<String> {
        merged("spec.yaml", BASE, ours, theirs)
    }

    fn renamed() -> String {
        BASE.replace("  heat: {unit: C}", "  warmth: {unit: C, was: [heat]}")
            .replace("metric: heat", "metric: warmth")
    }

    #[test]
    fn another_name_and_another_limit_stand_together_whichever_side_is_ours() {
        let limit = BASE.replace("35", "40");
        for (ours, theirs) in [(renamed(), limit.clone()), (limit, renamed())] {
            let both = merge(&ours, &theirs).unwrap();
            assert!(both.contains("metric: warmth, above: 40"), "{both}");
            assert!(!both.contains("metric: heat"), "{both}");
        }
    }

    #[test]
    fn two_names_two_limits_or_a_thing_that_goes_are_left_to_people() {
        let limit = |value: &str| BASE.replace("35", value);
        assert_eq!(merge(&limit("30"), &limit("40")), None);
        let other = renamed().replace("warmth", "glow");
        assert_eq!(merge(&renamed(), &other), None);
        let gone = BASE.split("\nalerts:").next().unwrap_or_default();
        assert_eq!(merge(gone, &limit("40")), None);
    }

    #[test]
    fn a_comment_of_the_other_side_is_never_lost() {
        for said in [
            "40}} # as Ann wants it",
            "40, unit: \"#\"}} # as Ann wants it",
        ] {
            let said = BASE.replace("35}}", said);
            assert_eq!(merge(&renamed(), &said), None, "{said}");
        }
    }
}
