//! Requests carried out on the specifications of a few prompts: which facts change, what is said beside.
#![allow(dead_code, reason = "each test binary uses its part")]
#![allow(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod bases;

use std::fmt::Write as _;
use std::sync::LazyLock;

use serde_json::Value;
use specgen_intent::{ChangeReading, Lexicon, Note, Step, read, read_change};
use specgen_spec::Spec;
use specgen_spec::edit::{Edit, apply, empty_spec};
use specgen_spec::fact::{Fact, edits_from, facts};
use specgen_spec::origin::Origins;

/// Base, request, outcome, changes: `+fact`, `-fact`, and `?phrase` for what must be quoted or asked about.
pub type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);
static BASES: LazyLock<Vec<(&str, Spec)>> = LazyLock::new(|| {
    bases::PROMPTS
        .iter()
        .map(|(id, prompt)| (*id, specification(prompt)))
        .collect()
});

/// The specification of a description.
pub fn specification(prompt: &str) -> Spec {
    let empty = empty_spec("base".parse().unwrap());
    let asked = edits_from(&read(prompt, &LEXICON).facts, &empty);
    apply(&empty, &asked.edits).unwrap().spec
}

/// The specification of a prompt.
pub fn base(id: &str) -> &'static Spec {
    &BASES.iter().find(|(known, _)| *known == id).unwrap().1
}

/// Reads a request against the specification of a prompt.
pub fn change(id: &str, request: &str) -> ChangeReading {
    read_change(request, &LEXICON, base(id))
}

/// The specification of a prompt after a request that asks nothing back.
pub fn changed(id: &str, request: &str) -> Spec {
    let (edits, stated) = asked(&change(id, request));
    let edited = apply(base(id), &edits).unwrap().spec;
    let edits = edits_from(&stated, &edited).edits;
    apply(&edited, &edits).unwrap().spec
}

/// The edits of a request, and the facts that it states.
fn asked(reading: &ChangeReading) -> (Vec<Edit>, Vec<Fact>) {
    let (mut edits, mut stated) = (Vec::new(), Vec::new());
    for step in &reading.steps {
        match step {
            Step::Edit { edit, .. } => edits.push(edit.clone()),
            Step::Fact(fact) => stated.push(fact.clone()),
        }
    }
    (edits, stated)
}

/// What a request leads to: `apply partial ask noop`, the facts that changed, and the reading.
pub fn outcome(id: &str, request: &str) -> (&'static str, Vec<String>, ChangeReading) {
    let before = base(id);
    let reading = change(id, request);
    let (edits, stated) = asked(&reading);
    let left = !reading.beside.not_understood.is_empty();
    if reading.ask {
        return ("ask", Vec::new(), reading);
    }
    let edited = match apply(before, &edits) {
        Ok(edited) => edited,
        Err(refusals) => {
            // Whoever carries the edits out asks what is in their way.
            let mut reading = reading;
            reading
                .beside
                .questions
                .extend(refusals.iter().map(|refusal| Note {
                    text: refusal.to_string(),
                    facet: None,
                }));
            return ("ask", Vec::new(), reading);
        }
    };
    let asked = edits_from(&stated, &edited.spec);
    let after = apply(&edited.spec, &asked.edits).unwrap().spec;
    let turned = difference(before, &after);
    let outcome = match (turned.is_empty(), left) {
        (false, false) => "apply",
        (false, true) => "partial",
        (true, true) => "ask",
        (true, false) if !reading.beside.questions.is_empty() => "ask",
        (true, false) => "noop",
    };
    (outcome, turned, reading)
}

fn difference(before: &Spec, after: &Spec) -> Vec<String> {
    let list = |spec: &Spec| -> Vec<String> {
        facts(spec, &Origins::default()).iter().map(line).collect()
    };
    let (old, new) = (list(before), list(after));
    let gone = old
        .iter()
        .filter(|line| !new.contains(line))
        .map(|line| format!("-{line}"));
    let come = new
        .iter()
        .filter(|line| !old.contains(line))
        .map(|line| format!("+{line}"));
    gone.chain(come).collect()
}

/// `alert kind=threshold metric=temperature ...`
pub fn line(fact: &Fact) -> String {
    let kind = serde_json::to_value(fact.facet).unwrap();
    let mut out = kind.as_str().unwrap().to_owned();
    for (key, value) in &fact.keys {
        match value {
            Value::String(text) => write!(out, " {key}={text}").unwrap(),
            other => write!(out, " {key}={other}").unwrap(),
        }
    }
    out
}

/// Does a line of a fact say all that was expected?
pub fn says(line: &str, wanted: &str) -> bool {
    let (facet, keys) = wanted.split_once(' ').unwrap_or((wanted, ""));
    let mut parts: Vec<String> = Vec::new();
    for word in keys.split(' ').filter(|word| !word.is_empty()) {
        match parts.last_mut() {
            Some(last) if !word.contains('=') => {
                last.push(' ');
                last.push_str(word);
            }
            _ => parts.push(word.to_owned()),
        }
    }
    let padded = format!("{line} ");
    line.split(' ').next() == Some(facet)
        && parts
            .iter()
            .all(|part| padded.contains(&format!(" {part} ")))
}

/// What a wish brings along by its nature: zones have to be drawn, statistics read, a filter needs its field.
fn comes_with(line: &str, wanted: &str) -> bool {
    [
        ("+capability value=geofence_crud", "+alert kind=geofence"),
        ("+capability value=stats", "+aggregate"),
        ("+field", "+capability value=filtering"),
    ]
    .iter()
    .any(|(along, wish)| line.starts_with(along) && wanted.starts_with(wish))
}

/// Says what is wrong with a row; nothing when all is as expected.
pub fn fault((id, request, wanted, lines): &Row) -> Option<String> {
    let (got, turned, reading) = outcome(id, request);
    let mut faults = Vec::new();
    if got != *wanted {
        faults.push(format!("outcome {got}, not {wanted}"));
    }
    let expected: Vec<&str> = lines
        .iter()
        .copied()
        .filter(|line| !line.starts_with('?'))
        .collect();
    for want in &expected {
        if !turned.iter().any(|line| says(line, want)) {
            faults.push(format!("missing {want}"));
        }
    }
    for line in &turned {
        if !expected
            .iter()
            .any(|want| says(line, want) || comes_with(line, want))
        {
            faults.push(format!("unasked {line}"));
        }
    }
    let beside = serde_json::to_string(&reading.beside)
        .unwrap()
        .to_lowercase();
    for phrase in lines.iter().filter_map(|line| line.strip_prefix('?')) {
        if !beside.contains(&phrase.to_lowercase()) {
            faults.push(format!("neither quoted nor asked: {phrase}"));
        }
    }
    let quoted: Vec<&str> = reading
        .beside
        .not_understood
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    (!faults.is_empty()).then(|| {
        format!(
            "{id} {request}\n    {}\n    quoted {quoted:?}",
            faults.join("\n    ")
        )
    })
}

/// Counts the rows that are as expected and describes the others.
pub fn score(rows: &[Row]) -> (usize, String) {
    let faults: Vec<String> = rows.iter().filter_map(fault).collect();
    (rows.len() - faults.len(), faults.join("\n"))
}
