//! Answers to conflicts, and the form in which they are remembered.
//!
//! A question is what the base held and what is rendered now. The same question gets the same
//! answer, so that a change that is made again does not ask again. An answer that drops lines of
//! the user's holds only for the very lines that it was given for.

use specgen_tree::Digest;

use crate::text::Written;
use crate::{Hunk, Merge, Part};

/// What stands at a place on which the sides do not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The user's lines.
    Mine,
    /// The lines rendered now.
    Generated,
    /// The lines rendered now, then the user's.
    Both,
    /// Other lines.
    Text(String),
}

impl Hunk {
    /// Returns the question that this place asks: the name under which an answer is remembered.
    pub fn question(&self) -> Digest {
        let plain = |text: &str| text.replace("\r\n", "\n");
        let text = format!("{}\0{}", plain(&self.base.text), plain(&self.new.text));
        Digest::of(text.as_bytes())
    }

    /// Returns the lines that an answer gives.
    pub fn answered(&self, answer: &Answer) -> String {
        match answer {
            Answer::Mine => self.user.text.clone(),
            Answer::Generated => self.new.text.clone(),
            Answer::Both => format!("{}{}", self.new.text, self.user.text),
            Answer::Text(text) => text.clone(),
        }
    }

    /// Writes an answer down.
    pub fn remember(&self, answer: &Answer) -> String {
        let mine = Digest::of(self.user.text.as_bytes());
        match answer {
            Answer::Mine => "mine\n".to_owned(),
            Answer::Both => "both\n".to_owned(),
            Answer::Generated => format!("generated {mine}\n"),
            Answer::Text(text) => format!("text {mine}\n{text}"),
        }
    }

    /// Reads an answer that was written down; `None` when it was given for other lines.
    pub fn recall(&self, written: &str) -> Option<Answer> {
        let (first, rest) = written.split_once('\n')?;
        let (word, given_for) = first.split_once(' ').unwrap_or((first, ""));
        let same = || given_for == Digest::of(self.user.text.as_bytes()).to_string();
        match word {
            "mine" => Some(Answer::Mine),
            "both" => Some(Answer::Both),
            "generated" if same() => Some(Answer::Generated),
            "text" if same() => Some(Answer::Text(rest.to_owned())),
            _ => None,
        }
    }
}

impl Merge {
    /// Puts answers in the place of conflicts, in their order; those without one stay.
    #[must_use]
    pub fn with_answers(&self, answers: &[Option<Answer>]) -> Self {
        let mut answers = answers.iter();
        let mut merge = self.clone();
        for part in &mut merge.parts {
            if let Part::Conflict(hunk) = part
                && let Some(Some(answer)) = answers.next()
            {
                *part = Part::Text(ended(hunk.answered(answer)));
            }
        }
        merge
    }

    /// Returns the user's text as if the answers stood in it already, for the check that nothing
    /// else is lost.
    pub(crate) fn user_answered(&self, user: &[&str], answers: &[Option<Answer>]) -> String {
        let mut hunks: Vec<(&Hunk, &Answer)> = self
            .conflicts()
            .zip(answers)
            .filter_map(|(hunk, answer)| Some((hunk, answer.as_ref()?)))
            .collect();
        hunks.sort_by_key(|(hunk, _)| hunk.user.first_line);
        let mut out = Written::default();
        let mut at = 0;
        let copy = |out: &mut Written, to: usize, at: &mut usize| {
            for line in user.get(*at..to).unwrap_or_default() {
                out.line(line, specgen_tree::Eol::Lf);
            }
            *at = to;
        };
        for (hunk, answer) in hunks {
            copy(&mut out, hunk.user.first_line, &mut at);
            out.text(&ended(hunk.answered(answer)));
            at += hunk.user.text.lines().count();
        }
        copy(&mut out, user.len(), &mut at);
        out.whole()
    }
}

/// Whole lines only: a text that a person typed may lack its last end.
fn ended(mut text: String) -> String {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Answer;
    use crate::{Format, Hunk, Merge, three_way};

    fn merge(user: &str) -> Merge {
        three_way(
            b"a\nb\nc\n",
            user.as_bytes(),
            b"a\nB\nc\n",
            &[],
            Format::Other,
        )
        .expect("text")
    }

    fn hunk(merge: &Merge) -> Hunk {
        merge.conflicts().next().expect("a conflict").clone()
    }

    #[test]
    fn each_answer_gives_its_lines() {
        let merge = merge("a\nmine\nc\n");
        for (answer, text) in [
            (Answer::Mine, "a\nmine\nc\n"),
            (Answer::Generated, "a\nB\nc\n"),
            (Answer::Both, "a\nB\nmine\nc\n"),
            (Answer::Text("other".to_owned()), "a\nother\nc\n"),
        ] {
            let found = merge.with_answers(&[Some(answer)]).text();
            assert_eq!(found.as_deref(), Some(text));
        }
        assert_eq!(merge.with_answers(&[None]).text(), None);
    }

    #[test]
    fn an_answer_that_drops_lines_holds_for_those_lines_only() {
        let (one, other) = (hunk(&merge("a\nmine\nc\n")), hunk(&merge("a\nelse\nc\n")));
        assert_eq!(one.question(), other.question());
        for (answer, holds_for_others) in [
            (Answer::Mine, true),
            (Answer::Both, true),
            (Answer::Generated, false),
            (Answer::Text("x\ny\n".to_owned()), false),
        ] {
            let written = one.remember(&answer);
            assert_eq!(one.recall(&written), Some(answer.clone()));
            let expected = holds_for_others.then_some(answer);
            assert_eq!(other.recall(&written), expected);
        }
        assert_eq!(one.recall("later\n"), None);
    }
}
