//! Amounts told by how far they are from what holds: `2 °C higher`, `another 30 days`, `twice as long`.
//!
//! What is relative is never taken for the new value itself: where nothing, or more than one thing, holds that it could
//! start from, it is asked about.

use std::ops::Range;

use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::{Facet, Fact, facts};
use specgen_spec::model::{Condition, Duration, Num};
use specgen_spec::origin::Origins;

use super::bound::Bound;
use super::clause::Clause;
use super::limit::{self, durations};
use super::mark::Mark;
use super::request::Request;
use super::vague;
use crate::chunk::Kind;
use crate::frames::fleet::number;
use crate::lexicon::Class;

/// Which way an amount goes from what holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// To more.
    Up,
    /// To less.
    Down,
    /// To where an alert comes sooner.
    Sooner,
    /// To where an alert comes later.
    Later,
}

impl Toward {
    /// 1 or -1; a rule that watches values below its limit comes sooner where the limit is higher.
    pub fn sign(self, low: bool) -> f64 {
        match self {
            Self::Up => 1.0,
            Self::Sooner if low => 1.0,
            Self::Later if !low => 1.0,
            Self::Down | Self::Sooner | Self::Later => -1.0,
        }
    }
}

/// The words right behind an amount, by what they say.
const BEHIND: [(&str, Toward); 4] = [
    ("more_by", Toward::Up),
    ("less_by", Toward::Down),
    ("sooner_by", Toward::Sooner),
    ("later_by", Toward::Later),
];

/// Verbs that stand right behind an amount in some languages.
const VERBS: [(&str, Toward); 2] = [("raise", Toward::Up), ("lower", Toward::Down)];

/// Factors by the words that say them; what is sent more often has a shorter time in between.
const FACTORS: [(&str, f64); 5] = [
    ("oftener", 0.5),
    ("rarer", 2.0),
    ("double", 2.0),
    ("treble", 3.0),
    ("halve", 0.5),
];

/// What holds of a thing, in seconds or in its own unit, and where it stands.
enum Held {
    Time(Path, f64),
    Interval(f64),
    Keep {
        level: String,
        count: f64,
        unit: String,
    },
    Limit(Bound),
}

/// How what holds is to change.
#[derive(Clone, Copy)]
enum Step {
    By(f64),
    Times(f64),
}

/// Is an amount told from what holds, by a word right behind it: `2 °C higher`, `30 days longer`?
pub fn behind(request: &Request, range: &Range<usize>, amount: usize) -> Option<Toward> {
    let next = amount + 1;
    let said = |class: Class, value: &str| {
        let mut marks = request.marks.iter();
        marks.find(|mark| mark.class == class && mark.value == value && mark.range.start == next)
    };
    // `2 Grad höher setzen`, but `auf 2 Grad erhöhen`
    let absolute = |mark: &Mark| mark.value == "to" && mark.range.end == amount;
    let absolute = request.marks.iter().any(absolute);
    let by_verb = |(act, toward)| {
        said(Class::Act, act)
            .filter(|_| !absolute)
            .map(|mark| (mark, toward))
    };
    let (mark, toward) = BEHIND
        .iter()
        .find_map(|(cue, toward)| Some((said(Class::Cue, cue)?, *toward)))
        .or_else(|| VERBS.into_iter().find_map(by_verb))
        .filter(|_| range.contains(&next))?;
    // `2 °C more than outside` compares, `24 hours more history` counts.
    let end = mark.range.end;
    let compared = matches!(
        request.doc.word(end),
        "than" | "als" | "que" | "del" | "dan"
    );
    (!compared).then_some(toward)
}

/// Reads a clause that says how much longer, or how many times as much.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let other = matches!(clause.act.as_deref(), Some("remove" | "rename"));
    if other || range.clone().any(|at| request.doc.is(at, Class::If)) {
        return false;
    }
    if plus(request, &range) {
        let held = held(request, &range, Step::Times(1.0));
        ask(request, &range, &held);
        return true;
    }
    let Some((step, told)) = step(request, clause) else {
        return false;
    };
    let held = held(request, &range, step);
    let [one] = held.as_slice() else {
        ask(request, &range, &held);
        return true;
    };
    match one {
        Held::Time(path, present) if moved(*present, step) > 0.0 => {
            let to = Duration::from_seconds(moved(*present, step));
            request.edit(Edit::set(path.clone(), &to), &range);
        }
        Held::Interval(present) => {
            let fact = Fact::new(Facet::Scale).with("interval_s", number(moved(*present, step)));
            request.state(fact, &range);
        }
        Held::Limit(bound) => {
            let [kind, side] = bound.place;
            let when = Path::of("alerts", &bound.alert).join(&"when");
            let to = Num::new(moved(bound.value.unwrap_or_default(), step));
            request.edit(Edit::set(when.join(&kind).join(&side), &to), &range);
        }
        Held::Keep { level, count, unit } if kept(*count, unit, step).is_some() => {
            let value = kept(*count, unit, step).unwrap_or_default();
            let fact = Fact::new(Facet::Retention).with("level", level.as_str());
            request.state(fact.with("value", format!("{value}{unit}")), &range);
        }
        Held::Time(..) | Held::Keep { .. } => {
            ask(request, &range, &held);
            return true;
        }
    }
    for at in told {
        request.take(at..at + 1);
    }
    for at in range.clone() {
        let spoken = [Class::Keep, Class::Offline, Class::Hold, Class::Period];
        if spoken.iter().any(|class| request.doc.is(at, *class)) {
            request.take(at..at + 1);
        }
    }
    request.take_known(&range);
    true
}

