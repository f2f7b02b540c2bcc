//! Changes to a text, collected by place and applied at once.

use specgen_diag::Span;

use super::comments::{comments, words};

/// Replacements of byte ranges that do not overlap. A comment in a range that is replaced stays: it
/// gets a line of its own before that place.
pub(super) struct Splices<'a> {
    pub text: &'a str,
    all: Vec<Splice>,
}

struct Splice {
    span: Span,
    with: String,
    /// What stood there and goes, when it has a name: its comments are about it.
    about: String,
}

impl<'a> Splices<'a> {
    pub const fn new(text: &'a str) -> Self {
        Self {
            text,
            all: Vec::new(),
        }
    }

    /// Replaces a range.
    pub fn replace(&mut self, span: Span, with: String) {
        self.add(span, with, "");
    }

    /// Removes a range in which something of this name stands.
    pub fn remove(&mut self, span: Span, about: &str) {
        self.add(span, String::new(), about);
    }

    /// Inserts at a place, behind what was inserted there before.
    pub fn insert(&mut self, at: usize, what: String) {
        self.add(Span::new(at, at), what, "");
    }

    fn add(&mut self, span: Span, with: String, about: &str) {
        self.all.push(Splice {
            span,
            with,
            about: about.to_owned(),
        });
    }

    /// Inserts whole lines before the line where something starts, or behind the one where it
    /// ends.
    pub fn insert_lines(&mut self, around: Span, behind: bool, lines: &str) {
        if behind {
            let end = self.line_end(around.end);
            self.insert(end, format!("\n{lines}"));
        } else {
            let start = self.line_start(around.start);
            self.insert(start, format!("{lines}\n"));
        }
    }

    /// Removes the lines from where something of this name starts to where it ends.
    pub fn remove_lines(&mut self, span: Span, about: &str) {
        let start = self.line_start(span.start);
        let end = self.line_end(span.end);
        let after = &self.text[end..];
        let end_of_line = if after.starts_with("\r\n") {
            2
        } else {
            usize::from(after.starts_with('\n'))
        };
        self.remove(Span::new(start, end + end_of_line), about);
    }

    /// Returns the column of a byte, in characters from 0.
    pub fn column(&self, at: usize) -> usize {
        self.text[self.line_start(at)..at].chars().count()
    }

    /// Returns whether a comment may stand in a range.
    pub fn comment_in(&self, span: Span) -> bool {
        span.of(self.text).contains('#')
    }

    /// Returns whether sections are set apart by blank lines.
    pub fn has_blank_lines(&self) -> bool {
        self.text.contains("\n\n") || self.text.contains("\r\n\r\n")
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |n| at + n);
        let carriage = self.text[at..end].ends_with('\r');
        end - usize::from(carriage)
    }

    /// Puts the comments of all replaced ranges on lines of their own.
    fn keep_comments(&mut self) {
        if !self.all.iter().any(|one| self.comment_in(one.span)) {
            return;
        }
        let comments = comments(self.text);
        let mut lines = Vec::new();
        for one in &self.all {
            let start = self.line_start(one.span.start);
            let indent: String = self.text[start..]
                .chars()
                .take_while(|letter| *letter == ' ')
                .collect();
            let about = match one.about.as_str() {
                "" => String::new(),
                name => format!("{name}: "),
            };
            let lost = comments
                .iter()
                .filter(|at| one.span.start <= at.start && at.end <= one.span.end);
            lines.extend(lost.map(|at| {
                let words = words(self.text, *at);
                (start, format!("{indent}# {about}{words}\n"))
            }));
        }
        for (at, line) in lines {
            self.insert(at, line);
        }
    }

    /// Returns the changed text; line ends are those of the text.
    pub fn apply(mut self) -> String {
        self.keep_comments();
        let foreign = self.text.contains("\r\n");
        self.all.sort_by_key(|one| (one.span.start, one.span.end));
        let mut changed = String::with_capacity(self.text.len() + 256);
        let mut done = 0;
        for Splice { span, with, .. } in &self.all {
            changed.push_str(self.text.get(done..span.start).unwrap_or(""));
            if foreign {
                changed.push_str(&with.replace('\n', "\r\n"));
            } else {
                changed.push_str(with);
            }
            done = done.max(span.end);
        }
        changed.push_str(self.text.get(done..).unwrap_or(""));
        changed
    }
}
