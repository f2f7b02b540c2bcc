//! The backend is its owner's: what the tool keeps for itself goes with `eject`, and the rest of what
//! it wrote beside the backend can be thrown away.

use std::fs;
use std::path::Path;

use crate::support::cargo;
use crate::support::place::Place;

/// What a workspace that left specgen holds besides its backend, and what no backend may need.
const BESIDE: [&str; 2] = ["specs", "steering"];

#[test]
fn lives_without_specgen() {
    let place = Place::new("lives_without_specgen");
    let made = place.make_example("greenhouse");
    place.specgen(&["eject", "--yes", "--dir", "made"]);
    assert_eq!(entries(&made), [&["backend"], &BESIDE[..]].concat());
    for name in BESIDE {
        let path = made.join(name);
        let thrown = if path.is_dir() {
            fs::remove_dir_all(path)
        } else {
            fs::remove_file(path)
        };
        thrown.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    assert_eq!(entries(&made), ["backend"]);

    let turn = cargo::turn();
    for words in [&["build", "--locked"], &["test", "--locked"]] {
        turn.cargo(&made.join("backend"), words, &place.log(words[0]))
            .succeeds();
    }
}

/// What a folder holds, sorted.
fn entries(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}
