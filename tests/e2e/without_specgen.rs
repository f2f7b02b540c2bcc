//! The backend is its owner's: what the tool keeps for itself can be thrown away.

use std::fs;

use crate::support::cargo;
use crate::support::place::Place;

/// What a workspace holds besides its backend, and what no backend may need.
const OF_THE_TOOL: [&str; 6] = [
    ".specgen",
    "AGENTS.md",
    "specgen.lock",
    "specgen.yaml",
    "specs",
    "steering",
];

#[test]
fn lives_without_specgen() {
    let place = Place::new("lives_without_specgen");
    let made = place.make_example("greenhouse");
    for name in OF_THE_TOOL {
        let path = made.join(name);
        let thrown = if path.is_dir() {
            fs::remove_dir_all(path)
        } else {
            fs::remove_file(path)
        };
        thrown.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let entries = fs::read_dir(&made).unwrap();
    let mut left: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["backend"]);

    let turn = cargo::turn();
    for words in [&["build", "--locked"], &["test", "--locked"]] {
        turn.cargo(&made.join("backend"), words, &place.log(words[0]))
            .succeeds();
    }
}
