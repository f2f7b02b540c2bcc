//! Ending conflicts: which files are open, and what their user decides.

use std::collections::BTreeMap;

use bytes::Bytes;
use specgen_merge::{
    Action, Answer, Format, Merge, Plan, Step, Work as _, damaged_marker, has_markers, no_loss_in,
    three_way,
};
use specgen_tree::{Digest, ProjectPath, Record, State};

use crate::{ApplyError, Files, Workspace};

/// A file in conflict.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// The path under which specgen knows it.
    pub path: ProjectPath,
    /// Where it stands: elsewhere when its user moved it.
    pub at: ProjectPath,
    /// Whether both sides stand in it between markers.
    pub marked: bool,
    /// The line, from 1, with a marker of a conflict that was taken apart.
    pub damaged: Option<usize>,
    /// Both sides merged, with the places on which they do not agree, if any are left; `None` when the file
    /// can only be taken whole.
    pub merge: Option<Merge>,
    /// The file as it stands; `None` when it was deleted.
    pub file: Option<Bytes>,
    /// The render that it does not agree with; `None` when the object store has lost it.
    pub render: Option<Bytes>,
}

/// What ends a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// The file as its user left it; no marker may be left in it.
    AsItStands,
    /// The same answer for every place, or for the whole file. Changes elsewhere in it stand.
    Everywhere(Answer),
    /// One answer for each place, in their order.
    Each(Vec<Answer>),
}

/// Returns the files in conflict, by path.
///
/// # Errors
/// Returns what the operating system says.
pub fn open_conflicts(files: &dyn Files, workspace: &Workspace) -> Result<Vec<Open>, ApplyError> {
    let records = workspace.manifest.records.iter();
    let open = records.filter_map(|(path, record)| match record.state {
        State::Conflicted(pending) => Some((path, record, pending)),
        _ => None,
    });
    open.map(|(path, record, pending)| look(files, workspace, path, record, pending))
        .collect()
}

fn look(
    files: &dyn Files,
    workspace: &Workspace,
    path: &ProjectPath,
    record: &Record,
    pending: Digest,
) -> Result<Open, ApplyError> {
    let tree = workspace.tree(files);
    let at = record.at.as_ref().unwrap_or(path);
    let file = tree.file(at)?.map(|file| file.bytes);
    let render = tree.object(pending)?;
    let text = file.as_deref().map(String::from_utf8_lossy);
    let marked = text.is_some_and(|text| has_markers(&text));
    let merge = match (&file, &render) {
        (Some(file), _) if marked => Merge::from_markers(file),
        (Some(file), Some(render)) if pending != record.base => {
            let base = tree.object(record.base)?;
            base.and_then(|base| merged(record, Format::of(at), [&base, file, render]))
        }
        _ => None,
    };
    Ok(Open {
        path: path.clone(),
        at: at.clone(),
        marked,
        damaged: file.as_deref().and_then(damaged_marker).map(|at| at + 1),
        merge,
        file,
        render,
    })
}

/// Merges a file as it stands now with the render that it did not agree with; `None` when a line would be
/// lost, or one of them is no text.
fn merged(record: &Record, format: Format, [base, file, render]: [&[u8]; 3]) -> Option<Merge> {
    let merge = three_way(base, file, render, &record.lists, format).ok()?;
    let is_safe = merge.text().is_none_or(|text| {
        let loss = no_loss_in(format, [base, file, render, text.as_bytes()]);
        loss.is_ok_and(|loss| loss.is_none())
    });
    is_safe.then_some(merge)
}

/// Plans the end of conflicts: the files as decided, their bases at the render that they did not
/// agree with, and the answers remembered.
///
/// # Errors
/// Refuses a file that is not in conflict, one with markers left or damaged, and answers that do not fit.
pub fn resolve(
    files: &dyn Files,
    workspace: &Workspace,
    decided: &[(ProjectPath, Resolution)],
) -> Result<Plan, ApplyError> {
    let open = open_conflicts(files, workspace)?;
    let mut manifest = workspace.manifest.clone();
    let mut steps = Vec::new();
    let mut answers = BTreeMap::new();
    for (path, resolution) in decided {
        let one = open
            .iter()
            .find(|one| one.path == *path || one.at == *path)
            .ok_or_else(|| ApplyError::NoConflict(path.clone()))?;
        manifest.resolve(&one.path);
        let Some(file) = &one.file else {
            if let Some(record) = manifest.records.get_mut(&one.path) {
                record.state = State::DeletedByUser;
            }
            continue;
        };
        let bytes = one.decided(file, resolution, &mut answers)?;
        if bytes != *file {
            let before = Digest::of(file);
            let action = Action::Edit { before, bytes };
            let path = one.at.clone();
            steps.push(Step { path, action });
        }
    }
    steps.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Plan {
        steps,
        changes_manifest: manifest != workspace.manifest,
        manifest,
        objects: BTreeMap::new(),
        answers,
        followed: BTreeMap::new(),
    })
}

impl Open {
    fn decided(
        &self,
        file: &Bytes,
        resolution: &Resolution,
        answers: &mut BTreeMap<Digest, String>,
    ) -> Result<Bytes, ApplyError> {
        if let Some(line) = self.damaged {
            let path = self.at.clone();
            return Err(ApplyError::Damaged { path, line });
        }
        let unread = self.merge.is_none() || *resolution == Resolution::AsItStands;
        if self.marked && unread {
            return Err(ApplyError::Marked(self.at.clone()));
        }
        let places = self.merge.iter().flat_map(Merge::conflicts).count();
        let given = match resolution {
            Resolution::AsItStands => return Ok(file.clone()),
            Resolution::Everywhere(answer) if self.merge.is_none() => {
                return self.whole(file, answer);
            }
            Resolution::Everywhere(answer) => vec![answer.clone(); places],
            Resolution::Each(given) => given.clone(),
        };
        let Some(merge) = self.merge.as_ref().filter(|_| given.len() == places) else {
            return Err(ApplyError::Answers {
                path: self.at.clone(),
                given: given.len(),
                places,
            });
        };
        for (hunk, answer) in merge.conflicts().zip(&given) {
            answers.insert(hunk.question(), hunk.remember(answer));
        }
        let given: Vec<Option<Answer>> = given.into_iter().map(Some).collect();
        let text = merge.with_answers(&given).text();
        Ok(text.map_or_else(|| file.clone(), Bytes::from))
    }

    /// A file of which no place is known can only be one side or the other.
    fn whole(&self, file: &Bytes, answer: &Answer) -> Result<Bytes, ApplyError> {
        match (answer, &self.render) {
            (Answer::Mine, _) => Ok(file.clone()),
            (Answer::Generated, Some(render)) => Ok(render.clone()),
            (Answer::Text(text), _) => Ok(text.clone().into()),
            (Answer::Generated | Answer::Both, _) => Err(ApplyError::Answers {
                path: self.at.clone(),
                given: 1,
                places: 0,
            }),
        }
    }
}
