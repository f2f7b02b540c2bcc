//! What to do with a file, from three digests alone.

use specgen_tree::Digest;

/// What three digests say about a file, whoever owns it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Only the render has it: write it.
    Create,
    /// It stands there already with the same bytes: record it.
    Adopt,
    /// It stands there with other bytes and was never rendered before: a conflict.
    AddAdd,
    /// The user did not touch it: write the render.
    Replace,
    /// The render is the last one: leave the file, whatever the user made of it.
    Keep,
    /// The file is the new render already: only the base moves.
    Rebase,
    /// Both changed it: merge.
    Merge,
    /// The user deleted it: it stays deleted. `changed` says whether the render changed since.
    StaysDeleted {
        /// Whether there is a new render that the user does not see.
        changed: bool,
    },
    /// It is not rendered any more and the user did not touch it: delete it.
    Delete,
    /// It is not rendered any more but holds the user's edits: it becomes the user's.
    Orphan,
    /// It is not rendered any more and not there any more: drop its record.
    Forget,
    /// Neither rendered now nor before: none of specgen's business.
    Nothing,
}

/// Decides from the digests of the base (as rendered last), the file on disk and the new render.
pub fn decide(base: Option<Digest>, work: Option<Digest>, new: Option<Digest>) -> Verdict {
    match (base, work, new) {
        (None, _, None) => Verdict::Nothing,
        (None, None, Some(_)) => Verdict::Create,
        (None, Some(work), Some(new)) if work == new => Verdict::Adopt,
        (None, Some(_), Some(_)) => Verdict::AddAdd,
        (Some(_), None, None) => Verdict::Forget,
        (Some(base), None, Some(new)) => Verdict::StaysDeleted {
            changed: base != new,
        },
        (Some(base), Some(work), None) if base == work => Verdict::Delete,
        (Some(_), Some(_), None) => Verdict::Orphan,
        (Some(base), Some(_), Some(new)) if base == new => Verdict::Keep,
        (Some(base), Some(work), Some(_)) if base == work => Verdict::Replace,
        (Some(_), Some(work), Some(new)) if work == new => Verdict::Rebase,
        (Some(_), Some(_), Some(_)) => Verdict::Merge,
    }
}

#[cfg(test)]
mod tests {
    use specgen_tree::Digest;

    use super::{Verdict, decide};

    #[test]
    fn follows_the_table() {
        let digest = |sign: char| (sign != '-').then(|| Digest::of(&[sign as u8]));
        let table = [
            ("- - -", Verdict::Nothing),
            ("- w -", Verdict::Nothing),
            ("- - r", Verdict::Create),
            ("- r r", Verdict::Adopt),
            ("- w r", Verdict::AddAdd),
            ("b b r", Verdict::Replace),
            ("b w b", Verdict::Keep),
            ("b b b", Verdict::Keep),
            ("b r r", Verdict::Rebase),
            ("b w r", Verdict::Merge),
            ("b - b", Verdict::StaysDeleted { changed: false }),
            ("b - r", Verdict::StaysDeleted { changed: true }),
            ("b b -", Verdict::Delete),
            ("b w -", Verdict::Orphan),
            ("b - -", Verdict::Forget),
        ];
        for (case, verdict) in table {
            let sides: Vec<Option<Digest>> =
                case.split(' ').flat_map(str::chars).map(digest).collect();
            assert_eq!(decide(sides[0], sides[1], sides[2]), verdict, "{case}");
        }
    }
}
