//! The steps that a workspace went: the records of its changes, which everybody has, and the
//! transactions that are kept here, which can be taken back.

use std::path::Path;

use serde::Serialize;
use specgen_apply::{ApplyError, Files, Past, Workspace, history, last_step, manifest_before};
use specgen_diag::Diagnostics;
use specgen_tree::ProjectPath;

use crate::open::Located;
use crate::workspace::Layout;

/// How many characters of a request name its step.
const LONGEST: usize = 60;

/// What a build calls itself.
pub(crate) const BUILD: &str = "build";

/// A step that a workspace went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The number of its record; steps that change no specification have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// What it was.
    pub title: String,
    /// The record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The number of its transaction, when that is kept here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// How many files of the project it changed, when its transaction is kept here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<usize>,
    /// Whether a later step took it back.
    pub taken_back: bool,
    /// Whether it was made on another branch, and is not part of this one.
    pub elsewhere: bool,
}

/// The steps, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Log {
    /// The steps.
    pub steps: Vec<Entry>,
    /// The number of the transaction that `specgen undo` would take back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_undo: Option<String>,
}

/// A record of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Record {
    number: u32,
    title: String,
    path: ProjectPath,
}

/// Returns the steps that a workspace went, the oldest first.
///
/// # Errors
///
/// Says what cannot be read.
pub fn log(files: &dyn Files, located: &Located) -> Result<Log, Diagnostics> {
    let root = &located.workspace.root;
    let folder = folder(located);
    let mut records = records(files, located);
    let past = kept_steps(files, root)?;
    let is_of = |one: &Past, record: &Record| one.changed.contains(&record.path);
    let mut steps: Vec<Entry> = Vec::new();
    for (index, one) in past.iter().enumerate() {
        // Records that no kept step made stand before the first one that knew them.
        if let Some(before) = manifest_before(files, root, &one.id)? {
            let earlier = |record: &mut Record| {
                before.records.contains_key(&record.path)
                    && !past.iter().any(|one| is_of(one, record))
            };
            steps.extend(records.extract_if(.., earlier).map(of_record));
        }
        let made = one.changed.iter().find(|path| path.is_in(&folder));
        // The same request on two branches makes one record: the later step stands for both.
        if made.is_some_and(|path| {
            past[index + 1..]
                .iter()
                .any(|later| later.changed.contains(path))
        }) {
            continue;
        }
        let own = records.iter().position(|record| is_of(one, record));
        let own = own.map(|index| records.remove(index));
        let title = own.as_ref().map(|record| record.title.clone());
        let manifest = &located.workspace.manifest.records;
        steps.push(Entry {
            number: own.as_ref().map(|record| record.number),
            title: title.unwrap_or_else(|| name_of(one)),
            elsewhere: own.is_none() && made.is_some_and(|path| !manifest.contains_key(path)),
            record: own.map(|record| record.path.to_string()),
            step: Some(one.id.clone()),
            files: Some(one.changed.len()),
            taken_back: is_taken_back(&past, &one.id),
        });
    }
    steps.extend(records.into_iter().map(of_record));
    Ok(Log {
        steps,
        next_undo: last_step(&past).map(|one| one.id.clone()),
    })
}

/// Returns the steps that are kept here and changed something of the project, the oldest first: a build
/// that only settled what git merged, or only took note of an edit, is none to take back.
///
/// # Errors
///
/// Says what cannot be read.
pub(crate) fn kept_steps(files: &dyn Files, root: &Path) -> Result<Vec<Past>, ApplyError> {
    let mut past = history(files, root)?;
    past.retain(|one| !one.changed.is_empty() || one.about.label != BUILD);
    Ok(past)
}

/// Returns what a kept step is called: by its record, or as it called itself.
pub(crate) fn title_of(files: &dyn Files, located: &Located, past: &Past) -> String {
    let folder = folder(located);
    let mut changed = past.changed.iter().filter(|path| path.is_in(&folder));
    let record = changed.find_map(|path| record(files, located, path));
    record.map_or_else(|| name_of(past), |record| record.title)
}

