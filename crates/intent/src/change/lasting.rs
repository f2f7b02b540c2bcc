//! Times told by the one that holds: `10 minutes, not 20`, `shorten the 20 minutes to 5`.

use std::ops::Range;

use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::{Facet, Fact};
use specgen_spec::model::{Condition, Duration};

use super::clause::Clause;
use super::request::Request;
use crate::chunk::Kind;
use crate::frames::fleet::number;
use crate::lexicon::Class;

/// Where a time is kept.
enum Place {
    /// An edit sets it.
    Of(Path),
    /// How often devices send.
    Interval,
}

/// Reads a clause with two times of which one is the present one of a single place.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let exchanged = request.has(&range, Class::Cue, "instead")
        || ["from", "to"]
            .iter()
            .any(|word| request.doc.word_in(&range, word))
        || clause.act.as_deref() == Some("suffice");
    let Some([first, second]) = pair(request, &range).filter(|_| exchanged && !clause.negated)
    else {
        return false;
    };
    let named = request.alerts(&range);
    let mut found: Vec<(Place, f64)> = Vec::new();
    for (old, new) in [(first, second), (second, first)] {
        for place in places(request, old, &named) {
            found.push((place, new));
        }
    }
    let mut found = found.into_iter();
    let (Some((place, seconds)), None) = (found.next(), found.next()) else {
        return false;
    };
    match place {
        Place::Of(path) => {
            request.edit(Edit::set(path, &Duration::from_seconds(seconds)), &range);
        }
        Place::Interval => {
            let fact = Fact::new(Facet::Scale).with("interval_s", number(seconds));
            request.state(fact, &range);
        }
    }
    let times: Vec<usize> = range
        .clone()
        .filter(|at| {
            matches!(
                request.doc.kind(*at),
                Some(Kind::Duration { .. } | Kind::Number { .. })
            )
        })
        .collect();
    for at in times {
        request.take(at..at + 1);
    }
    request.take_known(&range);
    true
}

/// The two times of a run, in seconds; a bare number is in the unit of the other one.
fn pair(request: &Request, range: &Range<usize>) -> Option<[f64; 2]> {
    let mut times: Vec<f64> = Vec::new();
    let mut unit = None;
    let mut bare: Vec<f64> = Vec::new();
    for at in range.clone().filter(|at| !request.doc.is_used(*at)) {
        match request.doc.kind(at)? {
            Kind::Duration {
                low_s,
                high_s,
                unit_s,
            } => {
                unit = Some(*unit_s).filter(|unit| *unit > 0.0);
                times.push(*low_s);
                times.extend(*high_s);
            }
            Kind::Number {
                low,
                high: None,
                spelled,
            } if !spelled || *low > 1.5 => bare.push(*low),
            Kind::Quantity { .. } => return None,
            _ => {}
        }
    }
    match (times.as_slice(), bare.as_slice(), unit) {
        ([a, b], [], _) => Some([*a, *b]),
        ([a], [b], Some(unit)) => Some([*a, *b * unit]),
        _ => None,
    }
}

/// Where this time holds now, among the rules that are named.
fn places(request: &Request, seconds: f64, named: &[specgen_spec::model::Name]) -> Vec<Place> {
    let is = |held: Option<f64>| held.is_some_and(|held| (held - seconds).abs() < 1e-9);
    let mut out = Vec::new();
    for (id, alert) in request.base.alerts.iter() {
        if !named.is_empty() && !named.contains(id) {
            continue;
        }
        let path = Path::of("alerts", id);
        if is(alert.r#for.get().map(Duration::seconds)) {
            out.push(Place::Of(path.join(&"for")));
        }
        if let Condition::Offline(rule) = &alert.when
            && is(rule.after.get().map(Duration::seconds))
        {
            out.push(Place::Of(
                path.join(&"when").join(&"offline").join(&"after"),
            ));
        }
    }
    let interval = request.base.interval().map(ToString::to_string);
    let same = interval.and_then(|text| text.parse::<Duration>().ok());
    if named.is_empty() && is(same.as_ref().map(Duration::seconds)) {
        out.push(Place::Interval);
    }
    out
}
