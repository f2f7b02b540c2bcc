//! What a request tells beside what it asks for: reasons, who wants it, what happened, what a rule is called.
//!
//! Only what speaks of nothing that a specification holds is passed over, and only beside something understood.

use std::ops::Range;

use super::Step;
use super::clause::Clause;
use super::request::Request;
use crate::chunk::Kind;
use crate::coverage::weighs;
use crate::doc::Doc;
use crate::lexicon::{Class, Language, Words};
use crate::setting::is_figure;

pub const RULE: &str = "background";
/// Words of a label before its colon, at most: `Mildew risk: let us know ...`.
const LABEL: usize = 3;
/// Words of a clause before a colon that says why, at most.
const TITLE: usize = 6;
/// Words between the start of a clause and the verb of wishing, at most: `the tech lead prefers`.
const WHO: usize = 4;
/// Passes over what a request tells beside what it asks for.
pub fn read(request: &mut Request) {
    if request.doc.language != Language::En {
        return;
    }
    for segment in segments(&request.doc) {
        if let Some(told) = told(request, &segment) {
            request.doc.take(told, RULE);
        }
    }
}

/// The parts of each sentence between commas, colons, dashes and brackets, and before a reason.
fn segments(doc: &Doc) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for sentence in &doc.sentences {
        let mut start = sentence.start;
        for at in sentence.clone() {
            let sign = matches!(
                doc.kind(at),
                Some(Kind::Sign(',' | ':' | '-' | '–' | '—' | '(' | ')' | ';'))
            );
            let reason = doc.says(at, Words::ReasonInside);
            if sign || reason && at > start {
                out.push(start..at);
                start = if sign { at + 1 } else { at };
            }
        }
        out.push(start..sentence.end);
    }
    out.retain(|segment| !segment.is_empty());
    out
}

fn told(request: &Request, segment: &Range<usize>) -> Option<Range<usize>> {
    let doc = &request.doc;
    let free = segment
        .clone()
        .all(|at| !doc.is_used(at) || !weighs(doc, at));
    if !free {
        return who_wants(doc, segment);
    }
    if says(doc, segment, Words::Narrows) {
        return None;
    }
    let content = segment.clone().filter(|at| weighs(doc, *at)).count();
    let colon = doc.sign(segment.end, ':');
    let label = colon && content <= LABEL && says(doc, segment, Words::Label);
    // `Too much chlorine is bad as well: above 1.2 mg/L raise an alarm`: what follows says what to do about it.
    let rest = segment.end..doc.sentence_of(segment.start).end;
    let figures = segment.clone().any(|at| is_figure(doc, at));
    // `Double the sampling: one value per minute` says twice what it wants.
    let often = request.has(segment, Class::Thing, "interval");
    let titled = label || often || asks(doc, segment) || segment.clone().any(|at| tells(doc, at));
    if colon
        && content <= TITLE
        && titled
        && !figures
        && rest.clone().any(|at| doc.is_used(at) && weighs(doc, at))
    {
        return Some(segment.clone());
    }
    let opening = segment
        .clone()
        .find(|at| doc.kind(*at) == Some(&Kind::Word))?;
    let opens = |list| doc.opens_with(opening, list);
    let asks = asks(doc, segment);
    let tells = opens(Words::Subject) && segment.clone().any(|at| tells(doc, at));
    let reason = opens(Words::Reason);
    let passes =
        (label || reason || tells || belongs(doc, segment)) && !asks && !steers(request, segment);
    let plain = segment.clone().all(|at| is_plain(doc, at));
    (passes && plain).then(|| segment.clone())
}

/// Does a run ask for something?
pub fn asks(doc: &Doc, range: &Range<usize>) -> bool {
    says(doc, range, Words::Asks)
}

fn says(doc: &Doc, range: &Range<usize>, list: Words) -> bool {
    range.clone().any(|at| doc.has_word(at, list))
}

fn tells(doc: &Doc, at: usize) -> bool {
    let word = doc.word(at);
    doc.has_word(at, Words::Tells) || word.len() > 4 && word.ends_with("ed")
}

