//! Who is told what, where a request does not say it of one rule: `move the pH alert from e-mail to SMS`, `Telegram for
//! everything but pressure`, `the fever alarm to Slack`. A message goes to the rules that are
//! named, and where nothing that is there is named, it is asked which one is meant.

use std::ops::Range;

use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::Facet;
use specgen_spec::model::Name;

use super::access::{channel, others_go};
use super::clause::Clause;
use super::names;
use super::request::Request;
use super::reroute::{Way, account, names_rules, turn};
use crate::coverage::weighs;
use crate::lexicon::Class;

/// Words before the way that a rule leaves, and before the one that it goes to.
const FROM: [&str; 9] = [
    "from", "von", "vom", "de", "da", "dal", "van", "dari", "del",
];
const TO: [&str; 14] = [
    "to", "au", "aux", "auf", "zu", "a", "al", "vers", "par", "por", "naar", "para", "ke", "con",
];

/// Reads what all rules but some are told by, before what is excluded is set aside.
pub fn all_but(request: &mut Request) {
    for clause in request.clauses.clone() {
        let range = clause.range.clone();
        let takes = matches!(clause.act.as_deref(), Some("remove" | "disable" | "keep"));
        let ways = ways(request, &range);
        let ([way], Some(edge)) = (ways.as_slice(), exception(request, &range)) else {
            continue;
        };
        let spared = request.alerts(&(edge.end..range.end));
        let before = range.start..edge.start;
        let condition = doc_has(request, &range, Class::If) || request.compares(&range);
        if takes || clause.negated || condition || spared.is_empty() || !before.contains(&way.1) {
            continue;
        }
        if names_rules(request, &before) {
            continue;
        }
        let rules = names::alerts_where(request.base, |_| true);
        let rules: Vec<Name> = rules
            .into_iter()
            .filter(|id| !spared.contains(id))
            .collect();
        turn(request, &range, &rules, None, &way.0);
        request.heard = true;
        request.take(edge.clone());
        account(request, &range, way, way);
    }
}

/// `except for light`, `everything but pressure`: where an exception begins.
fn exception(request: &Request, range: &Range<usize>) -> Option<Range<usize>> {
    if let Some(mark) = request.mark(range, Class::Cue, "except") {
        return Some(mark.range.clone());
    }
    let all = request.mark(range, Class::Cue, "all")?.range.end;
    let but = request.mark(range, Class::Cue, "contrast")?;
    (but.range.start == all).then(|| but.range.clone())
}

/// Reads a clause that names a way of being told and no rule that is there, or moves a rule to another way.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let takes = matches!(clause.act.as_deref(), Some("remove" | "disable" | "rename"));
    let ways = ways(request, &range);
    if takes || clause.negated || ways.is_empty() || request.compares(&range) {
        return false;
    }
    super::mails::read(request, clause)
        || stranger(request, clause)
        || exchanged(request, clause, &ways)
        || moved(request, clause, &ways)
}

/// The ways of being told that a run names.
fn ways(request: &Request, range: &Range<usize>) -> Vec<Way> {
    let free = |at: &usize| !request.doc.is_used(*at) && !request.doc.negated(*at);
    let words = range.clone().filter(free);
    words
        .filter_map(|at| Some((request.doc.value(at, Class::Channel)?.to_owned(), at)))
        .collect()
}

/// Has a run a word of a class?
pub fn doc_has(request: &Request, range: &Range<usize>, class: Class) -> bool {
    range.clone().any(|at| request.doc.is(at, class))
}

/// `the fever alarm to Slack`: a rule by a name that nothing here has.
fn stranger(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let several = request.base.alerts.len() > 1;
    let conditional = doc_has(request, &range, Class::If);
    let named = |at: usize| {
        let alert =
            request.doc.is(at, Class::Alert) || request.has(&(at..at + 1), Class::Thing, "alert");
        let before = at.checked_sub(1).filter(|before| range.contains(before))?;
        let unknown = request.doc.chunks.get(before)?.is_unknown();
        let part = request.doc.segment_of(at);
        let part = part.start.max(range.start)..part.end.min(range.end);
        // `snd alerts to Slack` is a verb.
        let led = before > part.start && request.doc.is_filler(before - 1);
        let unknown = unknown && (led || !request.doc.word(at).ends_with('s'));
        let free = !request.doc.is_used(before) && !names_rules(request, &part);
        (alert && unknown && free && doc_has(request, &part, Class::Channel)).then_some(before)
    };
    let steers = |at: usize| request.marks.iter().any(|mark| mark.range.contains(&at));
    let found = range.clone().find_map(named).filter(|at| !steers(*at));
    let Some(at) = found.filter(|_| several && !conditional) else {
        return false;
    };
    let said = request.doc.quote(&(at..at + 2)).trim().to_owned();
    super::mails::ask(request, &range, &format!("Which alert is \"{said}\""));
    true
}

