//! Messages that are no alerts, or of which it is not clear how they stand to those that are there: `e-mail a CSV report
//! every week`, `Slack when someone logs in`, `use SMS for pH`. They are asked about, and no alert is told otherwise.

use std::ops::Range;

use specgen_spec::fact::Facet;
use specgen_spec::model::Name;

use super::access::channel;
use super::clause::Clause;
use super::names;
use super::request::Request;
use super::reroute::{names_rules, ways_of};
use super::routes::doc_has;
use super::vague;
use crate::lexicon::Class;

/// Reads a clause with a way of being told that no alert can take.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    report(request, &range)
        || event(request, &range)
        || change_in_time(request, &range)
        || of_gravity(request, clause)
        || in_place(request, clause)
}

/// `e-mail a CSV report every week`: what is exported goes to no channel.
fn report(request: &mut Request, range: &Range<usize>) -> bool {
    let doc = &request.doc;
    let exported = range.clone().any(|at| {
        matches!(
            doc.value(at, Class::Cap),
            Some("csv_export" | "scheduled_export")
        )
    });
    let timed = doc_has(request, range, Class::Every)
        || doc_has(request, range, Class::Period)
        || request.has(range, Class::Cue, "calendar")
        || range
            .clone()
            .any(|at| doc.value(at, Class::Cap) == Some("scheduled_export"));
    let alerts = request.speaks_of_alerts(range) || doc_has(request, range, Class::If);
    if !exported || !timed || alerts {
        return false;
    }
    let said = doc.quote(range).trim().to_owned();
    let question = format!(
        "\"{said}\": channels are told of alerts and get no reports. Should there be an export to fetch, a report at certain times, or an alert?"
    );
    request.doc.notes.ask(Facet::Capability, question);
    vague::quote(request, range.clone());
    true
}

/// `Slack when someone logs in`: no rule watches that.
fn event(request: &mut Request, range: &Range<usize>) -> bool {
    let doc = &request.doc;
    let Some(when) = range.clone().find(|at| doc.is(*at, Class::If)) else {
        return false;
    };
    let behind = when + 1..range.end;
    let more = [Class::Alert, Class::Severity, Class::Hyst, Class::Metric];
    let mut known = super::halt::WATCHED.iter().chain(&more);
    let people = doc_has(request, &behind, Class::Login)
        || behind
            .clone()
            .any(|at| doc.value(at, Class::Cap) == Some("alert_ack"));
    let held = known.any(|class| doc_has(request, &behind, *class))
        || request.speaks_of_alerts(range)
        || names_rules(request, range)
        || behind
            .clone()
            .any(|at| crate::frames::geofence::leaves(doc, at));
    if held || !people {
        return false;
    }
    let said = doc.quote(&(when..range.end)).trim().to_owned();
    ask(
        request,
        range,
        &format!("No alert watches \"{said}\". Which one is meant"),
    );
    true
}

/// `pH changes 0.5 within 10 min: SMS`: a change in a time, and nothing that says which way.
fn change_in_time(request: &mut Request, range: &Range<usize>) -> bool {
    let times = super::limit::durations(request, range);
    let within = times.iter().any(|(_, at)| {
        at.checked_sub(1)
            .is_some_and(|before| request.doc.is(before, Class::Within))
    });
    let open = !request.numbers(range).is_empty() && !doc_has(request, range, Class::If);
    let plain = !request.speaks_of_alerts(range) && !request.metrics(range).is_empty();
    if !within || !open || !plain {
        return false;
    }
    let said = request.doc.quote(range).trim().to_owned();
    let question = format!(
        "Is \"{said}\" an alert of its own? Say \"rises by\", \"falls by\" or \"changes by\" with the number and the time."
    );
    request.doc.notes.ask(Facet::Alert, question);
    vague::quote(request, range.clone());
    true
}

/// `SMS for critical alerts` where no alert is critical.
fn of_gravity(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let plain = matches!(clause.act.as_deref(), None | Some("notify" | "set"));
    let grave = range.clone().find_map(|at| {
        let named = super::parted::grave(request, at)?;
        let near = at..range.end.min(at + 3);
        request.has(&near, Class::Thing, "alert").then_some(named)
    });
    let Some(grave) = grave.filter(|_| plain && request.metrics(&range).is_empty()) else {
        return false;
    };
    let alike = names::alerts_where(request.base, |alert| {
        alert.severity.unwrap_or_default() == grave
    });
    if !alike.is_empty()
        || !doc_has(request, &range, Class::Channel)
        || doc_has(request, &range, Class::If)
    {
        return false;
    }
    let said = request.doc.quote(&range).trim().to_owned();
    let question = format!("\"{said}\": no alert here is so grave. Which ones are meant");
    ask(request, &range, &question);
    true
}

/// `use SMS for pH`, `everything by Telegram`: beside the ways that are there, or in their place?
fn in_place(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let doc = &request.doc;
    let kinds: Vec<String> = range
        .clone()
        .filter(|at| !doc.is_used(*at) && !doc.negated(*at))
        .filter_map(|at| doc.value(at, Class::Channel).map(str::to_owned))
        .collect();
    let [kind] = kinds.as_slice() else {
        return false;
    };
    let cues = ["beside", "more", "instead", "only", "except", "contrast"];
    let whole = doc.sentence_of(range.start);
    let settled = cues.iter().any(|cue| request.has(&whole, Class::Cue, cue))
        || doc_has(request, &range, Class::If)
        || doc_has(request, &range, Class::Neg)
        || request.speaks_of_alerts(&range)
        || request.clauses.len() > 1;
    let named = names_rules(request, &range);
    let uses = clause.act.as_deref() == Some("convert") && named;
    let all = matches!(clause.act.as_deref(), None | Some("notify" | "convert"))
        && request.has(&range, Class::Cue, "all")
        && !named;
    let rules = if named {
        request.alerts(&range)
    } else {
        names::alerts_where(request.base, |_| true)
    };
    let way = channel(request, kind).map(|(id, _)| id);
    let told = |id: &Name| {
        let alert = request.base.alerts.get(id.as_str());
        alert.is_some_and(|alert| way.as_ref().is_some_and(|way| alert.notify.contains(way)))
    };
    let one = request
        .base
        .alerts
        .get(rules.first().map_or("", Name::as_str));
    let other = one.is_some_and(|alert| !alert.notify.is_empty()) && !rules.iter().all(told);
    if settled || !other || !(uses || all) {
        return false;
    }
    let said = request.doc.quote(&range).trim().to_owned();
    let known: Vec<String> = rules.iter().map(|id| ways_of(request, id)).collect();
    let question = format!(
        "\"{said}\": {}. Should it come in their place, or beside them? Say \"instead\" or \"also\".",
        known.join(", ")
    );
    request.doc.notes.ask(Facet::Notify, question);
    vague::quote(request, range);
    true
}

/// Asks which of the alerts is meant, with the ways that they are told.
pub fn ask(request: &mut Request, range: &Range<usize>, which: &str) {
    let rules = names::alerts_where(request.base, |_| true);
    let known: Vec<String> = rules.iter().map(|id| ways_of(request, id)).collect();
    let question = format!("{which}: {}?", known.join(", or "));
    request.doc.notes.ask(Facet::Notify, question);
    vague::quote(request, range.clone());
}
