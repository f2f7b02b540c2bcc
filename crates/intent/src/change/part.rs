//! Parts of a specification that a request can take away and that have no name of their own.

use serde_json::Value;
use specgen_spec::edit::{Edit, Path};

use super::request::Request;
use crate::lexicon::Class;

/// Parts of the specification that have no name of their own.
pub fn part(request: &Request, at: usize) -> Option<Edit> {
    let doc = &request.doc;
    let base = request.base;
    let api = base.api.as_ref();
    if doc.value(at, Class::Dash) == Some("dashboard") {
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
    if let Some(nfr) = doc.value(at, Class::Nfr) {
        return base
            .nfr
            .contains(nfr)
            .then(|| remove(Path::of("nfr", &nfr)));
    }
    capability(request, doc.value(at, Class::Cap)?)
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
