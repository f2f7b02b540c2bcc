//! A merged text with its conflicts between markers, in the form that editors know.

use crate::text::{Shape, Text, Written};
use crate::{Hunk, Merge, Part, Side};

/// The words behind the markers: whose lines follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    /// Behind `<<<<<<<`.
    pub user: String,
    /// Behind `|||||||`.
    pub base: String,
    /// Behind `>>>>>>>`.
    pub new: String,
}

impl Default for Labels {
    fn default() -> Self {
        Self {
            user: "yours".to_owned(),
            base: "base (generated before)".to_owned(),
            new: "generated now".to_owned(),
        }
    }
}

/// The usual length of a marker, in characters.
const USUAL: usize = 7;

impl Merge {
    /// Returns the text with each conflict between markers, base included. The markers are longer
    /// than any line of marker characters that the text holds itself.
    pub fn with_markers(&self, labels: &Labels) -> String {
        let length = self.marker_length();
        let mut out = Written::default();
        let marker = |out: &mut Written, sign: char, label: &str| {
            let mut line: String = std::iter::repeat_n(sign, length).collect();
            if !label.is_empty() {
                line.push(' ');
                line.extend(label.chars().filter(|c| !c.is_control()));
            }
            out.line(&line, self.shape.eol);
        };
        for part in &self.parts {
            match part {
                Part::Text(text) => out.text(text),
                Part::Conflict(Hunk { base, user, new }) => {
                    marker(&mut out, '<', &labels.user);
                    out.text(&user.text);
                    marker(&mut out, '|', &labels.base);
                    out.text(&base.text);
                    marker(&mut out, '=', "");
                    out.text(&new.text);
                    marker(&mut out, '>', &labels.new);
                }
            }
        }
        out.finish(self.shape)
    }

    /// Reads a text with conflicts between markers back, as far as none of them was taken apart.
    /// `None` when there is no whole conflict in it.
    pub fn from_markers(bytes: &[u8]) -> Option<Self> {
        let text = Text::new(bytes).ok()?;
        let mut parts = Vec::new();
        let (mut open, mut at) = (Written::default(), 0);
        let mut found = false;
        while at < text.lines.len() {
            if let Some((hunk, end)) = hunk_at(&text, at) {
                let before = std::mem::take(&mut open).whole();
                parts.push(Part::Text(before));
                parts.push(Part::Conflict(hunk));
                (found, at) = (true, end);
            } else {
                open.line(text.lines[at], text.end_of(at, text.eol));
                at += 1;
            }
        }
        parts.push(Part::Text(open.whole()));
        parts.retain(|part| *part != Part::Text(String::new()));
        found.then(|| Self {
            parts,
            touching: Vec::new(),
            shape: Shape::of(&text, &text, &text),
        })
    }

    fn marker_length(&self) -> usize {
        let texts = self.parts.iter().flat_map(|part| match part {
            Part::Text(text) => vec![text.as_str()],
            Part::Conflict(hunk) => [&hunk.base, &hunk.user, &hunk.new]
                .map(|side| side.text.as_str())
                .to_vec(),
        });
        let longest = texts.flat_map(str::lines).map(run).max().unwrap_or(0);
        if longest < USUAL { USUAL } else { longest + 1 }
    }
}

/// Reads the conflict that begins at a line, and the line behind it.
fn hunk_at(text: &Text<'_>, start: usize) -> Option<(Hunk, usize)> {
    let length = run(text.lines[start]);
    if length < USUAL || !text.lines[start].starts_with('<') {
        return None;
    }
    // The next three markers must be those of this conflict: behind one that is gone would stand those
    // of another, and what lies between the two belongs to neither.
    let mut markers = (start + 1..text.lines.len()).filter(|&at| run(text.lines[at]) == length);
    let mut next = |sign: char| {
        markers
            .next()
            .filter(|&at| text.lines[at].starts_with(sign))
    };
    let base = next('|')?;
    let new = next('=')?;
    let end = next('>')?;
    let side = |range: std::ops::Range<usize>| {
        let first_line = range.start;
        let mut lines = Written::default();
        for index in range {
            lines.line(text.lines[index], text.end_of(index, text.eol));
        }
        Side {
            first_line,
            text: lines.whole(),
        }
    };
    let hunk = Hunk {
        user: side(start + 1..base),
        base: side(base + 1..new),
        new: side(new + 1..end),
    };
    Some((hunk, end + 1))
}

