//! Who may do what, and which rule goes to whom: `only admins may change limits`, `SMS for oxygen only`.

use std::ops::Range;

use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::{Facet, Fact, edits_from};
use specgen_spec::model::{Name, Permission};

use super::clause::Clause;
use super::names::Object;
use super::request::Request;
use super::reserve;
use crate::frames::access::singular;
use crate::lexicon::Class;

/// Reads a clause that reserves something for roles.
pub fn read_only(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let only = reserve::is_reserved(request, &range);
    let devices = reserve::of_devices(request, &range);
    let mut permitted: Vec<(String, String)> = request
        .marks
        .iter()
        .filter(|mark| mark.class == Class::Permit && range.contains(&mark.range.start))
        .filter_map(|mark| mark.value.split_once('-'))
        .map(|(key, phrase)| (key.to_owned(), phrase.replace('_', " ")))
        .collect();
    if devices.is_some() {
        permitted.push(("manage_devices".to_owned(), "manage devices".to_owned()));
    }
    let mut roles: Vec<(String, usize)> =
        range.clone().filter_map(|at| role(request, at)).collect();
    // `guests can look but only brewers may ...`: those behind the word.
    let cue = request
        .mark(&range, Class::Cue, "only")
        .map(|mark| mark.range.end);
    if let Some(cue) = cue
        && roles.iter().any(|(_, at)| *at >= cue)
    {
        roles.retain(|(_, at)| *at >= cue);
    }
    let behind = cue.is_some_and(|cue| roles.iter().any(|(_, at)| *at >= cue));
    if let Some(stranger) = stranger(request, &range).filter(|_| !behind) {
        roles = vec![stranger];
    }
    let refused = clause.negated || range.clone().any(|at| request.doc.is(at, Class::Neg));
    let mixed = only && !permitted.is_empty() && !roles.is_empty();
    if mixed && reserve::mixed(request, &range, refused) {
        return true;
    }
    if !only && refused && !permitted.is_empty() && !roles.is_empty() {
        return withdrawn(request, &range, &permitted, &roles);
    }
    if !only || permitted.is_empty() || roles.is_empty() || clause.negated {
        return false;
    }
    for (key, phrase) in &permitted {
        if let [(role, _)] = roles.as_slice() {
            let fact = Fact::new(Facet::Role).with("value", role.as_str());
            request.state(fact.with("only", phrase.as_str()), &range);
            continue;
        }
        for (role, _) in &roles {
            request.state(Fact::new(Facet::Role).with("value", role.as_str()), &range);
        }
        let names: Vec<&str> = roles.iter().map(|(role, _)| role.as_str()).collect();
        request.edit(Edit::set(Path::of("api.allow", key), &names), &range);
    }
    if let Some(devices) = devices {
        request.doc.notes.assume(
            Facet::Role,
            "Adding, editing and deleting devices is one right, `manage_devices`.",
        );
        reserve::take(request, &range, devices);
    }
    for (_, at) in roles {
        request.take(at..at + 1);
    }
    request.take_known(&range);
    true
}

/// A role of the specification, or a word that is one everywhere.
fn role(request: &Request, at: usize) -> Option<(String, usize)> {
    let known = request.names.at(&request.doc, at, at + 1);
    if let Some(known) = known.filter(|known| known.of("api.roles")) {
        return Some((known.name().to_owned(), at));
    }
    let word = request.doc.value(at, Class::Role)?;
    Some((singular(word), at))
}

/// A permission by its key in the specification.
fn permission(key: &str) -> Option<Permission> {
    serde_json::from_value(key.into()).ok()
}

