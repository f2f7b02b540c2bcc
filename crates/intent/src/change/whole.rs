//! What no clause says alone: the request as a whole, or a list part by part.

use super::clause::Clause;
use super::limit::given;
use super::request::Request;
use super::{detail, limit};
use crate::lexicon::Class;

/// `-65 °C is still fine for us, adjust the limit`: what no clause says alone, the request may say as a whole.
pub fn read(request: &mut Request) {
    let range = 0..request.doc.chunks.len();
    let sets = |clause: &Clause| {
        matches!(
            clause.act.as_deref(),
            None | Some("set" | "raise" | "lower" | "adapt" | "keep" | "suffice")
        )
    };
    let plain = request.clauses.len() > 1
        && request.steps.is_empty()
        && request.doc.notes.questions.is_empty()
        && request
            .clauses
            .iter()
            .all(|clause| sets(clause) && !clause.negated);
    // `An hour of silence is too long, make it 20 minutes.`
    let silent = range.clone().any(|at| request.doc.is(at, Class::Offline));
    let spoken = request.speaks_of_alerts(&range) || silent;
    if !plain || request.compares(&range) || !spoken {
        return;
    }
    let act = Some("set".to_owned());
    let clause = Clause {
        range,
        act,
        negated: false,
    };
    let _ = limit::read(request, &clause) || detail::read(request, &clause);
}

/// `raw data 60 days, vibration alarm from 8.5 mm/s`: parts of a list that each give a rule its number.
pub fn one_by_one(request: &mut Request, clause: &Clause) -> bool {
    let segments = request.doc.segments(&clause.range);
    let mut done = false;
    for range in segments.into_iter().filter(|range| *range != clause.range) {
        let alone = given(request, &range).len() == 1 && !request.alerts(&range).is_empty();
        let act = clause.act.clone().or_else(|| Some("set".to_owned()));
        done |= alone
            && limit::read(
                request,
                &Clause {
                    range,
                    act,
                    ..*clause
                },
            );
    }
    done
}
