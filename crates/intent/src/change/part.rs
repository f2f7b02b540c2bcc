//! Parts of a specification that a request can take away and that have no name of their own.

use serde_json::Value;
use specgen_spec::edit::{Edit, Path};

use super::request::Request;
use crate::lexicon::{Class, Words};

/// Parts of the specification that have no name of their own.
pub fn part(request: &Request, at: usize) -> Option<Edit> {
    let doc = &request.doc;
    let base = request.base;
    let api = base.api.as_ref();
    if doc.value(at, Class::Dash) == Some("dashboard") && !is_chart(request, at) {
        return Some(Edit::set(Path::of("dashboard", &"kind"), &"none"));
    }
    if let Some(period) = doc.value(at, Class::Period) {
        let period = if period == "min" { "1min" } else { period };
        let there = base.rollups.keys().any(|known| known.to_string() == period);
        return there.then(|| remove(Path::of("rollups", &period)));
    }
    if doc.is(at, Class::Realtime) || doc.is(at, Class::Live) {
        api?.live.as_ref()?;
        return Some(clear("api", "live"));
    }
    if doc.is(at, Class::Login) {
        return Some(Edit::set(Path::of("api.auth", &"method"), &"none"));
    }
    if doc.is(at, Class::DeviceAuth) {
        return Some(Edit::set(Path::of("devices", &"auth"), &"none"));
    }
    if let Some(protocol) = doc.value(at, Class::Protocol) {
        return transport(request, protocol);
    }
    if let Some(nfr) = doc.value(at, Class::Nfr) {
        return base
            .nfr
            .contains(nfr)
            .then(|| remove(Path::of("nfr", &nfr)));
    }
    capability(request, doc.value(at, Class::Cap)?)
}

/// Is a word for a part of the pages, which stay without it?
pub fn is_chart(request: &Request, at: usize) -> bool {
    let doc = &request.doc;
    let mut parts = doc.lexicon.words(Words::Chart);
    parts.any(|word| doc.word(at).contains(word))
}

/// The transports that are written, by their protocols; none when both defaults hold.
pub fn transports(request: &Request) -> Vec<String> {
    let ingest = request.base.ingest.as_ref();
    let written = ingest.and_then(|ingest| serde_json::to_value(&ingest.transports).ok());
    let keys = written.as_ref().and_then(Value::as_object);
    keys.map_or_else(Vec::new, |keys| keys.keys().cloned().collect())
}

/// One of several ways in for readings goes; where both defaults hold, the other one stays.
fn transport(request: &Request, protocol: &str) -> Option<Edit> {
    const SECTION: &str = "ingest.transports";
    let written = transports(request);
    if written.is_empty() {
        let other = match protocol {
            "mqtt" => "http",
            "http" => "mqtt",
            _ => return None,
        };
        return Some(Edit::Set {
            path: Path::of(SECTION, &other),
            to: serde_json::json!({}),
        });
    }
    let there = written.len() > 1 && written.iter().any(|known| known == protocol);
    there.then(|| Edit::Clear {
        path: Path::of(SECTION, &protocol),
    })
}

/// The place of a capability that is there.
fn capability(request: &Request, word: &str) -> Option<Edit> {
    let api = request.base.api.as_ref()?;
    if let Some(offer) = api.offers.iter().find(|offer| offer.as_str() == word) {
        return Some(Edit::Exclude {
            list: Path::of("api", &"offers"),
            item: Value::from(offer.as_str()),
        });
    }
    match word {
        "csv_export" => api
            .export
            .contains("csv")
            .then(|| remove(Path::of("api.export", &"csv"))),
        "pagination" => api.pagination.as_ref().map(|_| clear("api", "pagination")),
        "rate_limit" => api.rate_limit.as_ref().map(|_| clear("api", "rate_limit")),
        "filtering" => (!api.filters.is_empty()).then(|| clear("api", "filters")),
        "sorting" => (!api.sort.is_empty()).then(|| clear("api", "sort")),
        "search" => (!api.search.is_empty()).then(|| clear("api", "search")),
        "scheduled_export" => {
            let first = request.base.reports.keys().next()?;
            Some(remove(Path::of("reports", first)))
        }
        _ => None,
    }
}

/// Makes the edit that takes an entry away.
pub fn remove(path: Path) -> Edit {
    Edit::Remove {
        path,
        cascade: false,
    }
}

fn clear(section: &str, key: &str) -> Edit {
    Edit::Clear {
        path: Path::of(section, &key),
    }
}
