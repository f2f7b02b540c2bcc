//! `Don't send the wind SMS before it has been blowing like that for 5 minutes`: how long a rule has to wait.

use specgen_spec::edit::{Edit, Path};
use specgen_spec::model::{Duration, Name};

use super::bound::numbers_of;
use super::clause::Clause;
use super::limit::durations;
use super::names;
use super::request::Request;
use crate::lexicon::{Class, Words};

/// Reads a clause that refuses a message before some time has passed.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let doc = &request.doc;
    let refused = range.clone().find(|at| {
        let word = doc.word(*at);
        let refuses = doc.opens_with(*at, Words::Refuses)
            && (word.split(' ').next() != Some("do") || word.contains("not"));
        refuses || doc.is(*at, Class::Neg)
    });
    let Some(refused) = refused else { return false };
    let before = (refused + 1..range.end).find(|at| doc.opens_with(*at, Words::Before));
    let Some(before) = before else { return false };
    // `not more than once before 5 minutes have passed` is a pause.
    let pause = range.clone().any(|at| doc.is(at, Class::Hyst));
    let told = request.speaks_of_alerts(&range)
        || range.clone().any(|at| doc.is(at, Class::Channel))
        || range.clone().any(|at| doc.is(at, Class::Alert));
    let times = durations(request, &(before..range.end));
    let [(seconds, at)] = times.as_slice() else {
        return false;
    };
    let ruled: Vec<Name> = request
        .alerts(&(range.start..before))
        .into_iter()
        .filter(|id| {
            let alert = request.base.alerts.get(id.as_str());
            alert.is_some_and(|alert| !numbers_of(request, id, alert).is_empty())
        })
        .collect();
    // `don't mail me about silent machines before 30 minutes`
    let silent = (refused + 1..before).any(|at| doc.is(at, Class::Offline));
    let offline = names::alerts_where(request.base, names::is_offline);
    let path = match (ruled.as_slice(), offline.as_slice()) {
        ([rule], _) if !silent => Path::of("alerts", rule).join(&"for"),
        ([], [rule]) if silent => Path::of("alerts", rule)
            .join(&"when")
            .join(&"offline")
            .join(&"after"),
        _ => return false,
    };
    let free = request.numbers(&range).is_empty() && !request.compares(&range);
    // `not more than one SMS before ...` says how often; a rule is meant where its quantity is named.
    let named = silent || !request.metrics(&(range.start..before)).is_empty();
    let counts = (refused..before).any(|at| doc.is(at, Class::Op));
    if pause || counts || !named || !told || !free {
        return false;
    }
    request.edit(Edit::set(path, &Duration::from_seconds(*seconds)), &range);
    request.take(range.start..*at + 1);
    request.take_known(&range);
    true
}
