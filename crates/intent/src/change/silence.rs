//! How long a silence may last: `offline after 30 minutes instead of 2 hours`.

use specgen_spec::edit::{Edit, Path};
use specgen_spec::model::{Condition, Duration};

use super::clause::Clause;
use super::names;
use super::request::Request;
use crate::chunk::Kind;
use crate::lexicon::Class;

/// `offline after 30 minutes instead of 2 hours`.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let word = range.clone().find(|at| request.doc.is(*at, Class::Offline));
    let rules = names::alerts_where(request.base, names::is_offline);
    let durations = super::limit::durations(request, &range);
    let (Some(word), [id], false) = (word, rules.as_slice(), durations.is_empty()) else {
        return false;
    };
    // `let guards silence alarms for an hour` is no silence of devices.
    let hushed = {
        let permitted = request
            .marks
            .iter()
            .any(|mark| mark.class == Class::Permit && mark.range.start == word);
        (permitted || request.has(&(word..word + 1), Class::Cue, "hush"))
            && (word + 1..range.end.min(word + 3)).any(|at| request.doc.is(at, Class::Alert))
    };
    if hushed {
        return false;
    }
    // `the offline alert should repeat every 2 hours`
    let detail = range.clone().any(|at| request.doc.is(at, Class::Hyst));
    if clause.act.as_deref() == Some("add") || detail {
        return false;
    }
    let own = request
        .base
        .alerts
        .get(id.as_str())
        .and_then(|alert| match &alert.when {
            Condition::Offline(rule) => rule.after.get().map(Duration::seconds),
            _ => None,
        });
    // `3 hours instead of 2`: the number that is not the present one, else the first.
    let new = durations
        .iter()
        .find(|(seconds, _)| own.is_none_or(|own| (own - seconds).abs() > 1e-9));
    if let Some((seconds, _)) = new {
        let path = Path::of("alerts", id)
            .join(&"when")
            .join(&"offline")
            .join(&"after");
        request.edit(Edit::set(path, &Duration::from_seconds(*seconds)), &range);
    }
    request.heard |= new.is_none();
    let taken: Vec<usize> = range
        .clone()
        .filter(|at| {
            request.doc.is(*at, Class::Offline)
                || matches!(
                    request.doc.kind(*at),
                    Some(Kind::Duration { .. } | Kind::Number { .. })
                )
        })
        .collect();
    for at in taken {
        request.take(at..at + 1);
    }
    request.take_known(&range);
    true
}
