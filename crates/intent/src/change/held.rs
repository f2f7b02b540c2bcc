//! What holds now, where a request says only by how much it is to change.

use std::ops::Range;

use specgen_spec::edit::Path;
use specgen_spec::fact::{Facet, facts};
use specgen_spec::model::{Condition, Duration, Name};
use specgen_spec::origin::Origins;

use super::bound::Bound;
use super::limit;
use super::request::Request;
use crate::chunk::Kind;
use crate::frames::retention::is_pronoun;
use crate::lexicon::Class;

/// What holds of a thing, in seconds or in its own unit, and where it stands.
pub enum Held {
    /// A time of a rule, at its place.
    Time(Name, Path, f64),
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
    let any = |class: Class| range.clone().any(|at| request.doc.is(at, class));
    let cue = |cue: &str| request.has(range, Class::Cue, cue);
    let thing = |thing: &str| request.has(range, Class::Thing, thing);
    let often = cue("oftener") || cue("rarer");
    let keep = |at: usize| {
        let said = request.doc.value(at, Class::Keep);
        said.is_some_and(|said| said != "raw") || request.doc.is(at, Class::Forever)
    };
    let limits = thing("limit") || thing("upper") || thing("lower");
    let keeps = range.clone().any(keep)
        || thing("history")
        || request.has(range, Class::Act, "keep") && !limits;
    if keeps && !often {
        return retention(request, range);
    }
    let named = request.alerts(range);
    let waits = thing("delay") || cue("wait");
    let ruled =
        waits || !named.is_empty() || request.speaks_of_alerts(range) || any(Class::Offline);
    let readings = any(Class::Device) || thing("metric") || !request.metrics(range).is_empty();
    let sends = match step {
        Step::Times(_) => often || thing("interval") || cue("per_time"),
        Step::By(_) => (thing("interval") || any(Class::Send) && readings) && !cue("per_time"),
    };
    if sends && !ruled && !any(Class::Channel) {
        let every = request.base.interval();
        let every = every.filter(|every| every.longest == every.shortest);
        let held = every.map(|every| Held::Interval(every.longest.seconds()));
        return held.into_iter().collect();
    }
    if matches!(step, Step::Times(_)) && !waits {
        let all = limits.then(|| limit::bounds(request, range, &[]));
        let all = all.into_iter().flatten();
        return all
            .filter(|bound| bound.value.is_some())
            .map(Held::Limit)
            .collect();
    }
    if !ruled {
        return Vec::new();
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
            out.extend(after.map(|after| Held::Time(id.clone(), place, after)));
        } else if let Some(time) = alert.r#for.get() {
            out.push(Held::Time(id.clone(), path.join(&"for"), time.seconds()));
        }
    }
    out
}

/// How long is kept what a clause names: rollups, alerts, or readings. Nothing where it names what is not kept here.
fn retention(request: &Request, range: &Range<usize>) -> Vec<Held> {
    let doc = &request.doc;
    let any = |class: Class| range.clone().any(|at| doc.is(at, class));
    let marked = |at: usize| request.marks.iter().any(|mark| mark.range.contains(&at));
    let stranger = |at: usize| {
        let known = [
            Class::Keep,
            Class::Forever,
            Class::Period,
            Class::Func,
            Class::Hold,
            Class::Device,
            Class::Metric,
            Class::Send,
            Class::Global,
            Class::And,
            Class::Alert,
            Class::Iot,
        ];
        let told = marked(at) || doc.is_filler(at) || known.iter().any(|class| doc.is(at, *class));
        doc.kind(at) == Some(&Kind::Word) && !told
    };
    let people = [Class::Channel, Class::Login, Class::Role, Class::DeviceAuth];
    if people.into_iter().any(any) || range.clone().any(stranger) {
        return Vec::new();
    }
    let alerts = any(Class::Alert) || request.has(range, Class::Thing, "alert");
    let period = |level: &str| {
        range
            .clone()
            .any(|at| doc.value(at, Class::Period) == Some(level))
    };
    let raw = range
        .clone()
        .any(|at| doc.value(at, Class::Keep) == Some("raw") && !is_pronoun(doc, at));
    let all = any(Class::Global) || any(Class::Forever) || request.has(range, Class::Cue, "all");
    let rollups = any(Class::Func) && !any(Class::Period);
    let meant = |level: &str| match level {
        _ if all => true,
        "raw" => raw || !alerts && !any(Class::Period) && !rollups,
        "alerts" => alerts,
        _ => rollups || period(level),
    };
    let known = facts(request.base, &Origins::default());
    let known = known.iter().filter(|fact| fact.facet == Facet::Retention);
    known
        .filter_map(|fact| {
            let level = fact.text("level").filter(|level| meant(level))?;
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
        Held::Time(rule, _, seconds) => {
            format!("{} of the rule `{rule}`", Duration::from_seconds(*seconds))
        }
        Held::Interval(seconds) => {
            format!("{} between two messages", Duration::from_seconds(*seconds))
        }
        Held::Keep { level, count, unit } => format!("{count}{unit} of {level}"),
        Held::Limit(bound) => {
            let unit = bound.unit.as_deref().unwrap_or_default();
            format!(
                "{} {unit} of the rule `{}`",
                bound.value.unwrap_or_default(),
                bound.alert
            )
        }
    }
}
