//! Edited documents as edits of the model, and what could not be read.

use serde::Serialize;
use specgen_intent::NotUnderstood;
use specgen_spec::Spec;
use specgen_spec::edit::Edit;

use super::changed::{Meaning, meaning};
use super::oracle::{Oracle, after, attempt};
use super::page::{Delta, Line, Shape, cells, deltas, lines, table_head};
use super::pieces::{pieces, values};
use super::removed::{Removal, removal};
use super::tables::{added, is_kept};
use crate::check::words;

/// A document as it was rendered and as it stands.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its name: `requirements.md`.
    pub name: &'static str,
    /// Its path in the workspace.
    pub path: String,
    /// As it was rendered.
    pub base: String,
    /// As it stands.
    pub work: String,
}

/// A line that means an edit of the model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Taken {
    /// The document.
    pub path: String,
    /// The line in it, from 1; of a removed line the one that it stood before.
    pub line: usize,
    /// The line as it was derived; empty when it is new.
    pub was: String,
    /// The line as it stands; empty when it was removed.
    pub now: String,
    /// What changes, in words.
    pub means: Vec<String>,
    /// The edits.
    #[serde(skip)]
    pub edits: Vec<Edit>,
    /// The row that is derived then, when a row was added.
    #[serde(skip)]
    pub derived: String,
    /// What a row says beyond the edits, as `column: text`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beyond: Vec<String>,
}

/// A line that looks like a statement and could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// The document.
    pub path: String,
    /// The line in it, from 1.
    pub line: usize,
    /// The line.
    pub text: String,
    /// Why not, and what to do.
    pub why: String,
}

/// What was read out of the documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reading {
    /// What is taken into the model.
    pub taken: Vec<Taken>,
    /// What looks like a statement and could not be read. It stays in the document.
    pub unread: Vec<Unread>,
    /// Phrases that nobody has to understand any more.
    pub dismissed: Vec<String>,
    /// Ticks and tasks of the user's, which stay and count as no evidence.
    pub kept: Vec<Unread>,
}

impl Reading {
    /// Returns whether the documents say nothing that the model does not.
    pub fn is_nothing(&self) -> bool {
        self.taken.is_empty() && self.dismissed.is_empty()
    }

    /// Returns all edits, each once.
    pub fn edits(&self) -> Vec<Edit> {
        let mut all: Vec<Edit> = Vec::new();
        for edit in self.taken.iter().flat_map(|taken| &taken.edits) {
            if !all.contains(edit) {
                all.push(edit.clone());
            }
        }
        all
    }
}

/// Reads edited documents against the model that they were derived from.
pub fn read(
    oracle: &Oracle<'_>,
    spec: &Spec,
    pages: &[Page],
    gaps: &[NotUnderstood],
    cascade: bool,
) -> Reading {
    let mut reading = Reading::default();
    for page in pages.iter().filter(|page| page.base != page.work) {
        let (base, work) = (lines(&page.base), lines(&page.work));
        let mut reader = Reader {
            oracle,
            spec,
            page,
            base: &base,
            work: &work,
            gaps,
            cascade,
            reading: &mut reading,
        };
        for delta in deltas(&base, &work) {
            reader.delta(delta);
        }
    }
    agree(spec, &mut reading);
    reading
}

struct Reader<'a> {
    oracle: &'a Oracle<'a>,
    spec: &'a Spec,
    page: &'a Page,
    base: &'a [Line],
    work: &'a [Line],
    gaps: &'a [NotUnderstood],
    cascade: bool,
    reading: &'a mut Reading,
}

