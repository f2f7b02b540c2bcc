//! What is left of a reading beside what holds already: no fact that repeats the specification, no assumed value in
//! the place of a known one.

use serde_json::Value;
use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::{Facet, Fact, Origin, facts};
use specgen_spec::model::Duration;
use specgen_spec::origin::Origins;

use super::request::Request;
use super::{Step, access, names};
use crate::lexicon::Class;

/// Moves the facts of the text into steps, less what changes nothing.
pub fn facts_into_steps(request: &mut Request) {
    let held = facts(request.base, &Origins::default());
    let said = std::mem::take(&mut request.doc.facts);
    super::contrary::read(request, &held, &said);
    let mut asked: Vec<std::ops::Range<usize>> = Vec::new();
    let fence = said
        .iter()
        .find(|fact| fact.text("kind") == Some("geofence") && fact.number("radius_m").is_none())
        .and_then(|fact| fact.span);
    for fact in said {
        if stays_open(request, &held, &fact) {
            continue;
        }
        let fact = match narrower(&held, &fact) {
            Some(rule) => {
                answered(request, &fact);
                rule
            }
            None if !holds(&held, &fact) && super::beside::read(request, &held, &fact) => {
                let at = request.chunks_of(&fact).start;
                asked.push(request.clause_at(at));
                continue;
            }
            None => fact,
        };
        // Who is told of a rule that is asked about waits for the answer.
        let told = fact.facet == Facet::Notify;
        let at = request.chunks_of(&fact).start;
        if told && asked.iter().any(|clause| clause.contains(&at)) {
            super::vague::quote(request, at..at + 1);
            continue;
        }
        one_list(request, &held, &fact);
        if fact.origin != Origin::Default && !holds(&held, &fact) && !only_assumed(&held, &fact) {
            request.steps.push(Step::Fact(Fact {
                origin: Origin::Prompt,
                ..fact
            }));
        }
    }
    // A fence that nobody has drawn yet has to be drawn somewhere.
    let drawn = Fact::new(Facet::Capability).with("value", "geofence_crud");
    if let Some(span) = fence.filter(|_| !holds(&held, &drawn)) {
        request.steps.push(Step::Fact(drawn.at(span)));
    }
    request.steps.sort_by_key(|step| match step {
        Step::Fact(fact) => fact.span.map_or(usize::MAX, |span| span.start),
        Step::Edit { span, .. } => span.start,
    });
    super::former::follow(&mut request.steps);
}

/// `Daily maximum of power` beside the daily sum of water: a period has one list of functions for all its metrics.
fn one_list(request: &mut Request, held: &[Fact], fact: &Fact) {
    let list = |fact: &Fact, key: &str| -> Vec<String> {
        let items = fact.keys.get(key).and_then(Value::as_array);
        let items = items.into_iter().flatten().filter_map(Value::as_str);
        items.map(str::to_owned).collect()
    };
    let same = |known: &&Fact| {
        known.facet == Facet::Aggregate
            && fact.facet == Facet::Aggregate
            && known.text("value") == fact.text("value")
    };
    let Some(known) = held.iter().find(same) else {
        return;
    };
    let both = |key: &str| {
        let (mut all, new) = (list(known, key), list(fact, key));
        let more = !all.is_empty() && new.iter().any(|one| !all.contains(one));
        all.extend(
            new.into_iter()
                .filter(|one| !list(known, key).contains(one)),
        );
        (more, all.join(", "))
    };
    let ((other, metrics), (new, functions)) = (both("metrics"), both("functions"));
    if other && new {
        let period = fact.text("value").unwrap_or_default();
        let note = format!(
            "The statistics of a {period} are the same for all their metrics: {functions} of {metrics}."
        );
        request.doc.notes.assume(Facet::Aggregate, note);
    }
}

/// Where a rule on silence is there, `Slack when a station is silent` means that one, and `may stay silent somewhat
/// longer` asks how long; neither makes another rule without a time.
fn stays_open(request: &mut Request, held: &[Fact], fact: &Fact) -> bool {
    let silence = |fact: &Fact| fact.text("kind") == Some("offline");
    let open = silence(fact) && fact.keys.get("for_s") == Some(&Value::Null);
    let mut there = held.iter().filter(|known| silence(known));
    let rule = there.find(|known| known.number("for_s").is_some());
    let Some(seconds) = rule.filter(|_| open).and_then(|rule| rule.number("for_s")) else {
        return false;
    };
    let asks = |text: &str| text.contains("is a device offline");
    request.doc.notes.questions.retain(|note| !asks(&note.text));
    let clause = request.clause_at(request.chunks_of(fact).start);
    let longer = ["longer", "more_by", "less_by", "allowed"];
    if longer
        .iter()
        .any(|cue| request.has(&clause, Class::Cue, cue))
    {
        let held = Duration::from_seconds(seconds);
        let question =
            format!("After how long without data is a device offline, instead of {held}?");
        request.doc.notes.ask(Facet::Alert, question);
        super::vague::quote(request, clause);
    } else {
        told(request, &clause);
    }
    true
}

