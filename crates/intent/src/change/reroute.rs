//! One way of being told in the place of another: `Slack instead of SMS for the wind`, `battery alert: e-mail, not SMS`,
//! `critical alerts by SMS, the rest by e-mail`. What names a rule moves that rule alone.

use std::ops::Range;

use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::Facet;
use specgen_spec::model::Name;

use super::access::{channel, others_go};
use super::clause::Clause;
use super::names;
use super::part::remove;
use super::request::Request;
use super::vague;
use crate::frames::geofence;
use crate::lexicon::Class;

/// Words between `instead of` and the way that goes, at most.
const REACH: usize = 4;

/// A way of being told, and where it is named.
pub type Way = (String, usize);

/// Reads a clause that puts one way in the place of another.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    // `no more webhooks, e-mail instead`
    let instead = request
        .mark(&range, Class::Cue, "instead")
        .is_some_and(|cue| {
            let mut words = cue.range.clone();
            !words.any(|at| request.doc.is(at, Class::Neg))
        });
    let takes = matches!(clause.act.as_deref(), Some("remove" | "disable" | "rename"));
    if takes && !instead {
        return false;
    }
    let ways: Vec<Way> = range
        .clone()
        .filter(|at| !request.doc.is_used(*at))
        .filter_map(|at| Some((request.doc.value(at, Class::Channel)?.to_owned(), at)))
        .collect();
    // `replace Telegram by a webhook, and write the e-mails to ...`: the third one is of another wish.
    if let [_, (_, second), (_, third)] = ways.as_slice() {
        let and = (second + 1..*third).find(|at| request.doc.is(*at, Class::And));
        let own = and.map(|and| Clause {
            range: range.start..and,
            ..clause.clone()
        });
        let swaps = clause.act.as_deref() == Some("swap");
        return own.is_some_and(|own| swaps && read(request, &own));
    }
    let [one, other] = ways.as_slice() else {
        return single(request, &range, &ways);
    };
    if one.0 == other.0 {
        return false;
    }
    if super::parted::read(request, clause, one, other) {
        return true;
    }
    let swaps = clause.act.as_deref() == Some("swap") && !clause.negated;
    let rejected = rejected(request, &range, &ways);
    let (old, new) = match rejected {
        Some(at) if at == one.1 => (one, other),
        Some(_) => (other, one),
        None if swaps || request.has(&range, Class::Cue, "instead") => {
            // `Discord instead of Telegram`: the one that is there goes.
            let there = matches!(channel(request, &one.0), Some((_, None)));
            if there { (one, other) } else { (other, one) }
        }
        None => return false,
    };
    // `SMS instead of e-mail below 10 %` is a rule of its own.
    if request.compares(&range) || !super::limit::durations(request, &range).is_empty() {
        return false;
    }
    if names_rules(request, &range) {
        some(request, &range, old, new)
    } else {
        all(request, &range, old, new)
    }
}

/// `the battery alert by e-mail instead`: whatever told it so far goes.
fn single(request: &mut Request, range: &Range<usize>, ways: &[Way]) -> bool {
    let [way] = ways else { return false };
    let cue = request.mark(range, Class::Cue, "instead").cloned();
    let alone = cue.is_some_and(|cue| {
        let refuses = cue.range.clone().any(|at| request.doc.is(at, Class::Neg));
        !refuses && !request.has(range, Class::Cue, "lieu")
    });
    // `Don't text us about the battery, mail us instead.`
    let last = request.last.as_ref().filter(|last| last.of("metrics"));
    let last = last.map_or_else(Vec::new, |last| names::alerts_on(request.base, last.name()));
    let own = named(request, range);
    let rules = if own.is_empty() && !names_rules(request, range) {
        last
    } else {
        own
    };
    let timed = !super::limit::durations(request, range).is_empty();
    if !alone || timed || rules.is_empty() || request.compares(range) {
        return false;
    }
    turn(request, range, &rules, None, &way.0);
    if let Some((id, _)) = channel(request, &way.0) {
        others_go(request, &rules, &id, range);
    }
    account(request, range, way, way);
    true
}

