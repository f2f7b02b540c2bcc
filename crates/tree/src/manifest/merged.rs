//! `specgen.lock` after git merged two branches: both sides of what both changed.
//!
//! With the union driver of `.gitattributes` git keeps both lines of a record that both branches
//! wrote; without it, it puts them between markers. Either way a record that stands twice says that
//! the file was rendered on both branches.

use std::collections::BTreeMap;

use super::read::{self, is_marker};
use super::{Manifest, ManifestError, ManifestProblem, Record};
use crate::ProjectPath;

/// A manifest that may have come out of a merge of branches.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The manifest; of a file that both branches rendered it holds the record that stands first.
    pub manifest: Manifest,
    /// The other records of such files.
    pub others: BTreeMap<ProjectPath, Vec<Record>>,
    /// Whether the text is not what specgen itself would have written.
    pub untidy: bool,
}

/// Reads a manifest as git left it.
pub(super) fn parse(text: &str) -> Result<Merged, ManifestError> {
    let marked = text.lines().any(is_marker);
    let mut templates = None;
    let mut format = None;
    let mut records: Vec<(usize, &str)> = Vec::new();
    let mut in_base = false;
    for (index, line) in text.lines().enumerate() {
        if marked && is_marker(line) {
            // What stood there before both is no side.
            in_base = line.starts_with("|||||||");
            continue;
        }
        let key = line.split('=').next().unwrap_or_default().trim();
        match key {
            _ if in_base || line.is_empty() => {}
            "format" if format.is_some_and(|known| known != line) => {
                return Err(ManifestError {
                    line: index + 1,
                    source_line: line.to_owned(),
                    problem: ManifestProblem::UnknownFormat(
                        line.rsplit('=')
                            .next()
                            .unwrap_or_default()
                            .trim()
                            .to_owned(),
                    ),
                });
            }
            "format" => format = Some(line),
            "templates" => templates = templates.or(Some(line)),
            _ => records.push((index, line)),
        }
    }
    let head = format!("{}\n{}\n", format.unwrap_or(""), templates.unwrap_or(""));
    let mut manifest = read::parse(&head)?;
    let mut others: BTreeMap<ProjectPath, Vec<Record>> = BTreeMap::new();
    for (index, line) in records {
        let (path, record) = read::record(line).map_err(|problem| ManifestError {
            line: index + 1,
            source_line: line.to_owned(),
            problem,
        })?;
        match manifest.records.get(&path) {
            None => {
                manifest.records.insert(path, record);
            }
            Some(known) if *known == record => {}
            Some(_) => {
                let sides = others.entry(path).or_default();
                if !sides.contains(&record) {
                    sides.push(record);
                }
            }
        }
    }
    let untidy = marked || !others.is_empty();
    Ok(Merged {
        manifest,
        others,
        untidy,
    })
}

#[cfg(test)]
mod tests {
    use crate::{Digest, FileNode, Manifest, ProjectPath, Record};

    fn manifest(files: &[(&str, &str)]) -> Manifest {
        let mut manifest = Manifest::new(Digest::of(b"templates"));
        for (path, text) in files {
            let record = Record::of(&FileNode::generated(*path, *text));
            manifest
                .records
                .insert(ProjectPath::new(*path).expect("a good path"), record);
        }
        manifest
    }

    #[test]
    fn markers_and_double_lines_give_both_sides() {
        let ours = manifest(&[("a", "1"), ("b", "ours"), ("c", "3")]);
        let theirs = manifest(&[("a", "1"), ("b", "theirs"), ("d", "4")]);
        let line = |manifest: &Manifest, name: &str| {
            let text = manifest.print();
            let wanted = format!("{{\"path\":\"{name}\"");
            let found = text.lines().find(|line| line.starts_with(&wanted));
            found.expect("a line").to_owned()
        };
        let text = ours.print();
        let head: Vec<&str> = text.lines().take(2).collect();
        let head = format!("{}\n", head.join("\n"));
        let both = [line(&ours, "b"), line(&theirs, "b")];
        let union = format!(
            "{head}\n{}\n\n{}\n{}\n\n{}\n\n{}\n",
            line(&ours, "a"),
            both[0],
            both[1],
            line(&ours, "c"),
            line(&theirs, "d")
        );
        let marked = format!(
            "{head}\n{}\n\n<<<<<<< HEAD\n{}\n||||||| base\n{}\n=======\n{}\n>>>>>>> theirs\n\n{}\n\n{}\n",
            line(&ours, "a"),
            both[0],
            line(&manifest(&[("b", "base")]), "b"),
            both[1],
            line(&ours, "c"),
            line(&theirs, "d")
        );
        for text in [union, marked] {
            let read = Manifest::parse_merged(&text).expect("reads");
            assert!(read.untidy);
            assert_eq!(read.manifest.records.len(), 4);
            let path = ProjectPath::new("b").expect("a good path");
            assert_eq!(read.manifest.records[&path].base, Digest::of(b"ours"));
            assert_eq!(read.others[&path][0].base, Digest::of(b"theirs"));
        }
        let plain = Manifest::parse_merged(&ours.print()).expect("reads");
        assert!(!plain.untidy && plain.manifest == ours && plain.others.is_empty());
        let text = ours.print().replace("format = 1", "format = 2");
        assert!(Manifest::parse_merged(&text).is_err());
    }
}
