//! How many devices there are: `25 storage rooms`, `Inverters: 48`.

use specgen_spec::fact::{Facet, Fact};

use super::fleet::number;
use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

const RULE: &str = "scale";

/// Reads the number of devices: the best count of a noun for things that measure.
pub fn read_devices(doc: &mut Doc) {
    let mut best: Option<(u8, f64, std::ops::Range<usize>)> = None;
    for at in 0..doc.chunks.len() {
        let Some((rank, count, range)) = count_at(doc, at) else {
            continue;
        };
        let joined = best
            .as_ref()
            .filter(|(_, _, have)| doc.says(have.end, Words::With) && have.end + 1 == range.start);
        let each = (range.end..range.end + 2).any(|i| doc.says(i, Words::Apiece));
        if let Some((_, outer, have)) = joined.filter(|_| each) {
            best = Some((rank.max(3), outer * count, have.start..range.end));
        } else if best.as_ref().is_none_or(|(have, _, _)| rank > *have) {
            best = Some((rank, count, range));
        }
    }
    if let Some((_, count, range)) = best {
        let fact = Fact::new(Facet::Scale).with("devices", number(count));
        doc.add(fact, range, RULE);
    }
}

fn count_at(doc: &Doc, at: usize) -> Option<(u8, f64, std::ops::Range<usize>)> {
    let Some(Kind::Number {
        low,
        high: None,
        spelled,
    }) = doc.kind(at)
    else {
        return None;
    };
    if doc.is_used(at) || low.fract() != 0.0 || *low < 1.0 || doc.negated(at) {
        return None;
    }
    let article = *spelled && *low < 1.5 && doc.word(at) != "one";
    // `Inverters: 48`
    let ends = doc.segment_of(at) == (at..at + 1);
    if ends && at > 1 && doc.sign(at - 1, ':') && doc.is(at - 2, Class::Device) {
        return Some((4, *low, at - 2..at + 1));
    }
    let mut noun = at + 1;
    while noun <= at + 3 {
        let chunk = doc.chunks.get(noun)?;
        if doc.word(noun) == "of" && matches!(doc.word(noun + 1), "them" | "these" | "those") {
            return Some((2, *low, at..noun + 2));
        }
        if let Some(kind) = chunk.value(Class::Device) {
            let rank = match kind {
                "place" => 2,
                _ => 4,
            };
            let rank = if article || *low < 1.5 { 1 } else { rank };
            return Some((rank, *low, at..noun + 1));
        }
        let adjective = chunk.is_unknown()
            || chunk.is(Class::Modifier)
            || chunk.is(Class::Iot)
            || chunk.is(Class::Metric)
            || chunk.is(Class::Filler)
            || chunk.is(Class::Send);
        if !adjective || !matches!(chunk.kind, Kind::Word) {
            break;
        }
        noun += 1;
    }
    let plain = doc.chunks.get(at + 1).is_some_and(|chunk| {
        let noun = chunk.is_unknown() || chunk.is(Class::Modifier) && chunk.text.ends_with('s');
        noun && chunk.text.len() > 3
    });
    let early =
        doc.sentence_of(at).start <= doc.sentences.get(2).map_or(usize::MAX, |third| third.start);
    let bounded = at > 0
        && (doc.says(at - 1, Words::CountIn)
            || doc.is(at - 1, Class::Op)
            || doc.is(at - 1, Class::Hold));
    (plain && (early || doc.sentence_of(at).len() <= 3) && !bounded && !article && *low > 1.0)
        .then_some((1, *low, at..at + 2))
}
