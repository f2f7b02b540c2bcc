//! What a request keeps and takes the ground from: a rule that loses its metric, a thing that goes and should stay. Nothing
//! is changed until one of them is confirmed.

use std::ops::Range;

use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::Facet;
use specgen_spec::model::Name;

use super::Step;
use super::clause::Clause;
use super::contrary::OPEN;
use super::names;
use super::request::Request;
use super::vague::{ASKED, present, quote};
use crate::chunk::Kind;

/// The words that keep something, and what they name.
pub struct Kept {
    rules: Vec<(Range<usize>, Vec<Name>)>,
    things: Vec<(Range<usize>, Vec<Path>)>,
}

/// What a request keeps, before anything of it is accounted for.
pub fn kept(request: &Request, clauses: &[Clause]) -> Kept {
    Kept {
        rules: kept_rules(request, clauses),
        things: kept_things(request, clauses),
    }
}

/// Asks about what a request keeps and takes away.
pub fn contradictions(request: &mut Request, kept: Kept) {
    lost(request, kept.rules);
    taken_and_kept(request, kept.things);
}

/// The clauses that keep something, with the rules that they speak of.
fn kept_rules(request: &Request, clauses: &[Clause]) -> Vec<(Range<usize>, Vec<Name>)> {
    let keeps = |clause: &&Clause| clause.act.as_deref() == Some("keep") || clause.negated;
    // `but keep its alert`: that of what the clause before names.
    let owned = |clause: &Clause| {
        let mut before = clauses.iter().rev();
        before
            .find(|other| other.range.end <= clause.range.start)
            .filter(|_| request.pronoun(&clause.range))
            .map_or_else(Vec::new, |before| request.alerts(&before.range))
    };
    let named = |clause: &Clause| {
        let own = request.alerts(&clause.range);
        let rules = if own.is_empty() { owned(clause) } else { own };
        (clause.range.clone(), rules)
    };
    clauses.iter().filter(keeps).map(named).collect()
}

/// A clause that keeps what the request takes the ground from.
fn lost(request: &mut Request, kept: Vec<(Range<usize>, Vec<Name>)>) {
    let orphans = orphans(request);
    if orphans.is_empty() {
        return;
    }
    for (range, named) in kept {
        let Some((metric, alert)) = orphans.iter().find(|(_, alert)| named.contains(alert)) else {
            continue;
        };
        let kept = request.doc.quote(&range);
        let gone = taken(request, metric);
        let rule = present(request, alert).unwrap_or_else(|| format!("`{alert}`"));
        let question = format!(
            "`{alert}` ({rule}) needs {}: keep the metric, or remove the rule too?",
            metric.as_str().replace('_', " ")
        );
        request.doc.notes.contradict(&gone, kept, OPEN);
        request.doc.notes.ask(Facet::Alert, question);
        request.ask = true;
        quote(request, range);
    }
}

/// The words that take a metric away.
fn taken(request: &Request, metric: &Name) -> String {
    let path = Path::of("metrics", metric);
    let span = request.steps.iter().find_map(|step| match step {
        Step::Edit { edit, span } if edit.path() == path => Some(*span),
        _ => None,
    });
    span.and_then(|span| request.doc.text.get(span.start..span.end))
        .unwrap_or_default()
        .to_owned()
}

/// The rules that would lose what they watch: a request that keeps them and takes their metric contradicts itself.
fn orphans(request: &Request) -> Vec<(Name, Name)> {
    let gone = |path: &Path| request.removes(path);
    let mut out = Vec::new();
    for metric in request.base.metrics.keys() {
        if !gone(&Path::of("metrics", metric)) {
            continue;
        }
        for alert in names::alerts_on(request.base, metric.as_str()) {
            if !gone(&Path::of("alerts", &alert)) {
                out.push((metric.clone(), alert));
            }
        }
    }
    out
}

/// What the clauses that keep something name.
fn kept_things(request: &Request, clauses: &[Clause]) -> Vec<(Range<usize>, Vec<Path>)> {
    let keeps = |clause: &&Clause| clause.act.as_deref() == Some("keep") && !clause.negated;
    // `keep the raw values a year` says how long.
    let timed = |clause: &&Clause| {
        let mut words = clause.range.clone();
        words.any(|at| matches!(request.doc.kind(at), Some(Kind::Duration { .. })))
    };
    let named = |clause: &Clause| {
        let objects = request.objects(&clause.range);
        let paths = objects.into_iter().map(|object| object.path);
        (clause.range.clone(), paths.collect())
    };
    let kept = clauses.iter().filter(keeps);
    kept.filter(|clause| !timed(clause)).map(named).collect()
}

/// `Delete the motor current and keep the motor current history`: what goes and should stay is asked about.
fn taken_and_kept(request: &mut Request, kept: Vec<(Range<usize>, Vec<Path>)>) {
    for (range, named) in kept {
        let gone = request.steps.iter().find_map(|step| match step {
            Step::Edit {
                edit: Edit::Remove { path, .. },
                span,
            } => named.contains(path).then(|| (path.clone(), *span)),
            _ => None,
        });
        let asked = |at: usize| request.doc.used.get(at) == Some(&Some(ASKED));
        let Some((path, span)) = gone.filter(|_| !range.clone().all(asked)) else {
            continue;
        };
        let away = request.doc.text.get(span.start..span.end);
        let (away, stays) = (away.unwrap_or_default().trim(), request.doc.quote(&range));
        let name = path.last().replace('_', " ");
        let question = format!(
            "\"{away}\" or \"{stays}\"? With {name} goes all that belongs to it: should it stay as it is, or go altogether?"
        );
        request.doc.notes.contradict(away, stays, OPEN);
        request.doc.notes.ask(Facet::Metric, question);
        request.ask = true;
        quote(request, range);
    }
}
