//! `specgen build`: a hand-edited model is carried on, hand-edited files are kept.

use crate::support::{SEED, TestEnvironment};

const SPEC: &str = "iot_backend/specs/iot_backend/spec.yaml";
const REQUIREMENTS: &str = "iot_backend/specs/iot_backend/requirements.md";

fn made(more: &[&str]) -> TestEnvironment {
    let place = TestEnvironment::new();
    let mut args = vec!["new", SEED, "--yes"];
    args.extend(more);
    place.run(&args).exits(0);
    place
}

fn with_co2(place: &TestEnvironment) {
    let spec = place.read(SPEC);
    let edited = spec.replacen("  humidity:", "  co2: {unit: ppm}\n  humidity:", 1);
    assert_ne!(spec, edited, "{spec}");
    place.write(SPEC, &edited);
}

#[test]
fn nothing_to_do_writes_nothing() {
    let place = made(&[]);
    let before = place.snapshot();
    let ran = place.run(&["build", "--dir", "iot_backend"]).exits(0);
    ran.says("nothing to do");
    assert_eq!(place.snapshot(), before);
}

#[test]
fn a_new_metric_reaches_documents_and_code_and_keeps_hand_edits() {
    let place = made(&[]);
    with_co2(&place);
    let readme = format!(
        "{}\nOur own paragraph.\n",
        place.read("iot_backend/backend/README.md")
    );
    place.write("iot_backend/backend/README.md", &readme);
    place.run(&["build", "--dir", "iot_backend"]).exits(0);
    assert!(place.read(REQUIREMENTS).contains("CO2") || place.read(REQUIREMENTS).contains("co2"));
    assert!(
        place
            .read("iot_backend/backend/src/domain/catalog.rs")
            .contains("co2")
    );
    assert!(
        place
            .read("iot_backend/backend/README.md")
            .contains("Our own paragraph.")
    );
    let ran = place.run(&["build", "--dir", "iot_backend"]).exits(0);
    ran.says("nothing to do");
}

#[test]
fn a_new_metric_gets_a_migration_of_its_own_and_written_ones_stay() {
    let place = made(&[]);
    let first = "iot_backend/backend/migrations/0001_readings.sql";
    let written = place.read(first);
    with_co2(&place);
    place.run(&["build", "--dir", "iot_backend"]).exits(0);
    assert_eq!(place.read(first), written);
    let added = place.read("iot_backend/backend/migrations/0004_add_co2.sql");
    assert!(
        added.contains("ALTER TABLE readings_hot ADD COLUMN m_co2 REAL;"),
        "{added}"
    );
    let list = "iot_backend/backend/src/store/migrations.rs";
    assert!(place.read(list).contains("0004_add_co2"));
    let spec = place.read(SPEC).replacen("  co2:", "  ph: {}\n  co2:", 1);
    place.write(SPEC, &spec);
    place.run(&["build", "--dir", "iot_backend"]).exits(0);
    assert_eq!(
        place.read("iot_backend/backend/migrations/0004_add_co2.sql"),
        added
    );
    assert!(
        place
            .read("iot_backend/backend/migrations/0005_add_ph.sql")
            .contains("m_ph")
    );
    let listed = place.read(list);
    assert!(
        listed.find("0004_add_co2") < listed.find("0005_add_ph"),
        "{listed}"
    );
}

#[test]
fn a_renamed_metric_keeps_its_column_and_an_own_migration_its_number() {
    let place = made(&[]);
    let own = "iot_backend/backend/migrations/0004_sites.sql";
    place.write(own, "CREATE TABLE sites (name TEXT PRIMARY KEY);\n");
    let list = "iot_backend/backend/src/store/migrations.rs";
    let text = place.read(list);
    place.write(
        list,
        &text.replace("];", "    migration!(\"0004_sites\"),\n];"),
    );
    let spec = place.read(SPEC);
    let spec = spec.replacen(
        "  humidity: {unit: \"%\"}",
        "  moisture: {unit: \"%\", was: [humidity]}",
        1,
    );
    place.write(SPEC, &spec);
    place.run(&["build", "--dir", "iot_backend"]).exits(0);
    let renamed = place.read("iot_backend/backend/migrations/0005_rename_to_moisture.sql");
    for statement in [
        "ALTER TABLE readings_hot RENAME COLUMN m_humidity TO m_moisture;",
        "UPDATE alerts SET metric = 'moisture' WHERE metric = 'humidity';",
        "UPDATE OR REPLACE limits SET key = 'moisture' WHERE key = 'humidity';",
    ] {
        assert!(renamed.contains(statement), "{renamed}");
    }
    let listed = place.read(list);
    let both = "    migration!(\"0005_rename_to_moisture\"),\n    migration!(\"0004_sites\"),\n];";
    assert!(listed.contains(both), "{listed}");
    place
        .run(&["build", "--dir", "iot_backend"])
        .exits(0)
        .says("nothing to do");
}

