//! What a request says and does not ask for: questions, maybes, what was once, what may come, what was decided against.
//!
//! `Should humidity be removed?`, `maybe drop humidity` and `what if a lift goes offline` are quoted and asked about before
//! anything reads them; `can you add CO2?` is a polite order. `The limit was 20 %, now it is 15 %` keeps the old number
//! away from the new one, and what only tells of the past or the future counts for nothing beside a wish.

use std::ops::Range;

use specgen_spec::fact::Facet;

use super::mark::Mark;
use super::request::Request;
use super::vague::{self, ASKED};
use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

/// The rule of what was once, or may come.
pub const TOLD: &str = "told";
/// Words between `was` and the number that held, at most: `lag der Grenzwert des Akkus bei 10 %`.
const REACH: usize = 6;
/// Cues that say nothing but how a sentence is meant.
const CUES: [&str; 8] = [
    "query", "inquiry", "wonder", "maybe", "someday", "dropped", "was", "polite",
];

/// How a run is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meant {
    /// `Should humidity be removed?`, `maybe drop humidity`: only a person can say.
    Open,
    /// `In 2027 we will have 15 lifts`: counts for nothing beside a wish, and is asked about alone.
    Told,
    /// `We thought about 25 % but decided against it`: nothing is to be done.
    Dropped,
}

/// A run that asks for nothing to be done.
#[derive(Clone, Debug)]
pub struct Doubt {
    range: Range<usize>,
    meant: Meant,
}

/// Finds what asks for nothing and takes its words out of the reading. What stays keeps a sentence of its own.
pub fn set_aside(doc: &mut Doc, marks: &mut Vec<Mark>) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> = Vec::new();
    for sentence in doc.sentences.clone() {
        if let Some(meant) = whole(doc, marks, &sentence) {
            let range = sentence.start..order(doc, marks, &sentence);
            doubts.push(Doubt { range, meant });
            continue;
        }
        let parts = doc.segments(&sentence);
        let found = parts.into_iter().filter_map(|range| {
            let meant = part(doc, marks, &range)?;
            Some(Doubt { range, meant })
        });
        doubts.extend(found);
    }
    for doubt in &doubts {
        hide(doc, doubt);
    }
    marks.retain(|mark| {
        let inside = |doubt: &Doubt| doubt.range.contains(&mark.range.start);
        !doubts.iter().any(inside)
    });
    doubts.extend(past(doc, marks));
    marks.retain(|mark| mark.class != Class::Cue || !CUES.contains(&mark.value.as_str()));
    doubts
}

/// Asks about what is open, and says that what was decided against changes nothing.
pub fn ask(request: &mut Request, doubts: &[Doubt]) {
    for doubt in doubts {
        let said = request.doc.quote(&doubt.range).trim().to_owned();
        match doubt.meant {
            Meant::Open => open(request, doubt, &said),
            Meant::Told => {}
            Meant::Dropped => {
                let note = format!("\"{said}\" asks for nothing: everything stays as it is.");
                request.doc.notes.assume(Facet::Capability, note);
            }
        }
    }
}

/// Asks about what only tells of the past or the future, where nothing else was heard.
pub fn alone(request: &mut Request, doubts: &[Doubt]) {
    for doubt in doubts.iter().filter(|doubt| doubt.meant == Meant::Told) {
        let said = request.doc.quote(&doubt.range).trim().to_owned();
        open(request, doubt, &said);
    }
}

fn open(request: &mut Request, doubt: &Doubt, said: &str) {
    let question = format!(
        "\"{said}\" does not say what should hold from now on, and nothing is changed for it. What should change?"
    );
    request.doc.notes.ask(Facet::Capability, question);
    vague::quote(request, doubt.range.clone());
}

/// Is a whole sentence a question, a thought, or a wish that was given up?
fn whole(doc: &Doc, marks: &[Mark], sentence: &Range<usize>) -> Option<Meant> {
    let cue = |value: &str| cue(marks, sentence, value);
    if cue("dropped").is_some() {
        return Some(Meant::Dropped);
    }
    if cue("wonder").is_some() && cue("polite").is_none() {
        return Some(Meant::Open);
    }
    let asked = doc.sign(sentence.end, '?') && cue("polite").is_none();
    let first = sentence.clone().find(|at| !doc.sign(*at, '¿'))?;
    let opens = |value: &str| cue(value).is_some_and(|mark| mark.range.start == first);
    let moves = || steers(marks, sentence) || sentence.clone().any(|at| figure(doc, at));
    // `¿Se debe quitar el panel?`
    let lead =
        (first..sentence.end.min(first + 3)).take_while(|at| doc.is_filler(*at) || *at == first);
    let queries = lead
        .into_iter()
        .any(|at| cue("query").is_some_and(|mark| mark.range.start == at));
    // `Remove the dashboard?`: what would be lost is not taken from a question.
    let takes = marks.iter().any(|mark| {
        let gone = matches!(mark.value.as_str(), "remove" | "disable");
        mark.class == Class::Act && gone && mark.range.start == first
    });
    let open = queries || takes || opens("inquiry") && moves();
    (asked && open).then_some(Meant::Open)
}

/// `Not sure if humidity is needed, but add CO2`: where an order of its own begins, else the end.
fn order(doc: &Doc, marks: &[Mark], sentence: &Range<usize>) -> usize {
    let parts = doc.segments(sentence);
    let orders = |part: &&Range<usize>| {
        let opens = |list| doc.opens_with(part.start, list);
        (opens(Words::But) || opens(Words::Orders)) && steers(marks, part)
    };
    let found = parts.iter().skip(1).find(orders);
    found.map_or(sentence.end, |part| part.start - 1)
}