/// `change Slack to e-mail`, `cambia Slack por correo`: two ways side by side.
fn exchanged(request: &mut Request, clause: &Clause, ways: &[Way]) -> bool {
    let range = clause.range.clone();
    let moves = matches!(clause.act.as_deref(), Some("set" | "turn"));
    let [old, new] = ways else { return false };
    // `por correo` may be one phrase.
    let word = request.doc.word(old.1 + 1).split(' ').next();
    let near = old.1 < new.1 && new.1 <= old.1 + 2;
    let beside = near && word.is_some_and(|word| TO.contains(&word));
    let there = matches!(channel(request, &old.0), Some((_, None)));
    if !moves || !beside || !there || old.0 == new.0 {
        return false;
    }
    if names_rules(request, &range) {
        super::reroute::some(request, &range, old, new)
    } else {
        super::reroute::all(request, &range, old, new)
    }
}

/// `oxygen below 5 mg/L is critical, send SMS`: the message is of the rule that the clause before makes.
pub fn of_new_rule(request: &Request, clause: &Clause) -> bool {
    let range = &clause.range;
    let mut before = request.clauses.iter().rev();
    let before = before.find(|other| other.range.end <= range.start);
    let sentence = request.doc.sentence_of(range.start);
    let told = clause.act.as_deref() == Some("notify") && !clause.negated;
    let makes = before.is_some_and(|before| {
        let own = sentence.contains(&before.range.start) && before.act.is_none();
        let free = before
            .range
            .clone()
            .all(|at| !request.compares(&(at..at + 1)) || !request.doc.is_used(at));
        own && free && request.compares(&before.range)
    });
    told && makes
        && !names_rules(request, range)
        && !request.speaks_of_alerts(range)
        && !request.has(range, Class::Cue, "all")
        && !request.pronoun(range)
}

/// `move the pH alert from e-mail to SMS`, `switch pressure to Telegram`: the way that comes, and what goes for it.
fn moved(request: &mut Request, clause: &Clause, ways: &[Way]) -> bool {
    let range = clause.range.clone();
    let moves = matches!(clause.act.as_deref(), Some("set" | "swap" | "turn"));
    let plain = !matches!(clause.act.as_deref(), Some("add" | "keep"));
    let more = request.has(&range, Class::Cue, "beside") || request.has(&range, Class::Cue, "more");
    let parts = [Class::If, Class::Severity];
    let other = parts.iter().any(|class| doc_has(request, &range, *class))
        || !super::limit::durations(request, &range).is_empty()
        || !request.numbers(&range).is_empty();
    if !plain || more || other || !names_rules(request, &range) {
        return false;
    }
    let led = |at: usize, words: &[&str]| {
        let before = at
            .checked_sub(1)
            .map_or("", |before| request.doc.word(before));
        words.contains(&before.rsplit(' ').next().unwrap_or_default())
    };
    let (old, new) = match ways {
        [one, other] if led(one.1, &FROM) && led(other.1, &TO) => {
            (Some(one.clone()), other.clone())
        }
        [new] if moves && led(new.1, &TO) => (None, new.clone()),
        _ => return false,
    };
    let rules = request.alerts(&range);
    let gone = old.as_ref().map(|old| channel(request, &old.0));
    let gone = match gone {
        Some(Some((id, None))) => Some(id),
        Some(_) => return false,
        None => None,
    };
    let told = |id: &&Name| {
        let alert = request.base.alerts.get(id.as_str());
        gone.as_ref()
            .is_none_or(|gone| alert.is_some_and(|alert| alert.notify.contains(gone)))
    };
    let rules: Vec<Name> = rules.iter().filter(told).cloned().collect();
    if rules.is_empty() {
        return false;
    }
    turn(request, &range, &rules, gone.as_ref(), &new.0);
    if let Some((id, _)) = channel(request, &new.0).filter(|_| gone.is_none()) {
        others_go(request, &rules, &id, &range);
    }
    request.heard = true;
    let old = old.unwrap_or_else(|| new.clone());
    account(request, &range, &old, &new);
    true
}