/// `drivers must not send commands`: whoever else has a role still may.
fn withdrawn(
    request: &mut Request,
    range: &Range<usize>,
    permitted: &[(String, String)],
    roles: &[(String, usize)],
) -> bool {
    let named = |role: &String| roles.iter().any(|(name, _)| name == role);
    for (key, phrase) in permitted {
        let Some(permission) = permission(key) else {
            continue;
        };
        let (withdrawn, others): (Vec<String>, Vec<String>) = request
            .base
            .allowed(permission)
            .into_iter()
            .partition(named);
        // Who had no right loses none, and somebody must keep it.
        if withdrawn.is_empty() {
            continue;
        }
        if others.is_empty() {
            return false;
        }
        if let [only] = others.as_slice() {
            let fact = Fact::new(Facet::Role).with("value", only.as_str());
            request.state(fact.with("only", phrase.as_str()), range);
        } else {
            request.edit(Edit::set(Path::of("api.allow", key), &others), range);
        }
    }
    for (_, at) in roles {
        request.take(*at..*at + 1);
    }
    request.take_known(range);
    true
}

/// `nobody but agronomists may edit thresholds`: the people right behind the word are a role, whatever they are called.
fn stranger(request: &Request, range: &Range<usize>) -> Option<(String, usize)> {
    let cue = request.mark(range, Class::Cue, "only")?.range.end;
    let at = (cue..range.end.min(cue + 3)).find(|at| !request.doc.is_filler(*at))?;
    let unknown = request.doc.chunks.get(at)?.is_unknown();
    unknown.then(|| (singular(request.doc.word(at)), at))
}

/// Reads a clause that sends one rule, and not the others, to a channel.
pub fn read_route(request: &mut Request, clause: &Clause) -> bool {
    if super::vague::names_alone(request, &clause.range)
        || super::routes::of_new_rule(request, clause)
    {
        return false;
    }
    let range = clause.range.clone();
    let instead = request.has(&range, Class::Cue, "instead");
    let whole = request.doc.sentence_of(range.start);
    let beside = request.has(&whole, Class::Cue, "beside");
    let acts = matches!(
        clause.act.as_deref(),
        None | Some("notify" | "add" | "set" | "swap")
    ) || (instead || beside) && clause.act.as_deref() == Some("convert");
    // `mail us if a logger has been quiet for two hours` is a rule of its own.
    let silent = range.clone().any(|at| request.doc.is(at, Class::Offline));
    let timed = !super::limit::durations(request, &range).is_empty();
    let watched = super::names::alerts_where(request.base, super::names::is_offline);
    let conditional = range.clone().any(|at| request.doc.is(at, Class::If)) && (silent || timed)
        || silent && timed && watched.is_empty();
    if !acts || clause.negated || conditional || request.compares(&range) {
        return false;
    }
    let kinds: Vec<(String, usize)> = range
        .clone()
        .filter(|at| !request.doc.is_used(*at) && !request.doc.negated(*at))
        .filter_map(|at| Some((request.doc.value(at, Class::Channel)?.to_owned(), at)))
        .collect();
    if alone(request, &kinds, clause) {
        return true;
    }
    let mut rules = request.alerts(&range);
    // `raise it to 6 mg/L and send it by e-mail too`
    let carried = request.last_rules();
    if request.pronoun(&range)
        && !carried.is_empty()
        && !super::reroute::names_rules(request, &range)
    {
        rules = carried;
    }
    // `remove the level alert and send alerts by e-mail too`
    rules.retain(|id| !request.removes(&Path::of("alerts", id)));
    if kinds.is_empty() || rules.is_empty() {
        return false;
    }
    // What no channel stands for is left to be told.
    if kinds
        .iter()
        .any(|(kind, _)| channel(request, kind).is_none())
    {
        return false;
    }
    for (kind, at) in &kinds {
        let Some((channel, edit)) = channel(request, kind) else {
            continue;
        };
        if let Some(edit) = edit {
            request.edit(edit, &range);
        }
        for id in &rules {
            let there = request.base.alerts.get(id.as_str());
            if there.is_some_and(|alert| alert.notify.contains(&channel)) {
                request.heard = true;
                continue;
            }
            let list = Path::of("alerts", id).join(&"notify");
            let item = channel.as_str().into();
            request.edit(
                Edit::Include {
                    list,
                    item,
                    at: None,
                },
                &range,
            );
        }
        if kinds.len() == 1 {
            super::reroute::beside_kept(request, &rules, &channel, &range);
        }
        if kinds.len() == 1 && only_way(request, &range, *at) {
            others_go(request, &rules, &channel, &range);
        }
        request.take(*at..at + 1);
    }
    request.take_known(&range);
    true
}

