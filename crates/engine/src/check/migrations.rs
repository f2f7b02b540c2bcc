//! Migrations against the list in the code that runs them: one that no list names never runs, and one
//! that is named and gone keeps the backend from building.

use std::collections::BTreeSet;

use super::Finding;
use super::tree::Stand;

/// Where the list stands, below the folder of the backend.
const LIST: &str = "src/store/migrations.rs";
/// How an entry of the list begins, and how it ends.
const ENTRY: (&str, &str) = ("migration!(\"", "\")");

/// Says which migrations are in no list, and which listed ones are gone.
pub(super) fn findings(target: &str, stand: &Stand) -> Vec<Finding> {
    let list = format!("{target}/{LIST}");
    let folder = format!("{target}/migrations");
    let files = stand.emitted.iter().filter_map(|file| {
        let bytes = file.bytes.as_ref()?;
        Some((&file.place, bytes))
    });
    let files: Vec<_> = files
        .chain(stand.added.iter().map(|(path, bytes)| (path, bytes)))
        .collect();
    let there: BTreeSet<&str> = files
        .iter()
        .filter(|(path, _)| {
            path.as_str()
                .rsplit_once('/')
                .is_some_and(|(above, _)| above == folder)
        })
        .filter_map(|(path, _)| path.file_name().strip_suffix(".sql"))
        .collect();
    let is_code = |path: &str| path == list || stand.is_by_hand(path);
    let code = files
        .iter()
        .filter(|(path, _)| path.extension() == Some("rs"));
    let code: Vec<(&str, String)> = code
        .filter(|(path, _)| is_code(path.as_str()))
        .map(|(path, bytes)| (path.as_str(), without_remarks(bytes)))
        .collect();
    let mut findings = Vec::new();
    for name in &there {
        if !code.iter().any(|(_, text)| names(text, name)) {
            findings.push(
                Finding::new(
                    "migration_unlisted",
                    &format!("{folder}/{name}.sql"),
                    "no list in the code names it, so it never runs",
                )
                .hint(format!(
                    "add the line `migration!(\"{name}\"),` to MIGRATIONS in {list}, in the order of the names"
                )),
            );
        }
    }
    for (path, text) in code {
        for name in listed(&text).filter(|name| !there.contains(name)) {
            let file = format!("{folder}/{name}.sql");
            findings.push(
                Finding::new(
                    "migration_missing",
                    &file,
                    format!("{path} lists it and it is gone: the backend does not build"),
                )
                .hint(format!(
                    "bring it back: `specgen restore {file}`, or version control"
                )),
            );
        }
    }
    findings
}

/// Returns a source without the lines that are remarks.
fn without_remarks(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Does a source name a migration, in a list or as a file?
fn names(text: &str, name: &str) -> bool {
    text.contains(&format!("\"{name}\"")) || text.contains(&format!("{name}.sql\""))
}

/// Returns the names that a list holds.
fn listed(text: &str) -> impl Iterator<Item = &str> {
    let (start, end) = ENTRY;
    let entries = text.split(start).skip(1);
    entries.filter_map(move |rest| rest.split_once(end).map(|(name, _)| name))
}

#[cfg(test)]
mod tests {
    use super::{listed, names, without_remarks};

    #[test]
    fn a_longer_name_does_not_list_a_shorter_one() {
        let code = "migration!(\"0004_add_co2\"), include_str!(\"../../migrations/0005_own.sql\")";
        assert!(names(code, "0004_add_co2") && names(code, "0005_own"));
        assert!(!names(code, "0004_add") && !names(code, "0005"));
    }

    #[test]
    fn a_list_is_read_without_its_remarks() {
        let code = b"macro_rules! migration {\n    ($name:literal) => {\n// migration!(\"0001_old\"),\n    migration!(\"0001_readings\"),\n    migration!(\"0002_own\"),\n";
        let text = without_remarks(code);
        let names: Vec<&str> = listed(&text).collect();
        assert_eq!(names, ["0001_readings", "0002_own"]);
    }
}
