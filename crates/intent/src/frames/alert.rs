//! Alert rules: conditions with their quantity, qualifiers and combinations.

use std::ops::Range;

use serde_json::Value;
use specgen_spec::fact::{Facet, Fact, Origin};

use super::condition::{Condition, Op, is_degrees, scan};
use super::metric::Mention;
use super::resolve::{self, unit_of};
use super::rule::{composite, makes_range, range_of, single};
use super::subject::{self, Ruled};
use super::{demand, detail, qualifier};
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

const RULE: &str = "alert";
/// The rule of a comparison whose quantity nobody names; the coverage account quotes what carries it.
pub const UNRULED: &str = "unruled";

/// Reads the rules of every sentence.
pub fn read(doc: &mut Doc, mentions: &[Mention]) {
    let mut last: Option<String> = None;
    let mut context = false;
    let mut rules_before = 0;
    for sentence in doc.sentences.clone() {
        let asked = sentence.clone().any(|at| {
            !doc.negated(at)
                && (doc.is(at, Class::Alert)
                    || doc.is(at, Class::Channel)
                    || doc.is(at, Class::Severity))
        });
        let announced = context;
        context = asked && doc.sign(sentence.end.saturating_sub(1), ':')
            || announced && sentence.len() < 40;
        let mut conditions: Vec<Condition> = scan(doc, &sentence)
            .into_iter()
            .filter(|c| belongs(doc, c, &sentence, asked || announced))
            .collect();
        conditions.retain(|condition| !demand::asked(doc, condition));
        if conditions.is_empty() {
            last = named_alone(doc, mentions, &sentence).or(last);
            detail::hold_of_rule_before(doc, rules_before, &sentence);
            threshold_word(doc, mentions, &sentence, asked);
            continue;
        }
        let said = asked || announced || sentence.clone().any(|at| doc.is(at, Class::If));
        if said {
            imply_temperature(doc, &conditions);
        }
        let numbered: Vec<Range<usize>> = conditions
            .iter()
            .filter(|condition| {
                condition.low.is_some() || resolve::elsewhere(doc, condition, &sentence).is_some()
            })
            .map(|condition| condition.range.clone())
            .collect();
        let mut ruled = subject::assign(doc, mentions, conditions, &sentence, &mut last);
        for range in numbered.into_iter().filter(|_| said) {
            if !ruled.iter().any(|one| one.condition.range == range) {
                quote(doc, range, &sentence);
            }
        }
        if ruled.is_empty() {
            threshold_word(doc, mentions, &sentence, asked);
            continue;
        }
        subject::drop_bounds_of_bands(doc, &mut ruled);
        let ruled = subject::share_condition(doc, mentions, ruled);
        let before = doc.facts.len();
        subject::settle_units(doc, &ruled);
        emit(doc, ruled, &sentence);
        detail::shared_details(doc, before, &sentence);
        if doc.facts.len() > before {
            rules_before = before;
            take_words(doc, &sentence);
        }
    }
}

/// `Add PM2.5. Alert above 25.`: in a request the one quantity of a sentence is meant in the next one.
fn named_alone(doc: &Doc, mentions: &[Mention], sentence: &Range<usize>) -> Option<String> {
    let mut named = mentions
        .iter()
        .filter(|mention| sentence.contains(&mention.range.start) && mention.name != "position");
    let first = named.next().filter(|_| doc.request)?;
    named.next().is_none().then(|| first.name.clone())
}

/// `Tell me if any tank goes over 22 degrees`: degrees without a quantity are those of a temperature.
fn imply_temperature(doc: &mut Doc, conditions: &[Condition]) {
    let heat =
        |unit: &str| is_degrees(Some(unit)) || doc.lexicon.dimension(unit) == Some("temperature");
    let units = conditions
        .iter()
        .filter_map(|condition| condition.unit.as_deref());
    let Some(unit) = units.into_iter().find(|unit| heat(unit)).map(str::to_owned) else {
        return;
    };
    let measured = doc
        .of(Facet::Metric)
        .filter_map(|fact| fact.text("name"))
        .any(|name| unit_of(doc, name).is_some_and(|own| heat(&own)));
    if measured || doc.request {
        return;
    }
    let unit = if is_degrees(Some(&unit)) { "C" } else { &unit };
    let fact = Fact::new(Facet::Metric)
        .with("name", "temperature")
        .with_assumed("unit", unit);
    doc.facts.push(fact.origin(Origin::Assumed));
    doc.notes.assume(
        Facet::Metric,
        "A rule speaks of degrees and no quantity is named: they are read as a temperature.",
    );
}

/// Sets a comparison aside whose quantity nobody names: it is quoted and asked about, never lost.
fn quote(doc: &mut Doc, condition: Range<usize>, sentence: &Range<usize>) {
    let segment = doc.segment_of(condition.start);
    let from = segment.start.max(sentence.start);
    let start = (from..condition.start)
        .rev()
        .take_while(|at| !doc.is_used(*at) && !doc.is(*at, Class::And))
        .last();
    let range = start.unwrap_or(condition.start)..condition.end;
    let said = doc.quote(&range);
    doc.notes.ask(
        Facet::Alert,
        format!("Which quantity does \"{said}\" watch?"),
    );
    doc.take(range, UNRULED);
}

