//! Other units: `report the temperature in °F`, `use °F for it and convert its limit`.

use std::ops::Range;

use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::Facet;
use specgen_spec::model::{Name, Unit};

use super::clause::Clause;
use super::names::Object;
use super::request::Request;
use crate::frames::unit::Stated;
use crate::lexicon::Class;

/// Reads a clause that names a metric of the specification with another unit of its quantity.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    if clause.negated || request.compares(&range) || clause.act.as_deref() == Some("remove") {
        return false;
    }
    let mut metrics = request.metrics(&range);
    // `use °F for it`, `change the unit to °F`: of what was named last.
    let pronoun = metrics.is_empty()
        && (request.pronoun(&range) || request.has(&range, Class::Thing, "unit"));
    if pronoun {
        metrics.extend(request.last.clone().filter(|last| last.of("metrics")));
    }
    if metrics.is_empty() && super::alike::read(request, clause) {
        return true;
    }
    let mut done = false;
    for metric in metrics {
        let Some(own) = request.unit(metric.name()) else {
            continue;
        };
        let dimension = request.doc.lexicon.dimension(&own).map(str::to_owned);
        let Some((at, length, unit)) = other_unit(request, clause, dimension.as_deref(), &own)
        else {
            continue;
        };
        if super::alike::added(request, clause, metric.name(), &own, &unit) {
            return true;
        }
        let Ok(name) = metric.name().parse::<Name>() else {
            continue;
        };
        if unit != own
            && let Ok(to) = unit.parse::<Unit>()
        {
            let answers = request.has(&range, Class::Thing, "answers")
                || range.clone().any(|at| request.doc.is(at, Class::Dash));
            let edit = if answers {
                Edit::set(Path::of("metrics", &name).join(&"api_unit"), &to)
            } else {
                Edit::Convert {
                    metric: name,
                    unit: to,
                }
            };
            request.edit(edit, &range);
        }
        request.heard |= unit == own;
        request.take(at..at + length);
        if !pronoun {
            request.take(metric.range.clone());
        }
        request.remember(Some(&metric));
        done = true;
    }
    if done {
        request.take_known(&range);
    }
    done
}

/// `spin speed is now called rotation, unit rps`: another unit beside the new name. One that nobody knows is quoted.
pub fn behind_name(
    request: &mut Request,
    clause: &Clause,
    old: &Object,
    new: &Range<usize>,
    to: &Name,
) {
    let range = new.end..clause.range.end;
    let Some(word) = request.mark(&range, Class::Thing, "unit").cloned() else {
        return;
    };
    request.remember(Some(old));
    let tail = Clause {
        range: word.range.start..range.end,
        act: Some("convert".to_owned()),
        negated: false,
    };
    if read(request, &tail) {
        // It is converted under its new name.
        for step in &mut request.steps {
            if let super::Step::Edit {
                edit: Edit::Convert { metric, .. },
                ..
            } = step
                && metric.as_str() == old.name()
            {
                *metric = to.clone();
            }
        }
    } else {
        let said = request.doc.quote(&tail.range).to_owned();
        let name = old.name().replace('_', " ");
        let question = format!("Which unit of {name} is \"{said}\"?");
        request.doc.notes.ask(Facet::Metric, question);
        super::vague::quote(request, tail.range);
    }
}

/// `convert the limit`: a new unit takes the limits along anyway.
pub fn along(request: &mut Request, clause: &Clause) {
    let range = clause.range.clone();
    let converted = request.steps.iter().any(|step| {
        matches!(
            step,
            super::Step::Edit {
                edit: Edit::Convert { .. },
                ..
            }
        )
    });
    if converted
        && clause.act.as_deref() == Some("convert")
        && !clause.negated
        && request.speaks_of_alerts(&range)
        && request.numbers(&range).is_empty()
    {
        request.take_known(&range);
    }
}

/// A unit of this dimension without a number.
fn other_unit(
    request: &Request,
    clause: &Clause,
    dimension: Option<&str>,
    own: &str,
) -> Option<(usize, usize, String)> {
    let same = |unit: &str| request.doc.lexicon.dimension(unit) == dimension;
    let dimension_known = dimension.is_some();
    let stated = request.mentions.iter().find_map(|mention| {
        let inside = clause.range.contains(&mention.range.start);
        match &mention.stated {
            Some(Stated::Unit(unit)) if inside && same(unit) => {
                let start = mention.range.end;
                Some((start, mention.whole.end - start, unit.clone()))
            }
            _ => None,
        }
    });
    let free: Vec<(usize, usize, String)> = clause
        .range
        .clone()
        .filter_map(|at| {
            let (length, unit) = request.doc.unit_here(at)?;
            // `in`, `a` are words before they are inches and years.
            let word = request.doc.is_filler(at) && request.doc.word(at).len() < 3;
            (same(&unit) && !word && !request.doc.is_used(at)).then_some((at, length, unit))
        })
        .collect();
    // `from bar to psi`: the one that it has is told only to say what goes.
    let other = free.iter().find(|(_, _, unit)| unit != own).cloned();
    let found = stated.filter(|(_, _, unit)| unit != own || other.is_none());
    found
        .or(other)
        .or_else(|| free.first().cloned())
        .filter(|_| dimension_known)
}
