//! Migrations of two branches that git merged: twins run once, and contradictions are never clean.

use crate::branches::{SPECS, build, commit, committed, git, without_markers};
use crate::support::TestEnvironment;

const LIST: &str = "iot_backend/backend/src/store/migrations.rs";

/// Makes changes on two branches, merges them, and settles the model with what `settled` says of it.
fn merged(requests: [&[&str]; 2], settled: &dyn Fn(&str) -> String) -> Option<TestEnvironment> {
    let place = committed()?;
    for (name, requests) in ["one", "other"].iter().zip(requests) {
        git(&place, &["checkout", "-q", "-b", name, "main"])?;
        for request in requests {
            place
                .run(&["change", request, "--yes", "--dir", "iot_backend"])
                .exits(0);
            commit(&place, request);
        }
    }
    git(&place, &["merge", "-q", "one"])?;
    let path = format!("{SPECS}/spec.yaml");
    let text = place.read(&path);
    place.write(&path, &settled(&text));
    Some(place)
}

/// Settles conflicts the way a person does who wants what the present branch says.
fn ours(text: &str) -> String {
    let mut settled = String::new();
    let mut theirs = false;
    for line in text.split_inclusive('\n') {
        let is_marker = ["<<<<<<<", "=======", ">>>>>>>"].map(|mark| line.starts_with(mark));
        theirs = (theirs || is_marker[1]) && !is_marker[2];
        if !theirs && !is_marker.contains(&true) {
            settled.push_str(line);
        }
    }
    settled
}

#[test]
fn the_same_change_of_both_branches_is_listed_twice_and_runs_once() {
    let same = [
        "add CO2",
        "use fahrenheit for temperature",
        "add daily averages",
    ];
    let after_another = [&["add noise in dB"], &same[..]].concat();
    let Some(place) = merged([&same, &after_another], &without_markers) else {
        return;
    };
    build(&place);
    let list = place.read(LIST);
    for (later, first) in [
        ("0005_add_co2", "0004_add_co2"),
        (
            "0006_convert_temperature_to_f",
            "0005_convert_temperature_to_f",
        ),
        ("0007_rollups", "0006_rollups"),
    ] {
        let entries = [
            format!("    migration!(\"{first}\"),\n"),
            format!("    migration!(\"{later}\", same_as \"{first}\"),\n"),
        ];
        assert!(entries.iter().all(|one| list.contains(one)), "{list}");
    }
    let checked = place.run(&["check", "--dir", "iot_backend"]).exits(0);
    checked.says("clean");
    place
        .run(&["build", "--dir", "iot_backend"])
        .exits(0)
        .says("nothing to do");

    // A list that does not say so would run both; one that lacks the twin is to get it as one.
    let twin = "    migration!(\"0007_rollups\", same_as \"0006_rollups\"),\n";
    let plain = "    migration!(\"0007_rollups\"),\n";
    place.write(LIST, &list.replace(twin, plain));
    let checked = place.run(&["check", "--dir", "iot_backend"]).exits(5);
    checked
        .says("migration_twice")
        .says("0007_rollups.sql: it does what 0006_rollups.sql does")
        .says(twin.trim());
    place.write(LIST, &list.replace(twin, ""));
    let checked = place.run(&["check", "--dir", "iot_backend"]).exits(5);
    checked.says("migration_unlisted").says(twin.trim());
}

#[test]
fn migrations_that_cannot_stand_together_are_never_clean() {
    for (one, other, names) in [
        (
            "use fahrenheit for temperature",
            "use kelvin for temperature",
            [
                "0004_convert_temperature_to_k",
                "0004_convert_temperature_to_f",
            ],
        ),
        (
            "rename temperature to heat",
            "rename temperature to warmth",
            ["0004_rename_to_warmth", "0004_rename_to_heat"],
        ),
        (
            "use fahrenheit for temperature",
            "rename temperature to heat",
            ["0004_rename_to_heat", "0004_convert_temperature_to_f"],
        ),
    ] {
        let Some(place) = merged([&[one], &[other]], &ours) else {
            return;
        };
        let built = place.run(&["build", "--dir", "iot_backend"]).exits(0);
        built.says("migrations that cannot run on one database");
        let checked = place.run(&["check", "--dir", "iot_backend"]).exits(5);
        checked.says("migration_clash").says("undo the merge");
        for name in names {
            built.says(name);
            checked.says(name);
        }
    }
}

#[test]
fn what_the_database_of_one_branch_cannot_run_is_said_when_they_are_merged() {
    let renames = ["add CO2", "rename temperature to heat"];
    let converts = ["use fahrenheit for temperature"];
    let Some(place) = merged([&converts, &renames], &ours) else {
        return;
    };
    let built = place.run(&["build", "--dir", "iot_backend"]).exits(0);
    built
        .says("0004_convert_temperature_to_f needs `m_temperature`")
        .says("0005_rename_to_heat came before it")
        .says("undo the merge");
}
