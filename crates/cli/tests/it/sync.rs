//! `specgen sync`: edits of documents and code reach the model, and nothing of the user's goes.

use crate::support::{SEED, TestEnvironment};

const SPECS: &str = "iot_backend/specs/iot_backend";
const HUMIDITY: &str = "| Humidity | `humidity` | % | gauge | 0 to 100 |";

fn made(prompt: &str) -> TestEnvironment {
    let place = TestEnvironment::new();
    place
        .run(&["new", prompt, "--name", "iot_backend", "--yes"])
        .exits(0);
    place
}

fn edit(place: &TestEnvironment, path: &str, from: &str, to: &str) {
    let text = place.read(path);
    assert!(text.contains(from), "{path} does not hold {from:?}");
    place.write(path, &text.replacen(from, to, 1));
}

fn sync(place: &TestEnvironment, more: &[&str]) -> crate::support::Ran {
    let mut args = vec!["sync", "--dir", "iot_backend"];
    args.extend(more);
    place.run(&args)
}

#[test]
fn edits_of_documents_reach_model_and_code_in_one_step() {
    let place = made(SEED);
    let (requirements, design) = (
        format!("{SPECS}/requirements.md"),
        format!("{SPECS}/design.md"),
    );
    edit(
        &place,
        &requirements,
        "## Glossary",
        "Ours: ask Ann before a change.\n\n## Glossary",
    );
    edit(
        &place,
        &design,
        "| Readings | For ever |",
        "| Readings | 90 days |",
    );
    let row = format!("| CO2 | `co2` | ppm | gauge | | |\n{HUMIDITY}");
    edit(&place, &design, HUMIDITY, &row);
    let before = place.snapshot();
    let checked = place.run(&["check", "--dir", "iot_backend"]).exits(5);
    checked
        .says("storage.retention.raw is 90d")
        .says("document_drift");
    let ran = sync(&place, &[]).exits(7);
    ran.says("metrics.co2 added").warns("--yes");
    sync(&place, &["--dry-run"]).exits(0).says("would do");
    assert_eq!(place.snapshot(), before, "something was written");
    sync(&place, &["--yes"]).exits(0).says("done");
    let spec = place.read(&format!("{SPECS}/spec.yaml"));
    assert!(spec.starts_with("# What this backend is."), "{spec}");
    assert!(
        spec.contains("co2: {unit: ppm}") && spec.contains("raw: 90d"),
        "{spec}"
    );
    let design = place.read(&design);
    assert_eq!(design.matches("`co2` | ppm").count(), 1, "{design}");
    assert!(place.read(&requirements).contains("Ours: ask Ann"));
    assert!(
        place
            .read("iot_backend/backend/src/domain/catalog.rs")
            .contains("co2")
    );
    assert!(
        place
            .read("iot_backend/backend/migrations/0004_add_co2.sql")
            .contains("m_co2")
    );
    let record = std::fs::read_dir(place.work.join(SPECS).join("changes")).unwrap();
    assert!(record.into_iter().any(|one| {
        let name = one.unwrap().file_name().into_string().unwrap();
        name.starts_with("0002-sync-")
    }));
    place.run(&["check", "--dir", "iot_backend"]).exits(0);
    sync(&place, &["--yes"])
        .exits(0)
        .says("nothing to take over");
}

#[test]
fn ticks_and_own_tasks_stay_and_are_no_evidence() {
    let place = made(SEED);
    let tasks = format!("{SPECS}/tasks.md");
    edit(&place, &tasks, "  - [ ] 1.1", "  - [x] 1.1");
    edit(
        &place,
        &tasks,
        "- [ ] 2. ",
        "  - [ ] 1.9 Paint the door\n- [ ] 2. ",
    );
    edit(
        &place,
        &format!("{SPECS}/design.md"),
        "| Readings | For ever |",
        "| Readings | 1 year |",
    );
    sync(&place, &["--yes"])
        .exits(0)
        .says("Paint the door")
        .says("no evidence");
    let text = place.read(&tasks);
    assert!(
        text.contains("- [x] 1.1") && text.contains("1.9 Paint the door"),
        "{text}"
    );
}

