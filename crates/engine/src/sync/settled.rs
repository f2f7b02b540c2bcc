//! The documents as rendered last with everything in them that the model took over.

use specgen_spec::Spec;

use super::amounts::told_like;
use super::oracle::{Oracle, after};
use super::pieces::{likeness, pieces};
use super::reading::{Page, Reading, Taken};

/// Returns the base of a page into which everything that was taken is put, so that a merge sees
/// only what is left of a person's edits.
pub fn settled(oracle: &Oracle<'_>, page: &Page, spec: &Spec, reading: &Reading) -> String {
    let Some(next) = after(spec, &reading.edits()) else {
        return page.base.clone();
    };
    let came = oracle.comes(&next, page.name);
    let mut base: Vec<String> = page.base.lines().map(str::to_owned).collect();
    let work: Vec<&str> = page.work.lines().collect();
    for taken in reading.taken.iter().filter(|taken| taken.path == page.path) {
        let wanted = told_like(&pieces(&taken.was), &pieces(&taken.now)).pieces;
        let words = |text: &str| -> Vec<_> {
            let all = pieces(text).into_iter();
            all.filter(|piece| !piece.is_value()).collect()
        };
        let same = taken.now.starts_with('|')
            || words(&taken.was) == words(&taken.now)
            || came.iter().any(|one| one.pieces == wanted);
        let place = base
            .iter()
            .position(|line| *line == taken.was && !taken.was.is_empty());
        match (place, taken.now.is_empty()) {
            (Some(at), true) => {
                base.remove(at);
            }
            (Some(at), false) if same => base[at].clone_from(&taken.now),
            // The values are taken, the words stay the user's.
            (Some(at), false) => {
                let before = pieces(&taken.was);
                let nearest = came.iter().max_by_key(|one| likeness(&one.pieces, &before));
                if let Some(nearest) = nearest {
                    base[at].clone_from(&nearest.text);
                }
            }
            (None, _) => insert(&mut base, &work, taken),
        }
    }
    for text in &reading.dismissed {
        let said = pieces(text);
        base.retain(|line| {
            let item = line.trim_start_matches("- ").trim_matches('"');
            !line.starts_with("- \"") || pieces(item) != said
        });
    }
    let mut text = base.join("\n");
    text.push('\n');
    text
}

/// Puts a new row of the work file below the line of the base that it stands below.
fn insert(base: &mut Vec<String>, work: &[&str], taken: &Taken) {
    let above = work[..taken.line.saturating_sub(1).min(work.len())]
        .iter()
        .rev();
    let place = above
        .filter(|line| !line.trim().is_empty())
        .find_map(|line| base.iter().position(|other| other == line));
    if let Some(at) = place {
        // What the row says beyond the model stays as an edit of the derived one.
        let row = if taken.beyond.is_empty() {
            &taken.now
        } else {
            &taken.derived
        };
        base.insert(at + 1, row.clone());
    }
}
