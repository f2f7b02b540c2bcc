//! A line that a person changed: the one edit of the model after which it would be derived.

use specgen_spec::Spec;
use specgen_spec::edit::Edit;
use specgen_spec::model::Name;

use super::amounts::told_like;
use super::oracle::{Came, Oracle};
use super::page::{Line, Shape, cells};
use super::pieces::{Piece, likeness, pieces};
use super::slots::{RANKS, candidates};
use super::values::slug;

/// How many values of one line may be changed at once.
const DEPTH: usize = 4;

/// Keys that hold a difference between two values.
const DIFFERENCES: [&str; 2] = ["hysteresis", "by"];

/// What a changed line means.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// These edits, after which the line is derived.
    Edits(Vec<Edit>),
    /// Several things that are equally likely.
    Several(Vec<Vec<Edit>>),
    /// Nothing that the model holds.
    Nothing,
}

/// How well a model fits a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// A line that is closer than the one before.
    Closer(usize),
    /// A row with the same cells where they were changed.
    Cells,
    /// The same line.
    Line,
}

/// Finds what a changed line means. `old` stands in the document that was derived last.
pub fn meaning(
    oracle: &Oracle<'_>,
    spec: &Spec,
    page: &'static str,
    old: &Line,
    new: &str,
) -> Meaning {
    let before = pieces(&old.text);
    let told = told_like(&before, &pieces(new));
    let wanted = told.pieces;
    if told.unlike.is_some() {
        return Meaning::Nothing;
    }
    let search = Search {
        oracle,
        page,
        heading: &old.heading,
        old: &old.text,
        before: &before,
        wanted: &wanted,
        cells: (old.shape == Shape::Row).then(|| Cells::of(&old.text, new)),
    };
    match search.from(spec, &before, &[], DEPTH) {
        // Two degrees more are no two degrees on a thermometer.
        Meaning::Edits(edits) if told.is_point && edits.iter().any(is_difference) => {
            Meaning::Nothing
        }
        found => found,
    }
}

fn is_difference(edit: &Edit) -> bool {
    DIFFERENCES.contains(&edit.path().last())
}

struct Search<'a> {
    oracle: &'a Oracle<'a>,
    page: &'static str,
    heading: &'a str,
    old: &'a str,
    before: &'a [Piece],
    wanted: &'a [Piece],
    cells: Option<Cells>,
}

/// The cells of a row, and which of them a person changed.
struct Cells {
    /// What the row is called now, when it is called otherwise.
    named: Option<Name>,
    wanted: Vec<Vec<Piece>>,
    changed: Vec<usize>,
}

impl Cells {
    fn of(old: &str, new: &str) -> Self {
        let taken_apart =
            |row: &str| -> Vec<Vec<Piece>> { cells(row).iter().map(|cell| pieces(cell)).collect() };
        let (before, mut wanted) = (taken_apart(old), taken_apart(new));
        for (cell, was) in wanted.iter_mut().zip(&before) {
            *cell = told_like(was, cell).pieces;
        }
        let changed: Vec<usize> = (0..wanted.len())
            .filter(|at| before.get(*at) != wanted.get(*at))
            .collect();
        let first = cells(new)
            .into_iter()
            .next()
            .filter(|_| changed.contains(&0));
        Self {
            named: first.and_then(|cell| slug(&cell).parse().ok()),
            wanted,
            changed,
        }
    }

    /// Returns whether a row says in the changed cells what is wanted; others may follow from them.
    fn fit(&self, row: &str) -> bool {
        let found = cells(row);
        let says =
            |at: usize| found.get(at).map(|cell| pieces(cell)) == self.wanted.get(at).cloned();
        found.len() == self.wanted.len() && says(0) && self.changed.iter().all(|at| says(*at))
    }
}

/// A model that fits.
struct Hit {
    edits: Vec<Edit>,
    spec: Spec,
    line: Vec<Piece>,
}

impl Search<'_> {
    fn from(&self, spec: &Spec, line: &[Piece], sofar: &[Edit], depth: usize) -> Meaning {
        let mut best: Option<Fit> = None;
        let mut hits: Vec<Hit> = Vec::new();
        let all = candidates(spec, line, self.wanted, self.named());
        for rank in RANKS {
            for one in all.iter().filter(|one| one.rank == rank) {
                let tried = self
                    .oracle
                    .tried(spec, sofar, &one.edits, self.page, self.old);
                let Some(next) = tried else {
                    continue;
                };
                let Some((fit, found)) = self.fit(&next.comes, line) else {
                    continue;
                };
                if best.is_some_and(|best| fit < best) {
                    continue;
                }
                if best.is_none_or(|best| fit > best) {
                    hits.clear();
                }
                best = Some(fit);
                if !hits.iter().any(|hit| hit.spec == next.spec) {
                    let edits = sofar.iter().chain(&one.edits).cloned().collect();
                    let line = found;
                    hits.push(Hit {
                        edits,
                        spec: next.spec.clone(),
                        line,
                    });
                }
            }
            if best.is_some_and(|best| best >= Fit::Cells) {
                break;
            }
        }
        match (best, hits.len()) {
            (None, _) | (_, 0) => Meaning::Nothing,
            (Some(Fit::Closer(_)), _) if depth > 1 => {
                let hit = hits.swap_remove(0);
                self.from(&hit.spec, &hit.line, &hit.edits, depth - 1)
            }
            (Some(Fit::Closer(_)), _) => Meaning::Nothing,
            (_, 1) => Meaning::Edits(hits.swap_remove(0).edits),
            _ => Meaning::Several(hits.into_iter().map(|hit| hit.edits).collect()),
        }
    }

    fn named(&self) -> Option<&Name> {
        self.cells.as_ref()?.named.as_ref()
    }

    /// Says how well the lines that a model would bring fit the wanted one.
    fn fit(&self, came: &[Came], line: &[Piece]) -> Option<(Fit, Vec<Piece>)> {
        if let Some(one) = came.iter().find(|one| one.pieces == self.wanted) {
            return Some((Fit::Line, one.pieces.clone()));
        }
        let below = came.iter().filter(|one| one.heading == self.heading);
        if let Some(cells) = &self.cells
            && let Some(row) = below.clone().find(|one| cells.fit(&one.text))
        {
            return Some((Fit::Cells, row.pieces.clone()));
        }
        let likest = |one: &Came| likeness(&one.pieces, self.before);
        let nearest = below.max_by_key(|one| likest(one))?;
        let now = likeness(&nearest.pieces, self.wanted);
        let closer = now > likeness(line, self.wanted);
        closer.then(|| (Fit::Closer(now), nearest.pieces.clone()))
    }
}
