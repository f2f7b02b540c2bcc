//! What people no longer want to be told of: `don't send SMS any more`, `no SMS for oxygen`, `mute the offline alarm`.

use std::ops::Range;

use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::Facet;
use specgen_spec::model::Name;

use super::clause::Clause;
use super::names::{self, Object};
use super::request::Request;
use crate::lexicon::{Class, Words};

/// `Don't send SMS any more`: said of a channel, it is no silence of devices.
pub fn unsent(request: &Request, range: &Range<usize>) -> Option<usize> {
    let doc = &request.doc;
    let channel = range.clone().find(|at| doc.is(*at, Class::Channel))?;
    let before = (range.start..channel).filter(|at| !doc.is_filler(*at));
    let mut words = before.filter(|at| !doc.says(*at, Words::Please));
    let first = words.next()?;
    let orders = ["don't", "do not", "dont", "no longer"];
    let said = doc.is(first, Class::Offline)
        && orders
            .iter()
            .any(|order| doc.word(first).starts_with(order));
    said.then_some(first)
}

/// `Mute the offline alarm` without hours may want it gone or only quiet: that is asked about.
pub fn hushed(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let hush = request
        .mark(&range, Class::Cue, "hush")
        .map(|mark| mark.range.start);
    let verb = hush.is_some_and(|at| request.has(&(at..at + 1), Class::Act, "disable"));
    let rules = request.alerts(&range);
    if !verb || rules.is_empty() {
        return false;
    }
    let names: Vec<String> = rules.iter().map(|id| format!("`{id}`")).collect();
    let question = format!(
        "Should {} be removed, hold at certain hours only, or send no message? Say \"remove\", the hours, or the channel.",
        names.join(", ")
    );
    request.doc.notes.ask(Facet::Alert, question);
    super::vague::quote(request, range);
    true
}

/// `Users may not see the dashboard` is about people whom the specification does not know, and takes no page away.
pub fn unseen(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let Some(modal) = request.mark(&range, Class::Cue, "modal") else {
        return false;
    };
    let behind = modal.range.end..range.end;
    let who = range.start..modal.range.start;
    let doc = &request.doc;
    // `may not see the dashboard` is one phrase of what somebody may do.
    let page = |at: usize| doc.is(at, Class::Dash) || doc.word(at).ends_with("dashboard");
    let page = behind.clone().any(page);
    let refused =
        range.clone().any(|at| doc.is(at, Class::Neg)) || doc.quote(&modal.range).contains("not");
    let known = who.clone().any(|at| {
        let role = request.names.at(doc, at, at + 1);
        role.is_some_and(|role| role.of("api.roles"))
    });
    if !(page && refused) || who.is_empty() || known {
        return false;
    }
    let said = doc.quote(&range).to_owned();
    let roles: Vec<&str> = request
        .base
        .api
        .iter()
        .flat_map(|api| api.roles.keys())
        .map(Name::as_str)
        .collect();
    let known = if roles.is_empty() {
        "there are no roles yet".to_owned()
    } else {
        format!("there are {}", roles.join(", "))
    };
    let question = format!("Which role is meant by \"{said}\" ({known})?");
    request.doc.notes.ask(Facet::Role, question);
    super::vague::quote(request, range);
    true
}

/// `Remove the CO2 alert for some of the rooms`, `half of the turbines have no wind sensor`: nothing is held for some
/// devices only, so that is asked about.
pub fn partly(request: &mut Request, clause: &Clause, told: bool) -> bool {
    let range = &clause.range;
    let refused = clause.negated || range.clone().any(|at| request.doc.is(at, Class::Neg));
    let instead = request.has(range, Class::Cue, "instead");
    let some = request.has(range, Class::Cue, "partly") && (told || refused || instead);
    let acts = matches!(clause.act.as_deref(), Some("add" | "notify" | "keep"));
    let named = !request.objects(range).is_empty();
    if !some || acts || !named {
        return false;
    }
    let said = request.doc.quote(range).to_owned();
    let question = format!(
        "\"{said}\" is said of some only, and the specification holds for all: what should hold for all of them?"
    );
    request.doc.notes.ask(Facet::Capability, question);
    super::vague::quote(request, range.clone());
    true
}