/// Is something asked for by a verb of change?
fn steers(request: &Request, segment: &Range<usize>) -> bool {
    request.marks.iter().any(|mark| {
        mark.class == Class::Act
            && !matches!(
                mark.value.as_str(),
                "noted" | "keep" | "take" | "turn" | "convert"
            )
            && segment.contains(&mark.range.start)
    })
}

/// Meanings that a specification can hold.
const SPEAKS: [Class; 26] = [
    Class::Metric,
    Class::Head,
    Class::Op,
    Class::Open,
    Class::Alert,
    Class::Severity,
    Class::Period,
    Class::Func,
    Class::Rollup,
    Class::Keep,
    Class::Forever,
    Class::Hyst,
    Class::Offline,
    Class::Geo,
    Class::Still,
    Class::Dash,
    Class::Live,
    Class::Cap,
    Class::Nfr,
    Class::DeviceAuth,
    Class::Login,
    Class::Storage,
    Class::Protocol,
    Class::Channel,
    Class::Realtime,
    Class::Hostile,
];

/// Does a chunk name nothing that a specification holds, and no number?
fn is_plain(doc: &Doc, at: usize) -> bool {
    let Some(chunk) = doc.chunks.get(at) else {
        return true;
    };
    let speaks = SPEAKS.iter().any(|class| chunk.is(*class)) && !doc.is_filler(at);
    !speaks && !is_figure(doc, at) && chunk.kind != Kind::Path
}

/// `Every fridge belongs to a ward; store the ward`: what is told of is what another part asks for.
fn belongs(doc: &Doc, segment: &Range<usize>) -> bool {
    let owner = segment
        .clone()
        .find(|at| matches!(doc.word(*at), "belongs" | "belong"));
    let Some(owner) = owner else { return false };
    let names = |at: &usize| !doc.is_filler(*at) && doc.word(*at).len() > 2;
    let mut nouns = (owner + 1..segment.end).filter(names).peekable();
    let asked = |at: usize| {
        let elsewhere =
            |other: &usize| !segment.contains(other) && doc.word(*other) == doc.word(at);
        let mut found = (0..doc.chunks.len()).filter(elsewhere);
        found.any(|other| doc.is_used(other))
    };
    nouns.peek().is_some() && nouns.all(asked)
}

/// `The tech lead prefers`, `finance asked for`: who wants what follows and is understood.
fn who_wants(doc: &Doc, segment: &Range<usize>) -> Option<Range<usize>> {
    let verb = segment
        .clone()
        .take(WHO + 1)
        .find(|at| doc.says(*at, Words::Wants))?;
    let person =
        |at: usize| !doc.is_used(at) && is_plain(doc, at) && doc.kind(at) == Some(&Kind::Word);
    let lead = segment.start..verb;
    let rest = (verb + 1..segment.end).any(|at| doc.is_used(at) && weighs(doc, at));
    (!lead.is_empty() && lead.clone().all(person) && rest).then(|| segment.start..verb + 1)
}

/// `We replaced the oxygen probes, they report in ppm now`: a clause about what another one changes says why.
pub fn reason(request: &mut Request, clause: &Clause) {
    let range = clause.range.clone();
    let objects = request.objects(&range);
    let plain = clause
        .act
        .as_deref()
        .is_none_or(|act| matches!(act, "swap" | "add"));
    let turned = |path: &specgen_spec::edit::Path| {
        request
            .steps
            .iter()
            .any(|step| matches!(step, Step::Edit { edit, .. } if edit.path() == *path))
    };
    if plain
        && !clause.negated
        && !objects.is_empty()
        && objects.iter().all(|object| turned(&object.path))
        && request.numbers(&range).is_empty()
    {
        request.take_known(&range);
    }
}

/// `Two things:` counts what is asked for.
pub fn number_of_wishes(doc: &mut Doc) {
    for at in 1..doc.chunks.len() {
        // `50 items` are on a page.
        let counts = matches!(doc.kind(at - 1), Some(Kind::Number { low, .. }) if *low < 10.0);
        if counts && doc.says(at, Words::CountedWishes) {
            doc.take(at - 1..at + 1, RULE);
        }
    }
}
