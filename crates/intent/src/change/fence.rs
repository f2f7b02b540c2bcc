//! The sizes of zones that rules watch: `set the zone radius to 500 m`, `an exit margin of 25 m`, `3 fixes in a row`.

use std::ops::Range;

use specgen_spec::edit::{Edit, Path};
use specgen_spec::fact::Facet;
use specgen_spec::model::{Alert, Condition, Geofence, GeofenceEvent, Name, Num};

use super::clause::Clause;
use super::request::Request;
use super::{names, step, vague};
use crate::chunk::{Chunk, Kind};
use crate::frames::geofence::leaves;
use crate::lexicon::Class;

/// How far before its noun a count stands, in words: `3 consecutive gps fixes`.
const REACH: usize = 4;

/// Reads a clause that gives a zone of the specification another size, or its rules other counts.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let rules = meant(request, &range);
    let stays =
        clause.negated || matches!(clause.act.as_deref(), Some("remove" | "rename" | "keep"));
    // `Add depth in m for each zone, 10 m at most` is about another quantity.
    let adds = clause.act.as_deref() == Some("add") || {
        let mut mentions = request.mentions.iter();
        mentions.any(|mention| range.contains(&mention.range.start))
    };
    // `Show vans within a radius of 500 m on the map`
    let seeks = request.has(&range, Class::Thing, "list")
        || range.clone().any(|at| {
            let asked = request.doc.value(at, Class::Cap);
            request.doc.is(at, Class::Dash) || matches!(asked, Some("filtering" | "search"))
        });
    if rules.is_empty() || stays || adds || seeks {
        return false;
    }
    let fixes = fixes(request, &range);
    let margin = request.has(&range, Class::Thing, "margin")
        || range
            .clone()
            .any(|at| request.doc.value(at, Class::Hyst) == Some("hysteresis"));
    let sizes: Vec<Size> = match lengths(request, &range).as_slice() {
        [(metres, at)] => vec![(*metres, *at, margin)],
        // `the radius to 500 m and the margin to 30 m`
        [(first, a), (second, b)] => {
            let own = request
                .mark(&range, Class::Thing, "margin")
                .map(|mark| mark.range.start);
            let hyst = range.clone().find(|at| request.doc.is(*at, Class::Hyst));
            let word = own.or(hyst);
            let behind = word.is_some_and(|word| word > *a);
            let both = margin && request.has(&range, Class::Thing, "radius");
            let sizes = vec![(*first, *a, !behind), (*second, *b, behind)];
            if both { sizes } else { Vec::new() }
        }
        _ => Vec::new(),
    };
    let told = names_size(request, &range) && !sizes.is_empty();
    let before = range.start..sizes.first().map_or(range.start, |(_, at, _)| *at);
    if !told && fixes.is_none() || told && strange(request, &rules, &before) {
        return false;
    }
    if sizes
        .iter()
        .any(|(_, at, _)| request.doc.sign(at.wrapping_sub(1), '+'))
    {
        asks(request, &range);
        return true;
    }
    if let Some((count, at)) = fixes {
        for id in &rules {
            let path = when(id).join(&"fixes");
            request.edit(Edit::set(path, &count), &range);
        }
        request.take(at..at + 1);
        // `5 fixes outside` is no rule of its own.
        let crossed = |at: &usize| leaves(&request.doc, *at) || request.doc.is(*at, Class::Geo);
        for at in range.clone().filter(crossed).collect::<Vec<_>>() {
            request.take(at..at + 1);
        }
    }
    for size in sizes.into_iter().filter(|_| told) {
        if !set(request, clause, &rules, size) {
            return true;
        }
        request.take(size.1..size.1 + 1);
    }
    let drawn = |at: usize| request.doc.value(at, Class::Cap) == Some("geofence_crud");
    let said = range
        .clone()
        .filter(|at| request.doc.is(*at, Class::Geo) || drawn(*at));
    for at in said.collect::<Vec<_>>() {
        request.take(at..at + 1);
    }
    for at in range.clone() {
        if request.doc.is(at, Class::Hyst) {
            request.take(at..at + 1);
        }
    }
    super::detail::read(request, clause);
    request.take_known(&range);
    true
}

/// Metres, where they stand, and whether they are a margin instead of a radius.
type Size = (f64, usize, bool);

/// `the depot circle`: does a clause name another place than the zone of the rules?
fn strange(request: &Request, rules: &[Name], range: &Range<usize>) -> bool {
    let doc = &request.doc;
    let own = |word: &str| {
        let areas = rules
            .iter()
            .filter_map(|id| fence(request, id)?.1.area.as_deref());
        let mut areas = areas.map(str::to_lowercase);
        areas.any(|area| area.split(' ').any(|part| part == word))
    };
    range.clone().any(|at| {
        let marked = request.marks.iter().any(|mark| mark.range.contains(&at));
        let unknown = doc.chunks.get(at).is_some_and(Chunk::is_unknown);
        unknown && !marked && doc.kind(at) == Some(&Kind::Word) && !own(doc.word(at))
    })
}

