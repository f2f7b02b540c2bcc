//! The domain of a text: telemetry, plain records, something else, or nothing at all.

use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::Class;

use super::metric::Mention;

/// What a text asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// A backend for devices that report.
    Iot,
    /// A backend for records.
    Crud,
    /// Something that is no backend of either kind.
    Other,
    /// No content.
    Empty,
}

/// Judges a text by its evidence.
pub fn judge(doc: &Doc, mentions: &[Mention], entities: usize) -> Domain {
    let words = doc
        .chunks
        .iter()
        .filter(|chunk| chunk.kind == Kind::Word)
        .count();
    let known = doc.chunks.iter().any(|chunk| {
        !chunk.senses.is_empty() || !matches!(chunk.kind, Kind::Word | Kind::Sign(_) | Kind::Break)
    });
    if words == 0 || !known {
        return Domain::Empty;
    }
    let count = |class: Class| {
        (0..doc.chunks.len())
            .filter(|at| doc.is(*at, class) && !doc.negated(*at))
            .count()
    };
    let transport = (0..doc.chunks.len()).any(|at| {
        !doc.negated(at)
            && (matches!(
                doc.value(at, Class::Protocol),
                Some("mqtt" | "coap" | "modbus")
            ) || doc.is(at, Class::Product))
    });
    let regular = (0..doc.chunks.len()).any(|at| {
        matches!(doc.kind(at), Some(Kind::Duration { low_s, .. }) if *low_s <= 7200.0)
            && at > 0
            && doc.is(at - 1, Class::Every)
    });
    let disconnected =
        (0..doc.chunks.len()).any(|at| doc.negated(at) && matches!(doc.word(at), "connected"));
    let full_crud = (0..doc.chunks.len()).any(|at| doc.value(at, Class::Cap) == Some("crud"));
    let units = mentions.iter().any(|mention| mention.stated.is_some());
    let iot = count(Class::Iot).min(3)
        + mentions.len().min(4)
        + 3 * usize::from(transport)
        + 3 * usize::from(regular)
        + 2 * usize::from(units);
    let crud = count(Class::Crud).min(6)
        + 3 * entities
        + 4 * usize::from(full_crud)
        + 4 * usize::from(disconnected);
    if crud >= 2 && crud > iot {
        Domain::Crud
    } else if iot > 0 || count(Class::Device) > 0 || transport {
        Domain::Iot
    } else if crud > 0 {
        Domain::Crud
    } else {
        Domain::Other
    }
}
