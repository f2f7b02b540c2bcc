//! A request against a living specification: what would hold afterwards, and what is to be said.

use serde::Serialize;
use specgen_apply::Files;
use specgen_diag::Diagnostics;
use specgen_intent::{ChangeReading, Note, read_change};
use specgen_spec::Spec;
use specgen_spec::edit::{Edit, Path, Reason, Refusal};
use specgen_spec::fact::{Facet, Fact, facts};
use specgen_spec::origin::Origins;

use super::assemble::{Assembled, Wishes};
use super::identity::{Turn, turns};
use super::outcome::Outcome;

use crate::documents::Memory;
use crate::draft::questions_of;
use crate::history::next_number;
use crate::lexicon::lexicon;
use crate::open::Opened;
use crate::report::Report;

/// What a request leads to. Nothing of it is done yet.
#[derive(Clone, Debug, Serialize)]
pub struct Proposal {
    /// The request.
    #[serde(skip)]
    pub request: String,
    /// The number of the change.
    #[serde(skip)]
    pub number: u32,
    /// What comes of it.
    pub outcome: Outcome,
    /// What the specification holds before.
    pub facts_before: Vec<Fact>,
    /// What it holds afterwards.
    pub facts_after: Vec<Fact>,
    /// The edits that lead there.
    #[serde(skip)]
    pub edits: Vec<Edit>,
    /// The specification afterwards.
    #[serde(skip)]
    pub spec: Spec,
    /// Where its values come from.
    #[serde(skip)]
    pub origins: Origins,
    /// What is to be said beside it.
    #[serde(flatten)]
    pub report: Report,
    /// Who read it.
    pub engine: &'static str,
    /// What trace.json remembers of the changes before.
    #[serde(skip)]
    pub(super) memory: Memory,
}

/// What a request is read against.
pub(super) struct Base<'a> {
    pub spec: &'a Spec,
    pub memory: Memory,
    /// The number of the change.
    pub number: u32,
}

/// Reads a request against an opened workspace; `cascade` agrees that what needs a removed thing
/// goes with it.
///
/// # Errors
///
/// Says that the trace cannot be read. It answers whatever the request is.
pub fn propose(
    files: &dyn Files,
    opened: &Opened,
    request: &str,
    cascade: bool,
) -> Result<Proposal, Diagnostics> {
    let memory = Memory::of(files, opened)?;
    let reading = read_change(request, lexicon(), &opened.spec);
    let base = Base {
        spec: &opened.spec,
        memory,
        number: next_number(files, &opened.workspace, &opened.layout),
    };
    Ok(Proposal::of(request, &reading, base, cascade))
}

impl Proposal {
    /// Takes what a request says to a specification.
    pub(super) fn of(
        request: &str,
        reading: &ChangeReading,
        base: Base<'_>,
        cascade: bool,
    ) -> Self {
        let Base {
            spec,
            memory,
            number,
        } = base;
        let base = Assembled {
            spec: spec.clone(),
            origins: memory.origins.of(spec),
            edits: Vec::new(),
        };
        let facts_before = facts(spec, &pointing_into(number, &base.origins));
        let mut report = Report::of(reading.beside.clone());
        let open = questions_of(spec);
        report.questions.retain(|one| !open.contains(&one.text));
        let wishes = Wishes::of(request, reading, &facts_before, number, cascade);
        let mut outcome = Outcome::Ask;
        let mut after = base.clone();
        if !reading.ask {
            match wishes.assemble(&base, &mut report) {
                Ok(done) => {
                    outcome = judged(&base, &done, &report, !wishes.edits.is_empty());
                    after = done;
                }
                Err(refusals) => report.questions = refusals.iter().filter_map(question).collect(),
            }
        }
        if !outcome.changes() {
            after = base;
        }
        if outcome == Outcome::Ask && report.questions.is_empty() {
            report.questions.push(Note {
                text: "What should be different? Name the thing and its new value.".to_owned(),
                facet: None,
            });
        }
        Self {
            request: request.to_owned(),
            number,
            outcome,
            facts_after: facts(&after.spec, &pointing_into(number, &after.origins)),
            facts_before,
            edits: after.edits,
            spec: after.spec,
            origins: after.origins,
            report,
            engine: "embedded",
            memory,
        }
    }
}

impl Proposal {
    /// Returns what the request turns, statement by statement.
    pub fn turns(&self) -> Vec<Turn> {
        turns(&self.facts_before, &self.facts_after, &self.edits)
    }
}

/// Says what came of a request that was carried out as far as it fits.
fn judged(base: &Assembled, done: &Assembled, report: &Report, edits: bool) -> Outcome {
    let left = !report.not_understood.is_empty() || !report.contradictions.is_empty();
    match (done.spec != base.spec, left) {
        (true, false) => Outcome::Apply,
        (true, true) => Outcome::Partial,
        (false, true) if edits => Outcome::Refuse,
        (false, true) => Outcome::Ask,
        (false, false) if !report.questions.is_empty() => Outcome::Ask,
        (false, false) => Outcome::Noop,
    }
}

/// Returns the question that a yes would answer.
fn question(refusal: &Refusal) -> Option<Note> {
    if refusal.reason != Reason::Blocked {
        return None;
    }
    let used = refusal.in_the_way.iter().map(spoken);
    let used: Vec<String> = used.collect();
    let it = if used.len() == 1 { "it" } else { "them" };
    let text = if refusal.path.parent().is_some() && used.is_empty() {
        format!("{}: {}. Go on?", spoken(&refusal.path), refusal.what)
    } else {
        let does_without: Vec<String> = refusal.does_without.iter().map(spoken).collect();
        let also = match does_without.join(" and ") {
            names if names.is_empty() => names,
            names => format!(", and takes it out of {names}"),
        };
        format!(
            "{} is needed by {}: remove {it} too? `--cascade` does{also}.",
            capital(&spoken(&refusal.path)),
            used.join(" and ")
        )
    };
    Some(Note {
        text,
        facet: facet(&refusal.path),
    })
}

/// Returns an address in words: `the metric vibration`.
fn spoken(path: &Path) -> String {
    let keys = path.keys();
    let section = keys.first().map_or("", String::as_str);
    let kind = match section {
        "metrics" => "metric",
        "alerts" => "alert",
        "channels" => "channel",
        "commands" => "command",
        "topics" => "topic",
        "rollups" => "rollup",
        "reports" => "report",
        "groups" => "group",
        "resources" => "resource",
        _ => return format!("`{path}`"),
    };
    let name = keys.get(1).map_or("", String::as_str);
    format!("the {kind} {name}")
}

fn facet(path: &Path) -> Option<Facet> {
    match path.keys().first()?.as_str() {
        "metrics" => Some(Facet::Metric),
        "alerts" => Some(Facet::Alert),
        "channels" => Some(Facet::Notify),
        "commands" => Some(Facet::Command),
        "topics" => Some(Facet::Topic),
        "rollups" => Some(Facet::Aggregate),
        _ => None,
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Positions point into the request that they came with: only those of this change stay.
fn pointing_into(change: u32, origins: &Origins) -> Origins {
    let mut shown = Origins::default();
    for (path, record) in origins.iter() {
        let mut record = record.clone();
        record.span = record.span.filter(|_| record.change == Some(change));
        shown.insert(path.clone(), record);
    }
    shown
}
