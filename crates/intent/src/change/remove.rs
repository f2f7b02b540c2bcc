//! What goes: `delete X`, `X is gone`, `no more X`, `turn X off`.

use std::ops::Range;

use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::Facet;

use super::clause::Clause;
use super::farewell;
use super::names::{self, Object};
use super::order;
use super::part::{part, remove};
use super::request::Request;
use super::reserve;
use super::spared;
use super::untold::{hushed, partly, unheard_of, unroute, unsent};
use crate::chunk::Kind;
use crate::frames::geofence;
use crate::lexicon::{Class, Words};

/// Reads a clause that takes something away.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let told = matches!(clause.act.as_deref(), Some("remove" | "disable")) && !clause.negated;
    if partly(request, clause, told) {
        return true;
    }
    if !told && !refuses(request, clause) {
        return false;
    }
    // `switch the feeder off when oxygen is below 4` takes nothing out of the specification.
    let conditional = clause.act.as_deref() == Some("disable")
        && range.clone().any(|at| request.doc.is(at, Class::If))
        && request.compares(&range);
    // `only admins may delete chargers` takes nobody away.
    let reserved = super::reserve::of_devices(request, &range).is_some()
        || super::reserve::is_of_people(request, &range);
    if told && (conditional || reserved || keeps(request, &range)) {
        return false;
    }
    if told && super::halt::sometimes(request, &range)
        || hushed(request, clause)
        || spared::only_way_in(request, &range)
        || super::range::rejected(request, clause)
        || spared::asked(request, &range, told)
    {
        return true;
    }
    let only_negated = |at: usize| told || request.doc.negated(at);
    let word = unsent(request, &range);
    // `don't send mails about pH`: the rules on it are told on one channel less.
    let unsent = |object: &Object| match word {
        Some(_) => ["channels", "metrics", "alerts"]
            .iter()
            .any(|part| object.of(part)),
        None => clause.negated && object.of("channels"),
    };
    let objects: Vec<Object> = request
        .objects(&range)
        .into_iter()
        .filter(|object| !spared::is_spared(request, &range, object))
        // `don't restrict it to admins only` takes no role away.
        .filter(|object| !(object.of("api.roles") && reserve::is_reserved(request, &range)))
        .filter(|object| {
            only_negated(object.range.start)
                || unsent(object)
                || farewell::farewell(request, &range, object)
        })
        .collect();
    let parts: Vec<(Edit, usize)> = range
        .clone()
        .filter(|at| only_negated(*at) && !request.doc.is_used(*at))
        .flat_map(|at| part(request, at).into_iter().map(move |edit| (edit, at)))
        .collect();
    let parts = if parts.is_empty() && objects.is_empty() && told {
        every_rollup(request, &range)
    } else {
        parts
    };
    let mut done = false;
    let unrouted = unheard_of(request, &objects, &range) || unroute(request, &objects, &range);
    for object in objects.iter().filter(|_| !unrouted) {
        for path in meant(request, object, &objects, &range) {
            request.edit(
                Edit::Remove {
                    path,
                    cascade: false,
                },
                &range,
            );
        }
        request.take(object.range.clone());
        done = true;
    }
    done |= unrouted;
    if !done {
        done = farewell::kind_told(request, &range, told);
    }
    for (edit, at) in parts {
        request.edit(edit, &range);
        request.take(at..at + 1);
        done = true;
        // `the daily statistics`
        let summed =
            |at: &usize| request.doc.is(*at, Class::Func) && request.doc.is(*at, Class::Cap);
        for at in range.clone().filter(summed).collect::<Vec<_>>() {
            request.take(at..at + 1);
        }
    }
    if !done && told && spared::chart(request, &range) {
        return true;
    }
    if !done && told {
        done = super::pronoun::removes(request, clause)
            || kind_of_alert(request, &range)
            || super::pronoun::named_before(request, clause)
            || absent(request, &range);
    }
    if done {
        if let Some(word) = word {
            request.take(word..word + 1);
        }
        super::grave::take(request, &range);
        request.remember(objects.last());
        request.take_known(&range);
    }
    done
}

