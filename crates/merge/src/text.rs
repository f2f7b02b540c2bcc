//! A text as lines, apart from what editors and git change without anybody meaning it: line ends,
//! the newline at the end of the file, the byte order mark.

use specgen_tree::Eol;

/// Bytes that cannot be merged line by line: not UTF-8, or with a NUL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotText;

const MARK: char = '\u{feff}';

/// A text cut into lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text<'a> {
    /// The lines without their ends.
    pub lines: Vec<&'a str>,
    /// How each line ends; the last one as most do when it has no end.
    ends: Vec<Eol>,
    /// How most lines end.
    pub eol: Eol,
    /// Whether the last line has an end. A text without lines counts as ended.
    pub ended: bool,
    /// Whether a byte order mark stands at the start.
    pub marked: bool,
}

impl<'a> Text<'a> {
    /// Cuts bytes into lines.
    ///
    /// # Errors
    /// Refuses bytes that are not UTF-8 or hold a NUL.
    pub fn new(bytes: &'a [u8]) -> Result<Self, NotText> {
        let all = std::str::from_utf8(bytes).map_err(|_| NotText)?;
        if all.contains('\0') {
            return Err(NotText);
        }
        let (marked, all) = match all.strip_prefix(MARK) {
            Some(rest) => (true, rest),
            None => (false, all),
        };
        let mut text = Self {
            lines: Vec::new(),
            ends: Vec::new(),
            eol: Eol::Lf,
            ended: true,
            marked,
        };
        for raw in all.split_inclusive('\n') {
            let line = raw.strip_suffix('\n');
            text.ended = line.is_some();
            let line = line.unwrap_or(raw);
            let without = line.strip_suffix('\r').filter(|_| text.ended);
            text.lines.push(without.unwrap_or(line));
            text.ends.push(if without.is_some() {
                Eol::Crlf
            } else {
                Eol::Lf
            });
        }
        let windows = text.ends.iter().filter(|end| **end == Eol::Crlf).count();
        let with_end = text.ends.len() - usize::from(!text.ended);
        if windows * 2 > with_end {
            text.eol = Eol::Crlf;
        }
        if !text.ended
            && let Some(last) = text.ends.last_mut()
        {
            *last = text.eol;
        }
        Ok(text)
    }

    /// Returns the text with other lines, all of which end as most do.
    pub fn with_lines<'b>(&self, lines: Vec<&'b str>) -> Text<'b> {
        Text {
            ends: vec![self.eol; lines.len()],
            lines,
            eol: self.eol,
            ended: self.ended,
            marked: self.marked,
        }
    }

    /// Returns how line `index` ends when the usual end becomes `usual`: a line that differs from
    /// the rest of its text keeps its own.
    pub fn end_of(&self, index: usize, usual: Eol) -> Eol {
        match self.ends.get(index) {
            Some(own) if *own != self.eol => *own,
            _ => usual,
        }
    }
}

/// Returns how most lines of a text end; `Lf` when it is no text.
pub(crate) fn eol_of(bytes: &[u8]) -> Eol {
    Text::new(bytes).map_or(Eol::Lf, |text| text.eol)
}

/// The form of the merged text: each property is the user's where the user changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    pub eol: Eol,
    pub ended: bool,
    pub marked: bool,
}

impl Shape {
    pub fn of(base: &Text<'_>, user: &Text<'_>, new: &Text<'_>) -> Self {
        Self {
            eol: pick(base.eol, user.eol, new.eol),
            ended: pick(base.ended, user.ended, new.ended),
            marked: pick(base.marked, user.marked, new.marked),
        }
    }
}

fn pick<T: Copy + PartialEq>(base: T, user: T, new: T) -> T {
    if user == base { new } else { user }
}

/// Lines with their ends, written one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    text: String,
    /// The length without the end of the last line.
    bare_bytes: usize,
}

impl Written {
    pub fn line(&mut self, line: &str, end: Eol) {
        self.text.push_str(line);
        self.bare_bytes = self.text.len();
        self.text.push_str(match end {
            Eol::Lf => "\n",
            Eol::Crlf => "\r\n",
        });
    }

    /// Appends whole lines.
    pub fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        let bare = text.strip_suffix('\n').unwrap_or(text);
        let bare = bare.strip_suffix('\r').unwrap_or(bare);
        self.bare_bytes = self.text.len() - (text.len() - bare.len());
    }

    /// Returns the lines as they are, all ended.
    pub fn whole(self) -> String {
        self.text
    }

    /// Gives the text its start and end.
    pub fn finish(mut self, shape: Shape) -> String {
        if !shape.ended {
            self.text.truncate(self.bare_bytes);
        }
        if shape.marked {
            self.text.insert(0, MARK);
        }
        self.text
    }
}

#[cfg(test)]
mod tests {
    use specgen_tree::Eol;

    use super::{NotText, Text};

    #[test]
    fn tells_lines_from_their_ends() {
        let text = Text::new("\u{feff}a\r\nb\nc\r\nd".as_bytes()).expect("text");
        assert_eq!(text.lines, ["a", "b", "c", "d"]);
        assert_eq!(
            (text.eol, text.ended, text.marked),
            (Eol::Crlf, false, true)
        );
        assert_eq!(text.end_of(0, Eol::Lf), Eol::Lf);
        assert_eq!(text.end_of(1, Eol::Crlf), Eol::Lf);
        let empty = Text::new(b"").expect("text");
        assert!(empty.lines.is_empty() && empty.ended);
    }

    #[test]
    fn refuses_what_is_no_text() {
        assert_eq!(Text::new(b"a\0b"), Err(NotText));
        assert_eq!(Text::new(&[0xff, 0xfe]), Err(NotText));
    }
}
