//! A merged text with its conflicts between markers, in the form that editors know.

use crate::text::Written;
use crate::{Hunk, Merge, Part};

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
