//! What goes without being named again: `remove it`, `not used, remove`, `it and its alert`.

use std::ops::Range;

use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::Facet;

use super::clause::Clause;
use super::names;
use super::part::remove;
use super::request::Request;
use super::vague;
use crate::chunk::Kind;
use crate::lexicon::Class;

/// `Turbidity is not measured any longer. Remove it together with its alert.`: the thing, and what belongs to it.
pub fn removes(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let whole = range.clone().any(|at| {
        matches!(
            request.doc.word(at),
            "it" | "them" | "this" | "these" | "those"
        )
    });
    if whole && taken_back(request, clause) {
        return true;
    }
    if !whole || !named_before(request, clause) && !last_named(request, &range) {
        return false;
    }
    let joined = range.clone().any(|at| request.doc.is(at, Class::And));
    let rules = match &request.last {
        Some(last) if joined && request.speaks_of_alerts(&range) => {
            names::alerts_on(request.base, last.name())
        }
        _ => Vec::new(),
    };
    for id in &rules {
        request.edit(remove(Path::of("alerts", id)), &range);
    }
    true
}

/// `Add CO2 and remove it`: what a request adds and takes away again is asked about.
fn taken_back(request: &mut Request, clause: &Clause) -> bool {
    let mut before = request.clauses.iter().rev();
    let before = before.find(|other| other.range.end <= clause.range.start);
    let added = before.filter(|before| before.act.as_deref() == Some("add") && !before.negated);
    let Some(added) = added.map(|added| added.range.clone()) else {
        return false;
    };
    let (a, b) = (
        request.doc.quote(&added).to_owned(),
        request.doc.quote(&clause.range).to_owned(),
    );
    let question = format!("\"{a}\" or \"{b}\"? They exclude each other.");
    request.doc.notes.contradict(&a, &b, super::contrary::OPEN);
    request.doc.notes.ask(Facet::Metric, question);
    request.ask = true;
    vague::quote(request, clause.range.clone());
    true
}

/// What was named last goes.
fn last_named(request: &mut Request, range: &Range<usize>) -> bool {
    let Some(last) = request.last.clone() else {
        return false;
    };
    request.edit(remove(last.path), range);
    true
}

/// Does a clause say no more than that something goes?
fn bare(request: &Request, range: &Range<usize>) -> bool {
    range.clone().all(|at| {
        request.doc.is_filler(at)
            || request.doc.is(at, Class::Neg)
            || matches!(request.doc.kind(at), Some(Kind::Sign(_) | Kind::Break))
            || request.marks.iter().any(|mark| mark.range.contains(&at))
    })
}

/// `The CSV download is not used, remove it.`: what the clause before names goes.
pub fn named_before(request: &mut Request, clause: &Clause) -> bool {
    if !request.pronoun(&clause.range) && !bare(request, &clause.range) {
        return false;
    }
    let gone = |step: &super::Step| {
        let super::Step::Edit { edit, .. } = step else {
            return false;
        };
        let none = |path: &Path| {
            let switches = ["dashboard.kind", "api.auth.method", "devices.auth"];
            switches.contains(&path.to_string().as_str())
        };
        match edit {
            Edit::Remove { .. } | Edit::Exclude { .. } | Edit::Clear { .. } => true,
            Edit::Set { path, to } => to == "none" && none(path),
            _ => false,
        }
    };
    // `Guests are not needed any more, delete that role`: it is said already.
    if request.steps.iter().any(gone) {
        return true;
    }
    let before = request
        .clauses
        .iter()
        .rev()
        .find(|other| other.range.end <= clause.range.start)
        .cloned();
    // What is added or set right before does not go.
    let asks = |act: &str| !matches!(act, "keep" | "noted" | "take" | "convert" | "wrong");
    let told = |before: &Clause| before.act.as_deref().is_some_and(asks);
    let Some(before) = before.filter(|before| !before.negated && !told(before)) else {
        return false;
    };
    let act = clause.act.clone();
    super::remove::read(request, &Clause { act, ..before })
}
