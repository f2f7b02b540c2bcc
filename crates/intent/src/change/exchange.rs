//! `PostgreSQL instead of SQLite`, `statt SQLite bitte PostgreSQL`: the product behind the word goes, the other comes.

use super::clause::Clause;
use super::request::Request;
use crate::lexicon::Class;

/// Words between `instead of` and what goes, at most.
const REACH: usize = 2;

/// Accounts for the product that a clause puts another one in the place of, so that only the new one is read.
pub fn read(request: &mut Request, clause: &Clause) {
    let range = clause.range.clone();
    let Some(cue) = request.mark(&range, Class::Cue, "instead").cloned() else {
        return;
    };
    for class in [Class::Storage, Class::Protocol, Class::Product] {
        let old = (cue.range.end..range.end.min(cue.range.end + 1 + REACH))
            .find(|at| request.doc.is(*at, class));
        let Some(old) = old else { continue };
        let other = range
            .clone()
            .any(|at| at != old && request.doc.is(at, class));
        if other {
            request.take(cue.range.clone());
            request.take(old..old + 1);
            for at in range.clone() {
                if request.doc.is(at, class)
                    && let Some(slot) = request.doc.negated.get_mut(at)
                {
                    *slot = false;
                }
            }
        }
    }
}
