//! Amounts told by how far they are from what holds: `2 °C higher`, `another 30 days`, `twice as long`.
//!
//! What is relative is never taken for the new value itself: where nothing, or more than one thing, holds that it could
//! start from, it is asked about.

use std::ops::Range;

use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::{Facet, Fact};
use specgen_spec::model::{Duration, Num};

use super::bound::{Bound, reachable};
use super::clause::Clause;
use super::held::{Held, Step, held, kept, moved, shown};
use super::limit::durations;
use super::mark::Mark;
use super::request::Request;
use super::{either, vague};
use crate::chunk::Kind;
use crate::frames::fleet::number;
use crate::lexicon::{Class, Words};

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
    let compared = request.doc.says(end, Words::Than);
    (!compared).then_some(toward)
}

/// Reads a clause that says how much longer, or how many times as much.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let other = matches!(clause.act.as_deref(), Some("remove" | "rename"));
    if other || range.clone().any(|at| request.doc.is(at, Class::If)) {
        return false;
    }
    if beyond(request, clause) {
        return true;
    }
    if either::plus(request, &range) || than(request, &range) || either::turns_back(request, clause)
    {
        let held = held(request, &range, Step::Times(1.0));
        ask(request, &range, &held);
        return true;
    }
    let Some((step, told)) = step(request, clause) else {
        return false;
    };
    // `triple the retention and double the interval`
    if two_things(request, &range) {
        ask(request, &range, &[]);
        return true;
    }
    let held = held(request, &range, step);
    // `make the dashboard twice as fast`
    let keeps = clause.act.as_deref() == Some("keep");
    if held.is_empty() && matches!(step, Step::Times(_)) && !keeps {
        return false;
    }
    let [one] = held.as_slice() else {
        ask(request, &range, &held);
        return true;
    };
    // Twice the rate is half the time between two messages.
    let rate = request.has(&range, Class::Cue, "per_time");
    let turned = |step: Step| match step {
        Step::Times(factor) if rate => Step::Times(1.0 / factor),
        other => other,
    };
    let limit = |bound: &Bound| moved(bound.value.unwrap_or_default(), step);
    match one {
        Held::Time(_, path, present) if moved(*present, step) > 0.0 => {
            let to = Duration::from_seconds(moved(*present, step));
            request.edit(Edit::set(path.clone(), &to), &range);
        }
        Held::Interval(present) if moved(*present, turned(step)) > 0.0 => {
            let every = number(moved(*present, turned(step)));
            let fact = Fact::new(Facet::Scale).with("interval_s", every);
            request.state(fact, &range);
        }
        Held::Limit(bound) if reachable(request, bound, limit(bound)) => {
            let [kind, side] = bound.place;
            let when = Path::of("alerts", &bound.alert).join(&"when");
            let to = Num::new(limit(bound));
            request.edit(Edit::set(when.join(&kind).join(&side), &to), &range);
        }
        Held::Keep { level, count, unit } if kept(*count, unit, step).is_some() => {
            let value = kept(*count, unit, step).unwrap_or_default();
            let fact = Fact::new(Facet::Retention).with("level", level.as_str());
            request.state(fact.with("value", format!("{value}{unit}")), &range);
        }
        _ => {
            ask(request, &range, &held);
            return true;
        }
    }
    for at in told {
        request.take(at..at + 1);
    }
    for at in range.clone() {
        let spoken = [
            Class::Keep,
            Class::Offline,
            Class::Hold,
            Class::Period,
            Class::Forever,
        ];
        if spoken.iter().any(|class| request.doc.is(at, *class)) {
            request.take(at..at + 1);
        }
    }
    request.take_known(&range);
    true
}

/// Does a clause tell two factors, or one of how long data is kept and of how often it is sent?
fn two_things(request: &Request, range: &Range<usize>) -> bool {
    let factors = FACTORS
        .iter()
        .filter(|(cue, _)| request.has(range, Class::Cue, cue));
    let kept = range.clone().any(|at| request.doc.is(at, Class::Keep));
    factors.count() > 1 || kept && request.has(range, Class::Thing, "interval")
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
        // `double-check` is another word.
        let next = request.doc.word(mark.range.end);
        let joined = next.trim_start_matches('-').starts_with("check");
        let rate = request.mark(range, Class::Cue, "per_time");
        let told = mark
            .range
            .clone()
            .chain(rate.into_iter().flat_map(|rate| rate.range.clone()));
        (!joined).then(|| (Step::Times(factor), told.collect()))
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

/// `30 days longer than readings`, `5 °C higher than recommended`: it starts from something else.
fn than(request: &Request, range: &Range<usize>) -> bool {
    let times = durations(request, range);
    let numbers = request.numbers(range);
    let amounts: Vec<usize> = times
        .iter()
        .map(|(_, at)| *at)
        .chain(numbers.iter().map(|(_, _, at)| *at))
        .collect();
    // `5 °C higher than` is one phrase where it compares.
    let over = |at: usize| {
        let compares = matches!(request.doc.value(at + 1, Class::Op), Some("gt" | "lt"));
        let last = !amounts.iter().any(|other| *other > at);
        compares && range.contains(&(at + 1)) && request.doc.word(at + 1).contains(' ') && last
    };
    let compared = |at: usize| {
        let mut marks = request.marks.iter();
        let mark = marks.find(|mark| {
            let behind = BEHIND.iter().any(|(cue, _)| mark.value == *cue);
            behind && mark.class == Class::Cue && mark.range.start == at + 1
        });
        let next = request.doc.word(at + 1);
        let said = ["longer than", "more than", "shorter than", "less than"].contains(&next);
        said || mark.is_some() && behind(request, range, at).is_none()
    };
    amounts.iter().any(|at| compared(*at) || over(*at))
}

/// `Keep readings longer than 30 days` says what is too short, and not how long; `do not keep them longer than 30 days`
/// says how long.
fn beyond(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let more = |at: usize| {
        let told = |mark: &&Mark| {
            mark.class == Class::Cue && matches!(mark.value.as_str(), "beyond_by" | "atmost")
        };
        let near = |mark: &&Mark| {
            range.contains(&mark.range.start)
                && mark.range.end <= at
                && (mark.range.end..at).all(|at| request.doc.is_filler(at))
        };
        let mark = request.marks.iter().filter(told).find(near)?;
        Some((mark.range.start, mark.value == "atmost"))
    };
    let kept = clause.act.as_deref() == Some("keep");
    let keeps = kept
        || range.clone().any(|at| {
            let said = request.doc.value(at, Class::Keep);
            said.is_some_and(|said| said != "raw")
        });
    let times = durations(request, &range);
    let found = times.iter().find_map(|(_, at)| Some((*at, more(*at)?)));
    let Some((at, (more, most))) = found.filter(|_| keeps) else {
        return false;
    };
    let doc = &mut request.doc;
    let before = more.checked_sub(1).filter(|at| range.contains(at));
    let refused = most
        || clause.negated
        || doc.negated(at)
        || before.is_some_and(|before| doc.is(before, Class::Neg));
    if refused {
        if let Some(slot) = doc.negated.get_mut(at) {
            *slot = false;
        }
        return false;
    }
    if kept {
        let question = vague::how_long(request);
        request.doc.notes.ask(Facet::Retention, question);
        vague::quote(request, range);
    }
    kept
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
    let facet = match held {
        [Held::Keep { .. }, ..] => Facet::Retention,
        [Held::Interval(_), ..] => Facet::Scale,
        _ => Facet::Alert,
    };
    request.doc.notes.ask(facet, question);
    vague::quote(request, range.clone());
}
