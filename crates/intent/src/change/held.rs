//! What holds now, where a request says only by how much it is to change.

use std::ops::Range;

use specgen_spec::edit::Path;
use specgen_spec::fact::{Facet, facts};
use specgen_spec::model::{Condition, Duration};
use specgen_spec::origin::Origins;

use super::bound::Bound;
use super::limit;
use super::request::Request;
use crate::lexicon::Class;

/// What holds of a thing, in seconds or in its own unit, and where it stands.
pub enum Held {
    /// A time of a rule, at its place.
    Time(Path, f64),
    /// The time between two messages of a device.
    Interval(f64),
    /// How long something is kept: the level, a count and its unit.
    Keep {
        level: String,
        count: f64,
        unit: String,
    },
    /// A limit of a rule.
    Limit(Bound),
}

/// How what holds is to change.
#[derive(Clone, Copy)]
pub enum Step {
    /// By so much.
    By(f64),
    /// So many times as much.
    Times(f64),
}

/// What a clause can mean.
pub fn held(request: &Request, range: &Range<usize>, step: Step) -> Vec<Held> {
    let often = ["oftener", "rarer"]
        .iter()
        .any(|cue| request.has(range, Class::Cue, cue));
    let keep = |at: usize| {
        request
            .doc
            .value(at, Class::Keep)
            .is_some_and(|said| said != "raw")
    };
    let keeps = range.clone().any(keep) || request.has(range, Class::Thing, "history");
    if keeps && !often {
        return retention(request, range);
    }
    let waits = request.has(range, Class::Thing, "delay") || request.has(range, Class::Cue, "wait");
    let named = request.alerts(range);
    let sends = often
        || request.has(range, Class::Thing, "interval")
        || range
            .clone()
            .any(|at| request.doc.is(at, Class::Send) || request.doc.is(at, Class::Every));
    if sends && named.is_empty() && !waits {
        let every = request
            .base
            .interval()
            .filter(|every| every.longest == every.shortest);
        return every
            .map(|every| Held::Interval(every.longest.seconds()))
            .into_iter()
            .collect();
    }
    if let Step::Times(_) = step
        && !waits
    {
        let limits = ["limit", "upper", "lower"];
        if !limits
            .iter()
            .any(|thing| request.has(range, Class::Thing, thing))
        {
            return Vec::new();
        }
        let all = limit::bounds(request, range, &[]);
        return all
            .into_iter()
            .filter(|bound| bound.value.is_some())
            .map(Held::Limit)
            .collect();
    }
    let mut out = Vec::new();
    for (id, alert) in request.base.alerts.iter() {
        if !named.is_empty() && !named.contains(id) {
            continue;
        }
        let path = Path::of("alerts", id);
        if let Condition::Offline(rule) = &alert.when {
            let place = path.join(&"when").join(&"offline").join(&"after");
            let after = rule.after.get().map(Duration::seconds);
            out.extend(after.map(|after| Held::Time(place, after)));
        } else if let Some(time) = alert.r#for.get() {
            out.push(Held::Time(path.join(&"for"), time.seconds()));
        }
    }
    out
}

/// How long is kept what a clause names: a level of rollups, or the readings.
fn retention(request: &Request, range: &Range<usize>) -> Vec<Held> {
    let periods: Vec<&str> = range
        .clone()
        .filter_map(|at| request.doc.value(at, Class::Period))
        .collect();
    let levels = if periods.is_empty() {
        vec!["raw"]
    } else {
        periods
    };
    let known = facts(request.base, &Origins::default());
    let known = known.iter().filter(|fact| fact.facet == Facet::Retention);
    known
        .filter_map(|fact| {
            let level = fact.text("level").filter(|level| levels.contains(level))?;
            let value = fact.text("value")?;
            let unit = value.trim_start_matches(|c: char| c.is_ascii_digit());
            let count: f64 = value.strip_suffix(unit)?.parse().ok()?;
            Some(Held::Keep {
                level: level.to_owned(),
                count,
                unit: unit.to_owned(),
            })
        })
        .collect()
}

/// The new count of a retention in its own unit; nothing where that is no whole number above 0.
pub fn kept(count: f64, unit: &str, step: Step) -> Option<u32> {
    const DAY: f64 = 86_400.0;
    let seconds = match unit {
        "h" => DAY / 24.0,
        "d" => DAY,
        // As long as a month is where a duration is read.
        "mo" => DAY * 30.4,
        "y" => DAY * 365.0,
        _ => return None,
    };
    let new = match step {
        Step::By(more) => count + more / seconds,
        Step::Times(factor) => count * factor,
    };
    let whole = (new.round() - new).abs() < 1e-6 && (1.0..=100_000.0).contains(&new);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole, and between 1 and 100,000"
    )]
    whole.then_some(new.round() as u32)
}

/// What holds after a step.
pub fn moved(present: f64, step: Step) -> f64 {
    let new = match step {
        Step::By(more) => present + more,
        Step::Times(factor) => present * factor,
    };
    (new * 1e9).round() / 1e9
}

/// What holds, as a question lists it.
pub fn shown(held: &Held) -> String {
    match held {
        Held::Time(path, seconds) => format!("{} of `{path}`", Duration::from_seconds(*seconds)),
        Held::Interval(seconds) => {
            format!("{} between two messages", Duration::from_seconds(*seconds))
        }
        Held::Keep { level, count, unit } => format!("{count}{unit} of {level}"),
        Held::Limit(bound) => {
            let unit = bound.unit.as_deref().unwrap_or_default();
            format!(
                "{} {unit} of `{}`",
                bound.value.unwrap_or_default(),
                bound.alert
            )
        }
    }
}
