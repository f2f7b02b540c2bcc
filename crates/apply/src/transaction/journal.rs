//! What a transaction changes, as a file that is whole or not there.

use serde::{Deserialize, Serialize};
use specgen_tree::{Digest, ProjectPath};

/// One file that a transaction changes. Its number in the journal names its staged content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// Where the file stands.
    pub path: ProjectPath,
    /// The digest of what stood there, if anything did.
    pub pre: Option<Digest>,
    /// The digest of what shall stand there, if anything shall.
    pub post: Option<Digest>,
}

/// The format that this version writes, in the first line.
const FORMAT: &str = "journal 1";
const COMMIT: &str = "COMMIT ";

/// Why a journal cannot be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// It was not written to its end.
    Torn,
    /// Another version wrote it.
    Foreign,
}

/// Prints entries, one JSON object per line, closed by a digest of all before it.
pub(super) fn print(entries: &[Entry]) -> Result<String, serde_json::Error> {
    let mut text = format!("{FORMAT}\n");
    for entry in entries {
        text.push_str(&serde_json::to_string(entry)?);
        text.push('\n');
    }
    let digest = Digest::of(text.as_bytes());
    text.push_str(&format!("{COMMIT}{digest}\n"));
    Ok(text)
}

/// Reads entries back.
pub(super) fn parse(bytes: &[u8]) -> Result<Vec<Entry>, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::Torn)?;
    let (body, commit) = text.rsplit_once(COMMIT).ok_or(Unreadable::Torn)?;
    let digest = commit.strip_suffix('\n').map(Digest::parse);
    if digest != Some(Ok(Digest::of(body.as_bytes()))) {
        return Err(Unreadable::Torn);
    }
    let mut lines = body.lines();
    if lines.next() != Some(FORMAT) {
        return Err(Unreadable::Foreign);
    }
    lines
        .map(|line| serde_json::from_str(line).map_err(|_| Unreadable::Foreign))
        .collect()
}

#[cfg(test)]
mod tests {
    use specgen_tree::{Digest, ProjectPath};

    use super::{Entry, Unreadable, parse, print};

    fn entries() -> Vec<Entry> {
        let path = ProjectPath::new("COMMIT me.rs").expect("a good path");
        vec![Entry {
            path,
            pre: None,
            post: Some(Digest::of(b"x")),
        }]
    }

    #[test]
    fn reads_what_it_wrote_and_no_part_of_it() {
        let text = print(&entries()).expect("prints");
        assert_eq!(parse(text.as_bytes()), Ok(entries()));
        for length in 0..text.len() {
            assert_eq!(
                parse(&text.as_bytes()[..length]),
                Err(Unreadable::Torn),
                "{length}"
            );
        }
    }

    #[test]
    fn refuses_another_format() {
        let body = "journal 2\n";
        let text = format!("{body}COMMIT {}\n", Digest::of(body.as_bytes()));
        assert_eq!(parse(text.as_bytes()), Err(Unreadable::Foreign));
    }
}
