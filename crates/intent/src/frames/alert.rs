//! Alert rules: conditions with their quantity, qualifiers and combinations.

use std::ops::Range;

use serde_json::{Value, json};
use specgen_spec::fact::{Facet, Fact};

use super::condition::{Condition, Op, scan};
use super::fleet::number;
use super::metric::Mention;
use super::{qualifier, resolve};
use crate::doc::Doc;
use crate::lexicon::Class;

const RULE: &str = "alert";

/// A condition that found its quantity, with the stretch of the sentence that belongs to it.
struct Ruled {
    condition: Condition,
    metric: String,
    stretch: Range<usize>,
}

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
        let conditions: Vec<Condition> = scan(doc, &sentence)
            .into_iter()
            .filter(|c| belongs(doc, c, &sentence, asked || announced))
            .collect();
        if conditions.is_empty() {
            hold_of_rule_before(doc, rules_before, &sentence);
            threshold_word(doc, mentions, &sentence, asked);
            continue;
        }
        let mut ruled = assign(doc, mentions, conditions, &sentence, &mut last);
        if ruled.is_empty() {
            threshold_word(doc, mentions, &sentence, asked);
            continue;
        }
        drop_bounds_of_bands(doc, &mut ruled);
        let ruled = share_condition(doc, mentions, ruled);
        let before = doc.facts.len();
        settle_units(doc, &ruled);
        emit(doc, ruled, &sentence);
        shared_details(doc, before, &sentence);
        if doc.facts.len() > before {
            rules_before = before;
            take_words(doc, &sentence);
        }
    }
}

/// `if it is outside for more than 10 minutes` behind a range: the time belongs to that range.
fn hold_of_rule_before(doc: &mut Doc, from: usize, sentence: &Range<usize>) {
    let outside = sentence
        .clone()
        .any(|at| doc.value(at, Class::Op) == Some("outside"))
        && sentence.clone().any(|at| doc.is(at, Class::If));
    let silent = sentence.clone().any(|at| doc.is(at, Class::Offline));
    let Some(at) = doc
        .facts
        .iter()
        .skip(from)
        .position(|fact| fact.facet == Facet::Alert)
        .map(|at| at + from)
    else {
        return;
    };
    if !outside || silent {
        return;
    }
    let mut rule = doc.facts.remove(at);
    qualifier::apply(doc, &mut rule, sentence);
    doc.facts.insert(at, rule);
    take_words(doc, sentence);
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
    let conditional = sentence
        .clone()
        .any(|at| doc.is(at, Class::If) && !matches!(doc.word(at), "per" | "where" | "in" | "bei"));
    let kept = sentence
        .clone()
        .any(|at| doc.is(at, Class::Keep) && doc.value(at, Class::Keep) == Some("keep"));
    let arrow = sentence.clone().any(|at| doc.sign(at, '→'));
    asked || (conditional || arrow) && !kept || condition.unit.is_some() && condition.low.is_some()
}

/// Gives each condition its quantity and its stretch: to the next comma, or to the next condition.
fn assign(
    doc: &Doc,
    mentions: &[Mention],
    conditions: Vec<Condition>,
    sentence: &Range<usize>,
    last: &mut Option<String>,
) -> Vec<Ruled> {
    let mut out: Vec<Ruled> = Vec::new();
    let starts: Vec<usize> = conditions
        .iter()
        .map(|condition| condition.range.start)
        .collect();
    for (index, condition) in conditions.into_iter().enumerate() {
        let from = out
            .last()
            .map_or(sentence.start, |ruled| ruled.condition.range.end);
        let to = starts.get(index + 1).copied().unwrap_or(sentence.end);
        let window = from..to;
        let carried = last.as_deref();
        let Some((metric, named)) = resolve::subject(doc, mentions, &condition, &window, carried)
        else {
            continue;
        };
        *last = Some(metric.clone());
        let start = if index == 0 {
            sentence.start
        } else {
            boundary(doc, from, condition.range.start, named.as_ref())
        };
        if let Some(previous) = out.last_mut() {
            previous.stretch.end = start;
        }
        out.push(Ruled {
            condition,
            metric,
            stretch: start..sentence.end,
        });
    }
    out
}

/// A quantity whose unit was only assumed is measured in the unit of its rule, when that is of another dimension.
fn settle_units(doc: &mut Doc, ruled: &[Ruled]) {
    for one in ruled {
        let Some(unit) = one.condition.unit.as_deref() else {
            continue;
        };
        let own = resolve::unit_of(doc, &one.metric);
        let other = own.as_deref().and_then(|own| doc.lexicon.dimension(own))
            != doc.lexicon.dimension(unit);
        if !other || !resolve::unit_is_assumed(doc, &one.metric) {
            continue;
        }
        let fact = doc.facts.iter_mut().find(|fact| {
            fact.facet == Facet::Metric && fact.text("name") == Some(one.metric.as_str())
        });
        if let Some(fact) = fact {
            fact.keys.insert("unit".to_owned(), unit.into());
        }
    }
}

