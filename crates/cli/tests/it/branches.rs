//! Two branches, one change each, merged by git: nothing is lost, and one build settles the rest.

mod people;
mod renamed;

use std::process::Command;

use crate::support::{SEED, TestEnvironment};

pub const SPECS: &str = "iot_backend/specs/iot_backend";
const CATALOG: &str = "iot_backend/backend/src/domain/catalog.rs";

/// Runs git in the workspace; `None` where there is no git, and the test is then left out.
pub fn git(place: &TestEnvironment, args: &[&str]) -> Option<(bool, String)> {
    let output = Command::new("git")
        .args(["-c", "user.name=Ann", "-c", "user.email=ann@example.org"])
        .args([
            "-c",
            "init.defaultBranch=main",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(args)
        .current_dir(place.work.join("iot_backend"))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .ok()?;
    let text = [output.stdout, output.stderr].concat();
    Some((
        output.status.success(),
        String::from_utf8_lossy(&text).into_owned(),
    ))
}

pub fn commit(place: &TestEnvironment, message: &str) {
    git(place, &["add", "-A"]).unwrap();
    let (done, said) = git(place, &["commit", "-qm", message]).unwrap();
    assert!(done, "{said}");
}

/// A committed workspace on the branch `main`; `None` without git.
pub fn committed() -> Option<TestEnvironment> {
    let place = TestEnvironment::new();
    place.run(&["new", SEED, "--yes"]).exits(0);
    git(&place, &["init", "-q"])?;
    commit(&place, "new");
    Some(place)
}

fn edit(place: &TestEnvironment, path: &str, from: &str, to: &str) {
    let text = place.read(path);
    assert!(text.contains(from), "{path} does not hold {from:?}\n{text}");
    place.write(path, &text.replacen(from, to, 1));
}

pub fn build(place: &TestEnvironment) {
    place.run(&["build", "--dir", "iot_backend"]).exits(0);
}

/// Adds a metric beside others on a branch of its own, and a line of the user's to the README.
fn branch(place: &TestEnvironment, name: &str, beside: &str, metric: &str) {
    git(place, &["checkout", "-q", "-b", name, "main"]).unwrap();
    edit(place, &format!("{SPECS}/spec.yaml"), beside, metric);
    build(place);
    commit(place, name);
}

/// Settles a conflict the way a person does who wants both sides.
pub fn without_markers(text: &str) -> String {
    const MARKERS: [&str; 3] = ["<<<<<<<", "=======", ">>>>>>>"];
    let is_marker = |line: &&str| MARKERS.iter().any(|mark| line.starts_with(mark));
    let lines = text.split_inclusive('\n').filter(|line| !is_marker(line));
    lines.collect()
}

#[test]
fn each_branch_keeps_its_metric_and_people_keep_their_lines() {
    let Some(place) = committed() else { return };
    let humidity = "  humidity: {unit: \"%\"}\n";
    branch(
        &place,
        "co2",
        "  temperature: {unit: C}\n",
        "  temperature: {unit: C}\n  co2: {unit: ppm}\n",
    );
    edit(&place, CATALOG, "//!", "//! Ann was here.\n//!");
    commit(&place, "a line of Ann's");
    branch(
        &place,
        "noise",
        humidity,
        &format!("{humidity}  noise: {{unit: dB}}\n"),
    );
    let (_, said) = git(&place, &["merge", "-q", "co2"]).unwrap();
    let spec = place.read(&format!("{SPECS}/spec.yaml"));
    assert!(
        spec.contains("co2:") && spec.contains("noise:") && !spec.contains("<<<<"),
        "{said}\n{spec}"
    );

    let checked = place.run(&["check", "--dir", "iot_backend"]).exits(5);
    checked.says("branches_merged").says("specgen build");
    build(&place);
    for path in [
        CATALOG,
        &format!("{SPECS}/requirements.md"),
        &format!("{SPECS}/trace.json"),
    ] {
        let text = place.read(path);
        assert!(
            !text.contains("<<<<<<<") && !text.contains(">>>>>>>"),
            "{path}\n{text}"
        );
        for metric in ["co2", "noise"] {
            assert!(text.contains(metric), "{path} lost {metric}\n{text}");
        }
    }
    let catalog = place.read(CATALOG);
    assert!(catalog.contains("Ann was here."));
    let lock = place.read("iot_backend/specgen.lock");
    assert!(!lock.contains("<<<<<<<"));
    place.run(&["check", "--dir", "iot_backend"]).exits(0);
    place
        .run(&["build", "--dir", "iot_backend"])
        .exits(0)
        .says("nothing to do");

    // Nothing stands twice: the files are those of a workspace in which one person added both.
    let alone = TestEnvironment::new();
    alone.run(&["new", SEED, "--yes"]).exits(0);
    alone.write(&format!("{SPECS}/spec.yaml"), &spec);
    build(&alone);
    let plain = catalog.replacen("//! Ann was here.\n", "", 1);
    assert_eq!(plain, alone.read(CATALOG));
    for path in ["docs/openapi.json", "src/domain/metric.rs"] {
        let path = format!("iot_backend/backend/{path}");
        if alone.work.join(&path).exists() {
            assert_eq!(place.read(&path), alone.read(&path), "{path}");
        }
    }
    let migrations = "iot_backend/backend/migrations";
    for name in ["0004_add_co2.sql", "0004_add_noise.sql"] {
        assert!(place.work.join(migrations).join(name).exists(), "{name}");
        let list = place.read("iot_backend/backend/src/store/migrations.rs");
        assert!(list.contains(name.trim_end_matches(".sql")), "{list}");
    }
}

#[test]
fn an_update_is_never_lost_where_both_changed_one_requirement() {
    let Some(place) = committed() else { return };
    let temperature = "  temperature: {unit: C}\n";
    branch(
        &place,
        "co2",
        temperature,
        &format!("{temperature}  co2: {{unit: ppm}}\n"),
    );
    branch(
        &place,
        "noise",
        temperature,
        &format!("{temperature}  noise: {{unit: dB}}\n"),
    );
    git(&place, &["merge", "-q", "co2"]).unwrap();
    let model = format!("{SPECS}/spec.yaml");
    assert!(place.read(&model).contains("<<<<<<<"), "git cannot tell");
    let told = place.run(&["check", "--dir", "iot_backend"]).exits(5);
    told.says("both sides can stand together");
    place
        .run(&["build", "--dry-run", "--dir", "iot_backend"])
        .exits(0);
    assert!(place.read(&model).contains("<<<<<<<"), "it only looked");
    build(&place);
    let spec = place.read(&model);
    for metric in ["co2: {unit: ppm}", "noise: {unit: dB}"] {
        assert_eq!(spec.matches(metric).count(), 1, "{metric}\n{spec}");
    }
    assert!(
        !spec.contains("<<<<<<<") && !spec.contains(">>>>>>>"),
        "{spec}"
    );
    let requirements = place.read(&format!("{SPECS}/requirements.md"));
    for metric in ["`co2`", "`noise`", "`temperature`", "`humidity`"] {
        assert!(
            requirements.contains(metric),
            "{metric} is lost\n{requirements}"
        );
    }
    place.run(&["check", "--dir", "iot_backend"]).exits(0);
}

/// A step of a branch of its own, made by a request.
fn change(place: &TestEnvironment, name: &str, request: &str) {
    git(place, &["checkout", "-q", "-b", name, "main"]).unwrap();
    place
        .run(&["change", request, "--yes", "--dir", "iot_backend"])
        .exits(0);
    commit(place, name);
}

#[test]
fn files_that_nobody_touched_settle_themselves_however_git_mixed_them() {
    let Some(place) = committed() else { return };
    for metric in ["add turbidity in NTU and pH", "add pressure in hPa"] {
        place
            .run(&["change", metric, "--yes", "--dir", "iot_backend"])
            .exits(0);
    }
    commit(&place, "more");
    change(&place, "ph", "alert when pH is above 9");
    change(&place, "turbidity", "alert when turbidity is above 5 NTU");
    git(&place, &["merge", "-q", "ph"]).unwrap();
    let path = format!("{SPECS}/spec.yaml");
    build(&place);
    let rules = place.read("iot_backend/backend/src/rules/catalog.rs");
    for rule in ["ph_high", "turbidity_high", "temperature_high"] {
        let entry = format!("name: \"{rule}\"");
        assert_eq!(rules.matches(&entry).count(), 1, "{rule}\n{rules}");
    }
    let alone = TestEnvironment::new();
    alone.run(&["new", SEED, "--yes"]).exits(0);
    alone.write(&path, &place.read(&path));
    build(&alone);
    for file in ["src/rules/catalog.rs", "tests/it/catalog.rs"] {
        let file = format!("iot_backend/backend/{file}");
        assert_eq!(place.read(&file), alone.read(&file), "{file}");
    }
}

#[test]
fn the_log_shows_each_step_once_and_what_only_settles_is_none() {
    let Some(place) = committed() else { return };
    change(&place, "one", "add CO2");
    change(&place, "other", "add CO2");
    git(&place, &["merge", "-q", "one"]).unwrap();
    build(&place);
    let log = place.run(&["log", "--dir", "iot_backend"]).exits(0);
    assert_eq!(log.all().matches("add CO2").count(), 1, "{}", log.all());
    assert!(!log.all().contains("build"), "{}", log.all());

    change(&place, "third", "keep data for 2 years");
    git(&place, &["checkout", "-q", "main"]).unwrap();
    let log = place.run(&["log", "--json", "--dir", "iot_backend"]);
    let steps = log.exits(0).json()["steps"].clone();
    let steps = steps.as_array().unwrap();
    assert_eq!((steps.len(), &steps[0]["number"]), (3, &1.into()));
    assert_eq!(steps[0]["elsewhere"], false);
    for foreign in &steps[1..] {
        assert_eq!(foreign["elsewhere"], true, "{foreign}");
    }
    git(&place, &["merge", "-q", "third"]).unwrap();
    git(&place, &["merge", "-q", "other"]).unwrap();
    place
        .run(&["build", "--dir", "iot_backend"])
        .exits(0)
        .says("settled specgen.lock, which git had merged");
    let undone = place
        .run(&["undo", "--yes", "--dir", "iot_backend"])
        .exits(0);
    undone.says("taken back: keep data for 2 years");
    place.run(&["check", "--dir", "iot_backend"]).exits(0);
}