/// Is a comparison a rule? It needs someone to be told, or a condition, or a range that must hold.
fn belongs(doc: &Doc, condition: &Condition, sentence: &Range<usize>, asked: bool) -> bool {
    if condition.range.clone().any(|at| {
        doc.is_used(at)
            && !doc.is(at, Class::Metric)
            && !doc.is(at, Class::Modifier)
            && !doc.is(at, Class::Head)
    }) {
        return false;
    }
    // `soil moisture at 20 cm` says where it is measured.
    let placed = doc.request && doc.value(condition.range.start, Class::Op) == Some("at");
    if placed && !asked {
        return false;
    }
    let conditional = sentence.clone().any(|at| {
        doc.is(at, Class::If) && !(doc.says(at, Words::Where) || doc.word(at) == "where")
    });
    let kept = sentence
        .clone()
        .any(|at| doc.is(at, Class::Keep) && doc.value(at, Class::Keep) == Some("keep"));
    let arrow = sentence.clone().any(|at| doc.sign(at, '→'));
    asked || (conditional || arrow) && !kept || condition.unit.is_some() && condition.low.is_some()
}

fn emit(doc: &mut Doc, ruled: Vec<Ruled>, sentence: &Range<usize>) {
    if let Some(fact) = composite(doc, &ruled, sentence) {
        add(doc, fact, &ruled, sentence);
        return;
    }
    let mut rest = ruled.into_iter().peekable();
    while let Some(one) = rest.next() {
        let pairs = rest.peek().is_some_and(|next| makes_range(doc, &one, next));
        let mut group = vec![one];
        if pairs {
            group.extend(rest.next());
        }
        let fact = match group.as_slice() {
            [low, high] => range_of(low, high),
            [one] => single(one),
            _ => continue,
        };
        add(doc, fact, &group, sentence);
    }
}

fn add(doc: &mut Doc, mut fact: Fact, group: &[Ruled], sentence: &Range<usize>) {
    let (Some(first), Some(last)) = (group.first(), group.last()) else {
        return;
    };
    let end = last.condition.range.end;
    let cue = (first.stretch.start..first.condition.range.start)
        .find(|at| !doc.is_used(*at) && (doc.is(*at, Class::Alert) || doc.is(*at, Class::If)));
    let named = (first.stretch.start..first.condition.range.start)
        .find(|at| doc.is(*at, Class::Metric) || doc.is(*at, Class::Modifier));
    let start = cue
        .or(named)
        .unwrap_or(first.condition.range.start)
        .min(first.condition.range.start);
    for one in group {
        doc.take(one.condition.range.clone(), RULE);
    }
    for one in group {
        qualifier::apply(doc, &mut fact, &one.stretch);
    }
    if fact.text("kind") == Some("rate_of_change")
        && let Some(window) = fact.keys.shift_remove("for_s")
    {
        fact.keys.insert("window_s".to_owned(), window);
    }
    open_number(doc, &mut fact);
    let segment = doc.segment_of(start);
    let start = start.max(segment.start.min(start)).max(sentence.start);
    if !doc.of(Facet::Alert).any(|have| have.keys == fact.keys) {
        doc.note(fact, &(start..end.max(start + 1)));
    }
}

/// A number that is asked for and not given stays open, can be set at run time, and is a question.
fn open_number(doc: &mut Doc, fact: &mut Fact) {
    let open = ["value", "min", "max"]
        .iter()
        .any(|key| fact.keys.get(*key) == Some(&Value::Null));
    if !open {
        return;
    }
    fact.keys.insert("configurable".to_owned(), true.into());
    let name = fact.text("metric").unwrap_or("value").replace('_', " ");
    let question = match fact.text("op") {
        Some("lt" | "lte") => format!("Below which {name} should an alert be sent?"),
        Some("outside") => format!("Outside which range of {name} should an alert be sent?"),
        _ => format!("Above which {name} should an alert be sent?"),
    };
    doc.notes.ask(Facet::Alert, question);
}

/// `threshold-based alerts`, `an alert on a temperature threshold`: the limit is open.
fn threshold_word(doc: &mut Doc, mentions: &[Mention], sentence: &Range<usize>, asked: bool) {
    let op = |at: usize| match doc.value(at, Class::Open)? {
        "limit" | "based" => Some(Op::Gt),
        "outside" => Some(Op::Outside),
        _ => None,
    };
    let free = |at: &usize| !doc.is_used(*at) && !doc.negated(*at) && !doc.is(*at, Class::Cap);
    let based = sentence
        .clone()
        .filter(free)
        .find(|at| matches!(doc.value(*at, Class::Open), Some("limit" | "based")));
    let word = based.or_else(|| sentence.clone().filter(free).find(|at| op(*at).is_some()));
    let Some((at, op)) = word.filter(|_| asked).and_then(|at| Some((at, op(at)?))) else {
        return;
    };
    let named = mentions
        .iter()
        .find(|m| sentence.contains(&m.range.start))
        .or_else(|| mentions.first().filter(|_| !doc.request));
    let Some(metric) = named
        .map(|mention| mention.name.clone())
        .filter(|name| name != "position")
    else {
        return;
    };
    let condition = Condition {
        op,
        low: None,
        high: None,
        unit: None,
        range: at..at + 1,
    };
    let one = Ruled {
        condition,
        metric,
        stretch: sentence.clone(),
    };
    let fact = single(&one);
    add(doc, fact, &[one], sentence);
    take_words(doc, sentence);
}

/// Accounts for the words that ask to be told and join conditions.
pub fn take_words(doc: &mut Doc, sentence: &Range<usize>) {
    for at in sentence.clone() {
        let word = [
            Class::Alert,
            Class::If,
            Class::Global,
            Class::Severity,
            Class::Open,
        ]
        .iter()
        .any(|class| doc.is(at, *class));
        if word {
            doc.take(at..at + 1, RULE);
        }
    }
}