#[test]
fn a_route_of_the_users_own_becomes_part_of_the_model() {
    let place = made(SEED);
    let api = "iot_backend/backend/src/api/catalog.rs";
    let own = "        Operation::get(\"/sites\", \"listSites\", show)\n            .summary(\"All sites\"),\n        Operation::get(\"/catalog\"";
    edit(&place, api, "        Operation::get(\"/catalog\"", own);
    sync(&place, &["--yes"]).exits(0).says("GET /sites");
    let spec = place.read(&format!("{SPECS}/spec.yaml"));
    assert!(
        spec.contains("GET /sites") && spec.contains("serves: own"),
        "{spec}"
    );
    let design = place.read(&format!("{SPECS}/design.md"));
    assert!(
        design.contains("| `GET /sites` | All sites | as its own code says |"),
        "{design}"
    );
    assert!(
        !place
            .read(&format!("{SPECS}/requirements.md"))
            .contains("/sites")
    );
    assert!(place.read(api).contains("listSites"));
    let left = place
        .run(&["check", "--json", "--dir", "iot_backend"])
        .exits(5)
        .json();
    let kinds: Vec<&str> = left["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["level"] == "drift")
        .map(|one| one["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["openapi_stale"]);
}

#[test]
fn a_phrase_that_nobody_understood_is_dismissed_by_removing_its_line() {
    let place = made("Temperature sensors over MQTT. It should yodel quietly on Sundays.");
    let requirements = format!("{SPECS}/requirements.md");
    let text = place.read(&requirements);
    let at = text.find("### Not understood").unwrap();
    let line = text[at..]
        .lines()
        .find(|line| line.starts_with("- \""))
        .unwrap()
        .to_owned();
    place.write(&requirements, &text.replacen(&format!("{line}\n"), "", 1));
    sync(&place, &["--yes"]).exits(0).says("dismissed");
    let trace = place.read(&format!("{SPECS}/trace.json"));
    assert!(
        !trace.contains(line.trim_start_matches("- ").trim_matches('"')),
        "{trace}"
    );
    assert!(!place.read(&requirements).contains("### Not understood"));
}

#[test]
fn while_the_model_is_edited_the_documents_are_not_read() {
    let place = made(SEED);
    edit(
        &place,
        &format!("{SPECS}/spec.yaml"),
        "  humidity:",
        "  co2: {unit: ppm}\n  humidity:",
    );
    sync(&place, &["--yes"]).exits(7).warns("specgen build");
}

#[test]
fn a_document_that_is_no_text_is_said_to_be_and_takes_nothing_with_it() {
    let place = made(SEED);
    let path = place.work.join(SPECS).join("requirements.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let words = text.encode_utf16().flat_map(u16::to_le_bytes);
    let utf_16: Vec<u8> = [0xff, 0xfe].into_iter().chain(words).collect();
    let (before, after) = text.split_once("### Roles").unwrap();
    let latin_1 = [before.as_bytes(), b"### R\xf4les", after.as_bytes()].concat();
    let line = before.lines().count() + 1;
    for (bytes, line) in [(utf_16, 1), (latin_1, line)] {
        std::fs::write(&path, &bytes).unwrap();
        let ran = sync(&place, &["--yes"]).exits(0);
        ran.says(&format!("requirements.md:{line}"))
            .says("no UTF-8 text")
            .says("nothing to take over");
        let checked = place.run(&["check", "--dir", "iot_backend"]).exits(0);
        checked.says("[document_unread]").says("save it as UTF-8");
        assert!(!checked.all().contains("was removed"), "{}", checked.all());
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
}

#[test]
fn a_line_that_is_not_read_whole_is_reported_and_an_amount_is_converted() {
    let place = made("Tank level in cm over MQTT. Alert when the level is below 40 cm.");
    let requirements = format!("{SPECS}/requirements.md");
    let spec = format!("{SPECS}/spec.yaml");
    let model = place.read(&spec);
    for (to, why) in [
        ("below 3 L/min", "write the number in `cm`"),
        ("not below 30 cm", "none of it is taken"),
    ] {
        let text = place.read(&requirements);
        edit(&place, &requirements, "below 40 cm", to);
        let ran = sync(&place, &["--yes"]).exits(0);
        ran.says(why).says("but what could not be read");
        assert_eq!(place.read(&spec), model);
        place.write(&requirements, &text);
    }
    edit(&place, &requirements, "below 40 cm", "below 0.3 m");
    sync(&place, &["--yes"]).exits(0).says("below is 30");
    assert!(place.read(&spec).contains("below: 30, unit: cm"));
    assert!(place.read(&requirements).contains("below 30 cm"));
    place.run(&["check", "--dir", "iot_backend"]).exits(0);
}
