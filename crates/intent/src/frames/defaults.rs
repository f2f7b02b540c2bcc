//! Defaults: what every project of a domain gets, marked as the tool's own choice.

use specgen_spec::fact::{Facet, Fact, Origin};

use super::domain::Domain;
use crate::doc::Doc;

/// Adds the defaults of a domain and the domain itself when it is none of telemetry.
pub fn add(doc: &mut Doc, domain: Domain) {
    match domain {
        Domain::Iot => telemetry(doc),
        Domain::Crud => {
            push(
                doc,
                Fact::new(Facet::Domain).with("value", "crud"),
                Origin::Prompt,
            );
            doc.notes.assume(
                Facet::Domain,
                "This is no IoT backend: its records are specified, nothing is built for devices.",
            );
        }
        Domain::Other => {
            push(
                doc,
                Fact::new(Facet::Domain).with("value", "other"),
                Origin::Prompt,
            );
            doc.notes.ask(
                Facet::Domain,
                "This describes no IoT backend. Which devices send which measurements?",
            );
        }
        Domain::Empty => {
            push(
                doc,
                Fact::new(Facet::Domain).with("value", "none"),
                Origin::Prompt,
            );
            doc.notes.ask(
                Facet::Domain,
                "What should the backend do? Name the devices and what they measure.",
            );
        }
    }
}

fn telemetry(doc: &mut Doc) {
    if doc.of(Facet::Storage).next().is_none() {
        let engine = doc.lexicon.emitted.first().cloned().unwrap_or_default();
        push(
            doc,
            Fact::new(Facet::Storage).with("value", engine),
            Origin::Default,
        );
    }
    if !doc.has(Facet::Capability, "health") {
        push(
            doc,
            Fact::new(Facet::Capability).with("value", "health"),
            Origin::Default,
        );
    }
    if doc.of(Facet::Topic).next().is_none() {
        push(
            doc,
            Fact::new(Facet::Topic).with("value", "sensors/{deviceId}/readings"),
            Origin::Default,
        );
    }
    if doc.of(Facet::Dashboard).next().is_none() {
        push(
            doc,
            Fact::new(Facet::Dashboard).with("value", true),
            Origin::Default,
        );
    }
    if doc.of(Facet::Metric).next().is_none() && doc.of(Facet::Position).next().is_none() {
        doc.notes.ask(
            Facet::Metric,
            "Which quantities do the devices measure, and in which units?",
        );
    }
}

fn push(doc: &mut Doc, fact: Fact, origin: Origin) {
    doc.facts.push(fact.origin(origin));
}
