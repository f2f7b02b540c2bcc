//! The coverage account: every chunk is taken by a rule, is filler, or is quoted as not understood.

use std::ops::Range;

use specgen_spec::fact::Facet;

use crate::change::{ASKED, LEFT, NARROWED};
use crate::chunk::Kind;
use crate::doc::Doc;
use crate::frames::alert::UNRULED;
use crate::frames::{hostile, measured};
use crate::lexicon::{Class, Words};
use crate::report::{Accounted, NotUnderstood};
use crate::setting::{describes_fleet, is_figure, is_listed, only_devices, only_general};

/// Words with content from which on a run without a rule is quoted.
const QUOTED: usize = 2;

/// Settles the account and returns it with the quotes.
pub fn settle(doc: &mut Doc) -> (Vec<NotUnderstood>, Vec<Accounted>) {
    let other = doc
        .facts
        .iter()
        .any(|fact| fact.facet == Facet::Domain && fact.text("value") == Some("other"));
    let titled = !other && !doc.request;
    number_lists(doc);
    let mut quotes = marked_quotes(doc);
    for (index, sentence) in doc.sentences.clone().into_iter().enumerate() {
        for clause in clauses(doc, &sentence) {
            if let Some(range) = left_over(doc, &clause, index == 0 && titled) {
                quotes.push(range);
            }
        }
    }
    quotes.sort_by_key(|range| range.start);
    let items = quotes.iter().map(|range| item(doc, range)).collect();
    for range in quotes {
        for slot in doc.used.get_mut(range).into_iter().flatten() {
            *slot = Some("not_understood");
        }
    }
    (items, account(doc))
}

/// `1. Add ...  2) Drop ...`: the numbers of a list say nothing.
fn number_lists(doc: &mut Doc) {
    for sentence in doc.sentences.clone() {
        let mut open = false;
        for at in sentence.clone() {
            open = (open || doc.sign(at, '(')) && !doc.sign(at, ')');
            let Some(Kind::Number {
                low, high: None, ..
            }) = doc.kind(at)
            else {
                continue;
            };
            let small = low.fract() == 0.0 && (1.0..100.0).contains(low);
            if small && !open && (sentence.len() == 1 || doc.sign(at + 1, ')')) {
                doc.take(at..at + 1, "list");
            }
        }
    }
}

fn item(doc: &Doc, range: &Range<usize>) -> NotUnderstood {
    let span = doc.span(range);
    let hostile = range
        .clone()
        .any(|at| doc.used.get(at) == Some(&Some(hostile::RULE)));
    let asked = range
        .clone()
        .any(|at| doc.used.get(at) == Some(&Some(ASKED)));
    let why = if hostile {
        "an instruction to the tool; it is not followed"
    } else if asked {
        "it does not say what should hold; see the question"
    } else {
        "no rule or feature represents this"
    };
    NotUnderstood {
        text: doc.quote(range).to_owned(),
        start: span.start,
        end: span.end,
        why: why.to_owned(),
    }
}

/// What a rule set aside as a whole: instructions to the tool, wishes that are asked about.
fn marked_quotes(doc: &Doc) -> Vec<Range<usize>> {
    let marked = |at: usize| {
        matches!(
            doc.used.get(at),
            Some(Some(hostile::RULE | ASKED | UNRULED | NARROWED | LEFT))
        )
    };
    let mut out: Vec<Range<usize>> = Vec::new();
    for at in (0..doc.chunks.len()).filter(|at| marked(*at)) {
        if matches!(
            doc.kind(at),
            Some(Kind::Break | Kind::Sign('.' | '!' | '?' | ';' | '<' | '>' | '-'))
        ) {
            continue;
        }
        match out.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => out.push(at..at + 1),
        }
    }
    out
}

