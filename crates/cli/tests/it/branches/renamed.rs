//! One branch gives something another name while the other one goes on with the old one.

use super::*;

/// Merges a branch that renames temperature with one that asks for something else of it, and builds; the model.
fn beside_a_rename(request: &str, limited: bool) -> Option<String> {
    let place = committed()?;
    if limited {
        place
            .run(&[
                "change",
                "set the temperature limit to 30 °C",
                "--yes",
                "--dir",
                "iot_backend",
            ])
            .exits(0);
        commit(&place, "a limit");
    }
    change(&place, "other", request);
    change(&place, "renamed", "rename temperature to air_temperature");
    git(&place, &["merge", "-q", "other"]).unwrap();
    let checked = place.run(&["check", "--dir", "iot_backend"]).exits(5);
    checked.says("branches_merged").says("specgen build");
    build(&place);
    place.run(&["check", "--dir", "iot_backend"]).exits(0);
    let rules = place.read("iot_backend/backend/src/rules/catalog.rs");
    assert!(!rules.contains("metric: \"temperature\""), "{rules}");
    Some(place.read(&format!("{SPECS}/spec.yaml")))
}

#[test]
fn a_rule_on_the_old_name_is_one_on_the_new_name() {
    let request = "alert when temperature is below 5 °C for 10 minutes";
    let Some(spec) = beside_a_rename(request, false) else {
        return;
    };
    let rules = spec.matches("metric: air_temperature").count();
    assert!(rules == 2 && spec.contains("below: 5"), "{spec}");
    assert!(!spec.contains("metric: temperature"), "{spec}");
}

#[test]
fn a_rollup_of_the_old_name_is_one_of_the_new_name() {
    let request = "add weekly averages of temperature";
    let Some(spec) = beside_a_rename(request, false) else {
        return;
    };
    assert!(spec.contains("metrics: [air_temperature]"), "{spec}");
}

#[test]
fn a_new_limit_and_a_new_name_on_one_line_stand_together() {
    let request = "raise the temperature limit to 32 °C";
    let Some(spec) = beside_a_rename(request, true) else {
        return;
    };
    assert!(
        spec.contains("metric: air_temperature, above: 32"),
        "{spec}"
    );
}

#[test]
fn a_former_name_that_somebody_types_is_told_and_written_anew() {
    let Some(place) = committed() else { return };
    let rename = "rename temperature to air_temperature";
    place
        .run(&["change", rename, "--yes", "--dir", "iot_backend"])
        .exits(0);
    let path = format!("{SPECS}/spec.yaml");
    edit(
        &place,
        &path,
        "metric: air_temperature",
        "metric: temperature",
    );
    let checked = place.run(&["check", "--dir", "iot_backend"]).exits(5);
    checked.says("`temperature` is called `air_temperature` now");
    build(&place);
    assert!(!place.read(&path).contains("metric: temperature"));
    place.run(&["check", "--dir", "iot_backend"]).exits(0);
}
