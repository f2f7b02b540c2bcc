//! What a fact is about: two facts about the same thing are two values of it.

use serde_json::Value;
use specgen_spec::edit::Edit;
use specgen_spec::fact::{Facet, Fact, Origin};

/// The keys that say which thing of its facet a fact is about.
const fn subject(facet: Facet) -> &'static [&'static str] {
    match facet {
        Facet::Metric | Facet::Entity => &["name"],
        Facet::Alert => &["metric", "kind"],
        Facet::Topic
        | Facet::Capability
        | Facet::Aggregate
        | Facet::Notify
        | Facet::Command
        | Facet::Role
        | Facet::Nfr
        | Facet::Stack
        | Facet::Tests
        | Facet::Docs
        | Facet::Realtime => &["value"],
        Facet::Endpoint => &["method", "path"],
        Facet::Retention => &["level"],
        Facet::Broker => &["protocol"],
        Facet::Field | Facet::Label => &["on", "name"],
        Facet::BusinessRule => &["entity", "rule"],
        Facet::Position
        | Facet::DeviceAuth
        | Facet::Storage
        | Facet::Dashboard
        | Facet::UserAuth
        | Facet::Scale
        | Facet::Architecture
        | Facet::Domain => &[],
    }
}

/// Returns what a fact is about; equal for two facts of which the later stands for the earlier.
fn identity(fact: &Fact) -> (Facet, Vec<String>) {
    let keys = subject(fact.facet);
    let named = keys.iter().filter_map(|key| fact.keys.get(*key));
    (fact.facet, named.map(plain).collect())
}

/// Returns whether a fact could be a word about the other: the same thing, or a thing of which
/// only a part of the name is given.
fn names(said: &Fact, held: &Fact) -> bool {
    if said.facet != held.facet {
        return false;
    }
    subject(said.facet).iter().all(|key| {
        let (one, other) = (said.keys.get(*key), held.keys.get(*key));
        one.is_none() || other.is_none() || one == other
    })
}

/// Returns whether two facts say the same, wherever they come from.
fn says_the_same(one: &Fact, other: &Fact) -> bool {
    one.facet == other.facet && one.keys == other.keys
}

/// Returns the request's fact without what the tool filled in itself where the specification has a
/// value already; `None` when nothing is left of it.
pub fn without_guesses(fact: &Fact, base: &[Fact]) -> Option<Fact> {
    let about = identity(fact);
    let held = base
        .iter()
        .find(|one| one.origin != Origin::Default && identity(one) == about);
    let Some(held) = held else {
        return Some(fact.clone());
    };
    let mut less = fact.clone();
    // A condition makes no sense without a part of it, a replacement none without its name.
    if fact.facet == Facet::Alert || fact.keys.contains_key("asked") {
        return Some(less);
    }
    for key in std::mem::take(&mut less.assumed) {
        if held.keys.contains_key(&key) {
            less.keys.shift_remove(&key);
        } else {
            less.assumed.push(key);
        }
    }
    (!less.keys.is_empty() || !subject(less.facet).is_empty()).then_some(less)
}

/// Returns a fact with what is held of its thing and what it does not speak of.
pub fn completed(fact: &Fact, held: &[Fact]) -> Fact {
    let mut whole = fact.clone();
    let about = identity(fact);
    if let Some(known) = held.iter().find(|one| identity(one) == about) {
        for (key, value) in &known.keys {
            whole.keys.entry(key.clone()).or_insert(value.clone());
        }
    }
    whole
}

/// Returns whether something that held before does not any more, though nobody spoke of it: a
/// statement as a whole, or a key of one.
pub fn costs_what_was_not_named(before: &[Fact], after: &[Fact], said: &[Fact]) -> bool {
    let lost = |held: &&Fact| {
        held.origin != Origin::Default && !after.iter().any(|one| says_the_same(one, held))
    };
    before.iter().filter(lost).any(|held| {
        let spoken: Vec<&Fact> = said.iter().filter(|one| names(one, held)).collect();
        let untouched = |key: &&String| {
            *key != "asked" && !spoken.iter().any(|one| one.keys.contains_key(*key))
        };
        let kept: Vec<&String> = held.keys.keys().filter(untouched).collect();
        let follows = |one: &&Fact| {
            one.facet == held.facet
                && kept
                    .iter()
                    .all(|key| one.keys.get(*key) == held.keys.get(*key))
        };
        spoken.is_empty() || !after.iter().any(|one| follows(&one))
    })
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// A statement that comes, goes or gets another value.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// What held; absent when it comes.
    pub before: Option<Fact>,
    /// What holds; absent when it goes.
    pub after: Option<Fact>,
}

/// Returns a fact as it reads after edits gave things other names.
fn renamed(fact: &Fact, edits: &[Edit]) -> Fact {
    let mut fact = fact.clone();
    for edit in edits {
        let Edit::Rename { path, to } = edit else {
            continue;
        };
        for key in ["name", "metric"] {
            if fact.text(key) == Some(path.last()) {
                fact.keys.insert(key.to_owned(), to.as_str().into());
            }
        }
    }
    fact
}

/// Returns what edits turn in a list of facts, in the order of the lists.
pub fn turns(before: &[Fact], after: &[Fact], edits: &[Edit]) -> Vec<Turn> {
    let differs = |one: &&Fact, others: &[Fact]| !others.iter().any(|it| says_the_same(one, it));
    let mut come: Vec<&Fact> = after.iter().filter(|one| differs(one, before)).collect();
    let mut turns = Vec::new();
    for gone in before.iter().filter(|one| differs(one, after)) {
        let about = identity(&renamed(gone, edits));
        let at = come.iter().position(|one| identity(one) == about);
        turns.push(Turn {
            before: Some(gone.clone()),
            after: at.map(|at| come.remove(at).clone()),
        });
    }
    turns.extend(come.into_iter().map(|one| Turn {
        before: None,
        after: Some(one.clone()),
    }));
    turns
}