/// Tells the rules on silence on the channels of a clause too.
fn told(request: &mut Request, clause: &std::ops::Range<usize>) {
    request.heard = true;
    let channels: Vec<String> = clause
        .clone()
        .filter(|at| !request.doc.negated(*at))
        .filter_map(|at| Some(request.doc.value(at, Class::Channel)?.to_owned()))
        .collect();
    let rules = names::alerts_where(request.base, names::is_offline);
    for kind in channels {
        let Some((channel, new)) = access::channel(request, &kind) else {
            continue;
        };
        if let Some(edit) = new {
            request.edit(edit, clause);
        }
        for id in &rules {
            let list = Path::of("alerts", id).join(&"notify");
            let item = channel.as_str().into();
            let alert = request.base.alerts.get(id.as_str());
            if alert.is_some_and(|alert| !alert.notify.contains(&channel)) {
                request.edit(
                    Edit::Include {
                        list,
                        item,
                        at: None,
                    },
                    clause,
                );
            }
        }
    }
}

/// `once vibration is too high for a minute`: where a rule has its number, an open one says more about that rule, and so
/// does one with the same numbers.
fn narrower(held: &[Fact], fact: &Fact) -> Option<Fact> {
    let limits = ["value", "min", "max"];
    let open = |fact: &Fact| {
        limits
            .iter()
            .any(|key| fact.keys.get(*key) == Some(&Value::Null))
    };
    if fact.facet != Facet::Alert {
        return None;
    }
    let numbers = |known: &Fact| {
        limits.iter().chain(&["unit"]).all(|key| {
            let (known, said) = (known.keys.get(*key), fact.keys.get(*key));
            said.is_none_or(|said| known.is_some_and(|known| same(known, said)))
        })
    };
    let same = |known: &&Fact| {
        known.facet == Facet::Alert
            && !open(known)
            && (open(fact) || numbers(known) && !holds(held, fact))
            && ["kind", "metric", "op"]
                .iter()
                .all(|key| known.keys.get(*key) == fact.keys.get(*key))
    };
    let mut rules = held.iter().filter(same);
    let mut rule = rules.next()?.clone();
    if rules.next().is_some() {
        return None;
    }
    let said = ["configurable", "unit"];
    for (key, value) in &fact.keys {
        if !limits.contains(&key.as_str()) && !said.contains(&key.as_str()) {
            rule.keys.insert(key.clone(), value.clone());
        }
    }
    rule.span = fact.span;
    Some(rule)
}

/// The question for a number that the specification has.
fn answered(request: &mut Request, fact: &Fact) {
    let name = fact.text("metric").unwrap_or_default().replace('_', " ");
    let asks = [
        format!(" which {name} should"),
        format!("range of {name} should"),
    ];
    let open = |text: &str| asks.iter().any(|asked| text.contains(asked));
    request.doc.notes.questions.retain(|note| !open(&note.text));
}

/// Does the specification say as much already?
fn holds(held: &[Fact], fact: &Fact) -> bool {
    // A database in the place of another is a change, though both are stored in the same engine.
    let whole = fact.facet == Facet::Storage;
    held.iter()
        .filter(|known| known.facet == fact.facet)
        .any(|known| {
            fact.keys.iter().all(|(key, value)| {
                // What a rule may do is written only when it differs: an open rule is configurable.
                known.keys.get(key).is_some_and(|known| same(known, value))
            }) && (!whole || known.keys.get("asked") == fact.keys.get("asked"))
        })
}

fn same(known: &Value, said: &Value) -> bool {
    match (known.as_f64(), said.as_f64()) {
        (Some(known), Some(said)) => (known - said).abs() < 1e-9,
        _ => known == said,
    }
}

/// The key that decides a facet of which there is one.
fn key_of(facet: Facet) -> Option<&'static str> {
    Some(match facet {
        Facet::DeviceAuth | Facet::Storage | Facet::Realtime | Facet::Dashboard => "value",
        Facet::UserAuth => "method",
        Facet::Broker => "protocol",
        _ => return None,
    })
}

/// A value that the tool filled in never takes the place of one that is there.
fn only_assumed(held: &[Fact], fact: &Fact) -> bool {
    let stated = held
        .iter()
        .any(|known| known.facet == fact.facet && known.origin != Origin::Default);
    let guessed = fact.origin == Origin::Assumed
        || key_of(fact.facet).is_some_and(|key| fact.assumed.iter().any(|assumed| assumed == key));
    // `mongodb` is named, though another engine stands in for it.
    guessed && stated && !fact.keys.contains_key("asked") && key_of(fact.facet).is_some()
}