/// The rules that a clause names by something else than the ways that they tell.
fn named(request: &Request, range: &Range<usize>) -> Vec<Name> {
    let things = request.objects(range);
    let mut things = things
        .iter()
        .filter(|object| object.of("metrics") || object.of("alerts"))
        .peekable();
    let something = things.peek().is_some();
    // A metric without a rule means no other rule.
    let idle = things.all(|object| {
        object.of("metrics") && names::alerts_on(request.base, object.name()).is_empty()
    });
    if something && idle || !names_rules(request, range) {
        return Vec::new();
    }
    request.alerts(range)
}

/// Where the way stands that a clause rejects: behind `instead of`, or refused.
fn rejected(request: &Request, range: &Range<usize>, ways: &[Way]) -> Option<usize> {
    let behind = |from: usize| {
        let mut near = ways.iter().map(|(_, at)| *at);
        near.find(|at| (from..from + REACH).contains(at))
    };
    let cue = |value: &str| {
        let mark = request.mark(range, Class::Cue, value)?;
        behind(mark.range.end)
    };
    let refused: Vec<usize> = ways
        .iter()
        .map(|(_, at)| *at)
        .filter(|at| request.doc.negated(*at))
        .collect();
    cue("lieu")
        .or_else(|| cue("instead"))
        .or(match refused.as_slice() {
            [at] => Some(*at),
            _ => None,
        })
}

/// Does a clause name rules by something else than the ways that they tell?
pub fn names_rules(request: &Request, range: &Range<usize>) -> bool {
    let named = request
        .objects(range)
        .iter()
        .any(|object| object.of("metrics") || object.of("alerts"));
    let kind = range.clone().any(|at| {
        request.doc.is(at, Class::Offline)
            || request.doc.is(at, Class::Geo)
            || geofence::leaves(&request.doc, at)
    });
    let grave = range.clone().any(|at| {
        let word = request.doc.word(at);
        // `warnings` are all of them, `critical alerts` are some.
        super::parted::grave(request, at).is_some()
            && (word.contains(' ') || !request.doc.is(at, Class::Alert))
    });
    named || kind || grave || !request.parts(range).is_empty()
}

/// `Slack instead of SMS for the wind`: the rules that are named move, and no other.
pub fn some(request: &mut Request, range: &Range<usize>, old: &Way, new: &Way) -> bool {
    let rules = named(request, range);
    let by = |request: &Request, way: &Option<Name>| -> Vec<Name> {
        let told = |id: &&Name| {
            let alert = request.base.alerts.get(id.as_str());
            let ways = alert.map(|alert| &alert.notify);
            ways.is_some_and(|ways| way.as_ref().is_some_and(|way| ways.contains(way)))
        };
        rules.iter().filter(told).cloned().collect()
    };
    let there =
        |way: &Way| channel(request, &way.0).and_then(|(id, add)| add.is_none().then_some(id));
    let (gone, held) = (there(old), there(new));
    let moved = by(request, &gone);
    if moved.is_empty() {
        let said = request.doc.quote(range).to_owned();
        if !rules.is_empty() && by(request, &held).len() == rules.len() {
            let note = format!("\"{said}\" is so already.");
            request.doc.notes.assume(Facet::Notify, note);
            request.heard = true;
            account(request, range, old, new);
            return true;
        }
        let known: Vec<String> = rules.iter().map(|id| ways_of(request, id)).collect();
        let question = if known.is_empty() {
            format!("\"{said}\": no alert here is told so. Which one should be?")
        } else {
            format!(
                "\"{said}\": {}. Which way should come, and which one should go?",
                known.join(", ")
            )
        };
        request.doc.notes.ask(Facet::Notify, question);
        vague::quote(request, range.clone());
        return true;
    }
    turn(request, range, &moved, gone.as_ref(), &new.0);
    account(request, range, old, new);
    true
}

