//! A request read against a living specification: what it adds, and which edits it asks for.
//!
//! A request is cut into clauses of one instruction each. The files beside this one are one instruction each: they find
//! what a clause names in the specification, add edits, and account for its words. What they leave is read like any
//! prompt, with the quantities of the specification known. What nobody accounts for is quoted.

mod absent;
mod access;
mod account;
mod action;
mod alike;
mod asked;
mod background;
mod beside;
mod between;
mod bound;
mod clause;
mod clock;
mod contrary;
mod detail;
mod doubt;
mod either;
mod ends;
mod entry;
mod exchange;
mod export;
mod farewell;
mod fence;
mod fields;
mod filters;
mod foreign;
mod former;
mod grave;
mod ground;
mod halt;
mod held;
mod hours;
mod kinds;
mod lasting;
mod levels;
mod limit;
mod lull;
mod mails;
mod mark;
mod names;
mod narrow;
mod nouns;
mod order;
mod owned;
mod part;
mod parted;
mod passive;
mod patience;
mod per;
mod period;
mod phone;
mod place;
mod pronoun;
mod range;
mod recipients;
mod refused;
mod relative;
mod remainder;
mod remove;
mod rename;
mod request;
mod reroute;
mod reserve;
mod routes;
mod scale;
mod settle;
mod shared;
mod silence;
mod spared;
mod spares;
mod statements;
mod step;
mod steps;
mod stranger;
mod title;
mod topic;
mod trace;
mod unheld;
mod unit;
mod untold;
mod vague;
mod whole;
mod widen;

use specgen_diag::Span;
use specgen_spec::Spec;
use specgen_spec::edit::Edit;
use specgen_spec::fact::{Facet, Fact, facts};
use specgen_spec::origin::Origins;

use crate::doc::Doc;
use crate::lexicon::{Class, Lexicon};
use crate::report::Reading;
use clause::Clause;
use names::Names;
pub use narrow::NARROWED;
pub use remainder::LEFT;
use request::Request;
pub use trace::trace_change;
pub use vague::ASKED;

/// One thing that a request asks for, in the order of the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A statement that holds from now on: added, or in place of what was said before.
    Fact(Fact),
    /// An edit of something that is there, and the bytes of the request that ask for it.
    Edit {
        /// The edit.
        edit: Edit,
        /// The bytes that ask for it.
        span: Span,
    },
}

/// What a request says.
#[derive(Clone, Debug, Default)]
pub struct ChangeReading {
    /// What it asks for, in order.
    pub steps: Vec<Step>,
    /// Whether nothing may be done before its questions are answered.
    pub ask: bool,
    /// What is to be said beside it; its `facts` are empty.
    pub beside: Reading,
}

/// Reads a request against the specification that it is to change.
pub fn read_change(text: &str, lexicon: &Lexicon, base: &Spec) -> ChangeReading {
    if let Some(asked) = foreign::read(text) {
        return asked;
    }
    let (head, tail) = crate::split(text);
    let mut request = open(head, lexicon, base);
    let doubts = std::mem::take(&mut request.doubts);
    doubt::ask(&mut request, &doubts);
    let clauses = request.clauses.clone();
    let kept = ground::kept(&request, &clauses);
    routes::all_but(&mut request);
    narrow::exceptions(&mut request);
    exchange::present(&mut request);
    between::read(&mut request);
    levels::read(&mut request);
    recipients::read(&mut request);
    entry::read(&mut request);
    for clause in &clauses {
        instruction(&mut request, clause);
    }
    for clause in &clauses {
        background::reason(&mut request, clause);
        unit::along(&mut request, clause);
    }
    whole::read(&mut request);
    for clause in &clauses {
        vague::read(&mut request, clause);
    }
    ground::contradictions(&mut request, kept);
    let known = statements::read(&mut request);
    shared::endless(&mut request);
    let anything =
        known || request.heard || !request.doc.facts.is_empty() || !request.steps.is_empty();
    action::read(&mut request);
    settle::facts_into_steps(&mut request);
    absent::read(&mut request);
    routes::mute(&mut request);
    if !anything && request.steps.is_empty() {
        doubt::alone(&mut request, &doubts);
    }
    if !request.steps.is_empty() {
        background::read(&mut request);
    }
    if anything || !request.steps.is_empty() {
        narrow::read(&mut request);
        remainder::read(&mut request);
        account::read(&mut request);
    }
    let (mut not_understood, account) = crate::coverage::settle(&mut request.doc);
    not_understood.extend(tail);
    vague::nothing_heard(&mut request, anything, &mut not_understood);
    let notes = request.doc.notes;
    ChangeReading {
        steps: request.steps,
        ask: request.ask,
        beside: Reading {
            facts: Vec::new(),
            not_understood,
            assumptions: notes.assumptions,
            questions: notes.questions,
            substitutions: notes.substitutions,
            contradictions: notes.contradictions,
            account,
            engine: "embedded".to_owned(),
        },
    }
}

