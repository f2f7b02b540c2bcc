//! Details of rules that are there: how long, how grave, how often, how they end.

use std::ops::Range;

use serde_json::Value;
use specgen_spec::catalog::convert_difference;
use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::{Facet, Fact, facts};
use specgen_spec::model::{Condition, Duration, Name, Num};
use specgen_spec::origin::Origins;

use super::bound::numbers_of;
use super::clause::Clause;
use super::clock;
use super::grave;
use super::limit::durations;
use super::names;
use super::request::Request;
use crate::chunk::Kind;
use crate::frames::condition::is_degrees;
use crate::frames::fleet::number;
use crate::frames::qualifier;
use crate::lexicon::Class;

/// Reads a clause that says more about rules without comparing anything.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let parts = parts(request, &clause.range);
    let mut done = false;
    for range in parts {
        let act = clause.act.clone();
        done |= part(
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

/// `oxygen alarm = critical, turbidity alarm = info`: each part has a rule and a detail of its own, or the clause is one.
fn parts(request: &Request, range: &Range<usize>) -> Vec<Range<usize>> {
    let doc = &request.doc;
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut start = range.start;
    for at in range.clone().chain([range.end]) {
        if at == range.end || doc.sign(at, ',') || doc.value(at, Class::And) == Some("and") {
            out.push(start..at);
            start = at + 1;
        }
    }
    out.retain(|part| !part.is_empty());
    let says = |part: &Range<usize>| {
        let detail = |at: usize| doc.is(at, Class::Severity) || doc.is(at, Class::Hyst);
        !request.alerts(part).is_empty() && part.clone().any(detail)
    };
    if out.len() > 1 && out.iter().all(says) {
        out
    } else {
        vec![range.clone()]
    }
}

fn part(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let acts = matches!(
        clause.act.as_deref(),
        Some("remove" | "add" | "disable" | "keep")
    );
    // `when a machine sends nothing for 15 minutes` is a rule of its own.
    let silent = names::alerts_where(request.base, names::is_offline).is_empty()
        && !durations(request, &range).is_empty()
        && range.clone().any(|at| request.doc.is(at, Class::Offline));
    // `do not text me more than once an hour` asks for a pause.
    let pauses = pause(request, clause).is_some()
        || range
            .clone()
            .any(|at| request.doc.value(at, Class::Hyst) == Some("cooldown"));
    // `daily maximum of vibration, keep it for 10 years`
    let kept = range.clone().any(|at| request.doc.is(at, Class::Keep));
    if acts || silent || kept || clause.negated && !pauses || request.compares(&range) {
        return false;
    }
    let detail = range
        .clone()
        .any(|at| request.doc.is(at, Class::Hyst) && !request.doc.is_used(at));
    let named = request.alerts(&range);
    let about = request.speaks_of_alerts(&range) || !named.is_empty();
    let waits = about
        && (request.has(&range, Class::Cue, "wait") || request.has(&range, Class::Thing, "delay"));
    // `door_open for 10 minutes`: the name of a rule speaks of alerts as well.
    let by_name = request.objects(&range).iter().any(|one| one.of("alerts"));
    let lasting = !named.is_empty()
        && (request.speaks_of_alerts(&range) || by_name)
        && !durations(request, &range).is_empty();
    let grave = about
        && range
            .clone()
            .any(|at| request.doc.is(at, Class::Severity) && !request.doc.is(at, Class::Alert))
        && !grave::selects(request, &range);
    let seldom = about && pause(request, clause).is_some();
    let hours = about
        && range
            .clone()
            .any(|at| qualifier::is_clock(request.doc.word(at)));
    if !(detail || waits || lasting || seldom || hours || grave && !named.is_empty()) {
        return false;
    }
    let everyone = request.objects(&range).is_empty() && named.is_empty();
    let rules = if everyone {
        spoken_of(request, &range)
    } else {
        named
    };
    if rules.is_empty() {
        return false;
    }
    let mut found = match pause(request, clause) {
        Some((seconds, at)) => {
            request.take(at..at + 1);
            let ones = request.numbers(&range);
            for (_, _, at) in ones
                .into_iter()
                .filter(|(count, ..)| (*count - 1.0).abs() < 1e-9)
            {
                request.take(at..at + 1);
            }
            Fact::new(Facet::Alert).with("cooldown_s", number(seconds))
        }
        None => said(request, &range, detail),
    };
    if !grave {
        found.keys.shift_remove("severity");
    }
    if hours {
        clock::quiet(request, &mut found, &range);
    }
    if found.keys.is_empty() {
        return false;
    }
    let unit = margin_unit(request, &range, &found);
    let own: Vec<(Name, Fact)> = rules
        .iter()
        .filter_map(|id| {
            Some((
                id.clone(),
                in_own_unit(request, id, &found, unit.as_deref())?,
            ))
        })
        .collect();
    if own.is_empty() {
        return false;
    }
    for (id, found) in &own {
        set(request, id, found, &range);
    }
    let silence = names::alerts_where(request.base, names::is_offline);
    for at in range.clone() {
        if request.doc.is(at, Class::Offline) && rules.iter().any(|id| silence.contains(id)) {
            request.take(at..at + 1);
        }
    }
    request.take_known(&range);
    true
}

/// The unit that a margin is told in.
fn margin_unit(request: &Request, range: &Range<usize>, found: &Fact) -> Option<String> {
    let margin = found.number("hysteresis")?;
    range.clone().find_map(|at| match request.doc.kind(at)? {
        Kind::Quantity { low, unit, .. } if (low - margin).abs() < 1e-9 => Some(unit.clone()),
        _ => None,
    })
}

/// What was found, its margin in the unit of a rule; nothing where that watches another quantity.
fn in_own_unit(request: &Request, id: &Name, found: &Fact, unit: Option<&str>) -> Option<Fact> {
    let (Some(margin), Some(unit)) = (found.number("hysteresis"), unit) else {
        return Some(found.clone());
    };
    let alert = request.base.alerts.get(id.as_str())?;
    let own = numbers_of(request, id, alert).into_iter().next()?.unit;
    let value = match own.as_deref() {
        Some(own) if own != unit && !is_degrees(Some(unit)) => {
            convert_difference(margin, unit, own)?
        }
        _ => margin,
    };
    let mut found = found.clone();
    found.keys.insert("hysteresis".to_owned(), number(value));
    Some(found)
}

/// The rules that a clause without a name means: those of what was named last, unless it speaks of several.
fn spoken_of(request: &Request, range: &Range<usize>) -> Vec<Name> {
    let several = request.has(range, Class::Cue, "all")
        || range.clone().any(|at| {
            let told = request.doc.is(at, Class::Alert);
            told && request.doc.word(at).ends_with('s')
        });
    let carried = request.last_rules();
    if several || carried.is_empty() {
        names::alerts_where(request.base, |_| true)
    } else {
        carried
    }
}

/// `at most one message per hour`: the pause between two of them, in seconds.
fn pause(request: &Request, clause: &Clause) -> Option<(f64, usize)> {
    let range = &clause.range;
    // `do not text us more often than once in two hours`
    let seldom = || {
        request
            .mark(range, Class::Act, "seldom")
            .filter(|_| clause.negated)
    };
    let most = request.mark(range, Class::Cue, "atmost").or_else(seldom)?;
    let most = most.range.end;
    let told = range.clone().any(|at| {
        request.doc.is(at, Class::Alert)
            || request.doc.is(at, Class::Channel)
            || request.doc.word(at).starts_with("message")
    }) || request.has(range, Class::Thing, "alert");
    let every = |at: usize| {
        at > most
            && (request.doc.is(at - 1, Class::Every)
                || request.doc.is(at, Class::Period)
                || request.doc.is(at - 1, Class::Within)
                || request.doc.is_filler(at - 1))
    };
    let time = (most..range.end)
        .filter(|at| !request.doc.is_used(*at))
        .find_map(|at| Some((qualifier::seconds(&request.doc, at)?, at)))?;
    (told && every(time.1)).then_some(time)
}

/// What the clause says, as the keys of a rule.
fn said(request: &mut Request, range: &Range<usize>, detail: bool) -> Fact {
    let held: Vec<f64> = request
        .alerts(range)
        .iter()
        .filter_map(|id| {
            request
                .base
                .alerts
                .get(id.as_str())?
                .r#for
                .get()
                .map(Duration::seconds)
        })
        .collect();
    let times = durations(request, range);
    // `20 minutes is too long, 8 should do`: the one that does not hold yet.
    let other = times
        .iter()
        .find(|(seconds, _)| held.iter().all(|held| (held - seconds).abs() > 1e-9));
    let first = other.or(times.first()).copied();
    let mut found = Fact::new(Facet::Alert);
    qualifier::apply(&mut request.doc, &mut found, range);
    let paused = found.keys.contains_key("cooldown_s") || found.keys.contains_key("repeat_s");
    if let Some((seconds, at)) = first.filter(|_| !paused && !detail) {
        found.keys.insert("for_s".to_owned(), number(seconds));
        request.take(at..at + 1);
        for (seconds, at) in durations(request, range) {
            if held.iter().any(|held| (held - seconds).abs() < 1e-9) {
                request.take(at..at + 1);
            }
        }
    }
    found
}

/// States a rule again with one more key: its windows of time have a form of their own.
fn state(request: &mut Request, id: &Name, key: &str, value: &Value, range: &Range<usize>) {
    let rules: Vec<Fact> = facts(request.base, &Origins::default())
        .into_iter()
        .filter(|fact| fact.facet == Facet::Alert)
        .collect();
    let index = request.base.alerts.keys().position(|known| known == id);
    if let Some(rule) = index.and_then(|index| rules.into_iter().nth(index)) {
        request.state(rule.with(key, value.clone()), range);
    }
}

/// `don't send recovery messages` asks for nothing where none are sent.
fn recovery(request: &mut Request, held: bool, asked: &Value, path: &Path) -> Option<Edit> {
    let wanted = asked.as_bool().unwrap_or(true);
    request.heard |= wanted == held;
    (wanted != held).then(|| Edit::set(path.join(&"recovery"), &wanted))
}

/// Sets what was found of a rule that is there.
pub fn set(request: &mut Request, id: &Name, found: &Fact, range: &Range<usize>) {
    let path = Path::of("alerts", id);
    let Some(alert) = request.base.alerts.get(id.as_str()) else {
        return;
    };
    // Silence has its own time, and only what compares with a limit has a margin.
    let held = names::is_offline(alert);
    let limited = matches!(
        alert.when,
        Condition::Threshold(_) | Condition::Outside(_) | Condition::RateOfChange(_)
    );
    for (key, value) in &found.keys {
        let seconds = || value.as_f64().map(Duration::from_seconds);
        let amount = || value.as_f64().map(Num::new);
        let edit = match key.as_str() {
            "for_s" if held => None,
            "hysteresis" | "clear_value" if !limited => None,
            "for_s" => seconds().map(|to| Edit::set(path.join(&"for"), &to)),
            "cooldown_s" => seconds().map(|to| Edit::set(path.join(&"cooldown"), &to)),
            "repeat_s" => seconds().map(|to| Edit::set(path.join(&"repeat"), &to)),
            "hysteresis" => amount().map(|to| Edit::set(path.join(&"hysteresis"), &to)),
            "clear_value" => amount().map(|to| Edit::set(path.join(&"clear"), &to)),
            "notify_recovery" => recovery(request, alert.recovery, value, &path),
            "severity" => Some(Edit::set(path.join(&"severity"), value)),
            _ => {
                state(request, id, key, value, range);
                None
            }
        };
        if let Some(edit) = edit {
            request.edit(edit, range);
        }
    }
}