/// A sentence in clauses: at commas, colons, brackets' ends and before conjunctions that open a new thought.
fn clauses(doc: &Doc, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = sentence.start;
    for at in sentence.clone() {
        let sign = doc.sign(at, ',') || doc.sign(at, ':');
        let joint = doc.is(at, Class::And) && begins_thought(doc, at + 1, sentence.end);
        if sign || joint {
            out.push(start..at);
            start = at + 1;
        }
    }
    out.push(start..sentence.end);
    out.retain(|clause| !clause.is_empty());
    out
}

fn parts(doc: &Doc, at: usize) -> bool {
    doc.is(at, Class::And) || matches!(doc.kind(at), Some(Kind::Sign(',' | ':' | ';' | '(')))
}

/// Does a new thought begin here: `and tell me ...`, `and the mayor asks ...`?
fn begins_thought(doc: &Doc, at: usize, end: usize) -> bool {
    let window = at..end.min(at + 4);
    let free = window
        .clone()
        .all(|i| !doc.is_used(i) || doc.is(i, Class::Alert) || only_steers(doc, i));
    let unknown = |i: usize| {
        let chunk = doc.chunks.get(i);
        chunk.is_some_and(crate::chunk::Chunk::is_unknown)
    };
    // `and open the valve`
    let orders = doc.is(at, Class::CmdVerb) && !doc.is_used(at);
    // `and archive its data`: nothing up to the next part was read.
    let rest = at..(at..end).find(|i| parts(doc, *i)).unwrap_or(end);
    let unread = doc.request
        && rest.clone().all(|i| !doc.is_used(i) || !weighs(doc, i))
        && rest.clone().any(|i| !doc.is_used(i) && weighs(doc, i));
    free && (orders || window.clone().any(unknown)) || unread
}

/// The run of a clause that nothing accounts for, trimmed of filler at both ends.
fn left_over(doc: &mut Doc, clause: &Range<usize>, first: bool) -> Option<Range<usize>> {
    let steers = |doc: &Doc, at: usize| {
        let steering = [Class::Cue, Class::Thing, Class::Act];
        doc.chunks.get(at).is_some_and(|chunk| {
            !chunk.senses.is_empty()
                && chunk
                    .senses
                    .iter()
                    .all(|sense| steering.contains(&sense.class))
        })
    };
    // `they drain the tablet` tells of what was named before.
    let tells = matches!(doc.word(clause.start), "they" | "it" | "this" | "that");
    let facts = clause
        .clone()
        .any(|at| doc.is_used(at) && !again(doc, at) && (tells || !only_steers(doc, at)));
    let facts = facts && !(doc.request && only_general(doc, clause));
    // Beside something understood, a word that only steers says nothing more.
    let content = move |doc: &Doc, at: usize| {
        let free = !doc.is_used(at) || again(doc, at);
        let says = matches!(doc.value(at, Class::Act), None | Some("add" | "notify"));
        free && weighs(doc, at) && !(steers(doc, at) && (facts || says))
    };
    let weight = clause.clone().filter(|at| content(doc, *at)).count();
    if weight == 0 || !facts && doc.request && only_devices(doc, clause) {
        return None;
    }
    if first && !facts && clause.start == doc.sentences.first().map_or(0, |sentence| sentence.start)
    {
        doc.take(clause.clone(), "title");
        return None;
    }
    let run = if facts {
        longest_run(doc, clause, &content)?
    } else {
        clause.clone()
    };
    if describes_fleet(doc, &run) {
        doc.take(run, "context");
        return None;
    }
    let weight = run.clone().filter(|at| content(doc, *at)).count();
    // A request says little: a clause of which nothing was understood is quoted whatever its length.
    let needed = match (facts, doc.request) {
        (true, _) => QUOTED + 1,
        (false, true) => 1,
        (false, false) => QUOTED,
    };
    if weight < needed {
        let claim = |at: &usize| content(doc, *at) && doc.is(*at, Class::Claim);
        if let Some(at) = clause.clone().find(claim) {
            return Some(at..at + 1);
        }
        let number = |at: &usize| content(doc, *at) && is_figure(doc, *at);
        if let Some(at) = clause.clone().find(number) {
            let end = (at + 1..run.end.max(at + 1))
                .take_while(|at| content(doc, *at))
                .count();
            return Some(at..at + 1 + end);
        }
        if let Some(item) = clause.clone().find(|at| is_listed(doc, *at)) {
            return Some(item..item + 1);
        }
        doc.take(clause.clone(), "context");
        return None;
    }
    let start = run.clone().find(|at| content(doc, *at))?;
    let end = run.clone().rev().find(|at| content(doc, *at))? + 1;
    // A verb before the first content word belongs to the quote: `tell me which seeds sell best`.
    let start = (run.start..start)
        .rev()
        .take_while(|at| !doc.is_used(*at) && lead(doc, *at))
        .last()
        .unwrap_or(start);
    Some(start..end)
}

