//! Capabilities of the closed list, other requirements with a short name, and architecture.

use specgen_spec::fact::{Facet, Fact};

use crate::doc::Doc;
use crate::lexicon::Class;

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
    // `min and max` of a day is a rollup and a statistic; other words that a rule took stay with it.
    let free = !doc.is_used(at)
        || matches!(
            doc.used.get(at),
            Some(Some("rollup" | "product" | "page" | "capability"))
        );
    let fits = telemetry || !TELEMETRY.contains(&value.as_str()) && value != "patient_entity";
    if free && fits {
        doc.add_once(
            Fact::new(facet).with("value", value),
            "value",
            at..at + 1,
            "capability",
        );
    }
}
