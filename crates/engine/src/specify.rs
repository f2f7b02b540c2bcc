//! Facts to a specification: edits on the empty one, as any other change.

use specgen_spec::Spec;
use specgen_spec::edit::{apply, empty_spec};
use specgen_spec::fact::{Fact, edits_from};
use specgen_spec::model::Name;
use specgen_spec::origin::Origins;
use specgen_spec::validate::validate;

use crate::report::Report;

/// A specification and where each of its values comes from.
#[derive(Clone, Debug)]
pub struct Specified {
    /// The specification.
    pub spec: Spec,
    /// Where its values come from.
    pub origins: Origins,
}

/// Makes the specification that facts of a text ask for.
///
/// What the model cannot hold is reported with its words. Facts that do not fit together with the
/// others are left out one by one and reported as well, so that there is always an answer.
pub fn specify(facts: &[Fact], name: Name, text: &str, report: &mut Report) -> Specified {
    let empty = empty_spec(name);
    if let Some(done) = attempt(facts, &empty, text, Some(&mut *report)) {
        return done;
    }
    let mut kept: Vec<Fact> = Vec::new();
    for fact in facts {
        kept.push(fact.clone());
        if attempt(&kept, &empty, text, None).is_none() {
            kept.pop();
            if let Some(span) = fact.span {
                report.gap(text, span.start, span.end, "does not fit with the rest");
            }
        }
    }
    attempt(&kept, &empty, text, Some(report)).unwrap_or(Specified {
        spec: empty,
        origins: Origins::default(),
    })
}

fn attempt(
    facts: &[Fact],
    base: &Spec,
    text: &str,
    report: Option<&mut Report>,
) -> Option<Specified> {
    let asked = edits_from(facts, base);
    let applied = apply(base, &asked.edits).ok()?;
    validate(&applied.spec, None).ok()?;
    if let Some(report) = report {
        for lost in &asked.unheld {
            let span = facts.get(lost.fact).and_then(|fact| fact.span);
            if let (Some(span), None) = (span, &lost.key) {
                report.gap(text, span.start, span.end, &lost.why);
            }
        }
    }
    Some(Specified {
        spec: applied.spec,
        origins: asked.origins,
    })
}
