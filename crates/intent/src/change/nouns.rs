//! Words that mean something else beside this specification: the noun of a topic's placeholder is a device and no verb,
//! a machine before a quantity that is added narrows it, a key that expires is no way to log in.

use specgen_spec::Spec;

use super::clause::Clause;
use super::names::Object;
use specgen_spec::model::Name;

use super::request::Request;
use super::vague;
use crate::chunk::{Chunk, Kind};
use crate::doc::Doc;
use crate::frames::access::singular;
use crate::frames::metric::Mention;
use crate::lexicon::{Class, Sense, Words};

/// Machines that a specification without a word of them does not measure itself.
const MACHINES: &str = "machine";

/// `the load of each lift`: behind a word for one of many stands a noun, whatever it means elsewhere.
pub fn is_one_of_many(doc: &Doc, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| doc.word(before));
    before
        .rsplit(' ')
        .next()
        .is_some_and(|last| doc.lexicon.says(Words::OneOfMany, last))
}

/// `temperature drop over 10 K within 5 minutes`: behind its quantity and before a figure the word is a noun, and nothing
/// is dropped.
pub fn is_fall(doc: &Doc, at: usize) -> bool {
    let noun = ["drop", "drops", "dump", "lift"].contains(&doc.word(at));
    let quantity = at
        .checked_sub(1)
        .is_some_and(|before| doc.is(before, Class::Metric) || doc.is(before, Class::Head));
    let behind = at + 1..doc.sentence_of(at).end;
    let figure = |at: usize| {
        matches!(
            doc.kind(at),
            Some(Kind::Quantity { .. } | Kind::Number { spelled: false, .. })
        )
    };
    noun && quantity && behind.into_iter().any(figure)
}

/// Gives the nouns of the specification their meaning. Returns where they stand.
pub fn own(doc: &mut Doc, base: &Spec) -> Vec<usize> {
    let mut out = Vec::new();
    for at in 1..doc.chunks.len() {
        // `bei Lift 3`
        let numbered = matches!(doc.kind(at + 1), Some(Kind::Number { spelled: false, .. }));
        let led = numbered || doc.says(at - 1, Words::NounLead);
        if !led || !is_own(base, &singular(doc.word(at))) {
            continue;
        }
        let language = doc.language;
        let Some(chunk) = doc.chunks.get_mut(at) else {
            continue;
        };
        chunk.senses.retain(|sense| sense.class != Class::CmdVerb);
        if !chunk.is(Class::Device) {
            chunk.senses.push(Sense {
                class: Class::Device,
                value: "device".into(),
                language,
            });
        }
        out.push(at);
    }
    out
}

/// Is a word, in the singular, the noun of a placeholder?
pub fn is_own(base: &Spec, word: &str) -> bool {
    let mut topics = base.topics.values();
    word.len() > 2
        && topics.any(|topic| {
            let names = placeholders(&topic.pattern.to_string());
            names.iter().any(|name| name == word)
        })
}

/// The quantities that a text mentions, less the words that are places here.
pub fn measured(doc: &Doc, base: &Spec) -> Vec<Mention> {
    let mut mentions = crate::frames::metric::mentions(doc);
    mentions.retain(|mention| !is_place(doc, base, mention));
    mentions
}

/// `one token per level` of a garage whose topic is `garage/{level}/air`: the word is a place and no quantity.
fn is_place(doc: &Doc, base: &Spec, mention: &Mention) -> bool {
    let word = singular(doc.word(mention.range.start));
    let measured = base.metrics.keys().any(|name| name.as_str() == word);
    mention.range.len() == 1 && mention.stated.is_none() && !measured && is_own(base, &word)
}

fn placeholders(pattern: &str) -> Vec<String> {
    let parts = pattern.split('{').skip(1);
    let names = parts.filter_map(|part| Some(singular(part.split_once('}')?.0)));
    names.collect()
}

/// `add compressor temperature`: the machine narrows the quantity, where it is none of those that send.
pub fn machines(doc: &mut Doc, base: &Spec, adds: impl Fn(usize) -> bool) {
    let noun = base
        .devices
        .as_ref()
        .and_then(|devices| devices.noun.as_ref());
    let noun = noun.map_or("", |noun| noun.as_str());
    for at in 0..doc.chunks.len().saturating_sub(1) {
        let quantity = doc.is(at + 1, Class::Metric) || doc.is(at + 1, Class::Head);
        let machine = doc.value(at, Class::Device) == Some(MACHINES);
        let word = singular(doc.word(at));
        let general = word == MACHINES || word == noun;
        if !quantity || !machine || general || doc.is(at, Class::Modifier) || !adds(at) {
            continue;
        }
        let language = doc.language;
        if let Some(chunk) = doc.chunks.get_mut(at) {
            chunk.senses.push(Sense {
                class: Class::Modifier,
                value: word.into(),
                language,
            });
        }
    }
}

