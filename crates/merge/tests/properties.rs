//! Random edit scripts on both sides. What each script did is known from the script itself, so
//! that these tests trust neither the merger nor its own check.

#![expect(clippy::expect_used, reason = "a test fails by a panic")]

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use specgen_merge::{Format, Labels, Merge, no_loss, three_way};
use specgen_tree::LineRange;

/// One step of an edit script; places are fractions of the text, in thousandths.
#[derive(Clone, Debug)]
enum Edit {
    Insert { at: usize, lines: usize },
    Copy { at: usize, from: usize },
    Delete { at: usize, lines: usize },
    Change { at: usize },
}

/// What a script did to the lines of a text.
struct Done {
    text: String,
    /// Lines that only this side has.
    written: BTreeSet<String>,
    /// Lines, unique in the base, that this side took away.
    taken: BTreeSet<String>,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let at = || 0..1000_usize;
    let edit = prop_oneof![
        3 => (at(), 1..4_usize).prop_map(|(at, lines)| Edit::Insert { at, lines }),
        1 => (at(), at()).prop_map(|(at, from)| Edit::Copy { at, from }),
        2 => (at(), 1..4_usize).prop_map(|(at, lines)| Edit::Delete { at, lines }),
        2 => at().prop_map(|at| Edit::Change { at }),
    ];
    prop::collection::vec(edit, 0..8)
}

/// Texts with unique lines among lines that occur again and again.
fn base() -> impl Strategy<Value = Vec<String>> {
    let line = prop_oneof![
        3 => Just(None),
        1 => prop::sample::select(vec!["}", "", "    Ok(())", "{"]).prop_map(Some),
    ];
    prop::collection::vec(line, 0..40).prop_map(|lines| {
        let numbered = lines.into_iter().enumerate();
        numbered
            .map(|(index, line)| line.map_or_else(|| format!("base {index}"), str::to_owned))
            .collect()
    })
}

fn run(side: &str, base: &[String], script: &[Edit]) -> Done {
    let mut lines = base.to_vec();
    let mut count = 0;
    let mut own = || {
        count += 1;
        format!("{side} {count}")
    };
    for edit in script {
        let place = |at: usize, length: usize| at * length / 1000;
        match edit {
            Edit::Insert { at, lines: many } => {
                let at = place(*at, lines.len() + 1);
                for _ in 0..*many {
                    lines.insert(at, own());
                }
            }
            Edit::Copy { at, from } if !lines.is_empty() => {
                let copied = lines[place(*from, lines.len())].clone();
                lines.insert(place(*at, lines.len() + 1), copied);
            }
            Edit::Delete { at, lines: many } if !lines.is_empty() => {
                let at = place(*at, lines.len());
                let end = lines.len().min(at + many);
                lines.drain(at..end);
            }
            Edit::Change { at } if !lines.is_empty() => {
                let at = place(*at, lines.len());
                lines[at] = own();
            }
            _ => {}
        }
    }
    let left: BTreeSet<&String> = lines.iter().collect();
    let gone = base
        .iter()
        .filter(|line| line.starts_with("base ") && !left.contains(line));
    Done {
        text: joined(&lines),
        written: lines
            .iter()
            .filter(|line| line.starts_with(side))
            .cloned()
            .collect(),
        taken: gone.cloned().collect(),
    }
}

fn joined(lines: &[String]) -> String {
    lines
        .iter()
        .flat_map(|line| [line.as_str(), "\n"])
        .collect()
}

fn merge(base: &str, user: &str, new: &str, lists: &[LineRange]) -> Merge {
    let bytes = str::as_bytes;
    three_way(bytes(base), bytes(user), bytes(new), lists, Format::Rust).expect("text")
}

fn passes([base, user, new]: &[String; 3], result: &str) -> bool {
    let found = no_loss(
        base.as_bytes(),
        user.as_bytes(),
        new.as_bytes(),
        result.as_bytes(),
    );
    found.expect("text").is_none()
}

fn lines(text: &str) -> BTreeSet<String> {
    text.lines().map(str::to_owned).collect()
}

fn count(text: &str, line: &str) -> usize {
    text.lines().filter(|other| *other == line).count()
}

fn lists() -> impl Strategy<Value = Vec<LineRange>> {
    prop::collection::vec((0..40_usize, 0..10_usize), 0..3).prop_map(|all| {
        all.into_iter()
            .map(|(at, more)| LineRange::new(at, at + more))
            .collect()
    })
}

/// The same cases in every run; a search for new ones changes the seed.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(10_000))]

    #[test]
    fn no_line_of_either_side_is_lost(
        base in base(),
        users in edits(),
        news in edits(),
        lists in lists(),
    ) {
        let (user, new) = (run("user", &base, &users), run("new", &base, &news));
        let merged = merge(&joined(&base), &user.text, &new.text, &lists);
        let shown = lines(&merged.with_markers(&Labels::default()));
        for line in user.written.iter().chain(&new.written) {
            prop_assert!(shown.contains(line), "lost `{}` in {:?}", line, merged);
        }
        // A line that the user deleted and the render moved comes back; the check refuses that.
        let sides = [joined(&base), user.text.clone(), new.text.clone()];
        let passed = |text: &String| passes(&sides, text);
        if let Some(text) = merged.text().filter(passed) {
            let kept = lines(&text);
            // A line that the other side has copied is there because of that copy.
            let taken = user.taken.iter().filter(|line| count(&new.text, line) < 2);
            for line in taken {
                prop_assert!(!kept.contains(line), "`{}` came back in {:?}", line, merged);
            }
        }
    }
}

proptest! {
    #![proptest_config(config(2_000))]

    #[test]
    fn the_check_finds_any_line_that_goes_missing(
        base in base(),
        users in edits(),
        news in edits(),
        drop in 0..1000_usize,
    ) {
        let (user, new) = (run("user", &base, &users), run("new", &base, &news));
        let base = joined(&base);
        let Some(text) = merge(&base, &user.text, &new.text, &[]).text() else {
            return Ok(());
        };
        let own: Vec<&String> = user.written.iter().collect();
        if own.is_empty() {
            return Ok(());
        }
        let lost = own[drop * own.len() / 1000];
        let damaged: String = text
            .lines()
            .filter(|line| line != lost)
            .flat_map(|line| [line, "\n"])
            .collect();
        let sides = [base, user.text.clone(), new.text];
        prop_assert!(!passes(&sides, &damaged), "`{}` went missing unseen", lost);
    }

    #[test]
    fn one_sided_changes_come_out_byte_for_byte(
        base in base(),
        script in edits(),
        crlf in any::<bool>(),
        ended in any::<bool>(),
    ) {
        let mut side = run("user", &base, &script).text;
        if crlf {
            side = side.replace('\n', "\r\n");
        }
        if !ended {
            side = side.trim_end_matches(['\r', '\n']).to_owned();
        }
        let base = joined(&base);
        prop_assert_eq!(merge(&base, &side, &base, &[]).text(), Some(side.clone()));
        prop_assert_eq!(merge(&base, &base, &side, &[]).text(), Some(side.clone()));
        prop_assert_eq!(merge(&base, &side, &side, &[]).text(), Some(side));
    }
}
