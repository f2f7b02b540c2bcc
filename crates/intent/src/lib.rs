//! The embedded engine: text to facts, with the bytes that say so and a list of what was not understood.
//!
//! [`read`] is pure and deterministic. Phrases, quantities and units are data ([`Lexicon`]); the frames
//! under `frames/` are one rule each. Change requests reuse the frames on their own text.

mod change;
mod chunk;
mod coverage;
mod doc;
mod frames;
mod lexicon;
mod negation;
mod normalise;
mod number;
mod report;
mod setting;
mod span;
mod token;
mod words;

pub use change::{ChangeReading, Step, read_change, trace_change};
pub use lexicon::{Class, Lexicon, LexiconError, Quantity, Unit};
pub use report::{Accounted, Contradiction, NotUnderstood, Note, Reading, Substitution};

use doc::Doc;
use frames::domain::Domain;

/// Longest text that is read, in bytes. What follows is quoted as not understood, so that time stays bounded.
pub const LONGEST_TEXT_BYTES: usize = 16 * 1024;

/// Reads a text into facts and a report.
pub fn read(text: &str, lexicon: &Lexicon) -> Reading {
    let (head, tail) = split(text);
    let mut reading = read_head(head, lexicon);
    reading.not_understood.extend(tail);
    reading
}

/// The part of a text that is read, and a quote of what is too much.
fn split(text: &str) -> (&str, Option<NotUnderstood>) {
    let cut = text.floor_char_boundary(LONGEST_TEXT_BYTES.min(text.len()));
    let (head, tail) = text.split_at(cut);
    let quote = || NotUnderstood {
        text: tail.to_owned(),
        start: cut,
        end: text.len(),
        why: format!("longer than {LONGEST_TEXT_BYTES} bytes; only the part before this was read"),
    };
    (head, (!tail.trim().is_empty()).then(quote))
}

fn read_head(text: &str, lexicon: &Lexicon) -> Reading {
    let (doc, not_understood, account) = read_doc(text, lexicon);
    Reading {
        facts: doc.facts,
        not_understood,
        assumptions: doc.notes.assumptions,
        questions: doc.notes.questions,
        substitutions: doc.notes.substitutions,
        contradictions: doc.notes.contradictions,
        account,
        engine: "embedded".to_owned(),
    }
}

fn read_doc<'a>(
    text: &'a str,
    lexicon: &'a Lexicon,
) -> (Doc<'a>, Vec<NotUnderstood>, Vec<Accounted>) {
    let mut doc = Doc::new(text, lexicon);
    frames::hostile::read(&mut doc);
    let mut mentions = frames::metric::mentions(&doc);
    let entities = frames::crud::bracketed(&doc);
    let domain = frames::domain::judge(&doc, &mentions, entities.len());
    match domain {
        Domain::Iot => telemetry(&mut doc, &mut mentions),
        Domain::Crud => records(&mut doc, entities),
        Domain::Other | Domain::Empty => {}
    }
    frames::defaults::add(&mut doc, domain);
    let (not_understood, account) = coverage::settle(&mut doc);
    (doc, not_understood, account)
}

fn telemetry(doc: &mut Doc, mentions: &mut Vec<frames::metric::Mention>) {
    frames::product::read(doc, true);
    frames::zone::read(doc);
    frames::topic::read(doc);
    frames::measured::read(doc, mentions);
    frames::contradiction::read_server(doc);
    frames::contradiction::read_refused(doc);
    frames::fleet::read_intervals(doc);
    frames::geofence::read(doc);
    frames::contradiction::read_rate(doc);
    frames::offline::read(doc);
    frames::alert::read(doc, mentions);
    frames::detail::read(doc, mentions);
    frames::state::read(doc, mentions);
    if !doc.request {
        // A request that mentions three devices does not resize the fleet.
        frames::count::read_devices(doc);
    }
    frames::rollup::read(doc);
    frames::retention::read(doc);
    frames::command::read(doc);
    frames::field::read(doc);
    shared(doc, true);
}

fn records(doc: &mut Doc, entities: Vec<frames::crud::Entity>) {
    frames::product::read(doc, false);
    frames::crud::read(doc, entities);
    shared(doc, false);
}

fn shared(doc: &mut Doc, telemetry: bool) {
    frames::access::read(doc, telemetry);
    frames::notify::read(doc);
    frames::route::read(doc);
    frames::page::read(doc);
    frames::capability::read(doc, telemetry);
}

/// Lists the chunks of a text with their meanings and the rule that took each: for work on the lexicon.
pub fn trace(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let cut = text.floor_char_boundary(LONGEST_TEXT_BYTES.min(text.len()));
    let (doc, ..) = read_doc(text.split_at(cut).0, lexicon);
    let line = |at: usize| {
        let chunk = doc.chunks.get(at)?;
        let senses: Vec<String> = chunk
            .senses
            .iter()
            .map(|sense| format!("{:?}:{}", sense.class, sense.value))
            .collect();
        let negated = if doc.negated(at) { " NEGATED" } else { "" };
        Some(format!(
            "{:24} {:?}{negated} [{}] {}",
            chunk.text,
            chunk.kind,
            doc.used.get(at).copied().flatten().unwrap_or("-"),
            senses.join(" ")
        ))
    };
    (0..doc.chunks.len()).filter_map(line).collect()
}
