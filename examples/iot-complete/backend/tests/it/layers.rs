//! The parts import each other one way only.

use std::fs;
use std::path::{Path, PathBuf};

/// What each part may use, beside itself.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("identity", &[]),
    ("stopping", &[]),
    ("clock", &["domain"]),
    ("telemetry", &["domain", "identity"]),
    ("config", &["domain", "identity"]),
    ("rules", &["domain"]),
    ("store", &["clock", "domain", "identity", "telemetry"]),
    (
        "ingest",
        &[
            "clock",
            "config",
            "domain",
            "identity",
            "rules",
            "stopping",
            "store",
            "telemetry",
        ],
    ),
    (
        "api",
        &[
            "clock",
            "domain",
            "identity",
            "stopping",
            "store",
            "telemetry",
        ],
    ),
    (
        "jobs",
        &[
            "clock",
            "domain",
            "identity",
            "stopping",
            "store",
            "telemetry",
        ],
    ),
];

#[test]
fn parts_use_only_what_they_may() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (part, allowed) in MAY_USE {
        for file in files(&source, part) {
            let text = fs::read_to_string(&file).unwrap();
            for used in text.split("crate::").skip(1) {
                let name = used
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .next();
                let name = name.unwrap_or_default();
                let fits = name == *part || allowed.contains(&name);
                assert!(fits, "{} uses crate::{name}", file.display());
            }
        }
    }
}

#[test]
fn every_part_is_in_the_table_or_puts_parts_together() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let together = ["app", "cli", "lib", "main", "provision", "simulate"];
    for entry in fs::read_dir(source).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let listed = MAY_USE.iter().any(|(part, _)| *part == name);
        assert!(listed || together.contains(&name.as_str()), "{name}");
    }
}

/// The files of a part: `<part>.rs` and all in the folder `<part>`.
fn files(source: &Path, part: &str) -> Vec<PathBuf> {
    let single = source.join(format!("{part}.rs"));
    let folder = source.join(part);
    let mut found: Vec<PathBuf> = single.exists().then_some(single).into_iter().collect();
    let mut folders: Vec<PathBuf> = folder.exists().then_some(folder).into_iter().collect();
    assert!(
        !(found.is_empty() && folders.is_empty()),
        "there is no {part}"
    );
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found
}