/// Does a word that a request took say nothing by itself: `in`, `the`?
fn only_steers(doc: &Doc, at: usize) -> bool {
    doc.request && matches!(doc.kind(at), Some(Kind::Word)) && !weighs(doc, at)
}

/// Is this a repeated mention, which explains nothing by itself? A request may say twice what it adds.
pub fn again(doc: &Doc, at: usize) -> bool {
    !doc.request && doc.used.get(at) == Some(&Some(measured::AGAIN))
}

/// Function words that read on into the quote.
fn lead(doc: &Doc, at: usize) -> bool {
    matches!(doc.kind(at), Some(Kind::Word)) && !doc.says(at, Words::QuoteLead)
}

fn longest_run(
    doc: &Doc,
    clause: &Range<usize>,
    content: &dyn Fn(&Doc, usize) -> bool,
) -> Option<Range<usize>> {
    let mut best: Option<Range<usize>> = None;
    let mut start = clause.start;
    for at in clause.start..=clause.end {
        let ends = at == clause.end || doc.is_used(at) && !again(doc, at);
        if !ends {
            continue;
        }
        let weight = |range: &Range<usize>| range.clone().filter(|i| content(doc, *i)).count();
        let run = start..at;
        if best.as_ref().is_none_or(|best| weight(&run) > weight(best)) {
            best = Some(run);
        }
        start = at + 1;
    }
    best
}

/// Has a chunk content that somebody should account for?
pub fn weighs(doc: &Doc, at: usize) -> bool {
    let Some(chunk) = doc.chunks.get(at) else {
        return false;
    };
    match chunk.kind {
        Kind::Word => !chunk.is(Class::Filler) && !only_grammar(chunk),
        Kind::Sign(_) | Kind::Break => false,
        // `un`, `ein` are numbers only beside a unit or a noun.
        Kind::Number {
            low, spelled: true, ..
        } if low < 1.5 => false,
        _ => true,
    }
}

/// Words that steer rules and mean nothing alone.
pub fn only_grammar(chunk: &crate::chunk::Chunk) -> bool {
    const GRAMMAR: [Class; 9] = [
        Class::And,
        Class::If,
        Class::Every,
        Class::Hold,
        Class::Within,
        Class::Neg,
        Class::Global,
        Class::RolesCue,
        Class::TopicCue,
    ];
    !chunk.senses.is_empty()
        && chunk
            .senses
            .iter()
            .all(|sense| GRAMMAR.contains(&sense.class))
}

fn account(doc: &Doc) -> Vec<Accounted> {
    let mut out: Vec<Accounted> = Vec::new();
    for (chunk, rule) in doc.chunks.iter().zip(&doc.used) {
        let rule = rule.unwrap_or(if matches!(chunk.kind, Kind::Word) {
            "filler"
        } else {
            "sign"
        });
        match out.last_mut() {
            Some(last) if last.rule == rule => last.end = chunk.end,
            _ => out.push(Accounted {
                start: chunk.start,
                end: chunk.end,
                rule,
            }),
        }
    }
    out
}
