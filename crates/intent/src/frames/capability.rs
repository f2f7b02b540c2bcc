//! Capabilities of the closed list, other requirements with a short name, and architecture.

use specgen_spec::fact::{Facet, Fact};

use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

/// Capabilities that make no sense without telemetry.
const TELEMETRY: [&str; 6] = [
    "readings_query",
    "latest_reading",
    "device_crud",
    "device_status",
    "ingest_http",
    "bulk_ingest",
];

/// Reads capabilities and requirements.
pub fn read(doc: &mut Doc, telemetry: bool) {
    for at in 0..doc.chunks.len() {
        if doc.used.get(at).copied().flatten() == Some(super::hostile::RULE) {
            continue;
        }
        one(doc, at, Class::Cap, Facet::Capability, telemetry);
        one(doc, at, Class::Nfr, Facet::Nfr, telemetry);
        one(doc, at, Class::Arch, Facet::Architecture, telemetry);
    }
}

fn one(doc: &mut Doc, at: usize, class: Class, facet: Facet, telemetry: bool) {
    let Some(value) = doc.value(at, class).map(str::to_owned) else {
        return;
    };
    if doc.negated(at) {
        doc.take(at..at + 1, "refusal");
        return;
    }
    let summed_up = doc.used.get(at) == Some(&Some("rollup")) && !doc.word(at).starts_with("stat");
    if doc.request && value == "stats" && summed_up {
        return;
    }
    // `change the threshold` of a system that has some asks which one, and for what.
    if doc.request && value == "thresholds_configurable" && is_order(doc, at) {
        return;
    }
    let exports = doc
        .sentence_of(at)
        .any(|at| doc.value(at, Class::Cap) == Some("csv_export"));
    let span = exports && doc.word(at).ends_with("range");
    if doc.request && value == "readings_query" && (span || only_says_when(doc, at)) {
        doc.take(at..at + 1, "context");
        return;
    }
    // `min and max` of a day is a rollup and a statistic; other words that a rule took stay with it.
    let free = !doc.is_used(at)
        || matches!(
            doc.used.get(at),
            Some(Some("rollup" | "product" | "page" | "capability"))
        );
    let fits = telemetry || !TELEMETRY.contains(&value.as_str()) && value != "patient_entity";
    if free && fits {
        let stated = Fact::new(facet).with("value", value.as_str());
        let (stated, taken) = match value.as_str() {
            "pagination" => paged(doc, stated, at),
            "rate_limit" => limited(doc, stated, at),
            "csv_export" if doc.request => filtered(doc, stated, at),
            _ if class == Class::Arch => layered(doc, stated, at),
            _ => (stated, Vec::new()),
        };
        for detail in taken {
            doc.take(detail..detail + 1, "capability");
        }
        doc.add_once(stated, "value", at..at + 1, "capability");
    }
}

/// Is a phrase all that a sentence orders?
fn is_order(doc: &Doc, at: usize) -> bool {
    const VERBS: [&str; 4] = ["change ", "set ", "adjust ", "edit "];
    let order = VERBS.iter().any(|verb| doc.word(at).starts_with(verb));
    let rest = |other: usize| other != at && !doc.is_filler(other) && !doc.is_used(other);
    order && !doc.sentence_of(at).any(rest)
}

/// `we fitted them last week`: a time that nobody asks to see.
fn only_says_when(doc: &Doc, at: usize) -> bool {
    let time = ["last ", "past ", "the last ", "over the "]
        .iter()
        .any(|lead| doc.word(at).starts_with(lead));
    let asks = |at: usize| doc.has_word(at, Words::Looks);
    time && !doc.word(at).ends_with("values")
        && !doc.word(at).ends_with("readings")
        && !doc.sentence_of(at).any(asks)
}

/// `100 requests per minute per client`: how many within which time, and for whom.
fn limited(doc: &Doc, stated: Fact, at: usize) -> (Fact, Vec<usize>) {
    const TIMES: [(&str, &str); 3] = [("second", "s"), ("minute", "min"), ("hour", "h")];
    let sentence = doc.sentence_of(at);
    let number = |i: usize| match doc.kind(i)? {
        Kind::Number {
            low, high: None, ..
        } if low.fract() == 0.0 && *low > 1.0 && !doc.is_used(i) => Some(*low),
        _ => None,
    };
    let said = |i: usize| TIMES.iter().find(|(word, _)| doc.word(i).contains(word));
    // The number that a time stands behind: `pages of 100, and 60 requests per minute`.
    let rate = sentence.clone().find_map(|from| {
        let count = number(from)?;
        let mut behind = from + 1..sentence.end.min(from + 6);
        let unit = behind.find(|i| said(*i).is_some() || number(*i).is_some())?;
        said(unit).map(|_| (count, from, unit))
    });
    let Some((count, from, unit)) = rate else {
        return (stated, Vec::new());
    };
    let letter = said(unit).map_or("min", |(_, letter)| letter);
    let device = sentence.clone().any(|i| doc.is(i, Class::Device));
    let ip = sentence.clone().any(|i| doc.word(i) == "ip");
    let scope = if ip {
        "ip"
    } else if device {
        "device"
    } else {
        "client"
    };
    let stated = stated
        .with("amount", format!("{count:.0}/{letter}"))
        .with("scope", scope);
    (stated, (from..=unit).collect())
}

