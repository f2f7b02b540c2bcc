//! What people wrote into a file of which several branches have renders, told from what these rendered.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::unmarked::MARKERS;

/// Returns whether nobody wrote into a merged text: each of its lines is generated, and no line that
/// all renders hold is gone. Where git left markers, what the renders share may stand there once for each.
pub(super) fn is_untouched(text: &str, renders: &[&str], marked: bool) -> bool {
    let counted = |text: &'_ str| -> BTreeMap<String, usize> {
        let mut counted = BTreeMap::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            *counted.entry(line.to_owned()).or_default() += 1;
        }
        counted
    };
    let is_marker = |line: &str| MARKERS.iter().any(|marker| line.starts_with(marker));
    let of = |lines: &BTreeMap<String, usize>, line: &str| lines.get(line).copied().unwrap_or(0);
    let text = counted(text);
    let joined = counted(&joined(renders));
    let renders: Vec<_> = renders.iter().map(|render| counted(render)).collect();
    let generated = text.iter().all(|(line, count)| {
        let most = if marked {
            renders.iter().map(|render| of(render, line)).sum()
        } else {
            of(&joined, line)
        };
        is_marker(line) || *count <= most
    });
    let whole = renders.iter().flat_map(BTreeMap::keys).all(|line| {
        let least = renders.iter().map(|render| of(render, line)).min();
        of(&text, line) >= least.unwrap_or(0)
    });
    generated && whole
}

/// Returns what the renders share once, with what each has beside that.
fn joined(renders: &[&str]) -> String {
    let mut joined: Vec<&str> = Vec::new();
    for render in renders {
        let lines: Vec<&str> = render.lines().collect();
        let mut both = Vec::new();
        for op in capture_diff_slices(Algorithm::Myers, &joined, &lines) {
            both.extend(&joined[op.old_range()]);
            if !matches!(op, DiffOp::Equal { .. }) {
                both.extend(&lines[op.new_range()]);
            }
        }
        joined = both;
    }
    joined.join("\n")
}

/// Returns a merged text with nothing of what people did to it: without lines that no render has, and
/// with those that all have and somebody removed. The first render is that of our branch.
pub(super) fn without_people(text: &str, renders: &[&str], marked: bool) -> String {
    let plain = without_added(text, renders);
    if is_untouched(&plain, renders, marked) {
        return plain;
    }
    let split = |text: &'_ str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    let text = split(text);
    let mut renders = renders.iter().map(|render| split(render));
    let ours = renders.next().unwrap_or_default();
    let others: Vec<Other> = renders
        .map(|other| Other::of(&other, &ours, &text))
        .collect();
    let mut base: Vec<&str> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &ours, &text) {
        if matches!(op, DiffOp::Equal { .. }) {
            base.extend(op.old_range().map(|at| ours[at].as_str()));
            continue;
        }
        let gone = |at: &usize| others.iter().all(|other| other.gone.contains(at));
        base.extend(op.old_range().filter(gone).map(|at| ours[at].as_str()));
        let generated = |at: &usize| others.iter().any(|other| other.there.contains(at));
        base.extend(op.new_range().filter(generated).map(|at| text[at].as_str()));
    }
    let mut base = base.join("\n");
    base.push('\n');
    base
}

/// What is known of a text by the render of another branch.
struct Other {
    /// Lines of the text that it rendered.
    there: BTreeSet<usize>,
    /// Lines of our render that it rendered too and that are gone from the text.
    gone: BTreeSet<usize>,
}

impl Other {
    fn of(render: &[String], ours: &[String], text: &[String]) -> Self {
        let pairs = |one: &[String], other: &[String]| -> BTreeMap<usize, usize> {
            let ops = capture_diff_slices(Algorithm::Myers, one, other);
            ops.iter()
                .filter(|op| matches!(op, DiffOp::Equal { .. }))
                .flat_map(|op| op.old_range().zip(op.new_range()))
                .collect()
        };
        let left = pairs(render, text);
        let in_both = pairs(ours, render).into_iter();
        Self {
            gone: in_both
                .filter(|(_, there)| !left.contains_key(there))
                .map(|(at, _)| at)
                .collect(),
            there: left.into_values().collect(),
        }
    }
}

