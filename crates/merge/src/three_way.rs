//! Base, user and new to one text, or to a text with conflicts as values.

use specgen_tree::LineRange;

use crate::sides::Sides;
use crate::text::{Shape, Text, Written};
use crate::{Format, NotText, json, reformat};

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
/// first, then the user's. Where one insertion begins or ends with the other the longer stands. What then
/// does not agree is looked at as blocks with names (declarations, tables, sections, keys), which
/// may have moved, and as statements whose lists both sides changed. All else that meets is a
/// conflict. Line ends, the newline at the end of the file and the byte order mark
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
    if sides.user.lines != sides.new.lines
        && format.indents_freely()
        && reformat::is_reformatted(&sides.base.lines, &sides.user.lines)
        && let Some(merge) = sides.in_users_form().filter(is_whole)
    {
        return Ok(merge);
    }
    let merge = sides.merge();
    if is_whole(&merge) {
        return Ok(merge);
    }
    let others = [sides.in_users_form(), sides.by_key(base, user, new)];
    Ok(others.into_iter().flatten().fold(merge, |best, one| {
        if one.conflicts().count() < best.conflicts().count() {
            one
        } else {
            best
        }
    }))
}

fn is_whole(merge: &Merge) -> bool {
    merge.conflicts().next().is_none()
}

impl Sides<'_> {
    /// Merges JSON by its keys.
    fn by_key(&self, base: &[u8], user: &[u8], new: &[u8]) -> Option<Merge> {
        let json = self.format == Format::Json;
        let text = json.then(|| json::merge(base, user, new)).flatten()?;
        let mut merged = Written::default();
        for line in text.lines() {
            merged.line(line, self.user.eol);
        }
        Some(Merge {
            parts: vec![Part::Text(merged.whole())],
            touching: Vec::new(),
            shape: Shape::of(&self.base, &self.user, &self.new),
        })
    }

    /// Merges code after base and render took the form that the user gave it.
    fn in_users_form(&self) -> Option<Merge> {
        if !self.format.indents_freely() {
            return None;
        }
        let (base, new) = reformat::as_user(&self.base.lines, &self.user.lines, &self.new.lines)?;
        let again = Sides {
            base: self
                .base
                .with_lines(base.iter().map(String::as_str).collect()),
            user: self.user.clone(),
            new: self
                .new
                .with_lines(new.iter().map(String::as_str).collect()),
            // Their lines are those of the base as it was rendered.
            lists: &[],
            format: self.format,
        };
        Some(again.merge())
    }
}
