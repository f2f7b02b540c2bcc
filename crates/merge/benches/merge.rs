//! What a merge costs: a text of 5 000 lines of which both sides changed one in 25, median of 31 runs.
//!
//! `cargo bench --package specgen-merge`

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

use std::time::{Duration, Instant};

use specgen_merge::{Format, no_loss_in, three_way};

const LINES: usize = 5_000;
const RUNS: usize = 31;

/// A text in which every 25th line, from `at` on, is another one.
fn text(side: &str, at: usize) -> String {
    (0..LINES)
        .map(|line| match line % 25 {
            _ if line % 25 == at => format!("    {side}_{line}();\n"),
            3 | 4 => "}\n".to_owned(),
            5 => "\n".to_owned(),
            6 => format!("fn base_{line}() {{\n"),
            _ => format!("    base_{line}();\n"),
        })
        .collect()
}

/// The median and the least, which a busy machine disturbs least.
fn shown(times: &[Duration]) -> String {
    let ms = |at: usize| {
        times
            .get(at)
            .map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
    };
    format!("{:.2} ms (least {:.2})", ms(times.len() / 2), ms(0))
}

fn main() {
    // The base has no line of either side; the sides meet nowhere, then everywhere.
    let base = text("base", 12);
    let cases = [
        ("apart", text("user", 12), text("new", 18)),
        ("same lines, conflicts", text("user", 12), text("new", 12)),
    ];
    for (name, user, new) in cases {
        let sides = [base.as_bytes(), user.as_bytes(), new.as_bytes()];
        let mut merges = Vec::new();
        let mut checks = Vec::new();
        let mut conflicts = 0;
        for _ in 0..RUNS {
            let began = Instant::now();
            let merge = three_way(sides[0], sides[1], sides[2], &[], Format::Rust);
            merges.push(began.elapsed());
            let Ok(merge) = merge else {
                println!("{name}: no text");
                return;
            };
            conflicts = merge.conflicts().count();
            if let Some(text) = merge.text() {
                let began = Instant::now();
                let lost = no_loss_in(
                    Format::Rust,
                    [sides[0], sides[1], sides[2], text.as_bytes()],
                );
                checks.push(began.elapsed());
                if lost != Ok(None) {
                    println!("{name}: {lost:?}");
                }
            }
        }
        merges.sort();
        checks.sort();
        println!(
            "merge of {LINES} lines, {name}: {}, the check {}, {conflicts} conflicts",
            shown(&merges),
            shown(&checks)
        );
    }
}