fn open<'a>(text: &'a str, lexicon: &'a Lexicon, base: &'a Spec) -> Request<'a> {
    let mut doc = Doc::new(text, lexicon);
    doc.request = true;
    doc.known = facts(base, &Origins::default())
        .into_iter()
        .filter(|fact| matches!(fact.facet, Facet::Metric | Facet::Position))
        .collect();
    crate::frames::hostile::read(&mut doc);
    let own = nouns::own(&mut doc, base);
    let mut marks = mark::find(&doc);
    marks.retain(|mark| {
        let noun = own.contains(&mark.range.start) || nouns::is_one_of_many(&doc, mark.range.start);
        mark.class != Class::Act || !noun && !nouns::is_fall(&doc, mark.range.start)
    });
    halt::drop_others(&doc, &mut marks);
    mark::lend(&mut doc, &marks);
    let doubts = doubt::set_aside(&mut doc, &mut marks);
    let adding: Vec<_> = marks
        .iter()
        .filter(|mark| mark.class == Class::Act && mark.value == "add")
        .map(|mark| doc.sentence_of(mark.range.start))
        .collect();
    nouns::machines(&mut doc, base, |at| {
        adding.iter().any(|sentence| sentence.contains(&at))
    });
    let mentions = nouns::measured(&doc, base);
    let clauses = clause::cut(&doc, &marks);
    let mut request = Request {
        doc,
        base,
        names: Names::of(base, lexicon),
        mentions,
        marks,
        clauses,
        steps: Vec::new(),
        ask: false,
        heard: false,
        last: None,
        doubts,
    };
    spares::cut(&mut request);
    background::number_of_wishes(&mut request.doc);
    spares::noted(&mut request);
    request
}

/// Offers a clause to each kind of instruction.
fn instruction(request: &mut Request, clause: &Clause) {
    let readers: &[fn(&mut Request, &Clause) -> bool] = &[
        untold::unseen,
        unheld::deletes_silent,
        refused::read,
        relative::read,
        topic::read,
        hours::read,
        clock::read,
        shared::read,
        per::read,
        export::read,
        fence::read,
        ends::read,
        patience::read,
        lull::read,
        owned::read,
        phone::read,
        rename::read,
        routes::read,
        reroute::read,
        remove::read,
        lasting::read,
        access::read_only,
        unit::read,
        range::read,
        limit::read,
        fields::read,
        detail::read,
        access::read_route,
        scale::read,
        vague::keep,
    ];
    if nouns::expires(request, clause) {
        return;
    }
    step::delays(request, clause);
    if period::read(request, clause) {
        return;
    }
    remove::refused(request, clause);
    exchange::read(request, clause);
    let rule = nouns::spoken_rule(request, clause);
    let _ = readers.iter().any(|read| read(request, clause));
    let named = request.objects(&clause.range);
    let last = named.last().cloned().or(rule);
    request.remember(last.as_ref());
}