/// `delete raw data after 90 days, but keep daily averages forever` says how long, and takes nothing away.
fn keeps(request: &Request, range: &Range<usize>) -> bool {
    let doc = &request.doc;
    let long = !super::limit::durations(request, range).is_empty()
        || range.clone().any(|at| doc.is(at, Class::Forever));
    long && range.clone().any(|at| doc.is(at, Class::Keep)) && request.objects(range).is_empty()
}

/// `We do not need averages`: a function without a period means every rollup.
fn every_rollup(request: &Request, range: &Range<usize>) -> Vec<(Edit, usize)> {
    let word = range
        .clone()
        .find(|at| request.doc.is(*at, Class::Func) && !request.doc.is_used(*at));
    let periods = request.base.rollups.keys();
    let gone = periods.map(|period| remove(Path::of("rollups", period)));
    word.map_or_else(Vec::new, |at| gone.map(|edit| (edit, at)).collect())
}

/// `daily, not per hour`: the rollup that a clause about something else refuses.
pub fn refused(request: &mut Request, clause: &Clause) {
    let gone: Vec<(Edit, usize)> = clause
        .range
        .clone()
        .filter(|at| request.doc.negated(*at) && !request.doc.is_used(*at))
        .filter(|at| request.doc.is(*at, Class::Period))
        .filter_map(|at| Some((part(request, at)?, at)))
        .collect();
    let others = clause
        .range
        .clone()
        .any(|at| request.doc.is(at, Class::Period) && !request.doc.negated(at));
    for (edit, at) in gone.into_iter().filter(|_| others) {
        request.edit(edit, &clause.range);
        request.take(at..at + 1);
    }
}

/// `We do not measure salinity any more`: a negation over something there, and nothing else is compared or set.
fn refuses(request: &Request, clause: &Clause) -> bool {
    let doc = &request.doc;
    // `no longer` alone is no word of setting something.
    let spoken = |act: &str| act != "set" || request.has(&clause.range, Class::Act, act);
    let acts = clause
        .act
        .as_deref()
        .is_some_and(|act| !matches!(act, "add" | "notify") && spoken(act));
    let negated = clause.range.clone().any(|at| doc.is(at, Class::Neg))
        || unsent(request, &clause.range).is_some();
    // `operators may not` takes a right away and no role, `Excel instead of CSV` puts something in its place.
    let modal = request.has(&clause.range, Class::Cue, "modal")
        && request
            .objects(&clause.range)
            .iter()
            .any(|one| one.of("api.roles"));
    let swapped = request.has(&clause.range, Class::Cue, "lieu");
    // `averages of temperature only, not of voltage`, `SMS for wind, not for rope tension`
    let summed = clause
        .range
        .clone()
        .any(|at| doc.is(at, Class::Neg) && doc.says(at + 1, Words::NotOf))
        && clause
            .range
            .clone()
            .any(|at| doc.is(at, Class::Func) || doc.is(at, Class::Channel));
    if modal || swapped || summed {
        return false;
    }
    let measured = clause.range.clone().any(|at| {
        matches!(
            doc.kind(at),
            Some(Kind::Number { .. } | Kind::Quantity { .. } | Kind::Duration { .. })
        )
    });
    // `we say Y, not X. Please rename.`
    let renamed = request
        .clauses
        .iter()
        .any(|other| other.act.as_deref() == Some("rename"));
    // `do not text me more than once an hour` refuses no channel.
    let paced = clause
        .range
        .clone()
        .any(|at| matches!(doc.value(at, Class::Hyst), Some("cooldown" | "repeat")));
    negated && !renamed && !acts && !measured && !paced && !request.compares(&clause.range)
}

