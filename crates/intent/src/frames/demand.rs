//! Demands: `battery at least 20 %` and `should stay below 60 %` say what is good, and the alarm is for the other side.

use std::ops::Range;

use specgen_spec::fact::Facet;

use super::alert::UNRULED;
use super::condition::Condition;
use super::op::Op;
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

/// How a comparison is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// `alert when it is at least 20 %`: the alarm is for what is compared.
    Alarm,
    /// `it must be at least 20 %`: the alarm is for everything else.
    Demand,
    /// `at least 20 %, alarm by mail`: may be either.
    Either,
}

/// Tells how a comparison of a sentence is meant.
pub fn meant(doc: &Doc, condition: &Condition) -> Meant {
    if condition.low.is_none() || condition.high.is_some() || condition.unit.is_none() {
        return Meant::Alarm;
    }
    let start = condition.range.start;
    let sentence = doc.sentence_of(start);
    let lead = sentence.start..start;
    if conditional(doc, &lead) {
        return Meant::Alarm;
    }
    if modal(doc, condition, &sentence) {
        return Meant::Demand;
    }
    let bound = |at: usize| doc.value(at, Class::Demand) == Some("bound");
    if !condition.range.clone().any(bound) {
        return Meant::Alarm;
    }
    let told = |range: Range<usize>| {
        range.into_iter().any(|at| {
            [Class::Alert, Class::Channel, Class::Severity]
                .iter()
                .any(|class| doc.is(at, *class))
        })
    };
    // `alarm at least 60 %`, `at least 60 %: SMS`
    let segment = doc.segment_of(start);
    let arrow = |at: usize| doc.sign(at, ':') || doc.sign(at, '→');
    let leads_to = (condition.range.end..sentence.end)
        .find(|at| arrow(*at))
        .is_some_and(|at| told(at + 1..sentence.end));
    if told(segment.start..start) || leads_to {
        return Meant::Alarm;
    }
    if told(condition.range.end..sentence.end) || told(lead) {
        return Meant::Either;
    }
    Meant::Demand
}

/// Does a condition begin before the comparison? `should` begins one only where it opens a sentence.
fn conditional(doc: &Doc, lead: &Range<usize>) -> bool {
    let begins = |at: usize| {
        let modal = doc.value(at, Class::Demand) == Some("must") && at > lead.start;
        doc.is(at, Class::If) && !modal
    };
    lead.clone().any(begins)
}

/// `must be`, `should stay`, `soll ... bleiben`: a word of demanding with one of being, and no negation between.
fn modal(doc: &Doc, condition: &Condition, sentence: &Range<usize>) -> bool {
    let value = |at: usize| doc.value(at, Class::Demand);
    let start = condition.range.start;
    let word = (sentence.start..start).rev().find(|at| {
        value(*at) == Some("must") || value(*at) == Some("has") && doc.word(at + 1) == "to"
    });
    let Some(word) = word else { return false };
    let between = word + 1..start;
    let plain = |at: usize| {
        doc.is_filler(at)
            || value(at).is_some()
            || [Class::Metric, Class::Modifier, Class::Head]
                .iter()
                .any(|class| doc.is(at, *class))
    };
    let refused = (word..condition.range.end).any(|at| doc.is(at, Class::Neg));
    let behind = condition.range.end..sentence.end.min(condition.range.end + 2);
    let is = |at: usize| value(at) == Some("be");
    !refused
        && between.clone().all(plain)
        && (between.clone().any(is) || behind.into_iter().any(is))
}

/// What is watched where this comparison is demanded.
pub fn watched(doc: &Doc, condition: &Condition) -> Op {
    let sentence = doc.sentence_of(condition.range.start);
    let otherwise = sentence.clone().any(|at| doc.says(at, Words::Otherwise));
    match condition.op {
        op @ (Op::Lte | Op::Gte) if otherwise => op.watched(),
        op if meant(doc, condition) == Meant::Demand => op.watched(),
        op => op,
    }
}

/// `at least 20 %, alarm by mail`: asks which side is meant. Returns whether it did.
pub fn asked(doc: &mut Doc, condition: &Condition) -> bool {
    let sentence = doc.sentence_of(condition.range.start);
    let otherwise = sentence.clone().any(|at| doc.says(at, Words::Otherwise));
    if otherwise || meant(doc, condition) != Meant::Either {
        return false;
    }
    let start = doc.segment_of(condition.range.start).start;
    let range = start.max(sentence.start)..condition.range.end;
    let said = doc.quote(&range);
    let question = format!(
        "\"{said}\": should an alert be sent as long as that holds, or when it does not? Say \"when ...\" or \"must be ...\"."
    );
    doc.notes.ask(Facet::Alert, question);
    doc.take(range, UNRULED);
    true
}