/// `make the API key expire` changes no way to come in; nothing holds how long one is good.
pub fn expires(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let access = range
        .clone()
        .any(|at| request.doc.is(at, Class::DeviceAuth) || request.doc.is(at, Class::Login));
    let found = access && request.has(&range, Class::Cue, "expires");
    if found {
        vague::quote(request, range);
    }
    found
}

/// `Gusts trigger us all the time`: a quantity that is told of and not asked for.
pub fn told_of(request: &Request, mention: &Mention) -> bool {
    if lasts(request, mention) {
        return true;
    }
    let doc = &request.doc;
    let segment = doc.segment_of(mention.range.start);
    let asks = [
        Class::Send,
        Class::Device,
        Class::Op,
        Class::Open,
        Class::If,
        Class::Alert,
        Class::Channel,
        Class::Func,
        Class::Period,
        Class::Dash,
        Class::Cap,
        Class::Keep,
    ];
    let asked = segment
        .clone()
        .any(|at| asks.iter().any(|class| doc.is(at, *class)));
    let act = request
        .marks
        .iter()
        .any(|mark| mark.class == Class::Act && segment.contains(&mark.range.start));
    let wished = super::background::asks(doc, &segment);
    let next = mention.whole.end;
    let unknown = doc.chunks.get(next).is_some_and(Chunk::is_unknown);
    let verb = segment.contains(&next) && (doc.is(next, Class::CmdVerb) || unknown);
    mention.stated.is_none() && !asked && !act && !wished && verb
}

/// Does a sentence compare or sum up what it mentions, without adding anything?
pub fn ruled(request: &Request, mention: &Mention) -> bool {
    let sentence = request.doc.sentence_of(mention.range.start);
    let adds = request.adds(mention.range.start);
    let rule = [Class::Op, Class::If, Class::Alert, Class::Func, Class::Open];
    mention.stated.is_none() && !adds && rule.iter().any(|class| request.doc.any(&sentence, *class))
}

/// `oxygen 5 for 30 minutes`: a number behind a bare name is that of something there.
pub fn numbered(request: &Request, mention: &Mention) -> bool {
    let next = mention.whole.end;
    let kind = request.doc.kind(next);
    matches!(kind, Some(Kind::Number { .. } | Kind::Quantity { .. }))
}

/// Does a clause ask for a quantity by naming it?
pub fn wished(request: &Request, mention: &Mention) -> bool {
    let clause = request
        .clauses
        .iter()
        .find(|clause| clause.range.contains(&mention.range.start));
    clause.is_some_and(|clause| {
        let sends = clause
            .range
            .clone()
            .any(|at| request.doc.is(at, Class::Send));
        clause.act.as_deref() == Some("add") || clause.act.is_none() && sends
    })
}

/// `the keping time to 7 years`: what has a time for its value is no quantity, whatever it is called.
fn lasts(request: &Request, mention: &Mention) -> bool {
    let doc = &request.doc;
    let next = (mention.whole.end..mention.whole.end + 3).find(|at| !doc.is_filler(*at));
    let timed = next.is_some_and(|at| matches!(doc.kind(at), Some(Kind::Duration { .. })));
    let head = mention.head.as_str();
    let time = matches!(head, "time" | "duration") && mention.name != head;
    time && timed && mention.stated.is_none() && !request.adds(mention.range.start)
}

/// The metric that a mention means by a part of its name. `humidity of the air` is no `grain_moisture`.
pub fn loosely(request: &Request, mention: &Mention) -> Option<Name> {
    let found = request.names.metric_loosely(request.base, mention)?;
    let said = request.doc.quote(&mention.range);
    let narrowed = said.split_whitespace().count() > 2;
    let part = found
        .as_str()
        .split('_')
        .any(|part| mention.name.split('_').any(|own| own == part));
    (!narrowed || part).then_some(found)
}

/// The rule that a clause speaks of without naming a thing whole: `the fridge alarm`.
pub fn spoken_rule(request: &Request, clause: &Clause) -> Option<Object> {
    let range = &clause.range;
    let spoken = request
        .speaks_of_alerts(range)
        .then(|| request.alerts(range))?;
    let [rule] = spoken.as_slice() else {
        return None;
    };
    let path = specgen_spec::edit::Path::of("alerts", rule);
    let range = range.clone();
    Some(Object { path, range })
}
