//! Named products: databases, transports, brokers, languages and frameworks.

use specgen_spec::fact::{Facet, Fact};

use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::{Class, Words};

const RULE: &str = "product";

/// Reads databases, languages and transports.
pub fn read(doc: &mut Doc, telemetry: bool) {
    for at in 0..doc.chunks.len() {
        if doc.is_used(at) {
            continue;
        }
        storage(doc, at);
        super::stack::read(doc, at);
        protocol(doc, at);
    }
    products(doc);
    if telemetry {
        posted(doc);
        implied(doc);
    }
    transport(doc);
}

/// Words that imply a transport when none is named: publishers and topics speak MQTT, an API that takes readings is HTTP.
fn implied(doc: &mut Doc) {
    let refused = |doc: &Doc, name: &str| {
        (0..doc.chunks.len())
            .any(|at| doc.value(at, Class::Protocol) == Some(name) && doc.negated(at))
    };
    if doc.request || doc.of(Facet::Broker).next().is_some() {
        return;
    }
    let words = |doc: &Doc, stems: &[&str]| {
        (0..doc.chunks.len()).find(|at| {
            stems.iter().any(|stem| doc.word(*at).starts_with(stem)) && !doc.negated(*at)
        })
    };
    let publishes = words(
        doc,
        &[
            "publish",
            "subscrib",
            "suscri",
            "publica",
            "publie",
            "veroffentlich",
            "publizier",
            "topic",
        ],
    );
    let submits = words(doc, &["add", "submit", "post", "upload", "ingest"])
        .filter(|_| words(doc, &["api", "rest", "endpoint"]).is_some());
    let (protocol, at) = match (publishes, submits) {
        (Some(at), _) if !refused(doc, "mqtt") => ("mqtt", at),
        (None, Some(at)) => ("http", at),
        _ => return,
    };
    let span = doc.span(&(at..at + 1));
    doc.facts
        .push(super::metric::assumed(Fact::new(Facet::Broker).with("protocol", protocol)).at(span));
    if protocol == "http" {
        doc.facts.push(
            super::metric::assumed(Fact::new(Facet::Capability).with("value", "ingest_http"))
                .at(span),
        );
    }
    doc.notes.assume(
        Facet::Broker,
        format!(
            "The prompt names no transport; its words speak of {}.",
            protocol.to_uppercase()
        ),
    );
}

fn storage(doc: &mut Doc, at: usize) {
    let Some(named) = doc.value(at, Class::Storage).map(str::to_owned) else {
        return;
    };
    let asked = doc.quote(&(at..at + 1));
    if doc.negated(at) {
        doc.take(at..at + 1, "refusal");
        return;
    }
    if doc.lexicon.emitted.contains(&named) {
        doc.add_once(
            Fact::new(Facet::Storage).with("value", named),
            "value",
            at..at + 1,
            RULE,
        );
        return;
    }
    let stand_in = doc.lexicon.emitted.first().cloned().unwrap_or_default();
    let why = format!("{asked} is not supported; SQLite needs no server");
    doc.notes.substitute(asked, "SQLite", why);
    let fact = Fact::new(Facet::Storage)
        .with_assumed("value", stand_in)
        .with("asked", named);
    doc.add_once(fact, "asked", at..at + 1, RULE);
}

fn protocol(doc: &mut Doc, at: usize) {
    // `https://example.org/hook` is an address.
    let address = doc.sign(at + 1, ':') && doc.sign(at + 2, '/') && doc.sign(at + 3, '/');
    let named = doc
        .value(at, Class::Protocol)
        .filter(|_| !address)
        .map(str::to_owned);
    if let Some(named) = named {
        if doc.negated(at) {
            doc.take(at..at + 1, "refusal");
            return;
        }
        if named == "modbus" {
            return;
        }
        add_broker(doc, &named, at);
        return;
    }
    // Devices that stream over a web socket use it as their transport.
    let segment = doc.segment_of(at);
    let sentence = doc.sentence_of(at);
    let before = sentence.start..at;
    let sends = (doc.any(&(segment.start..at), Class::Send)
        || [Class::Every, Class::Times]
            .iter()
            .any(|class| doc.any(&before, *class)))
        && !doc.any(&segment, Class::Dash);
    let through = at > 0 && doc.says(at - 1, Words::Through);
    if doc.value(at, Class::Realtime) == Some("websocket")
        && sends
        && through
        && !doc.any(&segment, Class::Live)
    {
        add_broker(doc, "websocket", at);
    }
}

