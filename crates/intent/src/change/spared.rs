//! What a removal asks about instead: the only way in for readings, a part of the pages.

use std::ops::Range;

use specgen_spec::fact::Facet;

use super::names::Object;
use super::part::{is_chart, transports};
use super::request::Request;
use super::vague;
use crate::lexicon::{Class, Words};

/// `Stop accepting HTTP` where readings come in by nothing else: asks what takes its place.
pub fn only_way_in(request: &mut Request, range: &Range<usize>) -> bool {
    let said: Vec<usize> = range
        .clone()
        .filter(|at| request.doc.is(*at, Class::Protocol))
        .collect();
    let ways = transports(request);
    let [only] = ways.as_slice() else {
        return false;
    };
    let is_it = |at: &usize| request.doc.value(*at, Class::Protocol) == Some(only.as_str());
    // `MQTT rather than HTTP` says what takes its place.
    let swapped = request.has(range, Class::Cue, "instead");
    if swapped || !said.iter().any(is_it) {
        return false;
    }
    let question = format!(
        "Readings come in over {} alone: what takes its place?",
        only.to_uppercase()
    );
    request.doc.notes.ask(Facet::Broker, question);
    vague::quote(request, range.clone());
    true
}

/// `remove the weekly chart`: the pages draw what there is, so somebody has to say what should not be there.
pub fn chart(request: &mut Request, range: &Range<usize>) -> bool {
    if !range.clone().any(|at| is_chart(request, at)) {
        return false;
    }
    let said = request.doc.quote(range).to_owned();
    let question = format!(
        "\"{said}\": should the statistics go that it draws, the metric, or the whole dashboard?"
    );
    request.doc.notes.ask(Facet::Dashboard, question);
    vague::quote(request, range.clone());
    true
}

/// Asks about a removal that may mean something else. Returns whether it did.
pub fn asked(request: &mut Request, range: &Range<usize>, told: bool) -> bool {
    shown(request, range) || for_role(request, range) || told && unnamed_rule(request, range)
}

/// `no humidity in the dashboard`: the pages show what is measured, so somebody has to say what is meant.
fn shown(request: &mut Request, range: &Range<usize>) -> bool {
    let doc = &request.doc;
    // `from the dashboard` is one phrase.
    let phrase = |at: usize| doc.is(at, Class::CmdCue) && doc.word(at).ends_with("dashboard");
    let page = range
        .clone()
        .find(|at| doc.is(*at, Class::Dash) || phrase(*at));
    // `the dashboard must not show CO2`
    let listed = page.is_some_and(|page| request.has(&(page..range.end), Class::Thing, "list"));
    let Some(page) = page.filter(|page| {
        if phrase(*page) || listed {
            return true;
        }
        let lead = (page.saturating_sub(3).max(range.start)..*page).rev();
        let mut lead = lead.take_while(|at| doc.is_filler(*at));
        lead.any(|at| doc.opens_with(at, Words::ShownOn))
    }) else {
        return false;
    };
    let before = range.start..page;
    let named = request.objects(if listed { range } else { &before });
    let Some(shown) = named.iter().find(|object| object.of("metrics")) else {
        return false;
    };
    let name = shown.name().replace('_', " ");
    let question = format!(
        "The dashboard shows all that is measured. Should {name} be removed altogether, or stay as it is?"
    );
    request.doc.notes.ask(Facet::Dashboard, question);
    vague::quote(request, range.clone());
    true
}

/// `remove the low alarm and the battery`: a rule beside something else, and nothing says which one.
fn unnamed_rule(request: &mut Request, range: &Range<usize>) -> bool {
    let thing = range.clone().find(|at| {
        request.doc.is(*at, Class::Alert) || request.has(&(*at..at + 1), Class::Thing, "alert")
    });
    let Some(thing) = thing.filter(|_| request.base.alerts.len() > 1) else {
        return false;
    };
    let joint = (thing + 1..range.end).find(|at| request.doc.is(*at, Class::And));
    let Some(joint) = joint else { return false };
    let alone = range.start..joint;
    let owned = alone.clone().any(|at| request.doc.says(at, Words::Owned));
    let several = request.has(&alone, Class::Cue, "all") || owned;
    let others = request.objects(&(joint..range.end));
    if several
        || !request.objects(&alone).is_empty()
        || !request.alerts(&alone).is_empty()
        || !others.iter().any(|object| object.of("metrics"))
        || request.speaks_of_alerts(&(joint..range.end))
    {
        return false;
    }
    let known: Vec<String> = request
        .base
        .alerts
        .keys()
        .filter_map(|id| vague::present(request, id))
        .collect();
    let question = format!("Which alert should go: that of {}?", known.join(", or "));
    request.doc.notes.ask(Facet::Alert, question);
    request.ask = true;
    vague::quote(request, range.clone());
    true
}

/// `stop texting us` names no command `stop`; `no more e-mails, SMS for everything` takes one of them away.
pub fn is_spared(request: &Request, range: &Range<usize>, object: &Object) -> bool {
    let ordered = request.marks.iter().any(|mark| {
        mark.class == Class::Act
            && mark.value != "gone"
            && mark.range.start <= object.range.start
            && object.range.end <= mark.range.end
    });
    let doc = &request.doc;
    let part = doc.segment_of(object.range.start);
    let later = part.start > range.start && doc.sign(part.start.saturating_sub(1), ',');
    let whole = ["all", "only", "now", "instead"]
        .iter()
        .any(|cue| request.has(&part, Class::Cue, cue));
    let channel = object.of("channels");
    ordered && object.of("commands") || later && whole && channel
}

/// `no dashboard for guests`: nothing is shown to one role and hidden from another.
fn for_role(request: &mut Request, range: &Range<usize>) -> bool {
    let doc = &request.doc;
    let objects = request.objects(range);
    let role = objects.iter().find(|object| {
        let start = object.range.start;
        let leads = |at| doc.says(at, Words::MeantFor) || doc.word(at) == "from";
        let led = (start.saturating_sub(2)..start).any(leads);
        object.of("api.roles") && led
    });
    let Some(role) = role else { return false };
    let named = role.name().replace('_', " ");
    let said = doc.quote(range).to_owned();
    let question = format!(
        "\"{said}\": what is there is there for every role. Should it go for all, or may {named} not reach it?"
    );
    request.doc.notes.ask(Facet::Role, question);
    vague::quote(request, range.clone());
    true
}
