//! How a rule that is there ends: `clear the humidity alert only below 60 %`.

use specgen_spec::fact::{Facet, Fact};

use super::bound::{in_own, numbers_of};
use super::clause::Clause;
use super::detail;
use super::request::Request;
use crate::frames::condition::scan;
use crate::frames::fleet::number;
use crate::lexicon::Class;

/// Reads a clause that says at which value a rule ends.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let told = request.has(&range, Class::Cue, "ends") && request.speaks_of_alerts(&range);
    let numbers = request.numbers(&range);
    let rules = request.alerts(&range);
    let ([(value, unit, at)], [id]) = (numbers.as_slice(), rules.as_slice()) else {
        return false;
    };
    if !told || !request.compares(&range) {
        return false;
    }
    let alert = request.base.alerts.get(id.as_str());
    let bounds = alert.map_or_else(Vec::new, |alert| numbers_of(request, id, alert));
    let own = bounds.first().and_then(|bound| bound.unit.as_deref());
    let Some(value) = in_own(*value, unit.as_deref(), own) else {
        return false;
    };
    let found = Fact::new(Facet::Alert).with("clear_value", number(value));
    detail::set(request, id, &found, &range);
    request.take(*at..at + 1);
    for compared in scan(&request.doc, &range) {
        request.take(compared.range);
    }
    request.take_known(&range);
    true
}
