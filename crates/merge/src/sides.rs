//! Three texts merged line by line, block by block where lines do not agree.

use std::ops::Range;

use specgen_tree::LineRange;

use crate::edits::{Cluster, Who, clusters, edits};
use crate::format::{Piece, join, join_marked, stay};
use crate::structure::{Lines, Region, blocks};
use crate::text::{Shape, Text, Written};
use crate::{Format, Hunk, Merge, Part, Side, inline, remarks};

/// The three sides of a merge.
pub(crate) struct Sides<'a> {
    pub base: Text<'a>,
    pub user: Text<'a>,
    pub new: Text<'a>,
    /// The list places of the base.
    pub lists: &'a [LineRange],
    pub format: Format,
}

impl<'a> Sides<'a> {
    /// Merges the whole of them.
    pub fn merge(&self) -> Merge {
        let whole = Region {
            base: 0..self.base.lines.len(),
            user: 0..self.user.lines.len(),
            new: 0..self.new.lines.len(),
        };
        self.region(&whole).finish()
    }

    /// Merges one region: by lines, and by blocks where that leaves fewer conflicts.
    fn region(&self, region: &Region) -> Output<'_> {
        let by_lines = self.lines(region);
        if by_lines.conflicts == 0 {
            return by_lines;
        }
        let (base, user, new) = self.slices(region);
        if let Some(lines) =
            inline::imports(base, user, new).filter(|_| self.format == Format::Rust)
        {
            let mut out = Output::new(self);
            out.written(&lines);
            return out;
        }
        match self.blocks(region) {
            Some(by_blocks) if by_blocks.conflicts < by_lines.conflicts => by_blocks,
            _ => by_lines,
        }
    }

    fn blocks(&self, region: &Region) -> Option<Output<'_>> {
        let lines = Lines {
            base: &self.base.lines,
            user: &self.user.lines,
            new: &self.new.lines,
        };
        let mut out = Output::new(self);
        for placed in blocks(self.format, &lines, region)? {
            if placed.region == *region {
                return None;
            }
            out.absorb(self.region(&placed.region));
            out.written(&vec![String::new(); placed.gap]);
        }
        Some(out)
    }

    fn slices(&self, region: &Region) -> (&[&'a str], &[&'a str], &[&'a str]) {
        (
            &self.base.lines[region.base.clone()],
            &self.user.lines[region.user.clone()],
            &self.new.lines[region.new.clone()],
        )
    }

    fn lines(&self, region: &Region) -> Output<'_> {
        let (base, user, new) = self.slices(region);
        let user_edits = edits(Who::User, base, user);
        let new_edits = edits(Who::New, base, new);
        let mut out = Output::new(self);
        let mut base_at = 0;
        let mut user_at = region.user.start;
        let mut touched_by = None;
        for cluster in clusters(&user_edits, &new_edits) {
            let same = cluster.base.start - base_at;
            out.lines(Who::User, user_at..user_at + same);
            user_at += same;
            if same == 0 && touched_by.is_some() && touched_by != cluster.only() {
                out.touches();
            }
            let user = cluster
                .side(Who::User)
                .map(|side| moved(&side, region.user.start));
            user_at = match &user {
                Some(side) => side.end,
                None => user_at + cluster.base.len(),
            };
            let new = cluster
                .side(Who::New)
                .map(|side| moved(&side, region.new.start));
            base_at = cluster.base.end;
            touched_by = cluster.only();
            self.resolve(&cluster, region, user, new, &mut out);
        }
        out.lines(Who::User, user_at..region.user.end);
        out
    }

    fn resolve(
        &self,
        cluster: &Cluster,
        region: &Region,
        user: Option<Range<usize>>,
        new: Option<Range<usize>>,
        out: &mut Output<'_>,
    ) {
        let (user, new) = match (user, new) {
            (Some(user), Some(new)) => (user, new),
            (Some(user), None) => return out.lines(Who::User, user),
            (None, Some(new)) => return out.lines(Who::New, new),
            (None, None) => return,
        };
        let base = moved(&cluster.base, region.base.start);
        let user_lines = &self.user.lines[user.clone()];
        let new_lines = &self.new.lines[new.clone()];
        let insertion = base.is_empty();
        let holds = |one: &[&str], other: &[&str]| one.starts_with(other) || one.ends_with(other);
        if user_lines == new_lines || (insertion && holds(user_lines, new_lines)) {
            out.lines(Who::User, user);
        } else if insertion && holds(new_lines, user_lines) {
            out.lines(Who::New, new);
        } else if let Some(pieces) = self.joined(&base, user_lines, new_lines) {
            for (who, lines) in pieces {
                let start = if who == Who::User {
                    user.start
                } else {
                    new.start
                };
                out.lines(who, moved(&lines, start));
            }
        } else if let Some(lines) = self.within(&base, user_lines, new_lines) {
            out.written(&lines);
        } else {
            out.conflict(base, user, new);
        }
    }

    /// Lines that both sides changed, each in another part of them.
    fn within(&self, base: &Range<usize>, user: &[&str], new: &[&str]) -> Option<Vec<String>> {
        let base = &self.base.lines[base.clone()];
        if base.is_empty() {
            return None;
        }
        inline::lines(self.format, base, user, new)
            .or_else(|| remarks::carried(self.format, base, user, new))
    }

    /// How two insertions at one point stand together, and what stays between items that go.
    fn joined(&self, base: &Range<usize>, user: &[&str], new: &[&str]) -> Option<Vec<Piece>> {
        if !base.is_empty() {
            let own = new
                .is_empty()
                .then(|| stay(self.format, &self.base.lines, base, user))??;
            return Some(own.into_iter().map(|lines| (Who::User, lines)).collect());
        }
        let at = base.start;
        let pieces = |first: Who| {
            let len = |who| {
                if who == Who::User {
                    user.len()
                } else {
                    new.len()
                }
            };
            let second = if first == Who::User {
                Who::New
            } else {
                Who::User
            };
            Some(vec![(first, 0..len(first)), (second, 0..len(second))])
        };
        // A remark stands before what it is about: the line that was there.
        if remarks::are_remarks(self.format, user) {
            return pieces(Who::New);
        }
        if remarks::are_remarks(self.format, new) {
            return pieces(Who::User);
        }
        let marked = self.lists.iter().any(|list| list.touches(at));
        let by_list = marked
            .then(|| join_marked(self.format, user, new))
            .flatten();
        by_list.or_else(|| join(self.format, &self.base.lines, at, user, new))
    }

    fn text_of(&self, who: Who) -> &Text<'_> {
        match who {
            Who::User => &self.user,
            Who::New => &self.new,
        }
    }
}

fn moved(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// A merged region.
struct Output<'a> {
    sides: &'a Sides<'a>,
    shape: Shape,
    parts: Vec<Part>,
    open: Written,
    line: usize,
    touching: Vec<usize>,
    conflicts: usize,
}

impl<'a> Output<'a> {
    fn new(sides: &'a Sides<'a>) -> Self {
        Self {
            sides,
            shape: Shape::of(&sides.base, &sides.user, &sides.new),
            parts: Vec::new(),
            open: Written::default(),
            line: 0,
            touching: Vec::new(),
            conflicts: 0,
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

    /// Lines that stand in none of the texts.
    fn written(&mut self, lines: &[String]) {
        self.line += lines.len();
        for line in lines {
            self.open.line(line, self.shape.eol);
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
        self.conflicts += 1;
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

    /// Appends another region.
    fn absorb(&mut self, mut other: Output<'_>) {
        other.close();
        self.touching
            .extend(other.touching.iter().map(|at| at + self.line));
        self.line += other.line;
        self.conflicts += other.conflicts;
        for part in other.parts {
            match part {
                Part::Text(text) => self.open.text(&text),
                Part::Conflict(_) => {
                    self.close();
                    self.parts.push(part);
                }
            }
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
