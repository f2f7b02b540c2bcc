//! `PostgreSQL instead of SQLite`, `statt SQLite bitte PostgreSQL`: the product behind the word goes, the other comes.

use std::ops::Range;

use serde_json::Value;
use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::{Facet, Fact, facts};
use specgen_spec::origin::Origins;

use super::clause::Clause;
use super::part::transports;
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

/// What the API offers to devices that send by HTTP.
const POSTED: &str = "ingest_http";

/// `Tokens are too weak, we want mTLS`: of two ways the one that holds is told only to say what goes.
pub fn present(request: &mut Request) {
    let base = request.base;
    let auth = base.devices.as_ref().and_then(|devices| devices.auth);
    let auth = auth.and_then(|auth| serde_json::to_value(auth).ok());
    let held = [(Class::DeviceAuth, auth)];
    for (class, held) in held {
        let Some(held) = held.as_ref().and_then(serde_json::Value::as_str) else {
            continue;
        };
        let all: Vec<(usize, String)> = (0..request.doc.chunks.len())
            .filter(|at| !request.doc.is_used(*at))
            .filter_map(|at| Some((at, request.doc.value(at, class)?.to_owned())))
            .collect();
        let other = all
            .iter()
            .any(|(at, value)| value != held && !request.doc.negated(*at) && value != "required");
        for (at, _) in all.iter().filter(|(_, value)| other && value == held) {
            request.take(*at..*at + 1);
        }
    }
}

/// Accounts for the product that a clause puts another one in the place of, so that only the new one is read.
pub fn read(request: &mut Request, clause: &Clause) {
    let range = clause.range.clone();
    let cue = request.mark(&range, Class::Cue, "instead").cloned();
    let swaps = clause.act.as_deref() == Some("swap") && !clause.negated;
    if swaps || cue.is_some() {
        live(request, &range);
    }
    let Some(cue) = cue else {
        if swaps {
            replaced(request, &range);
            quantity(request, &range);
        }
        return;
    };
    keys_for_people(request, &range, cue.range.end);
    other_quantity(request, clause, &cue.range);
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
            if class == Class::Protocol {
                way_in(request, &range, old);
            }
            request.take(cue.range.clone());
            request.take(old..old + 1);
            for at in range.clone() {
                // `instead of HTTP on topic a/b`: the refusal ends with what goes.
                let own = request.doc.is(at, class) || at > old;
                if own && let Some(slot) = request.doc.negated.get_mut(at) {
                    *slot = false;
                }
            }
        }
    }
}

/// `Replace OIDC by JWT`: of two ways the one that holds, else the first one, is told only to say what goes.
fn replaced(request: &mut Request, range: &Range<usize>) {
    const FACETS: [(Class, Facet, &str); 4] = [
        (Class::DeviceAuth, Facet::DeviceAuth, "value"),
        (Class::Login, Facet::UserAuth, "method"),
        (Class::Protocol, Facet::Broker, "protocol"),
        (Class::Arch, Facet::Architecture, "value"),
    ];
    let held = facts(request.base, &Origins::default());
    for (class, facet, key) in FACETS {
        let said: Vec<(usize, String)> = range
            .clone()
            .filter(|at| !request.doc.is_used(*at))
            .filter_map(|at| Some((at, request.doc.value(at, class)?.to_owned())))
            .filter(|(_, value)| !matches!(value.as_str(), "any" | "required"))
            .collect();
        let [one, other] = said.as_slice() else {
            continue;
        };
        if one.1 == other.1 {
            continue;
        }
        let holds = |value: &str| {
            let mut facts = held.iter().filter(|fact| fact.facet == facet);
            facts.any(|fact| fact.text(key) == Some(value))
        };
        let old = if holds(&other.1) && !holds(&one.1) {
            other.0
        } else {
            one.0
        };
        if class == Class::Protocol {
            way_in(request, range, old);
        }
        request.take(old..old + 1);
    }
}

/// `Log in with an API key instead of JWT`: what devices use otherwise is how people log in.
fn keys_for_people(request: &mut Request, range: &Range<usize>, behind: usize) {
    let old = (behind..range.end.min(behind + 1 + REACH)).find(|at| {
        let said = request.doc.value(*at, Class::Login);
        said.is_some_and(|said| said != "any")
    });
    let Some(old) = old else { return };
    let other = |at: usize| {
        let said = request.doc.value(at, Class::Login);
        at != old && said.is_some_and(|said| said != "any")
    };
    let key = range
        .clone()
        .find(|at| request.doc.value(*at, Class::DeviceAuth) == Some("api_key"));
    let Some(key) = key.filter(|_| !range.clone().any(other)) else {
        return;
    };
    let fact = Fact::new(Facet::UserAuth).with("method", "api_key");
    request.state(fact, &(key..key + 1));
    request.take(key..key + 1);
    request.take(old..old + 1);
    for at in range.clone() {
        if request.doc.is(at, Class::Login) {
            request.take(at..at + 1);
        }
    }
    request.take_known(range);
}