#[test]
fn another_target_folder_takes_the_written_migrations_along() {
    let place = made(&[]);
    with_co2(&place);
    place.run(&["build", "--dir", "iot_backend"]).exits(0);
    let read = |folder: &str, name: &str| {
        place.read(&format!("iot_backend/{folder}/migrations/{name}.sql"))
    };
    let names = ["0001_readings", "0004_add_co2"];
    let before = names.map(|name| read("backend", name));
    let settings = place.read("iot_backend/specgen.yaml");
    let settings = settings.replacen("target: backend", "target: server", 1);
    place.write("iot_backend/specgen.yaml", &settings);
    place.run(&["build", "--dir", "iot_backend"]).exits(0);
    assert_eq!(names.map(|name| read("server", name)), before);
    let folder = place.work.join("iot_backend/backend/migrations");
    assert!(!folder.join("0001_readings.sql").exists());
    let ran = place.run(&["build", "--dir", "iot_backend"]).exits(0);
    ran.says("nothing to do");
}

#[test]
fn build_goes_on_where_spec_only_stopped() {
    let place = made(&["--spec-only"]);
    assert!(!place.work.join("iot_backend/backend").exists());
    place.run(&["build", "--dir", "iot_backend"]).exits(0);
    assert!(place.work.join("iot_backend/backend/Cargo.toml").is_file());
}

#[test]
fn an_invalid_model_is_refused_with_its_place() {
    let place = made(&[]);
    let spec = place.read(SPEC).replacen("metrics:", "metrcis:", 1);
    place.write(SPEC, &spec);
    let before = place.snapshot();
    let ran = place.run(&["build", "--dir", "iot_backend"]).exits(3);
    ran.warns("spec.yaml:");
    ran.warns("metrics");
    assert_eq!(place.snapshot(), before);
}

#[test]
fn a_conflict_lists_both_sides_and_writes_nothing() {
    let place = made(&[]);
    let text = place.read(REQUIREMENTS);
    let title = text.lines().nth(4).unwrap().to_owned();
    let mine = text.replacen("humidity", "dampness", 99);
    assert_ne!(text, mine, "{title}");
    place.write(REQUIREMENTS, &mine);
    let spec = place.read(SPEC).replacen("humidity", "wetness", 99);
    place.write(SPEC, &spec);
    let before = place.snapshot();
    let ran = place.run(&["build", "--dir", "iot_backend"]).exits(4);
    let all = ran.all();
    assert!(all.contains("requirements.md"), "{all}");
    assert!(all.contains("dampness") && all.contains("wetness"), "{all}");
    assert_eq!(place.snapshot(), before);
}

#[test]
fn outside_a_workspace_every_command_says_how_to_make_one() {
    let place = TestEnvironment::new();
    for command in ["build", "status", "tasks", "run"] {
        let ran = place.run(&[command]).exits(2);
        ran.warns("specgen new");
    }
}

#[test]
fn status_tells_what_was_edited_and_what_is_open() {
    let place = made(&[]);
    place.write("iot_backend/AGENTS.md", "ours\n");
    with_co2(&place);
    let status = place
        .run(&["status", "--json", "--dir", "iot_backend"])
        .exits(0)
        .json();
    assert_eq!(status["name"], "iot_backend");
    assert_eq!(status["spec_edited"], true);
    assert_eq!(status["edited"], serde_json::json!(["AGENTS.md"]));
    assert!(status["tasks"]["all"].as_u64().unwrap() > 5);
    assert_eq!(status["tasks"]["ticked"], 0);
    assert!(!status["questions"].as_array().unwrap().is_empty());
    let below = ["tasks", "--dir", "iot_backend/backend/src"];
    let ran = place.run(&below).exits(0);
    ran.says("[ ]");
}

#[test]
fn without_a_metric_every_command_leads_on_and_none_in_a_circle() {
    let place = TestEnvironment::new();
    let prompt = "An IoT backend that takes messages of devices over MQTT.";
    place
        .run(&["new", prompt, "--name", "plain", "--yes"])
        .exits(0);
    let next = "specgen change \"measure temperature\"";
    let status = place.run(&["status", "--dir", "plain"]).exits(0);
    status
        .says("no metric is known yet")
        .says(next)
        .says("not verified yet");
    let built = place.run(&["build", "--dir", "plain"]).exits(0);
    built.says("no metric is known yet").says(next);
    let ran = place.run(&["run", "--dir", "plain"]).exits(2);
    ran.warns("no metric is known yet").warns(next);
    place
        .run(&["change", "measure temperature", "--yes", "--dir", "plain"])
        .exits(0);
    let next = || {
        let args = ["status", "--json", "--dir", "plain"];
        let status = place.run(&args).exits(0).json();
        status["next"].as_str().unwrap().to_owned()
    };
    if next() == "specgen build" {
        place.run(&["build", "--dir", "plain"]).exits(0);
    }
    assert_eq!(next(), "specgen run");
}

#[test]
fn what_no_template_builds_is_said_and_nothing_else() {
    let place = TestEnvironment::new();
    for (name, words, said, path) in [
        (
            "live",
            "Dashboard with live values over SSE. JWT login.",
            "Access by JSON Web Tokens",
            Some("api.auth.method"),
        ),
        ("bare", "No dashboard.", "made bare", None),
    ] {
        let prompt = format!("Cold rooms send temperature over MQTT every minute. {words}");
        place
            .run(&["new", &prompt, "--name", name, "--yes"])
            .exits(0)
            .says(said);
        let status = place.run(&["status", "--json", "--dir", name]).exits(0);
        let open: Vec<&str> = path.into_iter().collect();
        assert_eq!(status.json()["not_built"], serde_json::json!(open));
    }
}
