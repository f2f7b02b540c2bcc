//! Hours by the clock in which rules that are there hold or are quiet: `no battery alerts between 22:00 and 6:00`,
//! `mute it between 6 and 9 am`.

use std::ops::Range;

use specgen_spec::fact::{Facet, Fact};
use specgen_spec::model::Name;

use super::clause::Clause;
use super::request::Request;
use super::untold::unsent;
use super::{detail, hours, names, vague};
use crate::chunk::Kind;
use crate::frames::qualifier::is_clock;
use crate::lexicon::{Class, Words};

/// Minutes of a day.
const DAY: u32 = 24 * 60;
/// Reads a clause that says from when to when rules hold, or when they are to be quiet.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let Some(([from, to], told)) = window(request, &range) else {
        return false;
    };
    if clause.act.as_deref() == Some("add") || request.compares(&range) {
        return false;
    }
    let hushed = matches!(clause.act.as_deref(), Some("disable" | "remove"))
        || request.has(&range, Class::Cue, "hush");
    let negated =
        range.clone().any(|at| request.doc.is(at, Class::Neg)) || unsent(request, &range).is_some();
    let only = request.has(&range, Class::Cue, "only");
    if hushed == only && !negated || negated && only {
        return false;
    }
    let rules = rules(request, clause);
    if rules.is_empty() {
        return false;
    }
    // `don't mute it between ...` may mean that it is not to be mute, or that it is now.
    let hush = request.has(&range, Class::Cue, "hush");
    if hush && (negated || clause.negated) {
        let said = request.doc.quote(&range).to_owned();
        let question = format!("At which hours should the rule of \"{said}\" hold?");
        request.doc.notes.ask(Facet::Alert, question);
        vague::quote(request, range);
        return true;
    }
    if let Some(question) = open(request, &rules, &range) {
        request.doc.notes.ask(Facet::Alert, question);
        vague::quote(request, range);
        return true;
    }
    let active = if only {
        format!("{from}-{to}")
    } else {
        format!("{to}-{from}")
    };
    let found = Fact::new(Facet::Alert).with("active", active);
    for id in &rules {
        detail::set(request, id, &found, &range);
    }
    request.take(told);
    for at in range.clone() {
        if request.doc.is(at, Class::Offline) {
            request.take(at..at + 1);
        }
    }
    request.take_known(&range);
    true
}

/// `quiet between 22:00 and 06:00`: the rule holds in the other hours.
pub fn quiet(request: &mut Request, found: &mut Fact, range: &Range<usize>) {
    let offline: Vec<usize> = range
        .clone()
        .filter(|at| request.doc.is(*at, Class::Offline))
        .collect();
    // `offline only matters from 6:00 to 22:00` names the rule, `the offline alert is quiet` says what it does.
    let watched = request
        .alerts(range)
        .iter()
        .filter_map(|id| request.base.alerts.get(id.as_str()))
        .any(names::is_offline);
    let first = offline.first().copied();
    let hush = |at: &usize| {
        !watched || Some(*at) != first || request.has(&(*at..*at + 1), Class::Cue, "hush")
    };
    let only = request.has(range, Class::Cue, "only");
    let silent: Vec<usize> = offline.into_iter().filter(|at| !only && hush(at)).collect();
    let refused = range.clone().any(|at| request.doc.is(at, Class::Neg));
    if silent.is_empty() && !refused {
        return;
    }
    if let Some((from, to)) = found.text("active").and_then(|hours| hours.split_once('-')) {
        let others = format!("{to}-{from}");
        found.keys.insert("active".to_owned(), others.into());
    }
    for at in silent {
        request.take(at..at + 1);
    }
}

/// The rules of a clause; those of the clause before for `it`.
fn rules(request: &Request, clause: &Clause) -> Vec<Name> {
    // `don't send e-mails` is an order and no silence.
    let start = unsent(request, &clause.range).map_or(clause.range.start, |order| order + 1);
    let range = &(start..clause.range.end);
    let rules = request.alerts(range);
    if !rules.is_empty() {
        return rules;
    }
    let before = request
        .clauses
        .iter()
        .rev()
        .find(|other| other.range.end <= range.start)
        .filter(|_| request.has(range, Class::Cue, "it"));
    if let Some(before) = before.filter(|before| request.speaks_of_alerts(&before.range)) {
        return request.alerts(&before.range);
    }
    if request.speaks_of_alerts(range) && request.objects(range).is_empty() {
        return names::alerts_where(request.base, |_| true);
    }
    Vec::new()
}

