//! `specgen.lock`: what specgen emitted, one line per file, made to be merged by git.
//!
//! The header holds the format and the digest of the template set, nothing that changes with every
//! run. Then follows one record per line as a JSON object, sorted by path, with an empty line
//! between two records: git then merges neighbouring records that two branches changed. Fields
//! with their usual value are left out. There is no date, no counter and no id by position.

mod error;
mod merged;
mod read;
mod write;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

pub use error::{ManifestError, ManifestProblem};
pub use merged::Merged;

use crate::{Digest, Eol, FileNode, LineRange, Owner, ProjectPath, Tree};

/// The format that this version reads and writes.
pub const FORMAT: u32 = 1;

/// The content of `specgen.lock`.
#[derive(Clone, Debug, PartialEq)]
pub struct Manifest {
    /// The digest of the template set that rendered the files.
    pub templates: Digest,
    /// One record per emitted file.
    pub records: BTreeMap<ProjectPath, Record>,
}

/// What is known of one emitted file.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Who may change the file.
    pub owner: Owner,
    /// What the file is about, independent of its path.
    pub unit: String,
    /// The digest of the bytes rendered last: the base of the next merge, kept in the object store.
    pub base: Digest,
    /// How the lines of the file on disk end, as last seen.
    pub eol: Eol,
    /// Whether the file was emitted to be run.
    pub executable: bool,
    /// Where the file stands between specgen and its user.
    pub state: State,
    /// Where the user moved the file to.
    pub at: Option<ProjectPath>,
    /// The lists of the base whose items may be merged as a set.
    pub lists: Vec<LineRange>,
    /// The bases before this one, the newest first, where they are kept: what two branches both have
    /// here is where they parted.
    pub before: Vec<Digest>,
    /// Fields that a later version wrote: kept and written back.
    pub unknown: Map<String, Value>,
}

/// Where an emitted file stands between specgen and its user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nothing is open.
    #[default]
    Clean,
    /// The user's file and the render of this digest, kept in the object store, do not agree; the
    /// base stays the render before it until the user resolves the conflict.
    Conflicted(Digest),
    /// The user deleted the file; it stays deleted.
    DeletedByUser,
}

impl Manifest {
    /// Makes a manifest without records.
    pub const fn new(templates: Digest) -> Self {
        Self {
            templates,
            records: BTreeMap::new(),
        }
    }

    /// Makes the manifest of a tree that is about to be written for the first time. Files of
    /// [`Owner::User`] have no record: nothing of them is ever merged.
    pub fn of(tree: &Tree, templates: Digest) -> Self {
        let records = tree
            .iter()
            .filter(|(_, node)| node.owner != Owner::User)
            .map(|(path, node)| (path.clone(), Record::of(node)))
            .collect();
        Self { templates, records }
    }

    /// Ends a conflict: the render that was in conflict becomes the base, the file is the user's
    /// answer. Returns whether there was a conflict.
    pub fn resolve(&mut self, path: &ProjectPath) -> bool {
        let Some(record) = self.records.get_mut(path) else {
            return false;
        };
        let State::Conflicted(pending) = record.state else {
            return false;
        };
        record.base = pending;
        record.state = State::Clean;
        // They were the lines of the base before; the next render brings its own.
        record.lists.clear();
        true
    }

    /// Reads the text of `specgen.lock`.
    ///
    /// # Errors
    /// Stops at the first line that this version does not understand, with the way out: an unknown
    /// format, a conflict marker that git left, a duplicate path, a record that lacks a field.
    pub fn parse(text: &str) -> Result<Self, ManifestError> {
        read::parse(text)
    }

    /// Reads the text of `specgen.lock` as git may have left it after a merge of branches.
    ///
    /// # Errors
    /// As [`Manifest::parse`]; records that stand twice and markers of git are both sides, no error.
    pub fn parse_merged(text: &str) -> Result<Merged, ManifestError> {
        merged::parse(text)
    }

    /// Writes the text of `specgen.lock`; the same manifest always gives the same bytes.
    pub fn print(&self) -> String {
        write::print(self)
    }
}

impl Record {
    /// Makes the record of a file as rendered.
    pub fn of(node: &FileNode) -> Self {
        Self::of_digested(node, node.digest())
    }