/// What an object means beside its neighbours: `the pH alert` is a rule, `pH and its alert` are two things.
fn meant(request: &Request, object: &Object, all: &[Object], range: &Range<usize>) -> Vec<Path> {
    if object.of("channels") {
        let metric = all.iter().find(|other| other.of("metrics"));
        return if metric.is_some() {
            Vec::new()
        } else {
            vec![object.path.clone()]
        };
    }
    if !object.of("metrics") {
        return vec![object.path.clone()];
    }
    let rules = || -> Vec<Path> {
        let on = names::alerts_on(request.base, object.name());
        on.iter().map(|id| Path::of("alerts", id)).collect()
    };
    let is_rule = |at: &usize| {
        !object.range.contains(at)
            && (request.doc.is(*at, Class::Alert)
                || request.has(&(*at..at + 1), Class::Thing, "alert")
                || request.has(&(*at..at + 1), Class::Thing, "limit"))
    };
    // `the chlorine alert and the pH alert`: its own word stands right behind it.
    let behind = (object.range.end..range.end).take_while(|at| !request.doc.is(*at, Class::And));
    let own = behind.filter(is_rule).min();
    let thing = own.or_else(|| range.clone().find(is_rule));
    let Some(thing) = thing else {
        let channel = all.iter().any(|other| other.of("channels"));
        return if channel {
            rules()
        } else {
            vec![object.path.clone()]
        };
    };
    let between = thing.min(object.range.end)..thing.max(object.range.start);
    // `the alarms for oxygen and pH` are two of one kind.
    let listed = all
        .iter()
        .any(|other| other.of("metrics") && between.contains(&other.range.start));
    let shared = listed && thing < object.range.start;
    let joined = !shared && between.clone().any(|at| request.doc.is(at, Class::And));
    let mut out = rules();
    if joined {
        out.push(object.path.clone());
    }
    out
}

/// `the offline alert`, `all alerts`: rules that are told by their kind.
fn kind_of_alert(request: &mut Request, range: &Range<usize>) -> bool {
    if order::read(request, range) {
        return true;
    }
    if !request.speaks_of_alerts(range) {
        return false;
    }
    let mut rules = request.alerts(range);
    let all = request.has(range, Class::Cue, "all");
    if rules.is_empty() && (all || request.base.alerts.len() == 1) {
        rules = request.base.alerts.keys().cloned().collect();
    }
    for id in &rules {
        request.edit(remove(Path::of("alerts", id)), range);
    }
    for at in range.clone() {
        let crossed = geofence::leaves(&request.doc, at);
        if crossed || request.doc.is(at, Class::Offline) || request.doc.is(at, Class::Geo) {
            request.take(at..at + 1);
        }
        // `leaves the pit`: the name of the zone.
        let names = |i: &usize| request.doc.is_filler(*i) || request.doc.chunks[*i].is_unknown();
        let name: Vec<usize> = (at + 1..range.end).take_while(names).collect();
        for i in name.into_iter().filter(|_| crossed && !rules.is_empty()) {
            request.take(i..i + 1);
        }
    }
    !rules.is_empty()
}

/// Something known that is not there: it needs no removing.
fn absent(request: &mut Request, range: &Range<usize>) -> bool {
    let gone: Vec<(Range<usize>, Facet)> = range
        .clone()
        .filter(|at| !request.doc.is_used(*at))
        .filter_map(|at| {
            let mention = request
                .mentions
                .iter()
                .find(|mention| mention.range.contains(&at));
            if let Some(mention) = mention {
                return Some((mention.whole.clone(), Facet::Metric));
            }
            let facet = [
                (Class::Channel, Facet::Notify),
                (Class::Role, Facet::Role),
                (Class::Cap, Facet::Capability),
                (Class::Period, Facet::Aggregate),
                (Class::Realtime, Facet::Realtime),
                (Class::Protocol, Facet::Broker),
            ]
            .into_iter()
            .find(|(class, _)| request.doc.is(at, *class))?
            .1;
            Some((at..at + 1, facet))
        })
        .collect();
    for (range, facet) in &gone {
        let said = request.doc.quote(range).to_owned();
        request
            .doc
            .notes
            .assume(*facet, format!("There is no {said} here that could go."));
        request.take(range.clone());
    }
    !gone.is_empty()
}
