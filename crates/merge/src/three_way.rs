//! Base, user and new to one text, or to a text with conflicts as values.

use std::ops::Range;

use specgen_tree::LineRange;

use crate::edits::{Cluster, Who, clusters, edits};
use crate::items::distinct;
use crate::text::{Shape, Text, Written};
use crate::{Format, NotText};

/// A merged text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The text from start to end; a text without conflict has one part or none.
    pub parts: Vec<Part>,
    /// The lines of the merged text, counted from 0, at which a change of the user touches one of
    /// specgen's: merged, but worth a look.
    pub touching: Vec<usize>,
    pub(crate) shape: Shape,
}

/// A piece of a merged text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Merged lines with their ends.
    Text(String),
    /// Lines on which the sides do not agree.
    Conflict(Hunk),
}

/// The three sides of a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// As rendered last.
    pub base: Side,
    /// As the user has it.
    pub user: Side,
    /// As rendered now.
    pub new: Side,
}

/// Some whole lines of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The number of the first line, counted from 0.
    pub first_line: usize,
    /// The lines, each with its end.
    pub text: String,
}

impl Merge {
    /// Returns the conflicts from start to end.
    pub fn conflicts(&self) -> impl Iterator<Item = &Hunk> {
        self.parts.iter().filter_map(|part| match part {
            Part::Conflict(hunk) => Some(hunk),
            Part::Text(_) => None,
        })
    }

    /// Returns the merged text, or `None` when there is a conflict.
    pub fn text(&self) -> Option<String> {
        let mut merged = Written::default();
        for part in &self.parts {
            match part {
                Part::Text(text) => merged.text(text),
                Part::Conflict(_) => return None,
            }
        }
        Some(merged.finish(self.shape))
    }
}

/// Merges the changes from `base` to `new` into `user`.
///
/// Changes that only touch are both taken, in the order of the base. Insertions at one point are
/// both taken where `lists` (lines of `base`) or the format say that the lines are a set: specgen's
/// first, then the user's. Where one insertion begins with the other the longer stands. All else
/// that meets is a conflict. Line ends, the newline at the end of the file and the byte order mark
/// follow the user where the user changed them, and are never a conflict.
///
/// # Errors
/// Refuses a side that is not UTF-8 text.
pub fn three_way(
    base: &[u8],
    user: &[u8],
    new: &[u8],
    lists: &[LineRange],
    format: Format,
) -> Result<Merge, NotText> {
    let sides = Sides {
        base: Text::new(base)?,
        user: Text::new(user)?,
        new: Text::new(new)?,
        lists,
        format,
    };
    Ok(sides.merge())
}

struct Sides<'a> {
    base: Text<'a>,
    user: Text<'a>,
    new: Text<'a>,
    lists: &'a [LineRange],
    format: Format,
}

impl Sides<'_> {
    fn merge(&self) -> Merge {
        let user_edits = edits(Who::User, &self.base.lines, &self.user.lines);
        let new_edits = edits(Who::New, &self.base.lines, &self.new.lines);
        let shape = Shape::of(&self.base, &self.user, &self.new);
        let mut out = Output::new(self, shape);
        let mut base_at = 0;
        let mut user_at = 0;
        let mut touched_by = None;
        for cluster in clusters(&user_edits, &new_edits) {
            let same = cluster.base.start - base_at;
            out.lines(Who::User, user_at..user_at + same);
            user_at += same;
            if same == 0 && touched_by.is_some() && touched_by != cluster.only() {
                out.touches();
            }
            user_at = match cluster.side(Who::User) {
                Some(side) => side.end,
                None => user_at + cluster.base.len(),
            };
            self.resolve(&cluster, &mut out);
            base_at = cluster.base.end;
            touched_by = cluster.only();
        }
        out.lines(Who::User, user_at..self.user.lines.len());
        out.finish()
    }

    fn resolve(&self, cluster: &Cluster, out: &mut Output<'_>) {
        let (user, new) = match (cluster.side(Who::User), cluster.side(Who::New)) {
            (Some(user), Some(new)) => (user, new),
            (Some(user), None) => return out.lines(Who::User, user),
            (None, Some(new)) => return out.lines(Who::New, new),
            (None, None) => return,
        };
        let user_lines = &self.user.lines[user.clone()];
        let new_lines = &self.new.lines[new.clone()];
        let insertion = cluster.base.is_empty();
        if user_lines == new_lines || (insertion && user_lines.starts_with(new_lines)) {
            out.lines(Who::User, user);
        } else if insertion && new_lines.starts_with(user_lines) {
            out.lines(Who::New, new);
        } else if insertion && self.is_set(cluster.base.start, user_lines, new_lines) {
            out.lines(Who::New, new);
            out.lines(Who::User, user);
        } else {
            out.conflict(cluster.base.clone(), user, new);
        }
    }

    fn is_set(&self, at: usize, user: &[&str], new: &[&str]) -> bool {
        let marked = self.lists.iter().any(|list| list.touches(at));
        (marked && distinct(user, new)) || self.format.may_join(&self.base.lines, at, user, new)
    }

    fn text_of(&self, who: Who) -> &Text<'_> {
        match who {
            Who::User => &self.user,
            Who::New => &self.new,
        }
    }
}

struct Output<'a> {
    sides: &'a Sides<'a>,
    shape: Shape,
    parts: Vec<Part>,
    open: Written,
    line: usize,
    touching: Vec<usize>,
}

impl<'a> Output<'a> {
    fn new(sides: &'a Sides<'a>, shape: Shape) -> Self {
        Self {
            sides,
            shape,
            parts: Vec::new(),
            open: Written::default(),
            line: 0,
            touching: Vec::new(),
        }
    }

    fn lines(&mut self, who: Who, range: Range<usize>) {
        let text = self.sides.text_of(who);
        self.line += range.len();
        for index in range {
            self.open
                .line(text.lines[index], text.end_of(index, self.shape.eol));
        }
    }

    fn touches(&mut self) {
        self.touching.push(self.line);
    }

    fn conflict(&mut self, base: Range<usize>, user: Range<usize>, new: Range<usize>) {
        self.close();
        let hunk = Hunk {
            base: self.side(&self.sides.base, base),
            user: self.side(&self.sides.user, user),
            new: self.side(&self.sides.new, new),
        };
        self.parts.push(Part::Conflict(hunk));
    }

    fn side(&self, text: &Text<'_>, range: Range<usize>) -> Side {
        let first_line = range.start;
        let mut lines = Written::default();
        for index in range {
            lines.line(text.lines[index], text.end_of(index, self.shape.eol));
        }
        Side {
            first_line,
            text: lines.whole(),
        }
    }

    fn close(&mut self) {
        let text = std::mem::take(&mut self.open).whole();
        if !text.is_empty() {
            self.parts.push(Part::Text(text));
        }
    }

    fn finish(mut self) -> Merge {
        self.close();
        Merge {
            parts: self.parts,
            touching: self.touching,
            shape: self.shape,
        }
    }
}
