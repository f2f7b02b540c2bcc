//! An order that changes what is there and names a quantity that is not: it is asked about, and adds nothing.

use specgen_spec::fact::{Facet, Fact};

use super::Step;
use super::clause::Clause;
use super::request::Request;
use crate::lexicon::Class;

/// Takes back what such clauses would add, and asks what they mean.
pub fn read(request: &mut Request) {
    for clause in request.clauses.clone() {
        let added = added(request, &clause);
        let Some(first) = added.first() else {
            continue;
        };
        if !changes_something_there(request, &clause) {
            continue;
        }
        let span = request.span(&clause.range);
        let inside = |one: &specgen_diag::Span| span.start <= one.start && one.end <= span.end;
        request.steps.retain(|step| match step {
            Step::Fact(fact) => {
                let named = fact.text("metric").or_else(|| fact.text("name"));
                let about = named.is_some_and(|name| added.iter().any(|one| one == name));
                !about && !fact.span.as_ref().is_some_and(inside)
            }
            Step::Edit { .. } => true,
        });
        let known: Vec<String> = request
            .base
            .metrics
            .keys()
            .map(|name| format!("`{name}`"))
            .collect();
        let said = request.doc.quote(&clause.range).trim().to_owned();
        let question = format!(
            "There is no `{first}`; which quantity does \"{said}\" mean: {}?",
            known.join(", ")
        );
        let about = [first.clone(), first.replace('_', " ")];
        request.doc.notes.questions.retain(|note| {
            let text: Vec<&str> = note
                .text
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .collect();
            let text = format!(" {} ", text.join(" "));
            !about.iter().any(|name| text.contains(&format!(" {name} ")))
        });
        request.doc.notes.ask(Facet::Metric, question);
        if request.steps.is_empty() {
            request.ask = true;
        } else {
            super::vague::quote(request, clause.range.clone());
        }
    }
}

/// The quantities that a clause would add, the one that its last words name first.
fn added(request: &Request, clause: &Clause) -> Vec<String> {
    let is_new = |fact: &&Fact| {
        fact.facet == Facet::Metric
            && clause.range.contains(&request.chunks_of(fact).start)
            && fact.text("name").is_some_and(|name| {
                !request
                    .base
                    .metrics
                    .keys()
                    .any(|known| known.as_str() == name)
            })
    };
    let facts = request.steps.iter().filter_map(|step| match step {
        Step::Fact(fact) => Some(fact),
        Step::Edit { .. } => None,
    });
    let mut names: Vec<String> = facts
        .filter(is_new)
        .filter_map(|fact| fact.text("name").map(str::to_owned))
        .collect();
    // `Use fahrenheit for temperature`: what is meant stands last.
    names.reverse();
    names
}

/// Does a clause rename, convert or set something, instead of adding it?
fn changes_something_there(request: &Request, clause: &Clause) -> bool {
    let range = &clause.range;
    let span = request.span(range);
    // `replace salinity with conductivity` found what it speaks of.
    let found = request.steps.iter().any(|step| match step {
        Step::Fact(_) => false,
        Step::Edit { span: at, .. } => span.start <= at.start && at.end <= span.end,
    });
    if request.base.metrics.is_empty() || clause.negated || found {
        return false;
    }
    match clause.act.as_deref() {
        Some("rename") => true,
        // `report CO2 in ppm` and `use CO2 sensors` may well add it, `use ppm for CO2` does not.
        Some("convert" | "swap") => !range
            .clone()
            .any(|at| request.doc.is(at, Class::Send) || request.doc.is(at, Class::Device)),
        Some("set" | "raise" | "lower" | "stricter" | "looser") => {
            let limits = ["limit", "upper", "lower"];
            limits
                .iter()
                .any(|thing| request.has(range, Class::Thing, thing))
                && !request.compares(range)
        }
        _ => false,
    }
}
