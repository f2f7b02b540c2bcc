//! Topics that move: `readings move to the topic estate/{station}/telemetry`, `a/b instead of c/d`.

use specgen_spec::edit::{Edit, Path};
use specgen_spec::model::Name;

use super::clause::Clause;
use super::request::Request;
use crate::chunk::Kind;
use crate::lexicon::Class;

/// Reads a clause that puts a topic in the place of one that is there.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let said = |at: &usize| {
        let topic = request.doc.word(*at).contains('/') && !request.doc.word(*at).starts_with('/');
        topic && request.doc.kind(*at) == Some(&Kind::Path) && !request.doc.is_used(*at)
    };
    let paths: Vec<(usize, String)> = range
        .clone()
        .filter(said)
        .map(|at| (at, request.doc.quote(&(at..at + 1)).to_owned()))
        .collect();
    let known = |pattern: &str| {
        let mut topics = request.base.topics.iter();
        let found = topics.find(|(_, topic)| topic.pattern.to_string() == pattern);
        found.map(|(id, _)| id.clone())
    };
    let old: Option<Name> = paths.iter().find_map(|(_, path)| known(path));
    let mut others = paths.iter().filter(|(_, path)| known(path).is_none());
    let (Some((_, new)), None) = (others.next(), others.next()) else {
        return false;
    };
    let moves = matches!(
        clause.act.as_deref(),
        Some("swap" | "set" | "rename" | "convert")
    ) || ["now", "instead"]
        .iter()
        .any(|cue| request.has(&range, Class::Cue, cue));
    let moves = moves || says_where(request, clause, new);
    let only = || {
        let mut topics = request.base.topics.keys();
        topics.next().filter(|_| topics.next().is_none()).cloned()
    };
    // `use dd/mm/yyyy as date format`: a path is a topic where that one is there, or the words speak of one.
    let told = [Class::TopicCue, Class::Protocol, Class::Send, Class::Device];
    let spoken = old.is_some()
        || !request.alerts(&range).is_empty()
        || range
            .clone()
            .any(|at| told.iter().any(|class| request.doc.is(at, *class)))
        || request.has(&range, Class::Thing, "metric");
    let other = old.is_none() && of_its_own(request, new);
    let Some(id) = old
        .or_else(only)
        .filter(|_| moves && spoken && !other && !clause.negated)
    else {
        return false;
    };
    let edit = Edit::set(Path::of("topics", &id).join(&"pattern"), new);
    request.edit(edit, &range);
    for (at, _) in &paths {
        request.take(*at..*at + 1);
    }
    for at in range.clone() {
        if request.doc.is(at, Class::TopicCue) {
            request.take(at..at + 1);
        }
    }
    request.take_known(&range);
    true
}

/// `MQTT topic coop/{silo}/v2`: nothing but the topic, of the one that is there another end.
fn says_where(request: &Request, clause: &Clause, new: &str) -> bool {
    let range = &clause.range;
    let doc = &request.doc;
    let more = ["beside", "more"]
        .iter()
        .any(|cue| request.has(range, Class::Cue, cue));
    let alone = range.clone().all(|at| {
        doc.is_filler(at)
            || doc.kind(at) == Some(&Kind::Path)
            || doc.is(at, Class::TopicCue)
            || doc.is(at, Class::Protocol)
            || matches!(doc.kind(at), Some(Kind::Sign(_) | Kind::Break))
    });
    let mut topics = request.base.topics.values();
    let (Some(only), None) = (topics.next(), topics.next()) else {
        return false;
    };
    let old = only.pattern.to_string();
    let start = |topic: &str| topic.rsplit_once('/').map(|(start, _)| start.to_owned());
    let other = of_its_own(request, new);
    let named = range.clone().any(|at| doc.is(at, Class::TopicCue));
    // `topic herd/{site}/{cow}/v2`: the same places, in another topic.
    let places = |topic: &str| -> Vec<String> {
        let parts = topic.split('/').filter(|part| part.starts_with('{'));
        parts.map(str::to_owned).collect()
    };
    let held = places(&old);
    let same = !held.is_empty() && held.iter().all(|place| places(new).contains(place));
    let moved = start(&old) == start(new) || same;
    clause.act.is_none() && alone && named && !more && !other && moved
}

/// `coop/{silo}/heartbeat`: the end of a topic that carries something else than readings.
fn of_its_own(request: &Request, topic: &str) -> bool {
    const ENDS: [&str; 10] = [
        "alert",
        "alarm",
        "command",
        "cmd",
        "control",
        "heartbeat",
        "ping",
        "alive",
        "lwt",
        "status",
    ];
    let end = topic.rsplit('/').next().unwrap_or_default();
    ENDS.iter().any(|word| end.starts_with(word))
        || request.base.metrics.keys().any(|name| name.as_str() == end)
}
