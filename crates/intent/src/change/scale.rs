//! The size of the fleet: `we have 60 tanks now`, `ten more machines`.

use std::ops::Range;

use specgen_spec::fact::{Facet, Fact};

use super::clause::Clause;
use super::request::Request;
use crate::chunk::Kind;
use crate::frames::fleet::number;
use crate::lexicon::Class;

/// Reads a clause that counts devices or says how often they send, and says nothing else.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let often = request.has(&range, Class::Thing, "interval") && !clause.negated;
    let said = super::limit::durations(request, &range);
    if often && contradicts(request, &said, &range) {
        return true;
    }
    if !often && of_nothing(request, clause, &said) {
        return true;
    }
    if let Some((seconds, at)) = said.into_iter().next().filter(|_| often) {
        let mut fact = Fact::new(Facet::Scale).with("interval_s", number(seconds));
        if let Some(Kind::Duration {
            high_s: Some(high), ..
        }) = request.doc.kind(at)
        {
            fact = fact.with("interval_max_s", number(*high));
        }
        request.state(fact, &range);
        request.take(at..at + 1);
        // `We have 50 fridges, interval 60 s`
        fleet(request, clause);
        request.take_known(&range);
        return true;
    }
    fleet(request, clause)
}

/// Reads how many devices there are.
fn fleet(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let doc = &request.doc;
    let ruled = [Class::Op, Class::Alert, Class::Offline, Class::If];
    if clause.negated
        || ruled
            .iter()
            .any(|class| range.clone().any(|at| doc.is(at, *class)))
    {
        return false;
    }
    let counted = range.clone().find_map(|at| {
        let Some(Kind::Number {
            low, high: None, ..
        }) = doc.kind(at)
        else {
            return None;
        };
        if (at.saturating_sub(2)..at).any(|before| doc.is(before, Class::Every)) {
            return None;
        }
        let own = request
            .base
            .devices
            .as_ref()
            .and_then(|devices| devices.noun.as_ref());
        let device = |next: usize| {
            let word = crate::frames::access::singular(doc.word(next));
            doc.is(next, Class::Device) || own.is_some_and(|own| own.as_str() == word)
        };
        let noun = (at + 1..range.end.min(at + 4)).find(|next| device(*next))?;
        let between =
            (at + 1..noun).all(|next| doc.is_filler(next) || doc.is(next, Class::Modifier));
        (between && low.fract() == 0.0 && *low > 1.0).then_some((*low, at, noun))
    });
    let Some((count, at, noun)) = counted else {
        return false;
    };
    let more = request.has(&range, Class::Cue, "more");
    let total = request.has(&range, Class::Cue, "now")
        || matches!(clause.act.as_deref(), Some("raise" | "lower" | "set"))
        || request.has(&range, Class::Cue, "total");
    let known = request
        .base
        .scale
        .as_ref()
        .and_then(|scale| scale.devices.get().copied());
    let devices = match (more, known) {
        (true, Some(known)) => {
            let known = u32::try_from(known).map_or(0.0, f64::from);
            known + count
        }
        (false, _) if total => count,
        _ => return false,
    };
    request.state(
        Fact::new(Facet::Scale).with("devices", number(devices)),
        &range,
    );
    request.take(at..noun + 1);
    request.take_known(&range);
    true
}

/// `Make it every minute` where nothing was named before: readings, averages and messages all come again and again.
fn of_nothing(request: &mut Request, clause: &Clause, said: &[(f64, usize)]) -> bool {
    let range = clause.range.clone();
    let doc = &request.doc;
    let it = clause.act.as_deref() == Some("set")
        && clause.range.clone().all(|at| {
            let every = doc.is(at, Class::Every) || matches!(doc.kind(at), Some(Kind::TimeUnit(_)));
            let verb = request.has(&(at..at + 1), Class::Act, "set");
            every || verb || doc.is_filler(at) || said.iter().any(|(_, time)| *time == at)
        });
    let repeats = range.clone().any(|at| doc.is(at, Class::Every));
    let before = 0..range.start;
    let told = before
        .clone()
        .any(|at| doc.is(at, Class::Every) || doc.is(at, Class::Send))
        || request.has(&before, Class::Thing, "metric");
    if !it || !repeats || told || request.last.is_some() {
        return false;
    }
    let quote = doc.quote(&range).to_owned();
    let question = format!(
        "What is meant by \"{quote}\": how often devices send, or how often a message is repeated?"
    );
    request.doc.notes.ask(Facet::Scale, question);
    super::vague::quote(request, range);
    true
}

/// `Send every 5 seconds, but the interval stays at 20 seconds`: two intervals, and no word that one was before.
fn contradicts(request: &mut Request, said: &[(f64, usize)], range: &Range<usize>) -> bool {
    let [(one, first), (other, second)] = said else {
        return false;
    };
    let doc = &request.doc;
    let turned = ["instead", "now"]
        .iter()
        .any(|cue| request.has(range, Class::Cue, cue));
    let (a, b) = (doc.segment_of(*first), doc.segment_of(*second));
    if turned || a == b || (one - other).abs() < 1e-9 {
        return false;
    }
    let (a, b) = (doc.quote(&a), doc.quote(&b));
    let question = format!("How often are values sent: \"{a}\", or \"{b}\"?");
    let open = "nothing is changed until one of them is confirmed";
    request.doc.notes.contradict(a, b, open);
    request.doc.notes.ask(Facet::Scale, question);
    request.ask = true;
    request.take(range.clone());
    true
}

/// `Change the interval`: how often values are sent, and no word of how often from now on.
pub fn interval_alone(request: &Request, range: &Range<usize>) -> bool {
    let steers = |at: usize| request.marks.iter().any(|mark| mark.range.contains(&at));
    let plain = |at: usize| request.doc.is_filler(at) || steers(at);
    request.has(range, Class::Thing, "interval") && range.clone().all(plain)
}

/// The question for another interval.
pub fn how_often(request: &Request) -> (Facet, String) {
    let held = request.base.interval().map(ToString::to_string);
    let held = held.map_or_else(String::new, |held| format!(" instead of every {held}"));
    let question = format!("How often should values be sent{held}?");
    (Facet::Scale, question)
}
