//! Clauses: a request cut into parts of one instruction each.

use std::ops::Range;

use super::mark::Mark;
use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::Class;

/// A part of a request with at most one instruction.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Its chunks.
    pub range: Range<usize>,
    /// What it asks to be done, such as `remove`; particles are settled: `take … out` is `remove`.
    pub act: Option<String>,
    /// Is the instruction negated: `do not touch the pH alert`?
    pub negated: bool,
}

/// Values of acts that ask for nothing by themselves.
const SILENT: [&str; 1] = ["noted"];

/// Cuts every sentence.
pub fn cut(doc: &Doc, marks: &[Mark]) -> Vec<Clause> {
    let mut out = Vec::new();
    for sentence in &doc.sentences {
        let acts: Vec<&Mark> = marks
            .iter()
            .filter(|mark| mark.class == Class::Act && sentence.contains(&mark.range.start))
            .filter(|mark| !SILENT.contains(&mark.value.as_str()))
            // `mail us when vibration is too high` says when, not what is wrong.
            .filter(|mark| {
                let when = || (sentence.start..mark.range.start).any(|at| doc.is(at, Class::If));
                mark.value != "wrong" || !when()
            })
            .collect();
        // `5 instead of 6` asks for something without a verb.
        let acts = if acts.is_empty() {
            let cue = |mark: &&Mark| mark.class == Class::Cue && mark.value == "instead";
            let inside = |mark: &&Mark| sentence.contains(&mark.range.start);
            marks.iter().filter(cue).filter(inside).collect()
        } else {
            acts
        };
        let alone = acts.len() == 1 && acts.iter().all(|mark| mark.class == Class::Cue);
        let mut start = sentence.start;
        let mut owner: Option<&Mark> = None;
        for act in acts {
            let from = owner.map_or(sentence.start, |owner| owner.range.end);
            // `after 10 minutes, not 20` is one instruction.
            let edge = if alone {
                None
            } else {
                let between = from..act.range.start;
                let stays = owner.is_none() && act.value == "keep";
                let parted = owner.is_some_and(|owner| {
                    act.value == "keep" || matches!(owner.value.as_str(), "remove" | "disable")
                });
                let contrast = || super::spares::contrast(doc, marks, &between);
                parted
                    .then(contrast)
                    .flatten()
                    .or_else(|| edge(doc, between.clone(), owner.is_none()))
                    .or_else(|| stays.then(|| before_kept(doc, between)).flatten())
            };
            if let Some(edge) = edge {
                out.push(clause(doc, marks, start..edge, owner));
                start = edge + 1;
                owner = Some(act);
            } else if owner.is_none_or(|owner| outranks(act, owner)) {
                owner = Some(act);
            }
        }
        out.push(clause(doc, marks, start..sentence.end, owner));
    }
    out.retain(|clause| !clause.range.is_empty());
    out.into_iter()
        .flat_map(|clause| shared(doc, marks, &clause))
        .flat_map(|clause| followed(doc, clause))
        .collect()
}

/// `The door alert after 2 minutes, the offline alert after an hour`: each rule with its number is an instruction, and
/// the verb before the first one is that of all.
fn shared(doc: &Doc, marks: &[Mark], whole: &Clause) -> Vec<Clause> {
    let parts = |at: usize| doc.sign(at, ',') || doc.value(at, Class::And) == Some("and");
    let ruled = |range: &Range<usize>| {
        let rule = |at: usize| {
            doc.is(at, Class::Alert)
                || marks.iter().any(|mark| {
                    mark.class == Class::Thing
                        && matches!(mark.value.as_str(), "alert" | "limit")
                        && mark.range.contains(&at)
                })
        };
        let number = |at: usize| {
            matches!(
                doc.kind(at),
                Some(
                    Kind::Number { .. }
                        | Kind::Quantity { .. }
                        | Kind::Duration { .. }
                        | Kind::TimeUnit(_)
                )
            )
        };
        range.clone().any(rule) && range.clone().any(number)
    };
    let mut cuts: Vec<usize> = Vec::new();
    let mut start = whole.range.start;
    for at in whole.range.clone().filter(|at| parts(*at)) {
        let rest = at + 1..whole.range.end;
        let next = rest.clone().find(|at| parts(*at)).unwrap_or(rest.end);
        if ruled(&(start..at)) && ruled(&(at + 1..next)) {
            cuts.push(at);
            start = at + 1;
        }
    }
    let mut out = Vec::new();
    let mut from = whole.range.start;
    for at in cuts.into_iter().chain([whole.range.end]) {
        out.push(Clause {
            range: from..at,
            ..whole.clone()
        });
        from = at + 1;
    }
    out
}

/// `Remove the pH alert, and alert when redox is low`: behind what goes, a condition with `and` before it is a wish of
/// its own, and nothing that it names goes too.
fn followed(doc: &Doc, whole: Clause) -> Vec<Clause> {
    let takes = matches!(whole.act.as_deref(), Some("remove" | "disable"));
    let range = whole.range.clone();
    let watches = |at: usize| {
        [Class::Op, Class::Offline, Class::Geo, Class::Still]
            .iter()
            .any(|class| doc.is(at, *class))
    };
    // `and the pH alert, if possible` is no condition.
    let last = range.clone().rev().find(|at| watches(*at));
    let first = range.clone().find(|at| doc.is(*at, Class::If));
    let Some(when) = first.filter(|when| takes && last.is_some_and(|last| last >= *when)) else {
        return vec![whole];
    };
    let joined = |at: &usize| matches!(doc.value(*at, Class::And), Some("and" | "both"));
    let Some(and) = (range.start + 1..when).rev().find(joined) else {
        return vec![whole];
    };
    let comma = doc.sign(and - 1, ',');
    let wish = Clause {
        range: and + 1..range.end,
        act: None,
        negated: false,
    };
    let rest = Clause {
        range: range.start..if comma { and - 1 } else { and },
        ..whole
    };
    vec![rest, wish]
}