/// `layers (handler, service, repository)`: the parts of an architecture.
fn layered(doc: &Doc, stated: Fact, at: usize) -> (Fact, Vec<usize>) {
    let open = at + 1;
    let close = doc
        .sentence_of(at)
        .find(|end| *end > open && doc.sign(*end, ')'));
    let Some(close) = close.filter(|_| doc.sign(open, '(')) else {
        return (stated, Vec::new());
    };
    let parts = doc.quote(&(open + 1..close)).to_lowercase();
    (stated.with("scope", parts), (open..=close).collect())
}

/// `limit and offset, default 100, at most 500`: how a list is cut into pages.
fn paged(doc: &Doc, mut fact: Fact, at: usize) -> (Fact, Vec<usize>) {
    let style = doc
        .sentence_of(at)
        .filter(|at| !doc.is_used(*at) || doc.value(*at, Class::Cap) == Some("pagination"))
        .flat_map(|at| ["offset", "cursor"].map(|style| (at, style)))
        .find(|(at, style)| doc.word(*at).contains(style))
        .map(|(_, style)| style);
    if let Some(style) = style {
        fact = fact.with("style", style);
    }
    let mut taken = Vec::new();
    for number in doc.sentence_of(at) {
        let Some(Kind::Number {
            low,
            high: None,
            spelled: false,
        }) = doc.kind(number)
        else {
            continue;
        };
        if doc.is_used(number) || low.fract() != 0.0 {
            continue;
        }
        let before = |back: usize| number.checked_sub(back).map_or("", |at| doc.word(at));
        let near = [before(1), before(2)];
        let says = |list: Words| near.iter().any(|word| doc.lexicon.says(list, word));
        let noun = doc.word(number + 1).split(' ').next().unwrap_or_default();
        let counted = doc.lexicon.says(Words::Rows, noun);
        let key = if says(Words::PageDefault)
            || number + 1 == at && !says(Words::Most)
            || doc.word(at).ends_with("size") && (at + 1..at + 3).contains(&number)
            || counted && !says(Words::Most)
            || before(1) == "of" && before(2).starts_with("page")
            || before(1) == "pages of"
            || doc.word(number + 1).starts_with("per ") && !says(Words::Most)
            || doc.quote(&(number + 1..number + 4)) == "at a time"
        {
            "default"
        } else if says(Words::Most)
            || doc.says(number + 1, Words::Most)
            || doc
                .quote(&(number + 1..number + 4))
                .starts_with("at the most")
        {
            "max"
        } else {
            continue;
        };
        fact.keys
            .entry(key.to_owned())
            .or_insert_with(|| super::fleet::number(*low));
        taken.push(number);
        taken.extend(
            (1..=2)
                .filter_map(|back| number.checked_sub(back))
                .filter(|at| doc.says(*at, Words::PageDefault) || doc.says(*at, Words::Most)),
        );
        taken.extend(Some(number + 1).filter(|at| doc.says(*at, Words::Most)));
    }
    (fact, taken)
}

/// `a CSV download for a tank and a period`: by what an export is narrowed.
fn filtered(doc: &Doc, fact: Fact, at: usize) -> (Fact, Vec<usize>) {
    let mut by: Vec<&str> = Vec::new();
    let mut taken = Vec::new();
    for next in at + 1..doc.sentence_of(at).end {
        // `and book a room`: another thought.
        let joint = doc.is(next, Class::And) || doc.sign(next, ',');
        if joint
            && doc
                .chunks
                .get(next + 1)
                .is_some_and(crate::chunk::Chunk::is_unknown)
        {
            break;
        }
        // `at 10000 rows` counts what is in it.
        let counted = matches!(doc.kind(next - 1), Some(Kind::Number { .. }));
        let device = doc.is(next, Class::Device) && !counted;
        let period = doc.says(next, Words::Dates);
        if !(device || period) || doc.is_used(next) {
            continue;
        }
        let key = if device { "device" } else { "date_range" };
        if !by.contains(&key) {
            by.push(key);
        }
        taken.push(next);
    }
    if by.is_empty() {
        return (fact, taken);
    }
    (fact.with("filters", by), taken)
}
