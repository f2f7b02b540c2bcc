//! New names: `rename X to Y`, `call X Y from now on`, `what you call X is Y for us`.

use std::ops::Range;

use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::Facet;
use specgen_spec::model::Name;

use super::clause::Clause;
use super::mark::Mark;
use super::names::Object;
use super::request::Request;
use crate::chunk::Kind;
use crate::lexicon::{Class, Words};

/// Reads a clause that gives something another name.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let renames = clause.act.as_deref() == Some("rename") || arrow(request, clause);
    if !renames || clause.negated {
        return false;
    }
    let range = clause.range.clone();
    if let Some(parts) = pairs(request, clause) {
        let mut done = false;
        for part in parts {
            done |= read(request, &part);
        }
        return done;
    }
    let mut objects = request.objects(&range);
    if objects.is_empty() {
        objects.extend(request.parts(&range));
    }
    let named = which(request, &objects, &range);
    let named = match super::passive::said_behind(request, &range, named) {
        Ok(named) => named,
        Err(unknown) => {
            let said = request.doc.quote(&unknown).to_owned();
            let question = format!("What is \"{said}\" here, and what should it be called?");
            request.doc.notes.ask(Facet::Metric, question);
            super::vague::quote(request, range);
            return true;
        }
    };
    let Some(old) = named else {
        // `We say Y, not X. Please rename.`
        if !request.steps.iter().any(is_rename) && said_before(request, clause) {
            request.take_known(&range);
            return true;
        }
        // `Please rename it` behind a sentence that says both names.
        let said = request.steps.iter().any(is_rename);
        if said {
            request.take_known(&range);
        }
        return said;
    };
    // `add a fridge called A12` names one of them.
    if old.path.to_string() == "devices.noun" && request.has(&range, Class::Act, "add") {
        return false;
    }
    let Some(new) = super::title::new_name(request, &range, &old) else {
        return false;
    };
    // `Make it two minutes and call it critical` says how grave it is.
    let it = old.range.is_empty() || request.has(&range, Class::Cue, "it");
    if it && new.len() == 1 && request.doc.is(new.start, Class::Severity) {
        return false;
    }
    let quote = request
        .doc
        .quote(&new)
        .trim_matches(['"', '\'', '`', '„', '“', '”']);
    let Some(to) = name_of(quote) else {
        return false;
    };
    let old = rule_of(request, old, &range);
    if old.of("metrics") {
        super::unit::behind_name(request, clause, &old, &new, &to);
    }
    let edit = if old.path.to_string() == "devices.noun" {
        Edit::set(old.path.clone(), &to)
    } else {
        Edit::Rename {
            path: old.path.clone(),
            to: to.clone(),
        }
    };
    if old.name() != to.as_str() {
        request.edit(edit, &range);
    }
    request.doc.notes.assume(
        facet(&old),
        format!("`{}` is the new name of `{}`.", to, old.name()),
    );
    request.remember(Some(&Object {
        path: old.path.clone(),
        range: old.range.clone(),
    }));
    request.take(old.range);
    request.take(new);
    request.take_known(&range);
    true
}

/// `rename inlet to cold_aisle and outlet to hot_aisle`: each pair is a clause of its own.
fn pairs(request: &Request, clause: &Clause) -> Option<Vec<Clause>> {
    let doc = &request.doc;
    let range = clause.range.clone();
    let joint = |at: usize| doc.sign(at, ',') || doc.value(at, Class::And) == Some("and");
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut start = range.start;
    for at in range.clone().filter(|at| joint(*at)) {
        parts.push(start..at);
        start = at + 1;
    }
    parts.push(start..range.end);
    let pair = |part: &Range<usize>| {
        let to = part.clone().find(|at| doc.says(*at, Words::RenamedTo));
        let named = |part: &Range<usize>| {
            !request.objects(part).is_empty() || !request.parts(part).is_empty()
        };
        to.is_some_and(|to| named(&(part.start..to)) && to + 1 < part.end)
    };
    let clauses = parts.iter().map(|range| Clause {
        range: range.clone(),
        ..clause.clone()
    });
    (parts.len() > 1 && parts.iter().all(pair)).then(|| clauses.collect())
}