/// `HTTP instead of MQTT`: the way in for readings that is there goes.
fn way_in(request: &mut Request, range: &Range<usize>, old: usize) {
    let gone = request.doc.value(old, Class::Protocol).map(str::to_owned);
    let there = transports(request);
    let Some(gone) = gone.filter(|gone| there.contains(gone)) else {
        return;
    };
    let path = Path::of("ingest.transports", &gone);
    request.edit(Edit::Clear { path }, range);
    let offers = request.base.api.iter().flat_map(|api| api.offers.iter());
    let posted = offers.into_iter().any(|offer| offer.as_str() == POSTED);
    if gone == "http" && posted {
        let list = Path::of("api", &"offers");
        let item = Value::from(POSTED);
        request.edit(Edit::Exclude { list, item }, range);
    }
}

/// `Replace salinity with conductivity`: the quantity that is there goes, the other one is added like any.
fn quantity(request: &mut Request, range: &Range<usize>) {
    let metrics = request.metrics(range);
    let [old] = metrics.as_slice() else { return };
    let new = request.mentions.iter().any(|mention| {
        range.contains(&mention.range.start)
            && mention.range.start >= old.range.end
            && request.names.metric(request.base, &mention.name).is_none()
    });
    let first = request
        .mark(range, Class::Act, "swap")
        .map(|mark| mark.range.end);
    let right = first.is_some_and(|end| (end..old.range.start).all(|at| request.doc.is_filler(at)));
    if new && right && !request.speaks_of_alerts(range) {
        request.edit(super::part::remove(old.path.clone()), range);
        request.take(old.range.clone());
    }
}

/// `Add salinity instead of pH`: the quantity behind the word goes, the other one is added like any.
fn other_quantity(request: &mut Request, clause: &Clause, cue: &Range<usize>) {
    let range = &clause.range;
    let behind = cue.end..range.end;
    let metrics = request.metrics(range);
    let [old] = metrics.as_slice() else { return };
    let near = behind.contains(&old.range.start)
        && (cue.end..old.range.start).all(|at| request.doc.is_filler(at));
    let new = request.mentions.iter().any(|mention| {
        (range.start..cue.start).contains(&mention.range.start)
            && request.names.metric(request.base, &mention.name).is_none()
    });
    let adds = matches!(clause.act.as_deref(), None | Some("add" | "set")) && !clause.negated;
    let other = request.speaks_of_alerts(range) || request.compares(range);
    if near && new && adds && !other {
        request.edit(super::part::remove(old.path.clone()), range);
        request.take(cue.clone());
        request.take(old.range.clone());
    }
}

/// `Replace the WebSocket by SSE`, `SSE instead of WebSocket`: the transport that is there goes, the other one
/// comes.
fn live(request: &mut Request, range: &Range<usize>) {
    let said: Vec<(usize, String)> = range
        .clone()
        .filter_map(|at| Some((at, request.doc.value(at, Class::Realtime)?.to_owned())))
        .collect();
    let live = request.base.api.as_ref().and_then(|api| api.live.as_ref());
    let held: Vec<String> = live
        .iter()
        .flat_map(|live| &live.via)
        .filter_map(|via| Some(serde_json::to_value(via).ok()?.as_str()?.to_owned()))
        .collect();
    let [one, other] = said.as_slice() else {
        return;
    };
    let (old, new) = match (held.contains(&one.1), held.contains(&other.1)) {
        (true, false) => (one, other),
        (false, true) => (other, one),
        _ => return,
    };
    let edit = Edit::Exclude {
        list: Path::of("api.live", &"via"),
        item: Value::from(old.1.as_str()),
    };
    request.edit(edit, range);
    let fact = Fact::new(Facet::Realtime).with("value", new.1.as_str());
    request.state(fact, &(new.0..new.0 + 1));
    request.take(old.0..old.0 + 1);
    request.take(new.0..new.0 + 1);
    // `instead of SSE for the live values`: they stay.
    for at in range.clone() {
        if request.doc.is(at, Class::Live) {
            request.take(at..at + 1);
        }
    }
    request.take_known(range);
}
