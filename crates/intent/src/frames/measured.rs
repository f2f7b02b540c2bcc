//! What the devices measure: the facts behind the mentions, aliases settled, refusals left out.

use std::ops::Range;

use specgen_spec::fact::{Facet, Fact};

use super::metric::{self, Mention};
use super::unit::Stated;
use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

const RULE: &str = "metric";
/// The rule of a mention that repeats a known quantity.
pub const AGAIN: &str = "metric_again";

/// Turns mentions into metric facts and gives each mention the name that holds in this text.
pub fn read(doc: &mut Doc, mentions: &mut Vec<Mention>) {
    drop_title(doc, mentions);
    let refused: Vec<String> = mentions
        .iter()
        .filter(|m| doc.negated(m.range.start))
        .map(|m| m.name.clone())
        .collect();
    for mention in mentions.iter() {
        if doc.negated(mention.range.start) {
            doc.take(mention.whole.clone(), "refusal");
        }
    }
    let ruled = |doc: &Doc, mention: &Mention| {
        refused.contains(&mention.name) && !asked_elsewhere(doc, mention)
    };
    mentions.retain(|m| !doc.negated(m.range.start) && !ruled(doc, m));
    drop_categories(doc, mentions);
    drop_strays(doc, mentions);
    upgrade_by_unit(doc, mentions);
    settle_aliases(doc, mentions);
    for at in 0..mentions.len() {
        let Some(mention) = mentions.get(at).cloned() else {
            break;
        };
        if mention.name == "position" {
            doc.add_once(
                Fact::new(Facet::Position).with("value", true),
                "value",
                mention.whole,
                RULE,
            );
            continue;
        }
        let best = best_unit(mentions, &mention).or_else(|| unit_of_text(doc, mentions, &mention));
        let fact = metric::fact(
            doc,
            &Mention {
                stated: best.or(mention.stated.clone()),
                ..mention.clone()
            },
        );
        // A later mention says nothing new by itself; its sentence has to account for it.
        let again = doc
            .of(Facet::Metric)
            .any(|have| have.keys.get("name") == fact.keys.get("name"));
        doc.add_once(
            fact,
            "name",
            mention.whole.clone(),
            if again { AGAIN } else { RULE },
        );
    }
}

/// `air quality readings (PM10, CO2)`: the word before the bracket only gathers the quantities inside.
fn drop_categories(doc: &mut Doc, mentions: &mut Vec<Mention>) {
    let starts: Vec<usize> = mentions.iter().map(|mention| mention.range.start).collect();
    let gathers = |doc: &Doc, mention: &Mention| {
        let opens = |at: &usize| doc.sign(*at, '(') || doc.request && doc.sign(*at, ':');
        let open = (mention.range.end..mention.range.end + 2).find(opens);
        mention.stated.is_none() && open.is_some_and(|open| starts.contains(&(open + 1)))
    };
    for mention in mentions.iter() {
        if gathers(doc, mention) {
            doc.take(mention.range.clone(), "category");
        }
    }
    mentions.retain(|mention| !gathers(doc, mention));
}

/// A quantity far from everything that measures, sends or rules is no part of the payload: `trade the stored energy`.
fn drop_strays(doc: &Doc, mentions: &mut Vec<Mention>) {
    let first_end = mentions
        .first()
        .map_or(0, |first| doc.sentence_of(first.range.start).end);
    let evidence = [
        Class::Send,
        Class::Device,
        Class::Alert,
        Class::If,
        Class::Op,
        Class::Every,
        Class::Severity,
        Class::Channel,
        Class::Period,
    ];
    let added = |sentence: &Range<usize>| {
        doc.request
            && sentence
                .clone()
                .any(|at| doc.value(at, Class::Act) == Some("add"))
    };
    let all = mentions.clone();
    mentions.retain(|mention| {
        let sentence = doc.sentence_of(mention.range.start);
        if (all.len() > 1 || doc.request)
            && mention.stated.is_none()
            && only_names_work(doc, mention)
        {
            return false;
        }
        let listed = all
            .iter()
            .any(|other| other != mention && sentence.contains(&other.range.start));
        let short = sentence.len() <= 4;
        mention.stated.is_some()
            || sentence.start < first_end
            || listed
            || short
            || added(&sentence)
            || evidence.iter().any(|class| doc.any(&sentence, *class))
    });
}

/// `gas monitoring` names the project, `(leak)` behind a rule says what it means, `set the target temperature` is a command.
fn only_names_work(doc: &Doc, mention: &Mention) -> bool {
    let (start, end) = (mention.range.start, mention.range.end);
    let project = doc.says(end, Words::NamesWork);
    let explains = start > 0
        && doc.sign(start - 1, '(')
        && doc.sign(end, ')')
        && doc
            .sentence_of(start)
            .take_while(|at| *at < start)
            .any(|at| doc.is(at, Class::Op));
    let sentence = doc.sentence_of(start);
    let commanded = (sentence.start.max(start.saturating_sub(3))..start)
        .any(|at| doc.is(at, Class::CmdVerb))
        && sentence.clone().any(|at| doc.is(at, Class::CmdCue))
        && !sentence
            .clone()
            .any(|at| doc.is(at, Class::Send) || doc.is(at, Class::Op));
    project || explains || commanded
}

fn asked_elsewhere(doc: &Doc, mention: &Mention) -> bool {
    mention.stated.is_some() && !doc.negated(mention.range.start)
}

