//! Pages and live values: dashboard, charts, live transports.

use specgen_spec::fact::{Facet, Fact};

use crate::doc::Doc;
use crate::lexicon::Class;

const RULE: &str = "page";

/// Reads dashboard and live transport.
pub fn read(doc: &mut Doc) {
    dashboard(doc);
    live(doc);
}

fn dashboard(doc: &mut Doc) {
    let all: Vec<usize> = (0..doc.chunks.len())
        .filter(|at| doc.value(*at, Class::Dash) == Some("dashboard") && !doc.is_used(*at))
        .collect();
    let refused = all.iter().copied().find(|at| doc.negated(*at));
    let asked = all.iter().copied().find(|at| !doc.negated(*at));
    match (refused, asked) {
        (Some(no), Some(yes)) => {
            let (a, b) = (
                doc.quote(&doc.segment_of(no)),
                doc.quote(&doc.segment_of(yes)),
            );
            doc.notes.contradict(
                a,
                b,
                "the built-in page stays until one of them is confirmed",
            );
            doc.notes.ask(Facet::Dashboard, format!("{a}, or {b}?"));
            doc.take(no..no + 1, "contradiction");
            doc.take(yes..yes + 1, "contradiction");
        }
        (Some(at), None) => doc.add(
            Fact::new(Facet::Dashboard).with("value", false),
            at..at + 1,
            "refusal",
        ),
        (None, Some(at)) => doc.add(
            Fact::new(Facet::Dashboard).with("value", true),
            at..at + 1,
            RULE,
        ),
        (None, None) => {}
    }
    for at in all {
        if doc.is(at, Class::DashOk) && !doc.negated(at) {
            doc.add_once(
                Fact::new(Facet::Capability).with("value", "readings_query"),
                "value",
                at..at + 1,
                RULE,
            );
        }
        doc.take(at..at + 1, RULE);
    }
}

fn live(doc: &mut Doc) {
    for at in 0..doc.chunks.len() {
        let Some(transport) = doc.value(at, Class::Realtime).map(str::to_owned) else {
            continue;
        };
        if doc.is_used(at) {
            continue;
        }
        if doc.negated(at) {
            doc.take(at..at + 1, "refusal");
        } else {
            doc.add_once(
                Fact::new(Facet::Realtime).with("value", transport),
                "value",
                at..at + 1,
                RULE,
            );
        }
    }
    let asked = (0..doc.chunks.len())
        .find(|at| doc.is(*at, Class::Live) && !doc.negated(*at) && !doc.is_used(*at));
    if let Some(at) = asked
        && doc.of(Facet::Realtime).next().is_none()
    {
        doc.add(
            Fact::new(Facet::Realtime).with_assumed("value", "sse"),
            at..at + 1,
            RULE,
        );
    }
    for at in 0..doc.chunks.len() {
        if doc.is(at, Class::Live) {
            doc.take(at..at + 1, RULE);
        }
    }
}