/// `battery_low is told by sms`
pub fn ways_of(request: &Request, id: &Name) -> String {
    let alert = request.base.alerts.get(id.as_str());
    let ways = alert.map_or_else(Vec::new, |alert| {
        alert.notify.iter().map(Name::to_string).collect()
    });
    if ways.is_empty() {
        format!("`{id}` is told by nothing")
    } else {
        format!("`{id}` is told by {}", ways.join(" and "))
    }
}

/// `replace the e-mail by Slack`: whoever was told the one way is told the other.
pub fn all(request: &mut Request, range: &Range<usize>, old: &Way, new: &Way) -> bool {
    let Some((gone, None)) = channel(request, &old.0) else {
        return false;
    };
    let told = names::alerts_where(request.base, |alert| alert.notify.contains(&gone));
    turn(request, range, &told, None, &new.0);
    request.edit(remove(Path::of("channels", &gone)), range);
    account(request, range, old, new);
    true
}

/// Sends rules to a way that comes, and no longer to the one that goes.
pub fn turn(
    request: &mut Request,
    range: &Range<usize>,
    rules: &[Name],
    gone: Option<&Name>,
    new: &str,
) {
    let Some((way, add)) = channel(request, new) else {
        return;
    };
    if let Some(add) = add {
        request.edit(add, range);
    }
    for id in rules {
        let list = Path::of("alerts", id).join(&"notify");
        let item = way.as_str().into();
        let include = Edit::Include {
            list: list.clone(),
            item,
            at: None,
        };
        request.edit(include, range);
        if let Some(gone) = gone {
            let item = gone.as_str().into();
            request.edit(Edit::Exclude { list, item }, range);
        }
    }
}

pub fn account(request: &mut Request, range: &Range<usize>, old: &Way, new: &Way) {
    for at in [old.1, new.1] {
        request.take(at..at + 1);
    }
    kinds(request, range);
    request.take_known(range);
}

/// Accounts for the words that tell a rule by what it watches: `when a charger leaves its site`.
fn kinds(request: &mut Request, range: &Range<usize>) {
    for at in range.clone() {
        let crossed = geofence::leaves(&request.doc, at);
        let told = [Class::Offline, Class::Geo, Class::Severity, Class::Nfr]
            .iter()
            .any(|class| request.doc.is(at, *class));
        if crossed || told {
            request.take(at..at + 1);
        }
        let names = |at: &usize| {
            request.doc.is_filler(*at)
                || request.doc.is(*at, Class::Device)
                || request
                    .doc
                    .chunks
                    .get(*at)
                    .is_some_and(crate::chunk::Chunk::is_unknown)
        };
        let zone: Vec<usize> = (at + 1..range.end).take_while(names).collect();
        for at in zone.into_iter().filter(|_| crossed) {
            request.take(at..at + 1);
        }
    }
}

/// `CO2 by e-mail, the temperature stays on Telegram`: what the other part keeps goes where a rule moves.
pub fn beside_kept(request: &mut Request, rules: &[Name], new: &Name, range: &Range<usize>) {
    // `CO2 also by e-mail` comes on top.
    if request.has(range, Class::Cue, "beside") {
        return;
    }
    let kept: Vec<Range<usize>> = request
        .clauses
        .iter()
        .filter(|clause| clause.act.as_deref() == Some("keep") && !clause.negated)
        .filter(|clause| clause.range.end < range.start || range.end <= clause.range.start)
        .map(|clause| clause.range.clone())
        .collect();
    let words = kept.into_iter().flatten();
    let ways: Vec<Name> = words
        .filter_map(|at| request.doc.value(at, Class::Channel).map(str::to_owned))
        .filter_map(|kind| Some(channel(request, &kind)?.0))
        .filter(|way| way != new)
        .collect();
    for id in rules {
        let told = request.base.alerts.get(id.as_str());
        let gone: Vec<Name> = told.map_or_else(Vec::new, |alert| {
            let stays = |way: &&Name| ways.contains(way);
            alert.notify.iter().filter(stays).cloned().collect()
        });
        for way in gone {
            let list = Path::of("alerts", id).join(&"notify");
            let item = way.as_str().into();
            request.edit(Edit::Exclude { list, item }, range);
        }
    }
}