/// `no SMS for oxygen`: a rule stays and is told on one channel less.
pub fn unroute(request: &mut Request, objects: &[Object], range: &Range<usize>) -> bool {
    let metric = objects
        .iter()
        .find(|object| object.of("metrics") || object.of("alerts"));
    let channels: Vec<&Object> = objects
        .iter()
        .filter(|object| object.of("channels"))
        .collect();
    let kind = kind_told(request, range);
    if metric.is_none() && kind.is_empty() || channels.is_empty() {
        return false;
    }
    // A metric without a rule means no other rule.
    let idle = metric.is_some_and(|metric| {
        metric.of("metrics") && names::alerts_on(request.base, metric.name()).is_empty()
    });
    let rules = if idle {
        Vec::new()
    } else if metric.is_some() {
        request.alerts(range)
    } else {
        rules_named(request, range)
    };
    let mut done = false;
    for channel in channels {
        for id in &rules {
            let told = request.base.alerts.get(id.as_str());
            if told.is_some_and(|alert| {
                alert
                    .notify
                    .iter()
                    .any(|known| known.as_str() == channel.name())
            }) {
                let list = Path::of("alerts", id).join(&"notify");
                let item = channel.name().into();
                request.edit(Edit::Exclude { list, item }, range);
                done = true;
            }
        }
    }
    if done {
        for object in objects {
            request.take(object.range.clone());
        }
        for at in kind {
            request.take(at..at + 1);
        }
    }
    done
}

/// The rules that a run speaks of by themselves and not by their channel.
fn rules_named(request: &Request, range: &Range<usize>) -> Vec<Name> {
    let whole = |object: &Object| object.of("metrics") || object.of("alerts");
    if request.objects(range).iter().any(whole) {
        request.alerts(range)
    } else if kind_told(request, range).is_empty() {
        Vec::new()
    } else {
        names::alerts_where(request.base, names::is_offline)
    }
}

/// `the e-mail about silent machines`: the words of a rule that is told by its kind, where there is one.
fn kind_told(request: &Request, range: &Range<usize>) -> Vec<usize> {
    let orders = unsent(request, range);
    let silent = |at: &usize| {
        request.doc.is(*at, Class::Offline)
            && Some(*at) != orders
            && !crate::frames::offline::orders(&request.doc, *at)
    };
    let rules = names::alerts_where(request.base, names::is_offline);
    let words = range.clone().filter(silent);
    words.filter(|_| !rules.is_empty()).collect()
}

/// `Stop all speed e-mails` where no rule on the speed is told by e-mail: that is said, and nothing goes.
pub fn unheard_of(request: &mut Request, objects: &[Object], range: &Range<usize>) -> bool {
    let things: Vec<&Object> = objects
        .iter()
        .filter(|object| object.of("metrics") || object.of("alerts"))
        .collect();
    let channel = range.clone().find(|at| request.doc.is(*at, Class::Channel));
    let ([thing], Some(at)) = (things.as_slice(), channel) else {
        return false;
    };
    let kind = request.doc.value(at, Class::Channel).unwrap_or_default();
    let between = thing.range.end.min(at + 1)..thing.range.start.max(at);
    let apart = between
        .clone()
        .any(|at| request.doc.is(at, Class::And) || request.doc.sign(at, ','));
    let rules = if thing.of("metrics") {
        names::alerts_on(request.base, thing.name())
    } else {
        request.alerts(range)
    };
    let told = rules.iter().any(|id| {
        let alert = request.base.alerts.get(id.as_str());
        alert.is_some_and(|alert| {
            let mut ways = alert.notify.iter();
            ways.any(|way| {
                let channel = request.base.channels.get(way.as_str());
                channel.is_some_and(|channel| channel.via.parts().0 == kind)
            })
        })
    });
    let several = range
        .clone()
        .filter(|at| request.doc.is(*at, Class::Channel))
        .count()
        > 1;
    if apart || told || several {
        return false;
    }
    let said = request.doc.quote(&(at..at + 1)).to_owned();
    let name = thing.name().replace('_', " ");
    let note = format!("No alert on {name} is told by {said}: there is nothing to stop.");
    request.doc.notes.assume(Facet::Notify, note);
    request.heard = true;
    request.take(at..at + 1);
    request.take_known(range);
    true
}
