//! `specgen eject`: what only specgen reads goes, everything else stays as it is.

use crate::support::{SEED, TestEnvironment};

const DIR: &str = "iot_backend";

fn made() -> TestEnvironment {
    let place = TestEnvironment::new();
    place.run(&["new", SEED, "--yes"]).exits(0);
    place
}

#[test]
fn everything_stays_but_what_only_specgen_reads() {
    let place = made();
    let mut before = place.snapshot();
    let ran = place.run(&["eject", "--dir", DIR]).exits(7);
    ran.says("would remove").warns("--yes");
    let ran = place.run(&["eject", "--json", "--dir", DIR]).exits(7);
    assert_eq!(ran.json()["done"], false, "one object, and nothing else");
    place.run(&["eject", "--dry-run", "--dir", DIR]).exits(0);
    assert!(place.snapshot() == before, "nothing is removed");
    place
        .run(&["eject", "--yes", "--dir", DIR])
        .exits(0)
        .says("specgen.lock")
        .says("cargo test");
    before.retain(|name, _| {
        let own = [
            "/.specgen/",
            "/specgen.lock",
            "/specgen.yaml",
            "/AGENTS.md",
            "iot_backend/.gitattributes",
        ];
        !own.iter().any(|part| name.contains(part))
    });
    assert!(place.snapshot() == before);
    place.run(&["status", "--dir", DIR]).exits(2);
}

#[test]
fn edited_settings_stay_and_conflicts_come_first() {
    let place = made();
    let settings = "iot_backend/specgen.yaml";
    let guide = "iot_backend/AGENTS.md";
    place.write(guide, &format!("{}Ask Ana.\n", place.read(guide)));
    place.write(settings, &format!("# ours\n{}", place.read(settings)));
    let lock = place.read("iot_backend/specgen.lock");
    let mut lines: Vec<String> = lock.lines().map(str::to_owned).collect();
    let row = lines
        .iter_mut()
        .find(|line| line.contains("src/clock.rs"))
        .unwrap();
    let base = row
        .split("\"base\":\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    *row = row.replacen('}', &format!(",\"state\":\"conflicted:{base}\"}}"), 1);
    place.write("iot_backend/specgen.lock", &(lines.join("\n") + "\n"));
    place
        .run(&["eject", "--yes", "--dir", DIR])
        .exits(4)
        .warns("specgen resolve");
    place.write("iot_backend/specgen.lock", &lock);
    place
        .run(&["eject", "--yes", "--dir", DIR])
        .exits(0)
        .says("AGENTS.md stays, since you edited it; it may still name specgen")
        .says("specgen.yaml stays");
    assert!(place.read(guide).ends_with("Ask Ana.\n"));
    assert!(place.read(settings).starts_with("# ours\n"));
}