/// Returns a text without the lines that no render has, and without the blank line that sets them
/// apart.
fn without_added(text: &str, renders: &[&str]) -> String {
    let generated: BTreeSet<&str> = renders.iter().flat_map(|render| render.lines()).collect();
    let lines: Vec<&str> = text.lines().collect();
    let is_blank = |at: usize| lines.get(at).is_none_or(|line| line.trim().is_empty());
    let is_own = |at: usize| !is_blank(at) && !generated.contains(lines[at]);
    let mut kept: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if !is_own(at) {
            kept.push(lines[at]);
            at += 1;
            continue;
        }
        let start = at;
        // Own paragraphs one after the other are one addition.
        while is_own(at) || (is_blank(at) && is_own(at + 1)) {
            at += 1;
        }
        if start > 0 && is_blank(start - 1) && is_blank(at) {
            kept.pop();
        }
    }
    let mut text = kept.join("\n");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::{is_untouched, without_people};

    const OURS: &str = "a\nb\nours\nc\nd\n";
    const THEIRS: &str = "a\nb\nc\ntheirs\nd\n";

    #[test]
    fn what_people_wrote_is_what_neither_render_has() {
        let merged = "a\nmine\nb\nours\nc\ntheirs\nd\n";
        assert_eq!(
            without_people(merged, &[OURS, THEIRS], false),
            "a\nb\nours\nc\ntheirs\nd\n"
        );
        let removed = "a\nours\nc\ntheirs\nd\n";
        assert_eq!(
            without_people(removed, &[OURS, THEIRS], false),
            "a\nb\nours\nc\ntheirs\nd\n"
        );
        let changed = "a\nB!\nours\nc\ntheirs\nd\n";
        assert_eq!(
            without_people(changed, &[OURS, THEIRS], false),
            "a\nb\nours\nc\ntheirs\nd\n"
        );
    }

    #[test]
    fn a_text_that_nobody_touched_is_told_from_one_that_somebody_did() {
        let ours = "R {\n  n: a\n  k: 1\n}\nR {\n  n: p\n  k: 0\n}\n";
        let theirs = "R {\n  n: b\n  k: 2\n}\nR {\n  n: q\n  k: 0\n}\n";
        // As git leaves two lists that changed throughout: parts of both, in no order.
        let merged = "R {\n<<<<<<< HEAD\n  n: a\n=======\n  n: b\n  k: 2\n}\nR {\n  n: q\n>>>>>>> b\n  k: 1\n}\nR {\n  n: p\n  k: 0\n}\n";
        assert!(is_untouched(merged, &[ours, theirs], true));
        let added = merged.replace("  n: p\n", "  n: p\n  mine: 1\n");
        assert!(!is_untouched(&added, &[ours, theirs], true));
        let copied = format!("{merged}R {{\n  n: p\n}}\n");
        assert!(
            !is_untouched(&copied, &[ours, theirs], true),
            "a copy is a person's"
        );
        let removed = merged.replace("  k: 0\n", "");
        assert!(!is_untouched(&removed, &[ours, theirs], true));
    }

    #[test]
    fn what_people_added_to_a_text_that_git_mixed_is_taken_out_whole() {
        let ours = "R {\n  n: a\n  k: 1\n}\nR {\n  n: p\n  k: 0\n}\n\nend\n";
        let theirs = "R {\n  n: b\n  k: 2\n}\nR {\n  n: q\n  k: 0\n}\n\nend\n";
        let mixed =
            "R {\n  n: a\n  k: 2\n}\nR {\n  n: q\n  k: 1\n}\nR {\n  n: p\n  k: 0\n}\n\nend\n";
        assert_eq!(without_people(mixed, &[ours, theirs], true), mixed);
        let added = mixed
            .replace("  n: q\n", "  // ours\n  n: q\n")
            .replace("\nend\n", "\nOne.\n\nTwo.\n\nend\n");
        assert_eq!(without_people(&added, &[ours, theirs], true), mixed);
    }

    #[test]
    fn a_line_that_people_wrote_is_theirs_though_the_renders_hold_one_like_it() {
        let ours = "#[test]\nfn a() {}\non: false,\nours\non: true,\n";
        let theirs = "#[test]\nfn a() {}\non: false,\non: true,\ntheirs\n";
        let merged = "#[test]\nfn a() {}\non: false,\nours\non: true,\ntheirs\n";
        let untouched = |text: &str| is_untouched(text, &[ours, theirs], false);
        assert!(untouched(merged));
        assert!(!untouched(&merged.replace("theirs\n", "theirs\n#[test]\n")));
        assert!(!untouched(&merged.replace("false", "true")));
    }

    #[test]
    fn three_branches_are_told_apart_like_two() {
        let renders = ["a\nb\none\nc\n", "a\nb\ntwo\nc\n", "a\nb\nc\nthree\n"];
        let merged = "a\nb\none\ntwo\nc\nthree\n";
        assert!(is_untouched(merged, &renders, false));
        let added = merged.replace("two\n", "mine\ntwo\n");
        assert_eq!(without_people(&added, &renders, false), merged);
        let removed = added.replace("b\n", "");
        assert_eq!(
            without_people(&removed, &renders, false),
            merged,
            "b was removed by hand"
        );
    }
}