/// Of two acts in one clause the one that says more: `should be set ... lower`, `keep` beside anything.
fn outranks(new: &Mark, old: &Mark) -> bool {
    let weak = ["set", "add", "notify", "keep", "turn", "take"];
    weak.contains(&old.value.as_str()) && !weak.contains(&new.value.as_str())
}

/// The comma or conjunction that parts two instructions: right before the second verb, or the first one behind the
/// first verb where verbs stand last.
fn edge(doc: &Doc, between: Range<usize>, opening: bool) -> Option<usize> {
    let parts =
        |at: usize| doc.sign(at, ',') || matches!(doc.value(at, Class::And), Some("and" | "both"));
    let lead = |at: usize| doc.is_filler(at);
    let mut before = between.end.checked_sub(1)?;
    while before > between.start && lead(before) && !parts(before) {
        before -= 1;
    }
    if between.contains(&before) && parts(before) {
        let comma = before > between.start && parts(before - 1);
        return Some(if comma { before - 1 } else { before });
    }
    if opening {
        return None;
    }
    between.into_iter().find(|at| parts(*at))
}

/// `critical limit 35 instead of 32, the warning stays`: what stays begins behind the numbers of another part.
fn before_kept(doc: &Doc, between: Range<usize>) -> Option<usize> {
    let parts = |at: &usize| doc.sign(*at, ',') || doc.value(*at, Class::And) == Some("and");
    let last = between.clone().rev().find(parts)?;
    let numbers = |mut range: Range<usize>| range.any(|at| is_number(doc, at));
    (numbers(between.start..last) && !numbers(last..between.end)).then_some(last)
}

/// What `should go to Slack` and `may go down to 5` ask for; `should go` takes something away.
fn heads_for(doc: &Doc, act: &Mark) -> Option<&'static str> {
    let last = act
        .range
        .end
        .checked_sub(1)
        .map_or("", |last| doc.word(last));
    let goes = last.rsplit(' ').next().is_some_and(|word| word == "go");
    let way = doc
        .word(act.range.end)
        .split(' ')
        .next()
        .unwrap_or_default();
    match way {
        _ if !goes => None,
        "to" | "into" | "through" | "via" | "over" | "by" | "on" | "out" => Some("notify"),
        "down" | "up" | "below" | "above" | "as" | "back" => Some("set"),
        _ => None,
    }
}

/// `humidity over 60: call the webhook`: beside a limit people are called, and nothing gets another name.
fn calls(doc: &Doc, act: &Mark, range: &Range<usize>) -> bool {
    const CALLS: [&str; 12] = [
        "call", "call the", "call our", "llama", "llame", "appelle", "appelez", "chiama", "chame",
        "rufe", "bel", "panggil",
    ];
    let verb = doc.quote(&act.range).to_lowercase();
    let it = matches!(doc.word(act.range.end), "it" | "this" | "that" | "them");
    let limits = crate::frames::condition::scan(doc, range);
    let limited = limits.iter().any(|one| one.low.is_some());
    CALLS.contains(&verb.as_str()) && !it && limited
}

/// Does nothing with content follow?
fn ends(doc: &Doc, mut rest: Range<usize>) -> bool {
    rest.all(|at| {
        doc.is_filler(at) && doc.word(at) != "to"
            || matches!(doc.kind(at), Some(Kind::Sign(_) | Kind::Break))
            || doc.word(at) == "now"
    })
}

fn is_number(doc: &Doc, at: usize) -> bool {
    matches!(
        doc.kind(at),
        Some(Kind::Number { .. } | Kind::Quantity { .. } | Kind::Duration { .. })
    )
}

fn clause(doc: &Doc, marks: &[Mark], range: Range<usize>, act: Option<&Mark>) -> Clause {
    let negated = act.is_some_and(|act| {
        act.class == Class::Act
            && doc.negated(act.range.start)
            && !act.range.clone().any(|at| doc.is(at, Class::Neg))
    });
    let particle = |value: &str| {
        marks.iter().any(|mark| {
            mark.class == Class::Cue && mark.value == value && range.contains(&mark.range.start)
        })
    };
    let act = act.map(|act| match act.value.as_str() {
        "take" if particle("out") || particle("off") => "remove".to_owned(),
        "take" => "add".to_owned(),
        "remove" if heads_for(doc, act).is_some() => {
            heads_for(doc, act).unwrap_or_default().to_owned()
        }
        "turn" if particle("off") || particle("out") => "disable".to_owned(),
        "turn" if particle("on") => "enable".to_owned(),
        "instead" => "set".to_owned(),
        // `the export can go`, but `alerts should go to the webhook`.
        "gone" if ends(doc, act.range.end..range.end) => "remove".to_owned(),
        "gone" => "notify".to_owned(),
        // `15 % is enough` sets a number, `hourly averages are enough` keeps what is there.
        "suffice" if range.clone().any(|at| is_number(doc, at)) => "set".to_owned(),
        "suffice" => "keep".to_owned(),
        "call" if particle("round") => "rename".to_owned(),
        // `CO above 100 ppm: call the fire brigade`
        "rename" if calls(doc, act, &range) => "notify".to_owned(),
        other => other.to_owned(),
    });
    Clause {
        range,
        act,
        negated,
    }
}