/// `rename the door alert`: the rule, where the metric has one and the clause says so.
fn rule_of(request: &Request, old: Object, range: &Range<usize>) -> Object {
    let behind = (old.range.end..range.end.min(old.range.end + 2)).any(|at| {
        request.doc.is(at, Class::Alert) || request.has(&(at..at + 1), Class::Thing, "alert")
    });
    let rules = super::names::alerts_on(request.base, old.name());
    match rules.as_slice() {
        [rule] if old.of("metrics") && behind => Object {
            path: Path::of("alerts", rule),
            ..old
        },
        _ => old,
    }
}

/// `engine_temperature -> coolant_temperature`
fn arrow(request: &Request, clause: &Clause) -> bool {
    let range = &clause.range;
    let Some(at) = range.clone().find(|at| request.doc.sign(*at, '→')) else {
        return false;
    };
    let named = request.objects(range);
    let word = (at + 1..range.end).find(|at| !super::title::is_quote(request, *at));
    let name = word.is_some_and(|at| {
        let known = [
            Class::Channel,
            Class::Storage,
            Class::Protocol,
            Class::Severity,
        ];
        matches!(request.doc.kind(at), Some(Kind::Word))
            && request.doc.unit_here(at).is_none()
            && !known.iter().any(|class| request.doc.is(at, *class))
    });
    let short =
        range.len() <= 8 && request.numbers(range).is_empty() && !request.speaks_of_alerts(range);
    named.first().is_some_and(|object| object.range.end <= at) && name && short
}

/// Both names stand in the clause before, one of them rejected.
fn said_before(request: &mut Request, clause: &Clause) -> bool {
    let before = request
        .clauses
        .iter()
        .rev()
        .find(|other| other.range.end <= clause.range.start)
        .cloned();
    let Some(before) = before else { return false };
    let rejects = request
        .objects(&before.range)
        .iter()
        .any(|object| request.doc.negated(object.range.start));
    let act = Some("rename".to_owned());
    rejects
        && read(
            request,
            &Clause {
                act,
                negated: false,
                ..before
            },
        )
}

fn is_rename(step: &super::Step) -> bool {
    matches!(
        step,
        super::Step::Edit {
            edit: Edit::Rename { .. },
            ..
        }
    )
}

fn facet(object: &Object) -> Facet {
    match object.path.keys().first().map(String::as_str) {
        Some("alerts") => Facet::Alert,
        Some("channels") => Facet::Notify,
        Some("commands") => Facet::Command,
        Some("api") => Facet::Role,
        _ => Facet::Metric,
    }
}

/// What gets the name: what a negation rejects (`we say Y, not X`), else the first thing named that is not the new
/// name itself.
fn which(request: &Request, objects: &[Object], range: &Range<usize>) -> Option<Object> {
    if let Some(it) = called_it(request, range) {
        let last = request.last.as_ref()?;
        return Some(Object {
            path: last.path.clone(),
            range: it..it,
        });
    }
    let rejected = objects
        .iter()
        .find(|object| request.doc.negated(object.range.start));
    if let Some(found) = rejected.or_else(|| objects.first()) {
        return Some(found.clone());
    }
    // `Leaf wetness is a misnomer, it should be called ...`
    if request.has(range, Class::Cue, "it")
        && let Some(last) = &request.last
    {
        return Some(Object {
            path: last.path.clone(),
            range: range.start..range.start,
        });
    }
    let noun = range
        .clone()
        .find(|at| request.doc.is(*at, Class::Device))?;
    Some(Object {
        path: Path::of("devices", &"noun"),
        range: noun..noun + 1,
    })
}

/// `call it fridge watch`: behind the pronoun stands nothing but the new name.
fn called_it(request: &Request, range: &Range<usize>) -> Option<usize> {
    let verb = request.mark(range, Class::Act, "rename")?.range.end;
    let it =
        |mark: &&Mark| mark.class == Class::Cue && mark.value == "it" && mark.range.start == verb;
    let mark = request.marks.iter().find(it)?;
    (mark.range.end < range.end).then_some(mark.range.end)
}

/// A name as the specification writes it.
pub fn name_of(text: &str) -> Option<Name> {
    let folded = crate::normalise::fold_phrase(text);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let mut name = words.join("_");
    name.truncate(48);
    name.trim_end_matches('_').parse().ok()
}