/// Asks for the size itself.
fn asks(request: &mut Request, range: &Range<usize>) {
    let said = request.doc.quote(range).to_owned();
    let question = format!("How many metres should it be where you say \"{said}\"?");
    request.doc.notes.ask(Facet::Alert, question);
    vague::quote(request, range.clone());
}

/// Sets a radius or a margin; asks where a step has nothing to start from.
fn set(request: &mut Request, clause: &Clause, rules: &[Name], size: Size) -> bool {
    let (metres, at, margin) = size;
    let range = &clause.range;
    let relative = step::relative(request, clause, at);
    let mut edits = Vec::new();
    for id in rules {
        let Some((alert, fence)) = fence(request, id) else {
            continue;
        };
        let present = if margin {
            alert.hysteresis.get().map(Num::value)
        } else {
            fence.radius.get().map(Num::value)
        };
        let value = match (relative, present) {
            (None, _) => metres,
            (Some(toward), Some(present)) => present + toward.sign(false) * metres,
            (Some(_), None) => {
                asks(request, range);
                return false;
            }
        };
        let path = if margin {
            Path::of("alerts", id).join(&"hysteresis")
        } else {
            when(id).join(&"radius")
        };
        if present.is_some_and(|present| (present - value).abs() < 1e-9) {
            request.heard = true;
        } else {
            edits.push(Edit::set(path, &Num::new(value)));
        }
    }
    for edit in edits {
        request.edit(edit, range);
    }
    true
}

/// The rules that a clause means: those of the event that it names, or all that watch a zone. Where it says when to
/// alert, it is a rule of its own.
fn meant(request: &Request, range: &Range<usize>) -> Vec<Name> {
    let doc = &request.doc;
    let event = range
        .clone()
        .find_map(|at| match doc.value(at, Class::Geo)? {
            "exit" => Some(GeofenceEvent::Exit),
            "enter" => Some(GeofenceEvent::Enter),
            _ => None,
        });
    let opens = range.clone().any(|at| doc.is(at, Class::If));
    let other = request.metrics(range).iter().any(|one| {
        let metric = request.base.metric_view(one.name());
        metric.is_some_and(|metric| metric.kind() != specgen_spec::model::MetricKind::Position)
    });
    if other || opens && fixes(request, range).is_none() {
        return Vec::new();
    }
    names::alerts_where(
        request.base,
        |alert| matches!(&alert.when, Condition::Geofence(fence) if event.is_none_or(|event| event == fence.event)),
    )
}

fn fence<'a>(request: &'a Request, id: &Name) -> Option<(&'a Alert, &'a Geofence)> {
    let alert = request.base.alerts.get(id.as_str())?;
    match &alert.when {
        Condition::Geofence(fence) => Some((alert, fence)),
        _ => None,
    }
}

fn when(id: &Name) -> Path {
    Path::of("alerts", id).join(&"when").join(&"geofence")
}

/// Does a clause speak of a zone and how large it is, and not of when to alert?
fn names_size(request: &Request, range: &Range<usize>) -> bool {
    let event = |at: usize| matches!(request.doc.value(at, Class::Geo), Some("exit" | "enter"));
    let things = ["fence", "radius", "margin"];
    let named = things
        .iter()
        .any(|thing| request.has(range, Class::Thing, thing))
        || range
            .clone()
            .any(|at| request.doc.value(at, Class::Geo) == Some("fence"));
    named && (request.has(range, Class::Thing, "margin") || !range.clone().any(event))
}

/// The lengths of a run in metres.
fn lengths(request: &Request, range: &Range<usize>) -> Vec<(f64, usize)> {
    let metres = |at: usize| match request.doc.kind(at)? {
        Kind::Quantity {
            low,
            high: None,
            unit,
        } => {
            let unit = request.doc.lexicon.unit(unit)?;
            (unit.dimension == "length").then_some((low * unit.factor, at))
        }
        _ => None,
    };
    let free = range.clone().filter(|at| !request.doc.is_used(*at));
    free.filter_map(metres).collect()
}

/// How many positions in a row a rule waits for.
fn fixes(request: &Request, range: &Range<usize>) -> Option<(u32, usize)> {
    let noun = request.mark(range, Class::Thing, "fixes")?.range.start;
    let counts = (noun.saturating_sub(REACH).max(range.start)..noun).rev();
    let count = |at: usize| match request.doc.kind(at)? {
        Kind::Number {
            low, high: None, ..
        } if *low >= 1.0 && low.fract() == 0.0 && *low <= 1000.0 =>
        {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between 1 and 1000, and whole"
            )]
            Some((*low as u32, at))
        }
        _ => None,
    };
    counts
        .filter(|at| !request.doc.is_used(*at))
        .find_map(count)
}