/// Returns the first line, counted from 0, with a marker of [`Merge::with_markers`] that belongs to no
/// whole conflict any more: somebody removed another marker of the same conflict.
pub fn damaged_marker(bytes: &[u8]) -> Option<usize> {
    let text = Text::new(bytes).ok()?;
    let labels = Labels::default();
    let is_marker = |line: &str| {
        let label = match line.chars().next() {
            Some('<') => &labels.user,
            Some('|') => &labels.base,
            Some('>') => &labels.new,
            _ => return false,
        };
        let length = run(line);
        length >= USUAL && line[length..].strip_prefix(' ') == Some(label)
    };
    let mut at = 0;
    while at < text.lines.len() {
        match hunk_at(&text, at) {
            Some((_, end)) => at = end,
            None if is_marker(text.lines[at]) => return Some(at),
            None => at += 1,
        }
    }
    None
}

/// Returns how many equal marker characters a line begins with.
fn run(line: &str) -> usize {
    let Some(first) = line.chars().next().filter(|c| "<|=>".contains(*c)) else {
        return 0;
    };
    line.chars().take_while(|c| *c == first).count()
}

/// Returns whether a text still holds a conflict that [`Merge::with_markers`] wrote: a first and a
/// last marker of one length. A lone line of `=======` is legal Markdown and does not count.
pub fn has_markers(text: &str) -> bool {
    let runs_of = |sign: char| {
        text.lines()
            .filter(move |line| line.starts_with(sign))
            .map(run)
            .filter(|length| *length >= USUAL)
    };
    runs_of('<').any(|opening| runs_of('>').any(|closing| closing == opening))
}

#[cfg(test)]
mod tests {
    use crate::{Answer, Format, Labels, Merge, damaged_marker, three_way};

    #[test]
    fn finds_the_rest_of_a_conflict_that_was_taken_apart() {
        let (base, user, new) = ("a\nb\nc\nd\n", "A\nours\nb\nc\nD\n", "1\nb\nc\n4\n");
        let sides = [base, user, new].map(str::as_bytes);
        let merge = three_way(sides[0], sides[1], sides[2], &[], Format::Other).expect("text");
        let marked = merge.with_markers(&Labels::default());
        assert_eq!(damaged_marker(marked.as_bytes()), None);
        let lines: Vec<&str> = marked.lines().collect();
        let is_marker =
            |line: &str| ["<<<", "|||", "===", ">>>"].contains(&&line[..line.len().min(3)]);
        let markers = (0..lines.len()).filter(|&at| is_marker(lines[at]));
        let markers: Vec<usize> = markers.collect();
        assert_eq!(markers.len(), 8, "{marked}");
        for gone in markers {
            let mut rest = lines.clone();
            rest.remove(gone);
            let rest = rest.join("\n");
            assert!(damaged_marker(rest.as_bytes()).is_some(), "{rest}");
        }
        assert_eq!(damaged_marker(b"Title\n=======\n<<<<<<< theirs\n"), None);
    }

    #[test]
    fn reads_back_what_it_wrote() {
        let (base, user) = ("a\nb\nc\nd\n", "a\r\nmine\r\nc\r\n<<<<<<< text\r\nD");
        let new = "a\nB\nc\nX\n";
        let merge = three_way(
            base.as_bytes(),
            user.as_bytes(),
            new.as_bytes(),
            &[],
            Format::Other,
        )
        .expect("text");
        let marked = merge.with_markers(&Labels::default());
        let read = Merge::from_markers(marked.as_bytes()).expect("there are conflicts");
        assert_eq!(read.conflicts().count(), 2);
        for answer in [Answer::Mine, Answer::Generated, Answer::Both] {
            let answers = vec![Some(answer); 2];
            let expected = merge.with_answers(&answers).text().expect("answered");
            let found = read.with_answers(&answers).text().expect("answered");
            assert_eq!(found.trim_end(), expected.trim_end());
        }
        assert_eq!(Merge::from_markers(b"<<<<<<< a\nb\n=======\nc\n"), None);
    }
}