/// `humidity alerts only by SMS`: the word stands at the channel; `SMS for oxygen only` says which rules go there.
pub fn only_way(request: &Request, range: &Range<usize>, at: usize) -> bool {
    request.marks.iter().any(|mark| {
        let only = mark.class == Class::Cue && mark.value == "only";
        let before = mark.range.end <= at && (mark.range.end..at).all(|i| request.doc.is_filler(i));
        only && range.contains(&mark.range.start) && (before || mark.range.start == at + 1)
    })
}

/// Takes every other channel from rules.
pub fn others_go(request: &mut Request, rules: &[Name], kept: &Name, range: &Range<usize>) {
    for id in rules {
        let told = request.base.alerts.get(id.as_str());
        let others: Vec<Name> = told
            .iter()
            .flat_map(|alert| alert.notify.iter().cloned())
            .filter(|other| other != kept)
            .collect();
        for other in others {
            let list = Path::of("alerts", id).join(&"notify");
            let item = other.as_str().into();
            request.edit(Edit::Exclude { list, item }, range);
        }
    }
}

/// `alert us by SMS only`: whoever is told is told this way, and the other ways go.
fn alone(request: &mut Request, kinds: &[(String, usize)], clause: &Clause) -> bool {
    let range = clause.range.clone();
    let only = request.has(&range, Class::Cue, "only");
    let rule = request
        .objects(&range)
        .iter()
        .any(|object| object.of("metrics") || object.of("alerts"));
    // `Add ntfy for critical alerts only` narrows what is added, and takes nothing away.
    let narrowed = clause.act.as_deref() == Some("add")
        || range.clone().any(|at| request.doc.is(at, Class::Severity));
    let [(kind, at)] = kinds else { return false };
    if !only || narrowed || rule || !request.speaks_of_alerts(&range) {
        return false;
    }
    let Some((channel, edit)) = channel(request, kind) else {
        return false;
    };
    if let Some(edit) = edit {
        request.edit(edit, &range);
    }
    let told = super::names::alerts_where(request.base, |alert| {
        !alert.notify.is_empty() && !alert.notify.contains(&channel)
    });
    for id in told {
        let edit = Edit::Include {
            list: Path::of("alerts", &id).join(&"notify"),
            item: channel.as_str().into(),
            at: None,
        };
        request.edit(edit, &range);
    }
    let others: Vec<Name> = request.base.channels.keys().cloned().collect();
    for other in others.iter().filter(|other| **other != channel) {
        let edit = Edit::Remove {
            path: Path::of("channels", other),
            cascade: false,
        };
        request.edit(edit, &range);
    }
    request.take(*at..*at + 1);
    request.take_known(&range);
    true
}

/// The channel of a kind: the one that is there, or the edit that makes it.
pub fn channel(request: &Request, kind: &str) -> Option<(Name, Option<Edit>)> {
    let mut known = request.base.channels.iter();
    if let Some((id, _)) = known.find(|(_, channel)| channel.via.parts().0 == kind) {
        return Some((id.clone(), None));
    }
    let fact = Fact::new(Facet::Notify).with("value", kind);
    let asked = edits_from(&[fact], request.base);
    asked.edits.into_iter().find_map(|edit| match &edit {
        Edit::Add { path, .. } => {
            let object = Object {
                path: path.clone(),
                range: 0..0,
            };
            let name = object.of("channels").then(|| object.name().parse::<Name>());
            name?.ok().map(|name| (name, Some(edit.clone())))
        }
        _ => None,
    })
}
