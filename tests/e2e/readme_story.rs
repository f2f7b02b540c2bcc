//! The transcript in the README is what happens when somebody types it.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::support::cargo::{repository, specgen, turn};
use crate::support::place::Place;
use crate::support::process::{Process, run};
use crate::support::{eventually, tools};

const HEADING: &str = "## The whole story";
/// Stands for any number of lines.
const SKIPPED: &str = "...";
/// Ends a line whose rest differs from run to run.
const OPEN: char = '…';
const LIMIT: Duration = Duration::from_mins(2);
/// A first build of all dependencies on a busy machine.
const BUILD: Duration = Duration::from_mins(40);

/// A line that is typed, and what is shown of the answer.
struct Step {
    typed: String,
    shown: Vec<String>,
}

fn transcript() -> Vec<Step> {
    let text = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let (_, story) = text.split_once(HEADING).expect("the story");
    let (_, block) = story.split_once("```console\n").expect("a transcript");
    let (block, _) = block.split_once("\n```").expect("its end");
    let mut steps: Vec<Step> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(typed), _) => steps.push(Step {
                typed: typed.to_owned(),
                shown: Vec::new(),
            }),
            (None, Some(step)) => step.shown.push(line.to_owned()),
            (None, None) => panic!("`{line}` before the first command"),
        }
    }
    steps
}

#[test]
fn the_story_of_the_readme() {
    let place = Place::new("the_story_of_the_readme");
    let mut folder = place.folder.clone();
    let steps = transcript();
    assert!(steps.len() > 5, "only {} steps", steps.len());
    for step in &steps {
        if let Some(to) = step.typed.strip_prefix("cd ") {
            folder.push(to);
        } else if step.shown.iter().any(|line| line == "^C") {
            runs_until_stopped(&place, &folder, step);
        } else {
            let ran = run(typed(&folder, &step.typed), &place.log("sh"), LIMIT);
            let said = ran.stdout.clone() + &ran.stderr;
            ran.succeeds();
            shows(step, &said);
        }
    }
}

/// A line in a shell that finds `specgen`.
fn typed(folder: &Path, line: &str) -> Command {
    let programs = specgen().parent().map(Path::to_path_buf);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = programs.into_iter().chain(std::env::split_paths(&path));
    let mut shell = Command::new("sh");
    shell.args(["-c", line]).current_dir(folder);
    shell.env("PATH", std::env::join_paths(all).unwrap());
    shell
}

/// Starts what runs until somebody stops it; waits for all that is shown, then stops it.
fn runs_until_stopped(place: &Place, folder: &Path, step: &Step) {
    let words: Vec<&str> = step.typed.split_whitespace().collect();
    assert_eq!(words.first(), Some(&"specgen"), "{}", step.typed);
    let variables = [
        ("HTTP_LISTEN", tools::free_address().to_string()),
        ("MQTT_LISTEN", tools::free_address().to_string()),
    ];
    let turn = turn();
    let dir = ["--dir", folder.to_str().unwrap()];
    let all = [&words[1..], &dir].concat();
    let mut running: Process = turn.specgen(&all, &variables, &place.log("run"));
    let shown = step.shown.iter().filter(|line| *line != "^C");
    for line in shown.filter(|line| *line != SKIPPED) {
        eventually(line, BUILD, || {
            assert!(running.ended().is_none(), "{}", running.stderr());
            let said = running.stdout() + &running.stderr();
            said.lines().any(|have| fits(line, have)).then_some(())
        });
    }
    running.terminate();
    running.finish(LIMIT);
}

/// Fails unless the lines are in what was said, in their order, with nothing between them but what
/// is marked as skipped.
fn shows(step: &Step, said: &str) {
    let mut lines = said.lines();
    let mut skips = false;
    for want in &step.shown {
        if want == SKIPPED {
            skips = true;
            continue;
        }
        let found = if skips {
            lines.any(|have| fits(want, have))
        } else {
            lines.next().is_some_and(|have| fits(want, have))
        };
        assert!(found, "`{}` does not show `{want}`:\n{said}", step.typed);
        skips = false;
    }
    if !skips {
        let more: Vec<&str> = lines.filter(|line| !line.trim().is_empty()).collect();
        assert!(more.is_empty(), "`{}` says more: {more:#?}", step.typed);
    }
}

fn fits(want: &str, have: &str) -> bool {
    let have = have.trim_end();
    match want.trim_end().strip_suffix(OPEN) {
        Some(start) => have.starts_with(start),
        None => have == want.trim_end(),
    }
}