fn add_broker(doc: &mut Doc, protocol: &str, at: usize) {
    doc.add_once(
        Fact::new(Facet::Broker).with("protocol", protocol),
        "protocol",
        at..at + 1,
        RULE,
    );
    if protocol == "http" {
        doc.add_once(
            Fact::new(Facet::Capability).with("value", "ingest_http"),
            "value",
            at..at + 1,
            RULE,
        );
    }
}

/// A broker product implies its transport.
fn products(doc: &mut Doc) {
    for at in 0..doc.chunks.len() {
        let Some(product) = doc.value(at, Class::Product).map(str::to_owned) else {
            continue;
        };
        if doc.negated(at) || doc.is_used(at) {
            continue;
        }
        let protocol = if product == "rabbitmq" {
            "amqp"
        } else {
            "mqtt"
        };
        add_broker(doc, protocol, at);
        let network = matches!(product.as_str(), "ttn" | "chirpstack");
        if let Some(fact) =
            broker(doc, protocol).filter(|fact| !fact.keys.contains_key("product") || !network)
        {
            fact.keys.insert("product".to_owned(), product.into());
        }
        doc.take(at..at + 1, RULE);
    }
}

fn broker<'d>(doc: &'d mut Doc, protocol: &str) -> Option<&'d mut Fact> {
    doc.facts
        .iter_mut()
        .find(|fact| fact.facet == Facet::Broker && fact.text("protocol") == Some(protocol))
}

fn main_broker<'d>(doc: &'d mut Doc) -> Option<&'d mut Fact> {
    doc.facts
        .iter_mut()
        .find(|fact| fact.facet == Facet::Broker)
}

/// Ports, transport security and quality of service belong to the first transport named.
fn transport(doc: &mut Doc) {
    for at in 0..doc.chunks.len() {
        let kind = doc.value(at, Class::Transport).map(str::to_owned);
        let number = |doc: &Doc, at: usize| match doc.kind(at) {
            Some(Kind::Number {
                low,
                high: None,
                spelled: false,
            }) => Some(*low),
            _ => None,
        };
        match kind.as_deref() {
            Some("tls") => {
                let wanted = !doc.negated(at);
                let bracketed = number(doc, at + 2)
                    .filter(|_| doc.sign(at + 1, '(') || doc.says(at + 1, Words::PortOn));
                if let Some(fact) = main_broker(doc) {
                    fact.keys.insert("tls".to_owned(), wanted.into());
                    if let Some(port) = bracketed {
                        fact.keys.insert("port".to_owned(), whole(port));
                    }
                }
                let bracket = usize::from(doc.sign(at + 3, ')') && doc.sign(at + 1, '('));
                doc.take(
                    at..at + if bracketed.is_some() { 3 + bracket } else { 1 },
                    RULE,
                );
            }
            Some("qos" | "port") => {
                let value = number(doc, at + 1)
                    .map(|value| (value, at + 1))
                    .or_else(|| number(doc, at + 2).map(|value| (value, at + 2)));
                if let Some((value, last)) = value {
                    let key = kind.unwrap_or_default();
                    if let Some(fact) = main_broker(doc) {
                        fact.keys.insert(key, whole(value));
                    }
                    doc.take(at..last + 1, RULE);
                }
            }
            _ => served_at(doc, at),
        }
    }
}

/// `at mqtt.farm.local:1884`: the port is kept; where the broker is, is a setting of the running backend.
fn served_at(doc: &mut Doc, at: usize) {
    let host = doc.word(at).to_owned();
    let whole_host = host.split('.').filter(|part| !part.is_empty()).count() > 1
        && doc.kind(at) == Some(&Kind::Word)
        && doc.sign(at + 1, ':')
        && doc.quote(&(at..at + 3)).split_whitespace().count() == 1;
    let Some(Kind::Number {
        low, high: None, ..
    }) = doc.kind(at + 2).filter(|_| whole_host)
    else {
        return;
    };
    let port = whole(*low);
    if let Some(fact) = main_broker(doc) {
        fact.keys.insert("port".to_owned(), port);
        doc.notes.assume(
            Facet::Broker,
            format!(
                "The address `{host}` is set when the backend starts, not in the specification."
            ),
        );
        doc.take(at..at + 3, RULE);
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "ports and levels are small whole numbers"
)]
fn whole(value: f64) -> serde_json::Value {
    serde_json::Value::from(value as i64)
}

/// `12 plugs POST power`: the method names the transport.
fn posted(doc: &mut Doc) {
    for at in 0..doc.chunks.len() {
        let method = matches!(doc.quote(&(at..at + 1)), "POST" | "PUT" | "POSTs");
        let route = doc.kind(at + 1) == Some(&Kind::Path);
        if method && !doc.is_used(at) && !route {
            add_broker(doc, "http", at);
        }
    }
}
