//! Amounts that may go either way: `temperature limit +2`, `raise the limit by half`.

use std::ops::Range;

use super::clause::Clause;
use super::mark::Mark;
use super::request::Request;
use crate::chunk::Kind;
use crate::lexicon::Class;

/// `Raise the limit by half`: the verb goes one way and the factor the other.
pub fn turns_back(request: &Request, clause: &Clause) -> bool {
    let said = |cue: &str| request.has(&clause.range, Class::Cue, cue);
    match clause.act.as_deref() {
        Some("raise") => said("halve"),
        Some("lower") => said("double") || said("treble"),
        _ => false,
    }
}

/// `temperature limit +2`: a sign where no word says that it is the value itself. It may be either.
pub fn plus(request: &Request, range: &Range<usize>) -> bool {
    range.clone().skip(2).any(|at| {
        let number = matches!(
            request.doc.kind(at),
            Some(Kind::Number { .. } | Kind::Quantity { .. })
        );
        let noun = |mark: &Mark| matches!(mark.value.as_str(), "limit" | "alert");
        let mut marks = request.marks.iter();
        let told = marks.any(|mark| mark.range.end == at - 1 && !noun(mark));
        let compared = [Class::Op, Class::Filler]
            .iter()
            .any(|class| request.doc.is(at - 2, *class));
        let signed = number && request.doc.sign(at - 1, '+');
        signed && !told && !compared && !request.alerts(range).is_empty()
    })
}
