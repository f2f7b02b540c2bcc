//! Edited documents as edits of the model, and what could not be read.

use specgen_intent::NotUnderstood;
use specgen_spec::Spec;
use specgen_spec::edit::Edit;

use super::amounts::told_like;
use super::changed::{Meaning, meaning};
use super::oracle::{Oracle, attempt};
use super::page::{Delta, Line, Shape, cells, deltas, lines, table_head};
use super::pieces::{pieces, values};
use super::reading::{Page, Reading, Taken, Unread};
use super::removed::{Removal, removal};
use super::tables::{added, is_kept};
use crate::check::words;

/// What is said of a line to which no value leads.
const NOTHING: &str = "nothing in spec.yaml leads to this line, so none of it is taken: say it with `specgen change`, or leave it as a remark of yours";

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
        let before = pieces(&old.text);
        let told = told_like(&before, &pieces(&line.text));
        let after = told.pieces;
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
            Meaning::Nothing if is_told(old) && values(&before) == values(&after) => {}
            Meaning::Nothing => self.unread(new, &told.unlike.map_or_else(|| NOTHING.to_owned(), |unit| {
                format!("what is written does not convert to `{unit}`: write the number in `{unit}`")
            })),
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

/// Returns whether other words for the same values in a line are a matter of taste; a criterion and
/// a row state something with each of their words.
const fn is_told(line: &Line) -> bool {
    !matches!(line.shape, Shape::Criterion | Shape::Row)
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