/// The step of a clause, and the chunks that say it.
fn step(request: &Request, clause: &Clause) -> Option<(Step, Vec<usize>)> {
    let range = &clause.range;
    let times = durations(request, range);
    let further = |at: usize| {
        let extra = |mark: &Mark| {
            mark.class == Class::Cue && mark.value == "further_by" && mark.range.end == at
        };
        request.marks.iter().any(extra)
    };
    // `shorten it by 5 minutes`
    let by = |at: usize| {
        let moves = matches!(clause.act.as_deref(), Some("raise" | "lower"));
        moves
            && request.marks.iter().any(|mark| {
                mark.class == Class::Cue
                    && matches!(mark.value.as_str(), "by" | "step")
                    && mark.range.end == at
            })
    };
    let said = times.iter().find_map(|(seconds, at)| {
        let down = clause.act.as_deref() == Some("lower");
        let toward = behind(request, range, *at)
            .map(|toward| toward.sign(false))
            .or_else(|| further(*at).then_some(1.0))
            .or_else(|| by(*at).then_some(if down { -1.0 } else { 1.0 }))?;
        Some((Step::By(toward * seconds), vec![*at]))
    });
    let factor = |cue: &str, factor: f64| {
        let mark = request.mark(range, Class::Cue, cue)?;
        Some((Step::Times(factor), mark.range.clone().collect()))
    };
    said.or_else(|| {
        // `Double the sampling: one per minute` says the value.
        let amount = |at: usize| {
            let kind = request.doc.kind(at);
            !matches!(kind, None | Some(Kind::Word | Kind::Sign(_) | Kind::Break))
        };
        let said = |at: usize| {
            FACTORS.iter().any(|(cue, _)| {
                request
                    .mark(range, Class::Cue, cue)
                    .is_some_and(|mark| mark.range.contains(&at))
            })
        };
        let free = !range.clone().any(|at| amount(at) && !said(at));
        let found = FACTORS.iter().find_map(|(cue, times)| factor(cue, *times));
        found.filter(|_| free)
    })
}

/// `temperature limit +2`: a sign where no word says that it is the value itself. It may be either.
fn plus(request: &Request, range: &Range<usize>) -> bool {
    range.clone().skip(2).any(|at| {
        let number = matches!(
            request.doc.kind(at),
            Some(Kind::Number { .. } | Kind::Quantity { .. })
        );
        let noun = |mark: &Mark| matches!(mark.value.as_str(), "limit" | "alert");
        let mut marks = request.marks.iter();
        let told = marks.any(|mark| mark.range.end == at - 1 && !noun(mark));
        let compared = [Class::Op, Class::Filler]
            .iter()
            .any(|class| request.doc.is(at - 2, *class));
        let signed = number && request.doc.sign(at - 1, '+');
        signed && !told && !compared && !request.alerts(range).is_empty()
    })
}

/// What a clause can mean.
fn held(request: &Request, range: &Range<usize>, step: Step) -> Vec<Held> {
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
    let often = ["oftener", "rarer"]
        .iter()
        .any(|cue| request.has(range, Class::Cue, cue));
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
fn kept(count: f64, unit: &str, step: Step) -> Option<u32> {
    const DAY: f64 = 86_400.0;
    let seconds = match unit {
        "h" => DAY / 24.0,
        "d" => DAY,
        "mo" => DAY * 30.0,
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

fn moved(present: f64, step: Step) -> f64 {
    let new = match step {
        Step::By(more) => present + more,
        Step::Times(factor) => present * factor,
    };
    (new * 1e9).round() / 1e9
}

fn ask(request: &mut Request, range: &Range<usize>, held: &[Held]) {
    let said = request.doc.quote(range).to_owned();
    let known: Vec<String> = held.iter().map(shown).collect();
    let question = if known.is_empty() {
        format!("From which value does \"{said}\" start? Say the new value itself, and of what.")
    } else {
        format!(
            "Which value does \"{said}\" mean: {}? Say the new value itself.",
            known.join(", or ")
        )
    };
    request.doc.notes.ask(Facet::Alert, question);
    vague::quote(request, range.clone());
}

fn shown(held: &Held) -> String {
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
