//! Checks and chores of the repository: `cargo xtask <task>`.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a chore talks to the one who started it"
)]

mod bench;
mod compare;
mod examples;
mod layers;
mod shell;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
usage: cargo xtask <task>

  test [--require-all]   everything that must pass: format, lints, layers, tests, examples;
                         with --require-all a test whose tool is missing fails
  layers                 hold the imports between crates against crates/LAYERS.toml
  bench                  what the commands cost: wall time, CPU time, memory
  compare                what a change costs beside an update by copier, on the same files
  survival               hand edits and old data through fifteen changes, built and tested after each
  examples [--bless]     make the examples again and compare them; --bless writes them
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let flag = |name: &str| words.iter().any(|word| word == name);
    let done = match words.first().map(String::as_str) {
        Some("test") => test::run(flag("--require-all")),
        Some("layers") => layers::run(),
        Some("bench") => bench::run(flag("--built")),
        Some("compare") => compare::run(),
        Some("survival") => test::survival(),
        Some("examples") => examples::run(flag("--bless")),
        _ => Err(HELP.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
