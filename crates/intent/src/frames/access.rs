//! Access: how devices prove who they are, how people log in, and which roles there are.

use specgen_spec::fact::{Facet, Fact};

use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Class, Language, Words};

const RULE: &str = "access";

/// Reads device authentication, logins and roles.
pub fn read(doc: &mut Doc, telemetry: bool) {
    if telemetry {
        device_auth(doc);
    }
    let login = login(doc);
    roles(doc, login.as_ref());
}

fn device_auth(doc: &mut Doc) {
    let all: Vec<usize> = (0..doc.chunks.len())
        .filter(|at| doc.is(*at, Class::DeviceAuth) && !doc.is_used(*at))
        .collect();
    let method = |doc: &Doc, at: usize| {
        doc.value(at, Class::DeviceAuth)
            .unwrap_or_default()
            .to_owned()
    };
    let people = |doc: &Doc, at: usize| {
        doc.segment_of(at).any(|i| {
            matches!(
                doc.word(i),
                "user" | "users" | "people" | "staff" | "dashboard"
            )
        }) || doc.is(at, Class::Login) && !doc.any(&doc.segment_of(at), Class::Device)
    };
    let stated = all.iter().copied().find(|at| {
        !doc.negated(*at) && !people(doc, *at) && !matches!(method(doc, *at).as_str(), "required")
    });
    if let Some(at) = stated {
        let fact = Fact::new(Facet::DeviceAuth).with("value", method(doc, at));
        doc.add(fact, at..at + 1, RULE);
    } else if let Some(at) = all
        .iter()
        .copied()
        .find(|at| method(doc, *at) == "required" && !doc.negated(*at))
    {
        doc.notes.assume(
            Facet::DeviceAuth,
            "One token per device; the prompt names no method.",
        );
        doc.add(
            Fact::new(Facet::DeviceAuth).with_assumed("value", "token"),
            at..at + 1,
            RULE,
        );
    } else if let Some(at) = all
        .iter()
        .copied()
        .find(|at| doc.negated(*at) && !people(doc, *at))
    {
        doc.add(
            Fact::new(Facet::DeviceAuth).with("value", "none"),
            at..at + 1,
            RULE,
        );
    }
    for at in all {
        doc.take(at..at + 1, RULE);
    }
}

/// Adds the login and returns where it stands.
fn login(doc: &mut Doc) -> Option<usize> {
    let all: Vec<usize> = (0..doc.chunks.len())
        .filter(|at| doc.is(*at, Class::Login) && !doc.is_used(*at))
        .collect();
    let method = |doc: &Doc, at: usize| doc.value(at, Class::Login).unwrap_or_default().to_owned();
    // `basic auth with username and password for devices`: nobody logs in.
    let of_devices = |at: usize| {
        let segment = doc.segment_of(at);
        let people = ["user", "users", "people", "staff", "dashboard"];
        // `every truck should log in with its own API key`
        let proves = method(doc, at) == "any"
            && !segment.clone().any(|i| people.contains(&doc.word(i)))
            && !doc.any(&segment, Class::Role);
        (method(doc, at) == "basic" || proves)
            && doc.any(&segment, Class::DeviceAuth)
            && doc.any(&segment, Class::Device)
    };
    let devices: Vec<usize> = all.iter().copied().filter(|at| of_devices(*at)).collect();
    for at in &devices {
        doc.take(*at..*at + 1, RULE);
    }
    let all: Vec<usize> = all.into_iter().filter(|at| !devices.contains(at)).collect();
    let asked: Vec<usize> = all.iter().copied().filter(|at| !doc.negated(*at)).collect();
    let best = asked
        .iter()
        .copied()
        .find(|at| method(doc, *at) != "any")
        .or_else(|| asked.first().copied());
    for at in &all {
        doc.take(*at..*at + 1, RULE);
    }
    if let Some(at) = best {
        let named = method(doc, at);
        let fact = Fact::new(Facet::UserAuth);
        let fact = if named == "any" {
            fact.with_assumed("method", "jwt")
        } else {
            fact.with("method", named)
        };
        doc.add(fact, at..at + 1, RULE);
    } else if let Some(at) = all.first().copied() {
        doc.add(
            Fact::new(Facet::UserAuth).with("method", "none"),
            at..at + 1,
            RULE,
        );
    }
    best
}

fn roles(doc: &mut Doc, login: Option<&usize>) {
    for sentence in doc.sentences.clone() {
        let cue = sentence
            .clone()
            .find(|at| doc.value(*at, Class::RolesCue) == Some("roles"));
        let cue = cue.or_else(|| introduced(doc, *login?, &sentence));
        let logs_in = login.is_some()
            && sentence
                .clone()
                .any(|at| doc.is(at, Class::Login) && !doc.negated(at));
        for at in sentence.clone() {
            if let Some(role) = doc.value(at, Class::Role).map(str::to_owned)
                && (cue.is_some() || logs_in)
                && !doc.negated(at)
            {
                doc.add_once(
                    Fact::new(Facet::Role).with("value", role),
                    "value",
                    at..at + 1,
                    RULE,
                );
            }
        }
        if let Some(role) = cue.and_then(|cue| named_before(doc, cue, sentence.start)) {
            let name = singular(doc.word(role));
            let fact = Fact::new(Facet::Role).with("value", name);
            doc.add_once(fact, "value", role..role + 1, RULE);
        }
        let list = cue.map(|at| at + 1).or_else(|| {
            logs_in
                .then(|| bracket_after_login(doc, &sentence))
                .flatten()
        });
        if let Some(start) = list {
            listed(doc, start, sentence.end);
        }
        if logs_in {
            subject(doc, &sentence);
        }
    }
}

