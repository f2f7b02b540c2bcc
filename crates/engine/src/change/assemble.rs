//! Steps of a request onto a specification: all that fits, and the reason for what does not.

use specgen_diag::Span;
use specgen_intent::{ChangeReading, Step};
use specgen_spec::Spec;
use specgen_spec::edit::{Edit, Path, Reason, Refusal, apply};
use specgen_spec::fact::{Fact, Origin, edits_from, facts};
use specgen_spec::origin::{Origins, Record};
use specgen_spec::validate::validate;

use super::identity::{completed, costs_what_was_not_named, without_guesses};
use crate::report::Report;

/// A specification on its way through a request.
#[derive(Clone, Debug)]
pub struct Assembled {
    /// The specification so far.
    pub spec: Spec,
    /// Where its values come from.
    pub origins: Origins,
    /// The edits so far.
    pub edits: Vec<Edit>,
}

/// What a request asks for, and the number that its records carry.
pub struct Wishes<'a> {
    pub request: &'a str,
    pub change: u32,
    pub edits: Vec<(Edit, Span)>,
    pub facts: Vec<Fact>,
}

impl<'a> Wishes<'a> {
    /// Takes the steps of a reading. What the tool does anyway asks for nothing, and its guesses
    /// do not stand against what is there.
    pub fn of(
        request: &'a str,
        reading: &ChangeReading,
        base: &[Fact],
        change: u32,
        cascade: bool,
    ) -> Self {
        let mut wishes = Self {
            request,
            change,
            edits: Vec::new(),
            facts: Vec::new(),
        };
        for step in &reading.steps {
            match step {
                Step::Fact(fact) if fact.origin == Origin::Default => {}
                Step::Fact(fact) => wishes.facts.extend(without_guesses(fact, base)),
                Step::Edit { edit, span } => {
                    let mut edit = edit.clone();
                    if let Edit::Remove { cascade: along, .. } = &mut edit {
                        *along |= cascade;
                    }
                    wishes.edits.push((edit, *span));
                }
            }
        }
        wishes.follow_renames();
        wishes
    }

    /// A fact may name a thing as it is called before the request renames it.
    fn follow_renames(&mut self) {
        for (edit, _) in &self.edits {
            let Edit::Rename { path, to } = edit else {
                continue;
            };
            if path.parent() != Some(Path::default().join(&"metrics")) {
                continue;
            }
            for fact in &mut self.facts {
                for (key, value) in &mut fact.keys {
                    let named = matches!(key.as_str(), "metric" | "name" | "metrics" | "terms");
                    if named {
                        rename(value, path.last(), to.as_str());
                    }
                }
            }
        }
    }

    /// Carries the wishes out on a specification, as far as they fit.
    ///
    /// # Errors
    ///
    /// What a yes would solve; nothing is done then.
    pub fn assemble(
        &self,
        base: &Assembled,
        report: &mut Report,
    ) -> Result<Assembled, Vec<Refusal>> {
        let edits: Vec<&(Edit, Span)> = self.edits.iter().collect();
        let refusals = match self.edited(base, &edits) {
            Ok(edited) => return Ok(self.stated(edited, report)),
            Err(refusals) => refusals,
        };
        // What is stated may be what an edit needs: a channel in place of one that goes.
        let stated = self.stated(base.clone(), &mut report.clone());
        if let Ok(both) = self.edited(&stated, &edits) {
            self.stated(base.clone(), report);
            return Ok(both);
        }
        if refusals.iter().any(|one| one.reason == Reason::Blocked) {
            return Err(refusals);
        }
        let mut sofar = base.clone();
        for one in edits {
            match self.edited(&sofar, &[one]) {
                Ok(more) => sofar = more,
                Err(refusals) => {
                    let why: Vec<String> = refusals.iter().map(ToString::to_string).collect();
                    let (start, end) = (one.1.start, one.1.end);
                    report.gap(self.request, start, end, &why.join("; "));
                }
            }
        }
        Ok(self.stated(sofar, report))
    }

