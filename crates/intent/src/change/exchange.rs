//! `PostgreSQL instead of SQLite`, `statt SQLite bitte PostgreSQL`: the product behind the word goes, the other comes.

use super::clause::Clause;
use super::request::Request;
use crate::lexicon::Class;

/// Words between `instead of` and what goes, at most.
const REACH: usize = 2;
/// Classes of which there is one at a time.
const SINGLE: [Class; 7] = [
    Class::Storage,
    Class::Protocol,
    Class::Product,
    Class::DeviceAuth,
    Class::Login,
    Class::Realtime,
    Class::Arch,
];

/// Accounts for the product that a clause puts another one in the place of, so that only the new one is read.
pub fn read(request: &mut Request, clause: &Clause) {
    let range = clause.range.clone();
    let Some(cue) = request.mark(&range, Class::Cue, "instead").cloned() else {
        return;
    };
    for class in SINGLE {
        let old = (cue.range.end..range.end.min(cue.range.end + 1 + REACH))
            .find(|at| request.doc.is(*at, class));
        let Some(old) = old else { continue };
        let gone = request.doc.value(old, class).map(str::to_owned);
        let other = |at: usize| {
            at != old
                && request
                    .doc
                    .value(at, class)
                    .is_some_and(|value| Some(value) != gone.as_deref())
        };
        if range.clone().any(other) {
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
