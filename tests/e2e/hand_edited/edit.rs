//! Hand edits as data: done to a workspace, and looked for afterwards.

use std::fs;
use std::path::Path;

use serde::Deserialize;

/// What one person did in one place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// The kind of edit; several edits of one kind and one intent belong together.
    pub kind: String,
    /// What it is.
    pub name: String,
    /// The file, from the root of the workspace.
    pub file: String,
    /// A text that stands exactly once in the file; a last line may go on in the file.
    find: Option<String>,
    /// What stands there afterwards.
    put: Option<String>,
    /// Lines that must not come back.
    #[serde(default)]
    gone: Vec<String>,
    /// The content of a new file.
    create: Option<String>,
    /// The new place of the file.
    rename: Option<String>,
    /// A heading whose section goes elsewhere.
    #[serde(rename = "move")]
    heading: Option<String>,
    /// The heading whose section it then stands behind, or `end`.
    behind: Option<String>,
    /// What happens to the whole file.
    whole: Option<Whole>,
}

/// What happens to a whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Whole {
    Deleted,
    Tabs,
    CarriageReturns,
    NoLastNewline,
}

#[derive(Deserialize)]
struct Table {
    edit: Vec<Edit>,
}

/// All edits, in the order in which they are done.
pub fn all() -> Vec<Edit> {
    let tables = [
        include_str!("code.toml"),
        include_str!("files.toml"),
        include_str!("documents.toml"),
    ];
    let read = tables.map(|text| toml::from_str::<Table>(text).unwrap().edit);
    read.into_iter().flatten().collect()
}

impl Edit {
    /// Does the edit.
    pub fn perform(&self, workspace: &Path) {
        let path = workspace.join(&self.file);
        if let Some(text) = &self.create {
            assert!(!path.exists(), "{self:?}: the file exists");
            return fs::write(path, text).unwrap();
        }
        if let Some(to) = &self.rename {
            return fs::rename(path, workspace.join(to)).unwrap();
        }
        if self.whole == Some(Whole::Deleted) {
            return fs::remove_file(path).unwrap();
        }
        let text = fs::read_to_string(&path).unwrap_or_else(|why| panic!("{self:?}: {why}"));
        let edited = self.edited(&text);
        assert_ne!(edited, text, "{self:?} changes nothing");
        fs::write(path, edited).unwrap();
    }

    fn edited(&self, text: &str) -> String {
        if let (Some(find), Some(put)) = (&self.find, &self.put) {
            let open = || (find.trim_end_matches('\n'), put.trim_end_matches('\n'));
            let (find, put) = if text.contains(find) {
                (find.as_str(), put.as_str())
            } else {
                open()
            };
            assert_eq!(text.matches(find).count(), 1, "{self:?}");
            return text.replacen(find, put, 1);
        }
        if let (Some(heading), Some(behind)) = (&self.heading, &self.behind) {
            return moved(text, heading, behind);
        }
        match self.whole {
            Some(Whole::Tabs) => text
                .split_inclusive('\n')
                .map(|line| {
                    let words = line.trim_start_matches(' ');
                    "\t".repeat((line.len() - words.len()) / 4) + words
                })
                .collect(),
            Some(Whole::CarriageReturns) => text.replace('\n', "\r\n"),
            Some(Whole::NoLastNewline) => text.trim_end_matches('\n').to_owned(),
            Some(Whole::Deleted) | None => panic!("{self:?} says nothing"),
        }
    }

    /// What of the edit is not there any more; nothing when all of it is.
    pub fn missing(&self, workspace: &Path) -> Vec<String> {
        let path = workspace.join(&self.file);
        if let Some(to) = &self.rename {
            let stands = workspace.join(to).exists() && !path.exists();
            return lost(stands, "it is back under its old name");
        }
        if self.whole == Some(Whole::Deleted) {
            return lost(!path.exists(), "it is back");
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        if let Some(content) = &self.create {
            return lost(text == *content, "its content is another");
        }
        if let (Some(find), Some(put)) = (&self.find, &self.put) {
            let lines: Vec<&str> = text.lines().map(str::trim).collect();
            let old: Vec<&str> = find.lines().map(str::trim).collect();
            let mine = put.lines().map(str::trim);
            let mine = mine.filter(|line| !line.is_empty() && !old.contains(line));
            let gone = mine.filter(|line| !lines.iter().any(|have| have.starts_with(line)));
            let back = self.gone.iter().filter(|line| lines.contains(&line.trim()));
            return gone
                .map(|line| format!("`{line}` is gone"))
                .chain(back.map(|line| format!("`{line}` is back")))
                .collect();
        }
        if let (Some(heading), Some(behind)) = (&self.heading, &self.behind) {
            return lost(moved(&text, heading, behind) == text, "it moved back");
        }
        let kept = match self.whole {
            Some(Whole::Tabs) => !text.contains("\n    ") && text.contains("\n\t"),
            Some(Whole::CarriageReturns) => {
                text.matches('\n').count() == text.matches("\r\n").count()
            }
            _ => !text.ends_with('\n'),
        };
        lost(kept && !text.is_empty(), "the form of the file is another")
    }
}

fn lost(stands: bool, why: &str) -> Vec<String> {
    if stands {
        Vec::new()
    } else {
        vec![why.to_owned()]
    }
}

/// Returns a Markdown text with one section behind another, or at the end.
fn moved(text: &str, heading: &str, behind: &str) -> String {
    let mut sections: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        match sections.last_mut() {
            Some(last) if !line.starts_with("## ") => last.push_str(line),
            _ => sections.push(line.to_owned()),
        }
    }
    let place = |sections: &[String], wanted: &str| {
        let found = sections.iter();
        let mut found = found.map(|one| one.lines().next().unwrap_or_default());
        found.position(|line| line == wanted)
    };
    let at = place(&sections, heading).expect("the heading");
    let mut section = sections.remove(at);
    let to = match behind {
        "end" => sections.len(),
        other => place(&sections, other).expect("the other heading") + 1,
    };
    if to == sections.len() {
        if let Some(last) = sections.last_mut()
            && !last.ends_with("\n\n")
        {
            last.push('\n');
        }
        section = section.trim_end().to_owned() + "\n";
    } else if !section.ends_with("\n\n") {
        section.push('\n');
    }
    sections.insert(to, section);
    sections.concat().trim_end().to_owned() + "\n"
}