/// What is to be asked first: rules with hours of their own, and a channel that is one of several.
fn open(request: &Request, rules: &[Name], range: &Range<usize>) -> Option<String> {
    if let Some(id) = rules.iter().find(|id| hours::has_hours(request, id)) {
        let name = id.as_str().replace('_', " ");
        return Some(format!(
            "The alert {name} has hours already: in which ones should it hold?"
        ));
    }
    let channel = |object: &names::Object| object.of("channels");
    let told = request.objects(range).into_iter().find(channel)?;
    let several = |id: &Name| {
        let alert = request.base.alerts.get(id.as_str());
        alert.is_some_and(|alert| alert.notify.len() != 1)
    };
    rules.iter().any(several).then(|| {
        let name = told.name();
        format!("Hours are those of an alert, for all of its channels. Which alert should be quiet then, instead of {name} alone?")
    })
}

/// The first and the last minute of a window, as a rule writes them, and its chunks.
fn window(request: &Request, range: &Range<usize>) -> Option<([String; 2], Range<usize>)> {
    let doc = &request.doc;
    let mut found: Vec<(u32, Option<bool>, Range<usize>)> = Vec::new();
    for at in range.clone() {
        if let Some(minutes) = minutes(doc.word(at)) {
            found.push((minutes, Some(false), at..at + 1));
            continue;
        }
        let Some(Kind::Number {
            low,
            high,
            spelled: false,
        }) = doc.kind(at)
        else {
            continue;
        };
        let word = doc.word(at + 1);
        let half = match word.trim_end_matches('.') {
            word if doc.lexicon.says(Words::Afternoon, word) => Some(true),
            word if doc.lexicon.says(Words::OClock, word) => Some(false),
            _ => None,
        };
        let end = at + 1 + usize::from(half.is_some());
        for hour in std::iter::once(*low).chain(*high) {
            found.push((hour_of(hour)? * 60, half, at..end));
        }
    }
    let [(from, first, start), (to, last, end)] = found.as_slice() else {
        return None;
    };
    // `between 11 and 12 pm` may begin in the morning or end at midnight.
    let noon = |minutes: &u32| *minutes == DAY / 2;
    let half = doc.word(end.end - 1);
    let shared = first.is_none() || start.start == end.start;
    let unclear = shared && (noon(from) || noon(to)) && half.starts_with(['a', 'p']);
    if from == to && first == last || unclear {
        return None;
    }
    // `between 6 and 9 am`: the word behind the second hour is that of both.
    let last = (*last)?;
    let first = first.unwrap_or(last && from < to);
    let written = |minutes: u32, late: bool, word: &str| {
        let noon = minutes / 60 == 12;
        let half = word.starts_with('a') || word.starts_with('p');
        let minutes = match (late, noon) {
            (true, false) if minutes < DAY / 2 => minutes + DAY / 2,
            (false, true) if half => minutes - DAY / 2,
            _ => minutes,
        };
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    };
    let word = doc.word(end.end - 1);
    let own = doc.word(start.end - 1);
    let hours = [written(*from, first, own), written(*to, last, word)];
    Some((hours, start.start..end.end))
}

/// A time such as `22:00`, in minutes.
fn minutes(word: &str) -> Option<u32> {
    let (hour, minute) = word.split_once(':').filter(|_| is_clock(word))?;
    let hour: u32 = hour.parse().ok()?;
    let minute: u32 = minute.parse().ok()?;
    Some(hour * 60 + minute)
}

/// A whole hour of the day.
fn hour_of(value: f64) -> Option<u32> {
    (0..=24u32).find(|hour| (f64::from(*hour) - value).abs() < 1e-9)
}