/// Is a part of a sentence a maybe, or about a time to come?
fn part(doc: &Doc, marks: &[Mark], range: &Range<usize>) -> Option<Meant> {
    // `when it is perhaps too late` says when.
    let maybe = cue(marks, range, "maybe")
        .is_some_and(|mark| !(range.start..mark.range.start).any(|at| doc.is(at, Class::If)));
    let someday = cue(marks, range, "someday").is_some() || year(doc, range);
    if !maybe && !someday {
        return None;
    }
    let acts = steers(marks, range);
    let figures = range.clone().any(|at| figure(doc, at));
    if figures && !acts && !maybe {
        return Some(Meant::Told);
    }
    // `maybe a humidity alert`, but `next year we move`
    let says = acts || figures || range.clone().any(|at| speaks(doc, at));
    says.then_some(Meant::Open)
}

/// Has a word a place in a specification?
fn speaks(doc: &Doc, at: usize) -> bool {
    const IDLE: [Class; 10] = [
        Class::Filler,
        Class::And,
        Class::Neg,
        Class::Device,
        Class::Iot,
        Class::Act,
        Class::Cue,
        Class::Thing,
        Class::If,
        Class::Every,
    ];
    let senses = doc.chunks.get(at).map_or(&[][..], |chunk| &chunk.senses);
    !doc.is_filler(at) && senses.iter().any(|sense| !IDLE.contains(&sense.class))
}

/// The numbers of `the limit was 20 %`: they held once. Accounts for them.
fn past(doc: &mut Doc, marks: &[Mark]) -> Vec<Doubt> {
    let mut out = Vec::new();
    for mark in marks.iter().filter(|mark| is(mark, "was")) {
        let sentence = doc.sentence_of(mark.range.start);
        let lead = doc.segment_of(mark.range.start).start..mark.range.start;
        if lead.clone().any(|at| doc.is(at, Class::If)) {
            continue;
        }
        let end = sentence.end.min(mark.range.end + REACH + 1);
        let number = (mark.range.end..end).find(|at| number(doc, *at));
        let close = |at: usize| doc.is_filler(at) || doc.word(at) == "set";
        let Some(number) = number.filter(|number| {
            let between = mark.range.end..*number;
            doc.says(number - 1, Words::StoodAt) || between.into_iter().all(close)
        }) else {
            continue;
        };
        doc.take(mark.range.clone(), TOLD);
        doc.take(number..number + 1, TOLD);
        out.push(Doubt {
            range: sentence,
            meant: Meant::Told,
        });
    }
    out
}

/// Takes the words of a run out of the reading, and gives it a sentence of its own.
fn hide(doc: &mut Doc, doubt: &Doubt) {
    let rule = if doubt.meant == Meant::Open {
        ASKED
    } else {
        TOLD
    };
    doc.take(doubt.range.clone(), rule);
    for at in doubt.range.clone() {
        if let Some(chunk) = doc.chunks.get_mut(at) {
            chunk.senses.clear();
        }
        if let Some(negated) = doc.negated.get_mut(at) {
            *negated = false;
        }
    }
    let Some(index) = doc
        .sentences
        .iter()
        .position(|sentence| sentence.contains(&doubt.range.start))
    else {
        return;
    };
    let sentence = doc.sentences.remove(index);
    let after = doubt.range.end + usize::from(doc.sign(doubt.range.end, ','));
    let parts = [
        sentence.start..doubt.range.start,
        doubt.range.clone(),
        after..sentence.end,
    ];
    let parts = parts.into_iter().filter(|part| part.start < part.end);
    doc.sentences.splice(index..index, parts);
}

fn is(mark: &Mark, value: &str) -> bool {
    mark.class == Class::Cue && mark.value == value
}

fn cue<'a>(marks: &'a [Mark], range: &Range<usize>, value: &str) -> Option<&'a Mark> {
    let mut marks = marks.iter();
    marks.find(|mark| is(mark, value) && range.contains(&mark.range.start))
}

/// Does a run ask for a change by a verb?
fn steers(marks: &[Mark], range: &Range<usize>) -> bool {
    marks.iter().any(|mark| {
        mark.class == Class::Act
            && !matches!(mark.value.as_str(), "noted" | "keep" | "convert" | "notify")
            && range.contains(&mark.range.start)
    })
}

fn number(doc: &Doc, at: usize) -> bool {
    matches!(
        doc.kind(at),
        Some(Kind::Number { .. } | Kind::Quantity { .. } | Kind::Duration { .. })
    )
}

/// A number that can be a limit or a size.
fn figure(doc: &Doc, at: usize) -> bool {
    matches!(
        doc.kind(at),
        Some(Kind::Quantity { .. } | Kind::Number { spelled: false, .. })
    )
}

/// `in 2027`
fn year(doc: &Doc, range: &Range<usize>) -> bool {
    let year = |at: usize| {
        matches!(doc.kind(at), Some(Kind::Number { low, high: None, .. })
            if low.fract() == 0.0 && (2020.0..2100.0).contains(low))
    };
    let mut within = range.start + 1..range.end;
    within.any(|at| year(at) && doc.says(at - 1, Words::InYear))
}