/// `below 20 but over 15` after `20 or more`: the upper bound only closes the band above.
fn drop_bounds_of_bands(doc: &Doc, ruled: &mut Vec<Ruled>) {
    let known: Vec<(String, f64)> = doc
        .of(Facet::Alert)
        .filter_map(|fact| Some((fact.text("metric")?.to_owned(), fact.number("value")?)))
        .collect();
    let above: Vec<(String, f64)> = ruled
        .iter()
        .filter(|one| one.condition.op.is_high())
        .filter_map(|one| Some((one.metric.clone(), one.condition.low?)))
        .collect();
    let several = above.len() > 1 || !known.is_empty();
    ruled.retain(|one| {
        let bound = one.condition.low.is_some_and(|low| {
            known
                .iter()
                .chain(&above)
                .any(|(name, value)| *name == one.metric && (*value - low).abs() < 1e-9)
        });
        !(several && one.condition.op.is_low() && bound)
    });
}

/// `temperature or humidity leave their range`: each quantity joined to the named one gets the rule.
fn share_condition(doc: &Doc, mentions: &[Mention], ruled: Vec<Ruled>) -> Vec<Ruled> {
    let mut out: Vec<Ruled> = Vec::new();
    for one in ruled {
        let named = mentions.iter().rposition(|m| {
            m.name == one.metric
                && m.range.end <= one.condition.range.start
                && m.range.start >= one.stretch.start
        });
        let mut joined = Vec::new();
        let mut at = named;
        while let Some((left, right)) =
            at.and_then(|at| Some((mentions.get(at.checked_sub(1)?)?, mentions.get(at)?)))
        {
            let gap = left.whole.end..right.range.start;
            let close = gap.len() <= 3
                && gap
                    .clone()
                    .all(|i| doc.is_filler(i) || doc.is(i, Class::And) || doc.sign(i, ','));
            if !close || left.range.start < one.stretch.start || gap.is_empty() {
                break;
            }
            joined.push(left.name.clone());
            at = at.and_then(|at| at.checked_sub(1));
        }
        let shared = one.condition.unit.is_none();
        for metric in joined.into_iter().rev().filter(|_| shared) {
            out.push(Ruled {
                condition: one.condition.clone(),
                metric,
                stretch: one.stretch.clone(),
            });
        }
        out.push(one);
    }
    out
}

