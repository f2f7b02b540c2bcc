//! Random edit scripts on both sides, over texts that look like code, tables and prose. What each script did is known from the script itself, so
//! that these tests trust neither the merger nor its own check.

#![expect(clippy::expect_used, reason = "a test fails by a panic")]

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use specgen_merge::{Format, Labels, Merge, no_loss_in, three_way};
use specgen_tree::LineRange;

/// One step of an edit script; places are fractions of the text, in thousandths.
#[derive(Clone, Debug)]
enum Edit {
    Insert {
        at: usize,
        lines: usize,
    },
    Copy {
        at: usize,
        from: usize,
    },
    Delete {
        at: usize,
        lines: usize,
    },
    Change {
        at: usize,
    },
    Move {
        from: usize,
        lines: usize,
        at: usize,
    },
}

/// The formats whose texts are made, with what tells a text of each.
const FORMATS: [Format; 4] = [Format::Rust, Format::Toml, Format::Markdown, Format::Other];

/// A line that only one side writes, in the words of a format.
fn own_line(format: Format, side: &str, count: usize) -> String {
    let lines = match format {
        Format::Rust => [
            format!("    {side}_{count}();"),
            format!("    /// {side} {count}"),
            format!("    {side}{count},"),
            format!("use {side}::N{count};"),
            format!("fn {side}_{count}() {{}}"),
        ],
        Format::Toml => [
            format!("{side}_{count} = 1"),
            format!("# {side} {count}"),
            format!("[{side}.t{count}]"),
            format!("{side}_{count} = [1]"),
            format!("{side}_{count} = \"{{\""),
        ],
        Format::Markdown => [
            format!("{side} {count} words"),
            format!("| {side} {count} | 1 |"),
            format!("- {side} {count}"),
            format!("## {side} {count}"),
            format!("1. {side} {count}"),
        ],
        _ => [(); 5].map(|()| format!("{side} {count}")),
    };
    lines[count % 5].clone()
}

/// A piece of a base text: some lines that belong together.
fn piece(format: Format, kind: usize, index: usize) -> Vec<String> {
    let text = match (format, kind % 4) {
        (Format::Rust, 0) => {
            format!("fn base{index}() {{\n    base_call_{index}();\n    Ok(())\n}}\n\n")
        }
        (Format::Rust, 1) => {
            format!("enum Base{index} {{\n    BaseA{index},\n    BaseB{index},\n}}\n\n")
        }
        (Format::Rust, 2) => format!("use base::B{index};\n"),
        (Format::Rust, _) => format!(
            "impl Base{index} {{\n    fn base_in{index}() {{\n        Ok(())\n    }}\n}}\n\n"
        ),
        (Format::Toml, 0) => format!("[base.t{index}]\nbase_a{index} = 1\nbase_b{index} = 2\n\n"),
        (Format::Toml, 1) => format!("base_c{index} = [\n  {index},\n]\n"),
        (Format::Toml, _) => format!("# base {index}\nbase_d{index} = 1\n"),
        (Format::Markdown, 0) => format!("## base {index}\n\nbase words {index}\n\n"),
        (Format::Markdown, 1) => format!("| a | b |\n| --- | --- |\n| base {index} | 1 |\n\n"),
        (Format::Markdown, 2) => format!("- base {index}\n"),
        (Format::Markdown, _) => format!("### base {index}\n\n```\nbase code {index}\n```\n\n"),
        (_, 0) => "}\n".to_owned(),
        (_, 1) => "\n    Ok(())\n".to_owned(),
        (_, _) => format!("base {index}\n"),
    };
    text.lines().map(str::to_owned).collect()
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
        1 => (at(), 1..6_usize, at()).prop_map(|(from, lines, at)| Edit::Move { from, lines, at }),
    ];
    prop::collection::vec(edit, 0..8)
}