/// `JWT login; there are dispatchers and admins`: right behind what says how people log in, nothing but people.
/// Returns the chunk before the first of them.
fn introduced(doc: &Doc, login: usize, sentence: &std::ops::Range<usize>) -> Option<usize> {
    let before = doc.sentence_of(login);
    let next = doc.sentences.iter().find(|next| next.start >= before.end)?;
    let plain = |at: usize| {
        let chunk = &doc.chunks[at];
        let joint = chunk.is(Class::And) || doc.sign(at, ',') || doc.is_filler(at);
        joint || chunk.is(Class::Role) || chunk.is_unknown() || chunk.is(Class::Device)
    };
    let people = sentence.clone().all(plain) && doc.any(sentence, Class::Role);
    let first = sentence.clone().find(|at| !doc.is_filler(*at))?;
    (next == sentence && people && first > sentence.start).then(|| first - 1)
}

/// `an agronomist role`: the name right before the word, behind an article.
fn named_before(doc: &Doc, cue: usize, start: usize) -> Option<usize> {
    let name = cue.checked_sub(1).filter(|name| *name > start)?;
    let article = matches!(
        doc.word(name - 1),
        "a" | "an" | "the" | "new" | "another" | "called"
    ) || matches!(doc.kind(name - 1), Some(Kind::Number { spelled: true, low, .. }) if *low < 1.5);
    let unknown = doc
        .chunks
        .get(name)
        .is_some_and(crate::chunk::Chunk::is_unknown);
    let word = matches!(doc.word(cue), "role" | "roles");
    (word && article && unknown && !doc.is_used(name)).then_some(name)
}

fn bracket_after_login(doc: &Doc, sentence: &std::ops::Range<usize>) -> Option<usize> {
    sentence
        .clone()
        .find(|at| doc.is(*at, Class::Login) && (doc.sign(*at + 1, '(') || doc.sign(*at + 1, ':')))
        .map(|at| at + 2)
}

/// `roles engineer and guest`: unknown words in a list of roles are roles.
fn listed(doc: &mut Doc, start: usize, end: usize) {
    for at in start..end.min(start + 12) {
        // What an instruction took is no name of a role.
        let lexicon = doc.lexicon;
        let person = |text: &str| lexicon.says(Words::Person, &singular(text));
        let role = doc.is(at, Class::Role) || person(doc.word(at));
        let taken = doc.request && doc.is_used(at) && !role;
        let Some(chunk) = doc.chunks.get(at).filter(|_| !taken) else {
            return;
        };
        let joint = chunk.is(Class::And)
            || matches!(chunk.kind, Kind::Sign(',' | ':' | '/' | '('))
            || doc.is_filler(at)
            || chunk.is(Class::Role);
        let person = person(&chunk.text);
        if chunk.is_unknown() || person || chunk.text == "support" && at > start {
            let role = singular(&chunk.text);
            doc.add_once(
                Fact::new(Facet::Role).with("value", role),
                "value",
                at..at + 1,
                RULE,
            );
        } else if !joint {
            return;
        }
    }
}

/// `Gardeners log in with JWT`: the noun before the verb is a role.
fn subject(doc: &mut Doc, sentence: &std::ops::Range<usize>) {
    let verb = sentence.clone().find(|at| {
        doc.is(*at, Class::Login) && doc.begins(*at, Words::LogsIn) && *at > sentence.start
    });
    // `coaches see all`, `the secretary edits everything`
    for at in sentence.start + 1..sentence.end {
        let does = doc.says(at, Words::Sees);
        let noun = at - 1 - usize::from(matches!(doc.word(at - 1), "only" | "can" | "may"));
        let person = doc
            .chunks
            .get(noun)
            .is_some_and(|chunk| chunk.is_unknown() || chunk.is(Class::Crud));
        if does && person && noun >= sentence.start {
            doc.add_once(
                Fact::new(Facet::Role).with("value", singular(doc.word(noun))),
                "value",
                noun..noun + 1,
                RULE,
            );
        }
    }
    let Some(verb) = verb else { return };
    // `Pilots and managers sign in`: back over the nouns that are joined to the verb.
    for noun in (sentence.start..verb).rev().take(6) {
        let Some(chunk) = doc.chunks.get(noun) else {
            return;
        };
        let joint = chunk.is(Class::And)
            || chunk.is(Class::Role)
            || chunk.is(Class::RolesCue)
            || doc.sign(noun, ',')
            || matches!(doc.word(noun), "can" | "may" | "must" | "should" | "the");
        // German nouns show by their capital.
        let german = doc.language == Language::De
            && doc.quote(&(noun..noun + 1)).starts_with(char::is_uppercase);
        let person =
            (chunk.is_unknown() || chunk.is(Class::Crud)) && (chunk.text.ends_with('s') || german);
        if person {
            let role = singular(doc.word(noun));
            doc.add_once(
                Fact::new(Facet::Role).with("value", role),
                "value",
                noun..noun + 1,
                RULE,
            );
        } else if !joint {
            return;
        }
    }
}

/// The singular of an English noun, good enough for names.
pub fn singular(word: &str) -> String {
    let word = word.replace([' ', '-'], "_");
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    for ending in ["sses", "xes", "ches", "shes"] {
        if word.ends_with(ending) {
            return word.strip_suffix("es").unwrap_or(&word).to_owned();
        }
    }
    if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word;
    }
    word.strip_suffix('s')
        .filter(|stem| stem.len() > 2)
        .unwrap_or(&word)
        .to_owned()
}