/// Between two conditions, what stands before the last comma, `and` or `or` belongs to the first.
fn boundary(doc: &Doc, from: usize, to: usize, named: Option<&Range<usize>>) -> usize {
    let to = named.map_or(to, |named| named.start.clamp(from, to));
    let splits = |at: &usize| doc.sign(*at, ',') || doc.is(*at, Class::And);
    (from..to).rev().find(splits).map_or(to, |at| at + 1)
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

/// `under 215F or over 260F` is one range when both say nothing else.
fn makes_range(doc: &Doc, one: &Ruled, next: &Ruled) -> bool {
    let opposite = one.condition.op.is_low() && next.condition.op.is_high()
        || one.condition.op.is_high() && next.condition.op.is_low();
    let ordered = match (one.condition.low, next.condition.low) {
        (Some(a), Some(b)) => {
            if one.condition.op.is_low() {
                a < b
            } else {
                b < a
            }
        }
        (None, None) => true,
        _ => false,
    };
    let between = one.condition.range.end..next.condition.range.start;
    let or = between
        .clone()
        .any(|at| doc.value(at, Class::And) == Some("or"));
    let severe = one
        .stretch
        .clone()
        .chain(next.stretch.clone())
        .filter(|at| doc.is(*at, Class::Severity) && !doc.is(*at, Class::Alert))
        .count()
        > 1;
    opposite && ordered && one.metric == next.metric && or && !severe
}

fn range_of(one: &Ruled, next: &Ruled) -> Fact {
    let (low, high) = if one.condition.op.is_low() {
        (one, next)
    } else {
        (next, one)
    };
    let fact = Fact::new(Facet::Alert)
        .with("kind", "range")
        .with("metric", one.metric.as_str())
        .with("op", "outside");
    let fact = fact
        .with("min", value(low.condition.low))
        .with("max", value(high.condition.low));
    with_unit(
        fact,
        one.condition
            .unit
            .as_deref()
            .or(next.condition.unit.as_deref()),
    )
}

fn single(one: &Ruled) -> Fact {
    let condition = &one.condition;
    let fact = Fact::new(Facet::Alert);
    let fact = match condition.op {
        Op::Outside => fact
            .with("kind", "range")
            .with("metric", one.metric.as_str())
            .with("op", "outside")
            .with("min", value(condition.low))
            .with("max", value(condition.high)),
        Op::Rise | Op::Fall => fact
            .with("kind", "rate_of_change")
            .with("metric", one.metric.as_str())
            .with("op", condition.op.word())
            .with("value", value(condition.low)),
        op => fact
            .with("kind", "threshold")
            .with("metric", one.metric.as_str())
            .with("op", op.word())
            .with("value", value(condition.low)),
    };
    with_unit(fact, condition.unit.as_deref())
}

fn with_unit(fact: Fact, unit: Option<&str>) -> Fact {
    match unit {
        Some(unit) => fact.with("unit", unit),
        None => fact,
    }
}

fn value(number_or_open: Option<f64>) -> Value {
    number_or_open.map_or(Value::Null, number)
}

/// Two conditions on two quantities, joined by `and` inside one `if`, are one rule.
fn composite(doc: &Doc, ruled: &[Ruled], sentence: &Range<usize>) -> Option<Fact> {
    let [first, .., last] = ruled else {
        return None;
    };
    let mut names: Vec<&str> = ruled.iter().map(|one| one.metric.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let between = first.condition.range.end..last.condition.range.start;
    let joined = between
        .clone()
        .any(|at| matches!(doc.value(at, Class::And), Some("and" | "both")))
        && !between
            .clone()
            .any(|at| doc.value(at, Class::And) == Some("or"));
    let apart = between
        .clone()
        .any(|at| doc.sign(at, ',') || doc.is(at, Class::Channel) || doc.is(at, Class::Severity));
    let again = between
        .clone()
        .any(|at| doc.is(at, Class::If) && doc.value(at, Class::And) != Some("both"));
    let conditional = sentence
        .clone()
        .take_while(|at| *at < first.condition.range.start)
        .any(|at| doc.is(at, Class::If))
        || between
            .clone()
            .any(|at| doc.value(at, Class::And) == Some("both"));
    let single_words = ruled.iter().all(|one| one.condition.op != Op::Outside);
    if names.len() != ruled.len() || !joined || apart || again || !conditional || !single_words {
        return None;
    }
    let terms: Vec<Value> = ruled.iter().map(term).collect();
    Some(
        Fact::new(Facet::Alert)
            .with("kind", "composite")
            .with("logic", "and")
            .with("terms", terms),
    )
}

fn term(one: &Ruled) -> Value {
    let mut term = json!({"metric": one.metric, "op": one.condition.op.word(), "value": value(one.condition.low)});
    if let (Some(unit), Some(map)) = (&one.condition.unit, term.as_object_mut()) {
        map.insert("unit".to_owned(), unit.as_str().into());
    }
    term
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

/// `5 °C hysteresis each` and sentences without a condition of their own hold for every rule of the sentence.
fn shared_details(doc: &mut Doc, from: usize, sentence: &Range<usize>) {
    let global = sentence.clone().any(|at| doc.is(at, Class::Global));
    let shared: Vec<(String, Value)> = ["hysteresis", "cooldown_s", "for_s", "notify_recovery"]
        .iter()
        .filter_map(|key| {
            let found = doc
                .facts
                .get(from..)?
                .iter()
                .find_map(|fact| fact.keys.get(*key))?;
            (global && *key != "for_s" || *key == "notify_recovery")
                .then(|| ((*key).to_owned(), found.clone()))
        })
        .collect();
    for fact in doc
        .facts
        .get_mut(from..)
        .into_iter()
        .flatten()
        .filter(|fact| fact.facet == Facet::Alert)
    {
        for (key, value) in &shared {
            qualifier::set(fact, key, value.clone());
        }
    }
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
        .or_else(|| mentions.first());
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

/// Sentences that only add to rules: `at least six hours between two messages about the same pressure rule`.
pub fn read_details(doc: &mut Doc, mentions: &[Mention]) {
    for sentence in doc.sentences.clone() {
        let detail = sentence
            .clone()
            .any(|at| doc.is(at, Class::Hyst) && !doc.is_used(at) && !doc.negated(at));
        if !detail || !doc.facts.iter().any(|fact| fact.facet == Facet::Alert) {
            continue;
        }
        let mut found = Fact::new(Facet::Alert);
        qualifier::apply(doc, &mut found, &sentence);
        found.keys.shift_remove("severity");
        found.keys.shift_remove("for_s");
        let about: Vec<&str> = mentions
            .iter()
            .filter(|m| sentence.contains(&m.range.start))
            .map(|m| m.name.as_str())
            .collect();
        let concerns = |fact: &Fact| {
            fact.facet == Facet::Alert
                && (about.is_empty()
                    || fact
                        .text("metric")
                        .is_some_and(|name| about.contains(&name)))
        };
        for fact in doc.facts.iter_mut().filter(|fact| concerns(fact)) {
            for (key, value) in &found.keys {
                qualifier::set(fact, key, value.clone());
            }
        }
        if !found.keys.is_empty() {
            take_words(doc, &sentence);
        }
    }
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
