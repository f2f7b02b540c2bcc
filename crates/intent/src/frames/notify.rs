//! Channels: how people hear of an alert.

use specgen_spec::fact::{Facet, Fact};

use crate::doc::Doc;
use crate::lexicon::{Class, Words};

/// Reads every channel that is not refused.
pub fn read(doc: &mut Doc) {
    let mut refused: Vec<(String, usize)> = Vec::new();
    for at in 0..doc.chunks.len() {
        let Some(channel) = doc.value(at, Class::Channel).map(str::to_owned) else {
            continue;
        };
        let taken = doc.is_used(at) && doc.used.get(at) != Some(&Some("alert"));
        if taken || !is_channel(doc, at, &channel) {
            continue;
        }
        if doc.negated(at) {
            doc.take(at..at + 1, "refusal");
            refused.push((channel, at));
            continue;
        }
        if let Some((_, refusal)) = refused.iter().find(|(name, _)| *name == channel) {
            let (a, b) = (
                doc.quote(&doc.segment_of(*refusal)),
                doc.quote(&doc.segment_of(at)),
            );
            doc.notes
                .contradict(a, b, "left out until one of them is confirmed");
            doc.notes.ask(Facet::Notify, format!("{a}, or {b}?"));
            doc.take(at..at + 1, "contradiction");
            continue;
        }
        let mut fact = Fact::new(Facet::Notify).with("value", channel.as_str());
        if let Some(to) = address(doc, at).filter(|_| channel == "email") {
            fact = fact.with("to", doc.quote(&to));
            doc.take(to, "notify");
        }
        doc.add_once(fact, "value", at..at + 1, "notify");
    }
    if doc.request {
        addressed(doc);
    }
}

/// `send them to ops@example.com`: an address names its channel.
fn addressed(doc: &mut Doc) {
    let Some(sign) = (1..doc.chunks.len()).find(|at| doc.sign(*at, '@') && !doc.is_used(*at))
    else {
        return;
    };
    let sentence = doc.sentence_of(sign);
    let mut fact = Fact::new(Facet::Notify).with("value", "email");
    if let Some(to) = address(doc, sentence.start) {
        fact = fact.with("to", doc.quote(&to));
        doc.add_once(fact, "value", to, "notify");
    }
}

/// `e-mail to ops@example.com`
fn address(doc: &Doc, at: usize) -> Option<std::ops::Range<usize>> {
    let sentence = doc.sentence_of(at);
    let sign = (at + 1..sentence.end)
        .chain(sentence.start + 1..at)
        .find(|at| doc.sign(*at, '@'))?;
    let host = doc.word(sign + 1).contains('.');
    let joined = doc.quote(&(sign - 1..sign + 2)).split_whitespace().count() == 1;
    (host && joined).then_some(sign - 1..sign + 2)
}

/// `someone please call the carrier`: no rule is told this way.
fn errand(doc: &Doc, at: usize) -> bool {
    let verb =
        ["call", "ring", "phone"].contains(&doc.word(at).split(' ').next().unwrap_or_default());
    let rule = [
        Class::Alert,
        Class::If,
        Class::Op,
        Class::Open,
        Class::Offline,
        Class::Severity,
    ];
    let sentence = doc.segment_of(at);
    verb && doc.word(at).contains(' ')
        && !doc.word(at).starts_with("phone call")
        && !sentence
            .into_iter()
            .any(|at| rule.iter().any(|class| doc.is(at, *class)))
}

/// `push` and `signal` are also plain words; `call the webhook` is no phone call.
pub fn is_channel(doc: &Doc, at: usize, channel: &str) -> bool {
    if channel == "phone_call" && (doc.is(at + 1, Class::Channel) || doc.request && errand(doc, at))
    {
        return false;
    }
    let sends = doc.is(at, Class::Send);
    let before = at.checked_sub(1).map_or("", |before| doc.word(before));
    // `Push and email.` lists it beside another channel or at the end of a clause; `push data to` does not.
    let next = at + 1;
    let listed = (doc.is(next, Class::And) || doc.sign(next, ',') || doc.sign(next, '+'))
        && doc.is(next + 1, Class::Channel)
        || doc.segment_of(at).end == next;
    // `and push temperature` sends a quantity.
    let object = [Class::Metric, Class::Modifier, Class::Head, Class::Filler]
        .iter()
        .any(|class| doc.is(next, *class));
    let says = |list| doc.lexicon.says(list, before);
    let introduced = says(Words::PushLead) || says(Words::Through);
    let joined = (before == "+" || says(Words::And) || says(Words::Or)) && !object;
    channel != "push" || !sends || listed || introduced || joined
}
