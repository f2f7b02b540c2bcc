//! One small text for each way in which two sides meet, with the text that must come of it.
//!
//! Each was written for this table: in the column of the outcome stands the merged text, or that
//! only a person can tell. What a case proves is its name.

mod documents;
mod plain;
mod remarks;
mod rust;

use specgen_merge::{Format, no_loss_in, three_way};
use specgen_tree::{LineRange, ProjectPath};

/// Base, user, new, and what must come of them; no text means a conflict.
struct Case {
    name: &'static str,
    file: &'static str,
    sides: [&'static str; 3],
    expected: Option<&'static str>,
    lists: &'static [LineRange],
}

const fn case(
    name: &'static str,
    file: &'static str,
    sides: [&'static str; 3],
    expected: Option<&'static str>,
) -> Case {
    Case {
        name,
        file,
        sides,
        expected,
        lists: &[],
    }
}

/// All tables, one after another.
fn all() -> impl Iterator<Item = &'static Case> {
    [rust::CASES, documents::CASES, plain::CASES, remarks::CASES]
        .into_iter()
        .flatten()
}

#[test]
fn every_case_ends_as_it_must() {
    assert!(all().count() >= 45, "{} cases", all().count());
    let mut failures = Vec::new();
    for case in all() {
        let [base, user, new] = case.sides.map(str::as_bytes);
        let format = Format::of(&ProjectPath::new(case.file).expect("a good path"));
        let merge = three_way(base, user, new, case.lists, format).expect("text");
        let text = merge.text();
        if text.as_deref() != case.expected {
            let found =
                text.unwrap_or_else(|| merge.with_markers(&specgen_merge::Labels::default()));
            failures.push(format!("{}:\n{found}", case.name));
        } else if let Some(text) = text {
            let lost = no_loss_in(format, [base, user, new, text.as_bytes()]).expect("text");
            if let Some(loss) = lost {
                failures.push(format!("{}: {loss:?}", case.name));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_side_that_did_not_change_leaves_the_other_as_it_is() {
    for case in all() {
        let [base, user, new] = case.sides.map(str::as_bytes);
        let format = Format::of(&ProjectPath::new(case.file).expect("a good path"));
        for (sides, expected) in [
            ([base, user, base], case.sides[1]),
            ([base, base, new], case.sides[2]),
            ([base, new, new], case.sides[2]),
        ] {
            let merge = three_way(sides[0], sides[1], sides[2], case.lists, format);
            let text = merge.expect("text").text();
            assert_eq!(text.as_deref(), Some(expected), "{}", case.name);
        }
    }
}