impl Reader<'_> {
    fn delta(&mut self, delta: Delta) {
        match delta {
            Delta::Changed(old, new) => self.changed(old, new),
            Delta::Removed(old) => self.removed(old),
            Delta::Added(new, _) => self.added(new),
        }
    }

    fn changed(&mut self, old: usize, new: usize) {
        let (old, line) = (&self.base[old], &self.work[new]);
        let (before, after) = (pieces(&old.text), pieces(&line.text));
        if old.shape == Shape::Listing || before == after {
            return;
        }
        if old.shape == Shape::Task {
            self.keep(new, "your task list is yours; a tick is no evidence");
            return;
        }
        if !self.oracle.says(self.page.name, old) {
            return;
        }
        match meaning(self.oracle, self.spec, self.page.name, old, &line.text) {
            Meaning::Edits(edits) => self.take(new, &old.text, &line.text, edits),
            Meaning::Several(several) => {
                let ways: Vec<String> = several
                    .iter()
                    .map(|edits| edits.iter().map(words).collect::<Vec<_>>().join(" and "))
                    .collect();
                self.unread(new, &format!("it may mean {}: say which in spec.yaml", ways.join(", or ")));
            }
            Meaning::Nothing if values(&before) == values(&after) => {}
            Meaning::Nothing => self.unread(
                new,
                "no value of spec.yaml leads to this line: say it with `specgen change`, or leave it as a remark of yours",
            ),
        }
    }

    fn removed(&mut self, old: usize) {
        let was = &self.base[old];
        let at = self.near(old);
        if was.shape == Shape::Item {
            let text = was.text.trim_start_matches("- ").trim_matches('"');
            let is_text = |gap: &&NotUnderstood| pieces(&gap.text) == pieces(text);
            if let Some(gap) = self.gaps.iter().find(is_text) {
                self.reading.dismissed.push(gap.text.clone());
            }
            return;
        }
        if was.shape == Shape::Criterion && self.oracle.says(self.page.name, was) {
            self.unread(
                at,
                "a criterion goes when what it follows from goes: say that with `specgen change`",
            );
        }
        let head = table_head(self.base, old).filter(|head| is_kept(head));
        if was.shape != Shape::Row || head.is_none() || !self.oracle.says(self.page.name, was) {
            return;
        }
        match removal(self.oracle, self.spec, self.page.name, was, self.cascade) {
            Removal::Edit(edit) => self.take(at, &was.text, "", vec![edit]),
            Removal::Needed(why) => {
                let row = short(&was.text);
                self.unread(
                    at,
                    &format!("the row `{row}` was removed: {why}; `--cascade` lets both go"),
                );
            }
            Removal::Nothing => {
                let row = short(&was.text);
                self.unread(
                    at,
                    &format!(
                        "the row `{row}` was removed, and the model has nothing to remove for it"
                    ),
                );
            }
        }
    }

    fn added(&mut self, new: usize) {
        let now = &self.work[new];
        match now.shape {
            Shape::Task => self.keep(new, "a task of yours"),
            Shape::Criterion => self.unread(
                new,
                "a criterion of yours stays in the document; nothing is built from it: `specgen change` is for that",
            ),
            Shape::Row => {
                let Some(head) = table_head(self.work, new).filter(|head| is_kept(head)) else {
                    return;
                };
                match added(self.oracle, self.spec, self.page.name, &head, now) {
                    Ok(one) => {
                        self.take(new, "", &now.text, vec![one.edit]);
                        if let Some(last) = self.reading.taken.last_mut() {
                            (last.derived, last.beyond) = (one.derived, one.beyond);
                        }
                    }
                    Err(why) => self.unread(new, &why),
                }
            }
            Shape::Item | Shape::Listing | Shape::Prose => {}
        }
    }

    /// Returns the line of the work file that stands where a line of the base did.
    fn near(&self, old: usize) -> usize {
        let above = self.base[..old].iter().rev();
        let found = above
            .filter(|line| !line.text.is_empty())
            .find_map(|line| self.work.iter().position(|other| other == line));
        found.map_or(0, |at| (at + 1).min(self.work.len().saturating_sub(1)))
    }

    fn take(&mut self, at: usize, was: &str, now: &str, edits: Vec<Edit>) {
        self.reading.taken.push(Taken {
            path: self.page.path.clone(),
            line: at + 1,
            was: was.to_owned(),
            now: now.to_owned(),
            means: edits.iter().map(words).collect(),
            edits,
            derived: String::new(),
            beyond: Vec::new(),
        });
    }

    fn unread(&mut self, at: usize, why: &str) {
        let one = self.note(at, why);
        self.reading.unread.push(one);
    }

    fn keep(&mut self, at: usize, why: &str) {
        let one = self.note(at, why);
        self.reading.kept.push(one);
    }

    fn note(&self, at: usize, why: &str) -> Unread {
        Unread {
            path: self.page.path.clone(),
            line: at + 1,
            text: self
                .work
                .get(at)
                .map_or_else(String::new, |line| line.text.clone()),
            why: why.to_owned(),
        }
    }
}