    /// Makes the record of a file as rendered, whose content has this digest.
    pub fn of_digested(node: &FileNode, base: Digest) -> Self {
        Self {
            owner: node.owner,
            unit: node.unit.clone(),
            base,
            eol: Eol::Lf,
            executable: node.executable,
            state: State::Clean,
            at: None,
            lists: node.lists.clone(),
            before: Vec::new(),
            unknown: Map::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Manifest, ManifestProblem, Record, State};
    use crate::{Digest, Eol, FileNode, LineRange, Owner, ProjectPath, Tree};

    fn path(text: &str) -> ProjectPath {
        ProjectPath::new(text).expect("a good path")
    }

    fn sample() -> Manifest {
        let mut manifest = Manifest::new(Digest::of(b"templates"));
        let plain = Record::of(&FileNode::generated("docs/readme", "hello\n"));
        let full = Record {
            owner: Owner::Seeded,
            eol: Eol::Crlf,
            executable: true,
            at: Some(path("src/moved.rs")),
            lists: vec![LineRange::new(2, 5), LineRange::new(9, 9)],
            ..plain.clone()
        };
        for (name, state) in [
            ("c", State::Conflicted(Digest::of(b"pending"))),
            ("d \"quoted\" ü", State::DeletedByUser),
        ] {
            let name = name.replace('"', "'");
            let record = Record {
                state,
                ..plain.clone()
            };
            manifest.records.insert(path(&name), record);
        }
        manifest.records.insert(path("b"), full);
        manifest.records.insert(path("a"), plain);
        manifest
    }

    #[test]
    fn prints_and_reads_itself() {
        let text = sample().print();
        let read = Manifest::parse(&text).expect("reads its own text");
        assert_eq!(read, sample());
        assert_eq!(read.print(), text);
        let with_crlf = text.replace('\n', "\r\n");
        assert_eq!(Manifest::parse(&with_crlf), Ok(sample()));
    }

    #[test]
    fn one_plain_record_is_one_short_line() {
        let mut tree = Tree::new();
        tree.insert(path("README.md"), FileNode::generated("readme", ""))
            .expect("fits");
        let own = FileNode::generated("model", "").owned_by(Owner::User);
        tree.insert(path("specs/x/spec.yaml"), own).expect("fits");
        let base = Digest::of(b"");
        let expected = format!(
            "format = 1\ntemplates = \"{base}\"\n\n{{\"path\":\"README.md\",\"owner\":\"generated\",\"unit\":\"readme\",\"base\":\"{base}\"}}\n"
        );
        assert_eq!(Manifest::of(&tree, base).print(), expected);
    }

    #[test]
    fn resolving_moves_the_base() {
        let mut manifest = sample();
        assert!(manifest.resolve(&path("c")));
        assert_eq!(manifest.records[&path("c")].base, Digest::of(b"pending"));
        assert!(!manifest.resolve(&path("c")), "resolved already");
        assert!(!manifest.resolve(&path("a")) && !manifest.resolve(&path("none")));
    }

    #[test]
    fn keeps_fields_of_a_later_version() {
        let text = sample()
            .print()
            .replacen("\"owner\"", "\"later\":{\"x\":[1]},\"owner\"", 1);
        let read = Manifest::parse(&text).expect("reads");
        assert_eq!(
            read.records[&path("a")].unknown.get("later"),
            Some(&json!({"x": [1]}))
        );
        assert_eq!(Manifest::parse(&read.print()), Ok(read));
    }

    #[test]
    fn refuses_with_line_and_reason() {
        let text = sample().print();
        let lines: Vec<&str> = text.lines().collect();
        let twice = format!("{text}\n{}\n", lines[3]);
        let cases = [
            (text.replace("format = 1", "format = 2"), 1),
            (text.replace("format = 1\n", ""), 1),
            (text.replace("templates", "template"), 2),
            (text.replace("\"docs/readme\"", "7"), 4),
            (
                text.replace("\"owner\":\"seeded\"", "\"owner\":\"mine\""),
                6,
            ),
            (text.replace("\"eol\":\"crlf\"", "\"eol\":\"cr\""), 6),
            (text.replace("\"mode\":\"755\"", "\"mode\":\"4755\""), 6),
            (text.replace("[[2,5]", "[[5,2]"), 6),
            (text.replace("\"path\":\"a\"", "\"path\":\"../a\""), 4),
            (text.replacen("{\"path\"", "<<<<<<< HEAD\n{\"path\"", 1), 4),
            (twice, 12),
            (format!("{text}{{\"path\":\n"), 11),
        ];
        for (bad, line) in cases {
            assert_ne!(bad, text, "the case changes nothing");
            let error = Manifest::parse(&bad).expect_err(&bad);
            assert_eq!(error.line, line, "{error}\n{bad}");
        }
        let newer = Manifest::parse(&text.replace("format = 1", "format = 2")).expect_err("newer");
        assert_eq!(newer.problem, ManifestProblem::UnknownFormat("2".into()));
    }
}