/// The first words of a text name the project; a quantity there counts only when nothing else names one.
fn drop_title(doc: &mut Doc, mentions: &mut Vec<Mention>) {
    let Some(first) = doc.sentences.first().cloned().filter(|_| !doc.request) else {
        return;
    };
    let title = doc
        .segments(&first)
        .into_iter()
        .next()
        .unwrap_or(first.clone());
    let ends_with_colon = doc.sign(title.end, ':');
    let inside = |mention: &&Mention| title.contains(&mention.range.start);
    // `Lockers with occupancy and battery` lists what is measured.
    let lists = mentions.iter().filter(inside).count() > 1;
    let short = title == first && title.len() <= 6 && doc.sentences.len() > 1 && !lists;
    if !ends_with_colon && !short
        || title
            .clone()
            .any(|at| doc.is(at, Class::Send) && doc.word(at) != "monitoring")
    {
        return;
    }
    let inside = |mention: &Mention| {
        mention.range.start >= title.start
            && mention.range.end <= title.end
            && mention.stated.is_none()
    };
    let outside = mentions.iter().filter(|m| !inside(m)).count();
    if outside > 0 {
        for mention in mentions.iter().filter(|mention| inside(mention)) {
            doc.take(mention.range.clone(), "title");
        }
        mentions.retain(|mention| !inside(mention));
    }
}

/// `battery (V)` is a voltage; `level (cm)` in a text about wells is the water level.
fn upgrade_by_unit(doc: &Doc, mentions: &mut [Mention]) {
    for mention in mentions.iter_mut() {
        let Some(Stated::Unit(unit)) = &mention.stated else {
            continue;
        };
        let dimension = doc.lexicon.dimension(unit);
        let better = match (mention.name.as_str(), dimension) {
            ("battery", Some("voltage")) => "battery_voltage",
            ("water_level" | "level", Some("ratio")) if mention.name == "level" => "fill_level",
            ("speed", Some("rotation")) => "rpm",
            ("humidity", Some("temperature")) => "temperature",
            _ => continue,
        };
        better.clone_into(&mut mention.name);
    }
}

/// A bare `pressure` in a rule means the `line_pressure` that was listed; a bare `level` the only level there is.
fn settle_aliases(doc: &Doc, mentions: &mut [Mention]) {
    let ruled = |mention: &Mention| {
        let sentence = doc.sentence_of(mention.range.start);
        let limit = |at: usize| {
            doc.is(at, Class::Op)
                && (at + 1..at + 4).any(|i| {
                    matches!(
                        doc.kind(i),
                        Some(Kind::Quantity { .. } | Kind::Number { .. })
                    )
                })
        };
        let asks = [
            Class::If,
            Class::Severity,
            Class::Alert,
            Class::Func,
            Class::Hyst,
        ];
        sentence
            .clone()
            .any(|at| limit(at) || asks.iter().any(|class| doc.is(at, *class)))
    };
    let listed: Vec<(String, String)> = mentions
        .iter()
        .filter(|m| m.stated.is_some() || !ruled(m))
        .map(|m| (m.name.clone(), m.head.clone()))
        .collect();
    for mention in mentions.iter_mut() {
        if mention.stated.is_some()
            || mention.range.len() > 1
            || !ruled(mention)
            || listed.iter().any(|(name, _)| *name == mention.name)
        {
            continue;
        }
        let contains = |name: &str| {
            name.split('_')
                .any(|part| part == mention.name || part == mention.head)
        };
        let composed = |name: &str| mention.name.starts_with(name) || mention.name.ends_with(name);
        let matching = listed
            .iter()
            .find(|(name, head)| contains(name) || *head == mention.name || composed(name));
        if let Some((name, _)) = matching {
            name.clone_into(&mut mention.name);
        }
    }
    let wet = doc.chunks.iter().any(|chunk| {
        doc.lexicon
            .words(Words::Wet)
            .any(|word| chunk.text.contains(word))
    });
    for mention in mentions
        .iter_mut()
        .filter(|mention| mention.name == "level")
    {
        if wet {
            "water_level".clone_into(&mut mention.name);
        }
    }
}

/// A text that speaks of one unit of a dimension means it everywhere: limits in F make readings in F.
fn unit_of_text(doc: &Doc, mentions: &[Mention], wanted: &Mention) -> Option<Stated> {
    let quantity = doc
        .lexicon
        .quantity(&wanted.name)
        .or_else(|| doc.lexicon.quantity(&wanted.head))?;
    let dimension = doc.lexicon.dimension(&quantity.unit)?;
    let same = |unit: &str| doc.lexicon.dimension(unit) == Some(dimension) && dimension != "length";
    let numbers = doc.chunks.iter().filter_map(|chunk| match &chunk.kind {
        Kind::Quantity { unit, .. } => Some(unit.clone()),
        _ => None,
    });
    let stated = mentions.iter().filter_map(|mention| match &mention.stated {
        Some(Stated::Unit(unit)) => Some(unit.clone()),
        _ => None,
    });
    let mut units: Vec<String> = numbers.chain(stated).filter(|unit| same(unit)).collect();
    units.sort();
    units.dedup();
    let [only] = units.as_slice() else {
        return None;
    };
    (*only != quantity.unit).then(|| Stated::Unit(only.clone()))
}

/// The unit may stand at another mention of the same quantity.
fn best_unit(mentions: &[Mention], wanted: &Mention) -> Option<Stated> {
    mentions
        .iter()
        .filter(|mention| mention.name == wanted.name)
        .find_map(|mention| mention.stated.clone())
}
