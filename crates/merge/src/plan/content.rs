//! What one file should hold when it is there, was rendered before and is rendered now.

use bytes::Bytes;
use specgen_tree::{Digest, FileNode, ProjectPath, Record, State};

use super::{Reason, Work, WorkFile};
use crate::text::Text;
use crate::{Answer, Format, Merge, NotText, Verdict, decide, has_markers, no_loss_in, three_way};

/// The sides of one file that is there and rendered.
pub(super) struct Sides<'a> {
    pub path: &'a ProjectPath,
    pub record: &'a Record,
    pub file: &'a WorkFile,
    pub node: &'a FileNode,
    pub work: Digest,
    pub new: Digest,
}

/// The content that three sides give, or why they give none.
pub(super) enum Content {
    Same,
    Render,
    Merged {
        bytes: Bytes,
        touching: Vec<usize>,
    },
    Conflict {
        reason: Reason,
        merge: Option<Merge>,
    },
}

impl Sides<'_> {
    /// The mode follows the user unless the render's changed.
    pub fn executable(&self) -> bool {
        if self.node.executable == self.record.executable {
            self.file.executable
        } else {
            self.node.executable
        }
    }

    /// A conflict lasts until the user resolves it, takes the render, or it has no cause any more.
    fn is_unresolved(&self) -> bool {
        let State::Conflicted(_) = self.record.state else {
            return false;
        };
        let marked = || has_markers(&String::from_utf8_lossy(&self.file.bytes));
        self.work != self.new && (self.new != self.record.base || marked())
    }

    /// Decides what the file should hold.
    pub fn content<W: Work>(&self, work: &W) -> Result<Content, W::Error> {
        let Self {
            record, file, node, ..
        } = *self;
        if self.is_unresolved() {
            return Ok(conflict(Reason::Unresolved));
        }
        match decide(Some(record.base), Some(self.work), Some(self.new)) {
            Verdict::Replace => return Ok(Content::Render),
            Verdict::Merge => {}
            _ => return Ok(Content::Same),
        }
        let Some(base) = work.object(record.base)? else {
            return Ok(conflict(Reason::BaseMissing));
        };
        let format = Format::of(self.path);
        let merged = three_way(&base, &file.bytes, &node.bytes, &record.lists, format);
        let Ok(merge) = merged else {
            return Ok(conflict(Reason::NotText));
        };
        let answers = answers(work, &merge)?;
        let answered = merge.with_answers(&answers);
        let Some(text) = answered.text() else {
            let reason = Reason::Overlap(answered.conflicts().count());
            let merge = Some(answered);
            return Ok(Content::Conflict { reason, merge });
        };
        let bytes = Bytes::from(text);
        // Lines that the user gave up by an answer are not lost.
        let user = match Text::new(&file.bytes) {
            Ok(user) => merge.user_answered(&user.lines, &answers),
            Err(NotText) => return Ok(conflict(Reason::NotText)),
        };
        match no_loss_in(format, [&base, user.as_bytes(), &node.bytes, &bytes]) {
            Ok(None) if bytes == file.bytes => Ok(Content::Same),
            Ok(None) => Ok(Content::Merged {
                bytes,
                touching: merge.touching,
            }),
            Ok(Some(loss)) => Ok(conflict(Reason::Loss(loss))),
            Err(NotText) => Ok(conflict(Reason::NotText)),
        }
    }
}

/// Looks up what was answered before to each conflict.
fn answers<W: Work>(work: &W, merge: &Merge) -> Result<Vec<Option<Answer>>, W::Error> {
    let recalled = merge.conflicts().map(|hunk| {
        let written = work.answer(hunk.question())?;
        Ok(written.and_then(|written| hunk.recall(&written)))
    });
    recalled.collect()
}

fn conflict(reason: Reason) -> Content {
    Content::Conflict {
        reason,
        merge: None,
    }
}
