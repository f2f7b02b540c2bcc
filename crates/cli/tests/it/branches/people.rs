//! What two branches left to people, and what people wrote on them.

use super::*;

#[test]
fn a_limit_that_both_branches_set_is_left_to_people() {
    let Some(place) = committed() else { return };
    for celsius in ["25", "35"] {
        let request = format!("change the temperature limit to {celsius} °C");
        change(&place, celsius, &request);
    }
    git(&place, &["merge", "-q", "25"]).unwrap();
    let before = place.snapshot();
    for command in ["check", "build"] {
        let told = place.run(&[command, "--dir", "iot_backend"]).exits(4);
        told.warns("spec.yaml:").warns("specgen build");
    }
    assert_eq!(place.snapshot(), before);
    let path = format!("{SPECS}/spec.yaml");
    let text = place.read(&path);
    let (ours, theirs) = (text.find("=======").unwrap(), text.find(">>>>>>>").unwrap());
    let settled = without_markers(&format!("{}{}", &text[..ours], &text[theirs..]));
    place.write(&path, &settled);
    build(&place);
    place.run(&["check", "--dir", "iot_backend"]).exits(0);
    let catalog = place.read("iot_backend/backend/src/rules/catalog.rs");
    assert!(
        catalog.contains("35.0") && !catalog.contains("25.0"),
        "{catalog}"
    );
}

#[test]
fn a_conflict_around_lines_of_people_is_left_to_people() {
    let Some(place) = committed() else { return };
    let temperature = "  temperature: {unit: C}\n";
    let humidity = "  humidity: {unit: \"%\"}\n";
    let requirements = format!("{SPECS}/requirements.md");
    branch(
        &place,
        "co2",
        temperature,
        &format!("{temperature}  co2: {{unit: ppm}}\n"),
    );
    edit(
        &place,
        &requirements,
        "### Roles",
        "Ann: ask me.\n\n### Roles",
    );
    commit(&place, "Ann's");
    branch(
        &place,
        "noise",
        humidity,
        &format!("{humidity}  noise: {{unit: dB}}\n"),
    );
    edit(
        &place,
        &requirements,
        "### Roles",
        "Bob: ask me.\n\n### Roles",
    );
    commit(&place, "Bob's");
    git(&place, &["merge", "-q", "co2"]).unwrap();
    let text = place.read(&requirements);
    assert!(text.contains("<<<<<<<"), "{text}");
    let before = place.snapshot();
    let told = place.run(&["check", "--dir", "iot_backend"]).exits(4);
    told.says("markers").says("requirements.md");
    let refused = place.run(&["build", "--dir", "iot_backend"]).exits(4);
    refused
        .warns("markers of git")
        .warns("then run `specgen build`");
    let none = place
        .run(&["resolve", "--list", "--dir", "iot_backend"])
        .exits(0);
    none.warns("`specgen check` says what is left");
    assert_eq!(place.snapshot(), before);
    let settled = without_markers(&text);
    place.write(&requirements, &settled);
    build(&place);
    let text = place.read(&requirements);
    assert!(
        text.contains("Ann: ask me.") && text.contains("Bob: ask me."),
        "{text}"
    );
    assert!(text.contains("`co2`") && text.contains("`noise`"), "{text}");
}

#[test]
fn lines_beside_what_only_the_other_branch_rendered_anew_are_kept() {
    let Some(place) = committed() else { return };
    let readme = "iot_backend/backend/README.md";
    let text = place.read(readme);
    let sample = |line: &&str| line.contains("\"timestamp\"");
    let line = text.lines().find(sample).unwrap();
    change(
        &place,
        "silent",
        "alert when a device is silent for an hour",
    );
    edit(&place, readme, line, &format!("  -H 'X-Ann: 1' \\\n{line}"));
    commit(&place, "Ann's");
    change(&place, "co2", "add CO2");
    git(&place, &["merge", "-q", "silent"]).unwrap();
    assert!(place.read(readme).contains("<<<<<<<"), "git cannot tell");
    place.run(&["check", "--dir", "iot_backend"]).exits(5);
    build(&place);
    let text = place.read(readme);
    assert!(
        !text.contains("<<<<<<<") && text.contains("X-Ann"),
        "{text}"
    );
    assert!(!text.contains(line), "the sample holds CO2 now\n{text}");
    place.run(&["check", "--dir", "iot_backend"]).exits(0);

    let before = place.snapshot();
    let refused = place.run(&["undo", "--yes", "--dir", "iot_backend"]);
    refused.exits(7).warns("git had merged").warns("git revert");
    assert_eq!(place.snapshot(), before, "no marker of git comes back");
}

#[test]
fn a_model_that_one_branch_did_not_build_is_left_to_people() {
    let Some(place) = committed() else { return };
    let temperature = "  temperature: {unit: C}\n";
    branch(
        &place,
        "co2",
        temperature,
        &format!("{temperature}  co2: {{unit: ppm}}\n"),
    );
    git(&place, &["checkout", "-q", "-b", "noise", "main"]).unwrap();
    let model = format!("{SPECS}/spec.yaml");
    let noise = format!("{temperature}  noise: {{unit: dB}}\n");
    edit(&place, &model, temperature, &noise);
    commit(&place, "noise, not built");
    git(&place, &["merge", "-q", "co2"]).unwrap();
    let before = place.snapshot();
    let refused = place.run(&["build", "--dir", "iot_backend"]).exits(4);
    refused.warns("spec.yaml:");
    assert_eq!(place.snapshot(), before);
}