/// A format and a text in it, with unique lines among lines that occur again and again.
fn base() -> impl Strategy<Value = (Format, Vec<String>)> {
    let pieces = prop::collection::vec(0..4_usize, 0..14);
    (prop::sample::select(FORMATS.to_vec()), pieces).prop_map(|(format, kinds)| {
        let pieces = kinds.iter().enumerate();
        let lines = pieces.flat_map(|(index, kind)| piece(format, *kind, index));
        (format, lines.collect())
    })
}

fn run(side: &str, (format, base): &(Format, Vec<String>), script: &[Edit]) -> Done {
    let mut lines = base.clone();
    let mut count = 0;
    let mut own = || {
        count += 1;
        own_line(*format, side, count)
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
            Edit::Move {
                from,
                lines: many,
                at,
            } if !lines.is_empty() => {
                let from = place(*from, lines.len());
                let end = lines.len().min(from + many);
                let taken: Vec<String> = lines.drain(from..end).collect();
                let at = place(*at, lines.len() + 1);
                lines.splice(at..at, taken);
            }
            _ => {}
        }
    }
    let left: BTreeSet<&String> = lines.iter().collect();
    let gone = base
        .iter()
        .filter(|line| line.to_lowercase().contains("base") && !left.contains(line));
    Done {
        text: joined(&lines),
        written: lines
            .iter()
            .filter(|line| line.contains(side))
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

fn merge(format: Format, base: &str, user: &str, new: &str, lists: &[LineRange]) -> Merge {
    let bytes = str::as_bytes;
    three_way(bytes(base), bytes(user), bytes(new), lists, format).expect("text")
}

fn passes(format: Format, [base, user, new]: &[String; 3], result: &str) -> bool {
    let sides = [
        base.as_bytes(),
        user.as_bytes(),
        new.as_bytes(),
        result.as_bytes(),
    ];
    no_loss_in(format, sides).expect("text").is_none()
}

/// The lines, however they are indented: a merge may indent as the user does.
fn lines(text: &str) -> BTreeSet<String> {
    text.lines().map(|line| line.trim().to_owned()).collect()
}

fn count(text: &str, line: &str) -> usize {
    text.lines()
        .filter(|other| other.trim() == line.trim())
        .count()
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
        rng_seed: RngSeed::Fixed(99),
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
        let text = joined(&base.1);
        let merged = merge(base.0, &text, &user.text, &new.text, &lists);
        let shown = lines(&merged.with_markers(&Labels::default()));
        for line in user.written.iter().chain(&new.written) {
            prop_assert!(shown.contains(line.trim()), "lost `{}` in {:?}", line, merged);
        }
        // A line that the user deleted and the render moved comes back; the check refuses that.
        let sides = [text, user.text.clone(), new.text.clone()];
        let passed = |text: &String| passes(base.0, &sides, text);
        if let Some(text) = merged.text().filter(passed) {
            let kept = lines(&text);
            // A line that the other side has copied is there because of that copy.
            let taken = user.taken.iter().filter(|line| count(&new.text, line) < 2);
            for line in taken {
                prop_assert!(!kept.contains(line.trim()), "`{}` came back in {:?}", line, merged);
            }
        }
    }
}

proptest! {
    #![proptest_config(config(1_500))]

    #[test]
    fn the_check_finds_any_line_that_goes_missing(
        base in base(),
        users in edits(),
        news in edits(),
        drop in 0..1000_usize,
    ) {
        let (user, new) = (run("user", &base, &users), run("new", &base, &news));
        let format = base.0;
        let base = joined(&base.1);
        let Some(text) = merge(format, &base, &user.text, &new.text, &[]).text() else {
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
        prop_assert!(!passes(format, &sides, &damaged), "`{}` went missing unseen", lost);
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
        let (format, base) = (base.0, joined(&base.1));
        let merged = |user: &str, new: &str| merge(format, &base, user, new, &[]).text();
        prop_assert_eq!(merged(&side, &base), Some(side.clone()));
        prop_assert_eq!(merged(&base, &side), Some(side.clone()));
        prop_assert_eq!(merged(&side, &side), Some(side));
    }
}