/// The number of the next record: those of other branches and of other tools count too.
pub(crate) fn next_number(files: &dyn Files, workspace: &Workspace, layout: &Layout) -> u32 {
    let folder = layout.of_spec_folder("changes");
    let known = workspace.manifest.records.keys();
    let known = known.filter(|path| path.is_in(&folder));
    let known = known.map(|path| path.file_name().to_owned());
    let numbers = names(files, workspace, layout).into_iter().chain(known);
    numbers.map(|name| leading_number(&name)).max().unwrap_or(0) + 1
}

fn of_record(record: Record) -> Entry {
    Entry {
        number: Some(record.number),
        title: record.title,
        record: Some(record.path.to_string()),
        step: None,
        files: None,
        taken_back: false,
        elsewhere: false,
    }
}

/// Returns whether a kept step is taken back by one that holds.
pub(crate) fn is_taken_back(past: &[Past], id: &String) -> bool {
    past.iter()
        .any(|one| one.about.undoes.contains(id) && !is_taken_back(past, &one.id))
}

fn name_of(past: &Past) -> String {
    match past.about.label.as_str() {
        "" => BUILD.to_owned(),
        label => label.to_owned(),
    }
}

fn folder(located: &Located) -> String {
    located.layout.of_spec_folder("changes")
}

fn names(files: &dyn Files, workspace: &Workspace, layout: &Layout) -> Vec<String> {
    let place = workspace.root.join(layout.of_spec_folder("changes"));
    // A workspace without the folder has no records.
    let names = files.list(&place).unwrap_or_default();
    let names = names.into_iter().filter_map(|name| name.into_string().ok());
    names.collect()
}

/// Returns all records by number.
fn records(files: &dyn Files, located: &Located) -> Vec<Record> {
    let folder = folder(located);
    let paths = names(files, &located.workspace, &located.layout).into_iter();
    let paths = paths.filter_map(|name| ProjectPath::new(format!("{folder}/{name}")).ok());
    let mut records: Vec<Record> = paths
        .filter(|path| path.extension() == Some("md"))
        .filter_map(|path| record(files, located, &path))
        .collect();
    records.sort_by(|one, other| (one.number, &one.path).cmp(&(other.number, &other.path)));
    records
}

/// Reads a record; `None` when it cannot be read.
fn record(files: &dyn Files, located: &Located, path: &ProjectPath) -> Option<Record> {
    let bytes = located.workspace.read(files, path).ok()??;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Some(Record {
        number: leading_number(path.file_name()),
        title: title(&text),
        path: path.clone(),
    })
}

/// Returns what a record is about: the beginning of the request, or its heading without the number.
fn title(text: &str) -> String {
    let request = text.lines().find_map(|line| line.strip_prefix("> "));
    let heading = || {
        let line = text
            .lines()
            .next()
            .unwrap_or_default()
            .trim_start_matches("# ");
        line.split_once(". ").map_or(line, |(_, rest)| rest)
    };
    shortened(request.unwrap_or_else(heading))
}

/// Returns the first line of a text as a title.
pub(crate) fn shortened(text: &str) -> String {
    let title = text.trim().lines().next().unwrap_or_default().trim();
    if title.chars().count() <= LONGEST {
        return title.to_owned();
    }
    let start: String = title.chars().take(LONGEST - 1).collect();
    format!("{}…", start.trim_end())
}

fn leading_number(name: &str) -> u32 {
    let digits = name.split('-').next().unwrap_or_default();
    digits.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{leading_number, title};

    #[test]
    fn a_record_is_called_by_its_request_or_its_heading() {
        assert_eq!(title("# 2. Change\n\n## Request\n\n> add CO2\n"), "add CO2");
        assert_eq!(
            title("# 3. Undo: add CO2\n\n## Taken back\n"),
            "Undo: add CO2"
        );
        let long = format!("# 1. New\n\n> {}\n", "many words ".repeat(20));
        let short = title(&long);
        assert!(short.ends_with('…') && short.chars().count() <= super::LONGEST);
    }

    #[test]
    fn a_number_stands_before_the_first_dash() {
        assert_eq!(leading_number("0012-add-co2.md"), 12);
        assert_eq!(leading_number("notes.md"), 0);
    }
}