    fn edited(&self, base: &Assembled, edits: &[&(Edit, Span)]) -> Result<Assembled, Vec<Refusal>> {
        if edits.is_empty() {
            return Ok(base.clone());
        }
        let list: Vec<Edit> = edits.iter().map(|(edit, _)| edit.clone()).collect();
        let applied = apply(&base.spec, &list)?;
        validate(&applied.spec, None).map_err(|faults| vec![invalid(&list, &faults)])?;
        let mut origins = base.origins.clone();
        for (edit, span) in edits {
            if let Edit::Rename { path, to } = edit {
                let renamed = path.parent().unwrap_or_default().join(to);
                origins.rename(path, &renamed);
            } else {
                let record = Record {
                    origin: Origin::Prompt,
                    value: match edit {
                        Edit::Set { to, .. } => Some(to.clone()),
                        _ => None,
                    },
                    assumed: false,
                    change: Some(self.change),
                    span: Some(*span),
                };
                origins.insert(touched(edit), record);
            }
        }
        Ok(Assembled {
            origins: origins.of(&applied.spec),
            spec: applied.spec,
            edits: base.edits.iter().chain(&list).cloned().collect(),
        })
    }

    /// Adds what is stated: all at once, or one by one without what does not fit.
    fn stated(&self, base: Assembled, report: &mut Report) -> Assembled {
        if self.facts.is_empty() {
            return base;
        }
        let held = facts(&base.spec, &base.origins);
        let whole: Vec<Fact> = self
            .facts
            .iter()
            .map(|fact| completed(fact, &held))
            .collect();
        for said in [&self.facts, &whole] {
            if let Some(done) = self.attempt(said, &base, Some(&mut *report)) {
                return done;
            }
        }
        let mut kept: Vec<Fact> = Vec::new();
        for (fact, whole) in self.facts.iter().zip(whole) {
            kept.push(fact.clone());
            if self.attempt(&kept, &base, None).is_some() {
                continue;
            }
            kept.pop();
            kept.push(whole);
            if self.attempt(&kept, &base, None).is_none() {
                kept.pop();
                if let Some(span) = fact.span {
                    let why = "does not fit with what is there";
                    report.gap(self.request, span.start, span.end, why);
                }
            }
        }
        self.attempt(&kept, &base, Some(report)).unwrap_or(base)
    }

    fn attempt(
        &self,
        said: &[Fact],
        base: &Assembled,
        report: Option<&mut Report>,
    ) -> Option<Assembled> {
        let asked = edits_from(said, &base.spec);
        let applied = apply(&base.spec, &asked.edits).ok()?;
        validate(&applied.spec, None).ok()?;
        let mut origins = base.origins.of(&applied.spec);
        for (path, record) in asked.origins.iter() {
            let written = asked.edits.iter().any(|edit| touched(edit).holds(path));
            let came_along = |known: &Record| known.origin == Origin::Default;
            if written || origins.get(path).is_some_and(came_along) {
                let change = Some(self.change);
                let record = record.clone();
                origins.insert(path.clone(), Record { change, ..record });
            }
        }
        let before = facts(&base.spec, &base.origins);
        let after = facts(&applied.spec, &origins);
        if costs_what_was_not_named(&before, &after, said) {
            return None;
        }
        if let Some(report) = report {
            for lost in asked.unheld.iter().filter(|lost| lost.key.is_none()) {
                if let Some(span) = said.get(lost.fact).and_then(|fact| fact.span) {
                    report.gap(self.request, span.start, span.end, &lost.why);
                }
            }
        }
        Some(Assembled {
            spec: applied.spec,
            origins,
            edits: base.edits.iter().cloned().chain(asked.edits).collect(),
        })
    }
}

/// Returns the place that an edit writes.
fn touched(edit: &Edit) -> Path {
    match edit {
        Edit::Include { list, item, .. } => match item.as_str() {
            Some(word) => list.join(&word),
            None => list.clone(),
        },
        other => other.path(),
    }
}

fn rename(value: &mut serde_json::Value, from: &str, to: &str) {
    match value {
        serde_json::Value::String(text) if text == from => to.clone_into(text),
        serde_json::Value::Array(items) => {
            for item in items {
                rename(item, from, to);
            }
        }
        serde_json::Value::Object(keys) => {
            if let Some(metric) = keys.get_mut("metric") {
                rename(metric, from, to);
            }
        }
        _ => {}
    }
}

/// The refusal of edits after which the specification makes no sense.
fn invalid(edits: &[Edit], faults: &specgen_diag::Diagnostics) -> Refusal {
    let first = faults.0.first();
    Refusal {
        reason: Reason::Impossible,
        path: edits.first().map(Edit::path).unwrap_or_default(),
        what: first.map_or_else(String::new, |one| one.message.clone()),
        in_the_way: Vec::new(),
        does_without: Box::default(),
        next: first
            .and_then(|one| one.hints.first().cloned())
            .unwrap_or_else(|| "ask for something else".to_owned()),
    }
}
