//! Topics and literal routes.

use specgen_spec::fact::{Facet, Fact};

use crate::chunk::Kind;
use crate::doc::Doc;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// Reads every path of the text.
pub fn read(doc: &mut Doc) {
    let mut endpoints = 0;
    for at in 0..doc.chunks.len() {
        if doc.kind(at) != Some(&Kind::Path) || doc.is_used(at) {
            continue;
        }
        let path = doc.quote(&(at..at + 1)).to_owned();
        let method = at
            .checked_sub(1)
            .map(|before| doc.word(before).to_owned())
            .filter(|word| METHODS.contains(&word.as_str()))
            .or_else(|| posted(doc, at, &path));
        if let Some(method) = method {
            let plain = path.split('?').next().unwrap_or(&path).to_owned();
            let fact = Fact::new(Facet::Endpoint)
                .with("method", method.to_uppercase())
                .with("path", plain.clone());
            let named = at - usize::from(METHODS.contains(&doc.word(at.saturating_sub(1))));
            let known = doc.of(Facet::Endpoint).any(|have| have.keys == fact.keys);
            if known {
                doc.take(named..at + 1, "endpoint");
            } else {
                doc.add(fact, named..at + 1, "endpoint");
            }
            query(doc, &path, at);
            endpoints += 1;
            if method == "post" {
                ingest_route(doc, &plain, at);
            }
            if let Some(capability) = served(&method, &plain) {
                doc.add_once(
                    Fact::new(Facet::Capability).with("value", capability),
                    "value",
                    at..at + 1,
                    "endpoint",
                );
            }
        } else if looks_like_topic(&path) && !doc.negated(at) {
            doc.add_once(
                Fact::new(Facet::Topic).with("value", path),
                "value",
                at..at + 1,
                "topic",
            );
        }
    }
    if endpoints > 0
        && doc.of(Facet::Broker).next().is_none()
        && doc.has(Facet::Capability, "ingest_http")
    {
        let fact = super::metric::assumed(Fact::new(Facet::Broker).with("protocol", "http"));
        doc.facts.push(fact);
    }
}

/// `posts temp + hum to /ingest`: the verb stands before what is sent.
fn posted(doc: &Doc, at: usize, path: &str) -> Option<String> {
    let start = doc.sentence_of(at).start;
    let to = at > start && doc.word(at - 1) == "to" && path.starts_with('/');
    let posts = (start..at).any(|at| matches!(doc.word(at), "post" | "posts" | "posting"));
    (to && posts).then(|| "post".to_owned())
}

fn looks_like_topic(path: &str) -> bool {
    // `dd/mm/yyyy` is how a date is written.
    const DATES: [&str; 6] = ["dd", "mm", "mmm", "yy", "yyyy", "d"];
    let date = path.split('/').all(|part| DATES.contains(&part));
    !date && !path.starts_with('/') && path.contains('/') && path.chars().any(char::is_alphabetic)
}

fn query(doc: &mut Doc, path: &str, at: usize) {
    let Some((_, query)) = path.split_once('?') else {
        return;
    };
    let capability = if query.contains("sort") {
        "sorting"
    } else {
        "filtering"
    };
    doc.add_once(
        Fact::new(Facet::Capability).with("value", capability),
        "value",
        at..at + 1,
        "endpoint",
    );
}

fn ingest_route(doc: &mut Doc, path: &str, at: usize) {
    let telemetry = [
        "measurement",
        "reading",
        "data",
        "telemetry",
        "ingest",
        "sample",
        "values",
    ];
    if telemetry
        .iter()
        .any(|word| path.to_lowercase().contains(word))
    {
        doc.add_once(
            Fact::new(Facet::Capability).with("value", "ingest_http"),
            "value",
            at..at + 1,
            "endpoint",
        );
    }
}

/// The capability that a route asks for.
fn served(method: &str, path: &str) -> Option<&'static str> {
    let path = path.to_lowercase();
    let last = path.rsplit('/').next().unwrap_or_default();
    Some(match method {
        "get" if path.contains("stat") => "stats",
        "get" if path.contains("latest") => "latest_reading",
        "get"
            if ["measurement", "reading", "history", "telemetry"]
                .iter()
                .any(|word| path.contains(word)) =>
        {
            "readings_query"
        }
        "get" if path.contains("alert") || path.contains("alarm") => "alerts_list",
        "post" | "put" | "delete" if matches!(last, "devices" | "sensors") => "device_crud",
        _ => return None,
    })
}
