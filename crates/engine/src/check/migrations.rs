//! Migrations against the list in the code that runs them: one that no list names never runs, one that is
//! named and gone keeps the backend from building, and those that cannot follow each other from starting.

use std::collections::BTreeMap;

use bytes::Bytes;

use super::Finding;
use super::tree::Stand;
use crate::migrations::{APART, Sequence, entry, listed};

/// Where the list stands, below the folder of the backend.
const LIST: &str = "src/store/migrations.rs";

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
    let there: BTreeMap<&str, &Bytes> = files
        .iter()
        .filter(|(path, _)| {
            path.as_str()
                .rsplit_once('/')
                .is_some_and(|(above, _)| above == folder)
        })
        .filter_map(|(path, bytes)| Some((path.file_name().strip_suffix(".sql")?, *bytes)))
        .collect();
    let is_code = |path: &str| path == list || stand.is_by_hand(path);
    let code = files
        .iter()
        .filter(|(path, _)| path.extension() == Some("rs"));
    let code: Vec<(&str, String)> = code
        .filter(|(path, _)| is_code(path.as_str()))
        .map(|(path, bytes)| (path.as_str(), without_remarks(bytes)))
        .collect();
    let mut row: Vec<(&str, &[u8])> = Vec::new();
    let mut unlisted = Vec::new();
    for (name, bytes) in &there {
        if code.iter().any(|(_, text)| names(text, name)) {
            row.push((name, bytes));
        } else {
            unlisted.push(*name);
        }
    }
    let declared: BTreeMap<String, String> = code
        .iter()
        .flat_map(|(_, text)| listed(text))
        .filter_map(|(name, twin)| Some((name.to_owned(), twin?.to_owned())))
        .collect();
    let mut findings = in_row(&folder, &list, &Sequence::of(&row, &declared));
    for name in unlisted {
        let all: Vec<(&str, &[u8])> = there
            .iter()
            .filter(|(one, _)| **one == name || row.iter().any(|(listed, _)| listed == *one))
            .map(|(name, bytes)| (*name, &bytes[..]))
            .collect();
        findings.push(not_listed(
            name,
            &folder,
            &list,
            &Sequence::of(&all, &declared),
        ));
    }
    for (path, text) in code {
        for (name, _) in listed(&text).filter(|(name, _)| !there.contains_key(name)) {
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

/// Says which listed migrations run twice, and which cannot run after the ones before them.
fn in_row(folder: &str, list: &str, sequence: &Sequence) -> Vec<Finding> {
    let twins = sequence.twins.iter().map(|(name, first)| {
        Finding::new(
            "migration_twice",
            &format!("{folder}/{name}.sql"),
            format!("it does what {first}.sql does, and both would run on one database"),
        )
        .hint(format!(
            "`specgen build` lists it as `{}`; where it does not, write that line in {list}",
            entry(name, Some(first))
        ))
    });
    let clashes = sequence.clashes.iter().map(|(name, clash)| {
        let finding = Finding::new(
            "migration_clash",
            &format!("{folder}/{name}.sql"),
            format!("it {}", clash.why),
        );
        finding.hint(APART)
    });
    twins.chain(clashes).collect()
}

/// Says that no list names a migration, and what to do so that it fits the listed ones.
fn not_listed(name: &str, folder: &str, list: &str, with_it: &Sequence) -> Finding {
    // Where the listed one has the later name, that one is found as the twin.
    let mut twins = with_it.twins.iter();
    let twin = with_it.twins.get(name).map(String::as_str);
    let twin = twin.or_else(|| {
        let later = twins.find(|(_, first)| *first == name);
        later.map(|(later, _)| later.as_str())
    });
    let clash = with_it
        .clashes
        .iter()
        .find(|(one, clash)| one == name || clash.with.as_deref() == Some(name));
    let line = entry(name, twin);
    let hint = match clash {
        Some((later, clash)) => format!(
            "do not list it as it is, or the backend does not start: {later}.sql {}",
            clash.why
        ),
        None => format!("add the line `{line}` to MIGRATIONS in {list}, in the order of the names"),
    };
    Finding::new(
        "migration_unlisted",
        &format!("{folder}/{name}.sql"),
        "no list in the code names it, so it never runs",
    )
    .hint(hint)
}

/// Returns a source without the lines that are remarks.
fn without_remarks(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Does a source name a migration, in a list or as a file? A twin of it that names it lists it not.
fn names(text: &str, name: &str) -> bool {
    let as_twin = format!("same_as \"{name}\"");
    let text = text.replace(&as_twin, "");
    text.contains(&format!("\"{name}\"")) || text.contains(&format!("{name}.sql\""))
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
        let code = b"macro_rules! migration {\n    ($name:literal) => {\n// migration!(\"0001_old\"),\n    migration!(\"0001_readings\"),\n    migration!(\"0002_own\", same_as \"0001_readings\"),\n";
        let text = without_remarks(code);
        let found: Vec<_> = listed(&text).collect();
        let twin = Some("0001_readings");
        assert_eq!(found, [("0001_readings", None), ("0002_own", twin)]);
        assert!(!names(
            "migration!(\"0002_own\", same_as \"0001_readings\")",
            "0001_readings"
        ));
    }
}