/// `lower the oxygen limit to 5.5 mg/L, by e-mail`: the way that a clause about a limit names beside it.
pub fn along(request: &mut Request, range: &Range<usize>) {
    let rules = request.alerts(range);
    let ways = ways(request, range);
    let swapped = request.has(range, Class::Cue, "instead") && ways.len() > 1;
    if swapped || doc_has(request, range, Class::Role) || !names_rules(request, range) {
        return;
    }
    for way in &ways {
        turn(request, range, &rules, None, &way.0);
        let only = ways.len() == 1 && super::access::only_way(request, range, way.1);
        if let Some((id, _)) = channel(request, &way.0).filter(|_| only) {
            others_go(request, &rules, &id, range);
        }
        request.take(way.1..way.1 + 1);
    }
}

/// Rules that a request would leave without any way: they go to the way that it names beside, or it is said.
pub fn mute(request: &mut Request) {
    let quiet: Vec<Name> = names::alerts_where(request.base, |alert| !alert.notify.is_empty())
        .into_iter()
        .filter(|id| is_muted(request, id))
        .collect();
    let Some(first) = quiet.first() else { return };
    let beside = beside(request, &quiet);
    let general = |kind: &str, step: &super::Step| match step {
        super::Step::Fact(fact) => fact.facet == Facet::Notify && fact.text("value") == Some(kind),
        super::Step::Edit { .. } => false,
    };
    if let Some((kind, at)) = beside {
        let range = request.clause_at(at);
        let all = request.has(&range, Class::Cue, "all") || request.speaks_of_alerts(&range);
        if all && request.steps.iter().any(|step| general(&kind, step)) {
            return;
        }
        request.steps.retain(|step| !general(&kind, step));
        turn(request, &range, &quiet, None, &kind);
        request.take(at..at + 1);
        return;
    }
    let to_all =
        |step: &super::Step| matches!(step, super::Step::Fact(fact) if fact.facet == Facet::Notify);
    if request.steps.iter().any(to_all) {
        return;
    }
    let names: Vec<String> = quiet.iter().map(|id| format!("`{id}`")).collect();
    let verb = if quiet.len() == 1 { "is" } else { "are" };
    let note = format!(
        "{} {verb} told by nothing but MQTT from now on; say which channel {first} should go to.",
        names.join(" and ")
    );
    request.doc.notes.assume(Facet::Notify, note);
}

/// Would the steps so far leave a rule without a way?
fn is_muted(request: &Request, id: &Name) -> bool {
    let Some(alert) = request.base.alerts.get(id.as_str()) else {
        return false;
    };
    let path = Path::of("alerts", id);
    let list = path.join(&"notify");
    let mut left: Vec<String> = alert.notify.iter().map(Name::to_string).collect();
    for step in &request.steps {
        let edit = match step {
            super::Step::Edit { edit, .. } => edit,
            // The rule stated again.
            super::Step::Fact(fact) if fact.keys.contains_key("notify") => return false,
            super::Step::Fact(_) => continue,
        };
        match edit {
            Edit::Remove { path: gone, .. } if *gone == path => return false,
            Edit::Remove { path: gone, .. } => {
                let channels = gone
                    .parent()
                    .is_some_and(|parent| parent.to_string() == "channels");
                left.retain(|way| !channels || way != gone.last());
            }
            Edit::Exclude { list: from, item } if *from == list => {
                left.retain(|way| item.as_str() != Some(way));
            }
            Edit::Include { list: to, .. } if *to == list => return false,
            _ => {}
        }
    }
    left.is_empty()
}

/// `drop SMS from oxygen, add e-mail`: the other way that a request names, for no other rule.
fn beside(request: &Request, quiet: &[Name]) -> Option<Way> {
    let taken: Vec<String> = quiet
        .iter()
        .filter_map(|id| request.base.alerts.get(id.as_str()))
        .flat_map(|alert| alert.notify.iter())
        .filter_map(|way| request.base.channels.get(way.as_str()))
        .map(|channel| channel.via.parts().0.to_owned())
        .collect();
    let doc = &request.doc;
    let mut found = (0..doc.chunks.len()).filter_map(|at| {
        let kind = doc.value(at, Class::Channel)?.to_owned();
        let clause = request.clauses.iter().find(|one| one.range.contains(&at))?;
        let gone = matches!(clause.act.as_deref(), Some("remove" | "disable"));
        let own = names_rules(request, &clause.range)
            && request
                .alerts(&clause.range)
                .iter()
                .any(|id| !quiet.contains(id));
        let before = doc.segment_of(at).start..at;
        let opposed = request.has(&clause.range, Class::Cue, "contrast");
        let refused = doc.negated(at) || before.into_iter().any(|at| doc.is(at, Class::Neg));
        let refused = refused && !opposed;
        let other = !taken.contains(&kind) && !gone && !own && !refused && weighs(doc, at);
        other.then_some((kind, at))
    });
    let one = found.next()?;
    found.next().is_none().then_some(one)
}