fn short(row: &str) -> String {
    cells(row)
        .into_iter()
        .next()
        .unwrap_or_default()
        .replace('`', "")
}

/// Leaves out what contradicts: two values for one place, and edits that do not fit together.
fn agree(spec: &Spec, reading: &mut Reading) {
    let mut kept: Vec<Taken> = Vec::new();
    for taken in std::mem::take(&mut reading.taken) {
        let rivals = |edit: &Edit| {
            let others = kept
                .iter()
                .flat_map(|other| other.edits.iter().map(move |edit| (other, edit)));
            let mut others =
                others.filter(|(_, other)| other.path() == edit.path() && *other != edit);
            others
                .next()
                .map(|(taken, _)| (taken.path.clone(), taken.line))
        };
        let rival = taken.edits.iter().find_map(rivals);
        let mut together: Vec<Edit> = Vec::new();
        for edit in kept.iter().chain([&taken]).flat_map(|one| &one.edits) {
            if !together.contains(edit) {
                together.push(edit.clone());
            }
        }
        let why = match rival {
            Some((path, line)) => format!("{path}:{line} says it otherwise"),
            None => match attempt(spec, &together) {
                Ok(_) => {
                    kept.push(taken);
                    continue;
                }
                Err(refusals) => refusals.first().map_or_else(
                    || "it does not fit with the other edits".to_owned(),
                    ToString::to_string,
                ),
            },
        };
        let Taken {
            path,
            line,
            now: text,
            ..
        } = taken;
        reading.unread.push(Unread {
            path,
            line,
            text,
            why,
        });
    }
    reading.taken = kept;
}

/// Returns the base of a page into which everything that was taken is put, so that a merge sees
/// only what is left of a person's edits.
pub fn settled(oracle: &Oracle<'_>, page: &Page, spec: &Spec, reading: &Reading) -> String {
    let Some(next) = after(spec, &reading.edits()) else {
        return page.base.clone();
    };
    let came = oracle.comes(&next, page.name);
    let mut base: Vec<String> = page.base.lines().map(str::to_owned).collect();
    let work: Vec<&str> = page.work.lines().collect();
    for taken in reading.taken.iter().filter(|taken| taken.path == page.path) {
        let wanted = pieces(&taken.now);
        let words = |text: &str| -> Vec<_> {
            let all = pieces(text).into_iter();
            all.filter(|piece| !piece.is_value()).collect()
        };
        let same = taken.now.starts_with('|')
            || words(&taken.was) == words(&taken.now)
            || came.iter().any(|one| one.pieces == wanted);
        let place = base
            .iter()
            .position(|line| *line == taken.was && !taken.was.is_empty());
        match (place, taken.now.is_empty()) {
            (Some(at), true) => {
                base.remove(at);
            }
            (Some(at), false) if same => base[at].clone_from(&taken.now),
            // The values are taken, the words stay the user's.
            (Some(at), false) => {
                let before = pieces(&taken.was);
                let nearest = came
                    .iter()
                    .max_by_key(|one| super::pieces::likeness(&one.pieces, &before));
                if let Some(nearest) = nearest {
                    base[at].clone_from(&nearest.text);
                }
            }
            (None, _) => insert(&mut base, &work, taken),
        }
    }
    for text in &reading.dismissed {
        let said = pieces(text);
        base.retain(|line| {
            let item = line.trim_start_matches("- ").trim_matches('"');
            !line.starts_with("- \"") || pieces(item) != said
        });
    }
    let mut text = base.join("\n");
    text.push('\n');
    text
}

/// Puts a new row of the work file below the line of the base that it stands below.
fn insert(base: &mut Vec<String>, work: &[&str], taken: &Taken) {
    let above = work[..taken.line.saturating_sub(1).min(work.len())]
        .iter()
        .rev();
    let place = above
        .filter(|line| !line.trim().is_empty())
        .find_map(|line| base.iter().position(|other| other == line));
    if let Some(at) = place {
        // What the row says beyond the model stays as an edit of the derived one.
        let row = if taken.beyond.is_empty() {
            &taken.now
        } else {
            &taken.derived
        };
        base.insert(at + 1, row.clone());
    }
}
