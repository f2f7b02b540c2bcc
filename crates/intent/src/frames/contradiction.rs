//! Contradictions between choices that other frames read.

use specgen_spec::fact::Facet;

use crate::chunk::Kind;
use crate::doc::Doc;
use crate::lexicon::Class;

/// Databases that are a server of their own.
const SERVERS: [&str; 8] = [
    "postgres",
    "timescaledb",
    "mongodb",
    "mysql",
    "mariadb",
    "influxdb",
    "mssql",
    "cassandra",
];

/// A database server is named and excluded.
pub fn read_server(doc: &mut Doc) {
    let Some(excluded) = (0..doc.chunks.len()).find(|at| doc.is(*at, Class::ContraServer)) else {
        return;
    };
    doc.take(excluded..excluded + 1, "contradiction");
    let named = (0..doc.chunks.len()).find(|at| {
        doc.value(*at, Class::Storage)
            .is_some_and(|name| SERVERS.contains(&name))
            && !doc.negated(*at)
    });
    let Some(named) = named else { return };
    let (a, b) = (
        doc.quote(&doc.segment_of(named)),
        doc.quote(&(excluded..excluded + 1)),
    );
    doc.notes
        .contradict(a, b, "SQLite is used, which needs no server");
    doc.notes.ask(Facet::Storage, format!("{a}, or {b}?"));
}

/// A transport or database is named in one sentence and refused in another.
pub fn read_refused(doc: &mut Doc) {
    for (class, facet) in [
        (Class::Protocol, Facet::Broker),
        (Class::Storage, Facet::Storage),
    ] {
        let all: Vec<(usize, String)> = (0..doc.chunks.len())
            .filter_map(|at| Some((at, doc.value(at, class)?.to_owned())))
            .collect();
        let pair = all
            .iter()
            .filter(|(at, _)| doc.negated(*at))
            .find_map(|(no, name)| {
                let (yes, _) = all
                    .iter()
                    .find(|(at, other)| other == name && !doc.negated(*at))?;
                (doc.sentence_of(*no) != doc.sentence_of(*yes)).then_some((*no, *yes))
            });
        let Some((no, yes)) = pair else { continue };
        let (a, b) = (
            doc.quote(&doc.segment_of(yes)),
            doc.quote(&doc.segment_of(no)),
        );
        doc.notes.contradict(
            a,
            b,
            "the one that is named stays until one of them is confirmed",
        );
        doc.notes.ask(facet, format!("{a}, or {b}?"));
        doc.take(no..no + 1, "contradiction");
    }
}

/// A limit on messages is slower than the interval.
pub fn read_rate(doc: &mut Doc) {
    let interval = doc
        .of(Facet::Scale)
        .find_map(|fact| Some((fact.number("interval_s")?, fact.span?)));
    let Some((seconds, span)) = interval else {
        return;
    };
    for at in 0..doc.chunks.len() {
        if doc.value(at, Class::Hyst) != Some("cooldown")
            || doc.is_used(at)
            || !doc
                .sentence_of(at)
                .any(|i| doc.is(i, Class::Device) || doc.is(i, Class::Send))
            || doc.sentence_of(at).any(|i| doc.is(i, Class::Alert))
        {
            continue;
        }
        let limit =
            (at..at + 4).find_map(|i| super::qualifier::seconds(doc, i).map(|value| (value, i)));
        let Some((slowest, last)) = limit.filter(|(slowest, _)| *slowest > seconds) else {
            continue;
        };
        let sentence = doc.sentence_of(at);
        let end = (last + 1..sentence.end)
            .take_while(|i| matches!(doc.kind(*i), Some(Kind::Word)))
            .last()
            .map_or(last + 1, |i| i + 1);
        let spoken = (0..doc.chunks.len()).find(|i| {
            doc.chunks
                .get(*i)
                .is_some_and(|chunk| chunk.start == span.start)
        });
        let a = spoken.map_or("", |i| doc.quote(&(i.saturating_sub(1)..i + 2)));
        let b = doc.quote(&(at..end));
        doc.notes.contradict(
            a,
            b,
            format!("{seconds} s is used until one of them is confirmed"),
        );
        doc.notes.ask(
            Facet::Scale,
            format!("Which holds: {a}, or {b} ({slowest} s)?"),
        );
        doc.take(at..end, "contradiction");
    }
}
