//! Facts as short lines, so that a table of sentences reads at a glance.
#![allow(clippy::unwrap_used, reason = "a test helper fails by panicking")]

use std::sync::LazyLock;

use serde_json::Value;
use specgen_intent::{Lexicon, Reading};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// Reads a text with the embedded lexicon.
pub fn read(text: &str) -> Reading {
    specgen_intent::read(text, &LEXICON)
}

/// `alert kind=threshold metric=temperature ...`, one line per fact that is no default.
pub fn lines(text: &str) -> Vec<String> {
    let reading = serde_json::to_value(read(text)).unwrap();
    let facts = reading["facts"].as_array().unwrap();
    facts
        .iter()
        .filter(|fact| fact["origin"] != "default")
        .map(line)
        .collect()
}

fn line(fact: &Value) -> String {
    let silent = ["facet", "origin", "start", "end", "assumed"];
    let keys = fact
        .as_object()
        .unwrap()
        .iter()
        .filter(|(key, _)| !silent.contains(&key.as_str()));
    let keys = keys.map(|(key, value)| match value {
        Value::String(text) => format!("{key}={text}"),
        other => format!("{key}={other}"),
    });
    let words: Vec<String> = std::iter::once(fact["facet"].as_str().unwrap().to_owned())
        .chain(keys)
        .collect();
    words.join(" ")
}

/// Asserts that each text gives each of its facts, and none of those marked with `!`.
#[track_caller]
pub fn check(table: &[(&str, &[&str])]) {
    for (text, wanted) in table {
        let have = lines(text);
        for want in *wanted {
            if let Some(refused) = want.strip_prefix('!') {
                assert!(
                    !have.iter().any(|line| line.starts_with(refused)),
                    "{text}\nmust not give `{refused}`: {have:#?}"
                );
            } else {
                assert!(
                    have.iter().any(|line| line == want),
                    "{text}\nmust give `{want}`: {have:#?}"
                );
            }
        }
    }
}
