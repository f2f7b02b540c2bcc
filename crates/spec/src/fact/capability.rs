//! The facet `capability`: what the backend can do, by a closed list of words.

use serde_json::Value;

use super::listing::Listing;
use super::taking::{Taking, name, slug, spelled};
use super::{Facet, Fact, nfr};
use crate::edit::Path;
use crate::model::{Dedup, Export, Group, GroupKind, Name, PageStyle, Payload, Rate, Report, Slot};

/// Groups of devices that a capability asks for: its word, the group, what kind of group.
const GROUPS: [(&str, &str, GroupKind); 3] = [
    ("rooms", "room", GroupKind::Place),
    ("device_groups", "group", GroupKind::Tag),
    ("multi_tenant", "tenant", GroupKind::Tenant),
];

pub(super) fn take(t: &mut Taking) {
    let text = t.text("value").unwrap_or_default();
    let Some(word) = name(&text) else {
        return t.unheld(Some("value"), "no name can be made of it");
    };
    let has = |key: &str| t.value(key).is_some();
    let typed = match word.as_str() {
        "pagination" => pagination(t),
        "filtering" if has("by") => fields(t, "filters"),
        "sorting" if has("by") => fields(t, "sort"),
        "search" if has("by") => fields(t, "search"),
        "csv_export" => export(t),
        "realtime_filter" if has("by") => live_filters(t),
        "dedup" if has("key") => dedup(t),
        "rate_limit" if has("amount") => rate_limit(t),
        "scheduled_export" => scheduled(t),
        other => group(t, other),
    };
    if !typed {
        offer(t, word);
    }
}

fn pagination(t: &mut Taking) -> bool {
    let style = t.word::<PageStyle>("style");
    let count = |value: Option<&Value>| u32::try_from(value?.as_u64()?).ok();
    let (default, max) = (count(t.value("default")), count(t.value("max")));
    let pages = t.api().pagination.get_or_insert_default();
    pages.style = style.or(pages.style);
    pages.default = default.or(pages.default);
    pages.max = max.or(pages.max);
    let path = Path::of("api", &"pagination");
    for key in ["style", "default", "max"] {
        t.wrote(path.join(&key), key);
    }
    t.made(path);
    true
}

/// Keys of lists: what devices have goes to the list of devices, the rest to that of readings.
fn fields(t: &mut Taking, section: &str) -> bool {
    for field in t.names("by") {
        let devices = t.spec.groups.contains(field.as_str())
            || t.spec
                .devices
                .as_ref()
                .is_some_and(|d| d.fields.contains(field.as_str()))
            || ["location", "name", "status"].contains(&field.as_str());
        let resource = t
            .spec
            .resources
            .iter()
            .find(|(_, r)| r.fields.contains(field.as_str()));
        let list = resource.map(|(id, _)| id.to_string());
        let list = list.unwrap_or_else(|| if devices { "devices" } else { "readings" }.to_owned());
        let Some(list) = name(&list) else { continue };
        let api = t.api();
        let lists = match section {
            "filters" => &mut api.filters,
            "sort" => &mut api.sort,
            _ => &mut api.search,
        };
        let mut known = lists.get(list.as_str()).cloned().unwrap_or_default();
        if !known.contains(&field) {
            known.push(field);
        }
        lists.insert(list.clone(), known);
        t.wrote(Path::of("api", &section).join(&list), "by");
    }
    t.made(Path::of("api", &section));
    true
}

fn export(t: &mut Taking) -> bool {
    let filters = t.names("filters");
    let path = Path::of("api.export", &"csv");
    if let Some(csv) = name("csv") {
        t.api().export.insert(csv, Export { filters });
    }
    t.wrote(path.join(&"filters"), "filters");
    t.made(path);
    true
}

fn live_filters(t: &mut Taking) -> bool {
    let by = t.names("by");
    t.api().live.get_or_insert_default().filters = by;
    t.wrote(Path::of("api.live", &"filters"), "by");
    true
}

fn dedup(t: &mut Taking) -> bool {
    let (Some(key), Some(reading)) = (t.text("key"), name("reading")) else {
        return false;
    };
    let payloads = &mut t.ingest().payloads;
    let mut payload = payloads
        .get("reading")
        .cloned()
        .unwrap_or_else(Payload::default);
    payload.dedup = Some(Dedup::Field(key));
    payloads.insert(reading, payload);
    t.wrote(Path::of("ingest.payloads.reading", &"dedup"), "key");
    true
}

fn rate_limit(t: &mut Taking) -> bool {
    let Some(rate) = t.parse::<Rate>("amount") else {
        return false;
    };
    let scope = t
        .text("scope")
        .map_or("client".to_owned(), |scope| slug(&scope));
    let limits = t.api().rate_limit.get_or_insert_default();
    let place = match scope.as_str() {
        "device" => &mut limits.device,
        "ip" => &mut limits.ip,
        _ => &mut limits.client,
    };
    *place = Slot::Is(rate);
    let at = if ["device", "ip"].contains(&scope.as_str()) {
        scope
    } else {
        "client".to_owned()
    };
    t.wrote(Path::of("api.rate_limit", &at), "amount");
    true
}

fn scheduled(t: &mut Taking) -> bool {
    let every = t.text("every").unwrap_or_else(|| "day".to_owned());
    let (Some(id), Some(every)) = (name(&format!("{}_report", slug(&every))), name(&every)) else {
        return false;
    };
    let at = t.parse("at");
    let to = t.names("via");
    for channel in &to {
        super::notify::ensure(t, channel);
    }
    let path = Path::of("reports", &id);
    t.wrote(path.join(&"every"), "every");
    t.wrote(path.join(&"to"), "via");
    t.made(path);
    let report = Report {
        every,
        at,
        content: None,
        format: None,
        to,
        was: Vec::new(),
        label: None,
    };
    t.spec.reports.insert(id, report);
    true
}

fn group(t: &mut Taking, word: &str) -> bool {
    let Some((_, id, kind)) = GROUPS.iter().find(|(known, _, _)| *known == word) else {
        return false;
    };
    let Some(id) = name(id) else { return false };
    t.made(Path::of("groups", &id));
    if !t.spec.groups.contains(id.as_str()) {
        t.spec.groups.insert(
            id,
            Group {
                r#as: *kind,
                ..Group::default()
            },
        );
    }
    true
}

fn offer(t: &mut Taking, word: Name) {
    t.made(Path::of("api.offers", &word));
    nfr::attributes(t, &word, &["value"]);
    let offers = &mut t.api().offers;
    if !offers.contains(&word) {
        offers.push(word);
    }
}

pub(super) fn list(l: &mut Listing) {
    let Some(api) = &l.spec.api else {
        return from_elsewhere(l);
    };
    for word in &api.offers {
        if let Some(fact) = l.start(Facet::Capability, &Path::of("api.offers", word)) {
            let mut fact = fact.with("value", word.as_str());
            nfr::list_attributes(l, word.as_str(), &mut fact);
            l.push(fact);
        }
    }
    let path = Path::of("api", &"pagination");
    if let Some(pages) = &api.pagination
        && let Some(mut fact) = capability(l, "pagination", &path)
    {
        l.some(
            &mut fact,
            "style",
            pages.style.as_ref().map(spelled),
            &path.join(&"style"),
        );
        l.some(&mut fact, "default", pages.default, &path.join(&"default"));
        l.some(&mut fact, "max", pages.max, &path.join(&"max"));
        l.push(fact);
    }
    for (word, section, lists) in [
        ("filtering", "filters", &api.filters),
        ("sorting", "sort", &api.sort),
        ("search", "search", &api.search),
    ] {
        let by: Vec<&str> = lists.values().flatten().map(Name::as_str).collect();
        if !by.is_empty() {
            with_list(l, word, "by", &by, &Path::of("api", &section));
        }
    }
    if let Some(csv) = api.export.get("csv") {
        let filters: Vec<&str> = csv.filters.iter().map(Name::as_str).collect();
        with_list(
            l,
            "csv_export",
            "filters",
            &filters,
            &Path::of("api.export", &"csv"),
        );
    }
    if let Some(live) = api.live.as_ref().filter(|live| !live.filters.is_empty()) {
        let by: Vec<&str> = live.filters.iter().map(Name::as_str).collect();
        with_list(
            l,
            "realtime_filter",
            "by",
            &by,
            &Path::of("api.live", &"filters"),
        );
    }
    if let Some(limits) = &api.rate_limit {
        let all = [
            ("device", &limits.device),
            ("client", &limits.client),
            ("ip", &limits.ip),
        ];
        for (scope, rate) in all {
            let path = Path::of("api.rate_limit", &scope);
            if let (Some(rate), Some(mut fact)) = (rate.get(), capability(l, "rate_limit", &path)) {
                l.key(&mut fact, "amount", rate.to_string(), &path);
                l.push(fact.with("scope", scope));
            }
        }
    }
    from_elsewhere(l);
}

/// Capabilities that have a place of their own outside the API.
fn from_elsewhere(l: &mut Listing) {
    let payload = l
        .spec
        .ingest
        .as_ref()
        .and_then(|ingest| ingest.payloads.get("reading"));
    if let Some(Dedup::Field(key)) = payload.and_then(|payload| payload.dedup.as_ref()) {
        let path = Path::of("ingest.payloads.reading", &"dedup");
        if let Some(mut fact) = capability(l, "dedup", &path) {
            l.key(&mut fact, "key", key.as_str(), &path);
            l.push(fact);
        }
    }
    for (id, report) in l.spec.reports.iter() {
        let path = Path::of("reports", id);
        if let Some(fact) = capability(l, "scheduled_export", &path) {
            let mut fact = fact.with("every", report.every.as_str());
            l.some(
                &mut fact,
                "at",
                report.at.map(|at| at.to_string()),
                &path.join(&"at"),
            );
            let to: Vec<&str> = report.to.iter().map(Name::as_str).collect();
            let to = (!to.is_empty()).then(|| to.join(", "));
            l.some(&mut fact, "via", to, &path.join(&"to"));
            l.push(fact);
        }
    }
    for (word, id, kind) in GROUPS {
        if l.spec
            .groups
            .get(id)
            .is_some_and(|group| group.r#as == kind)
        {
            l.single(Facet::Capability, "value", word, &Path::of("groups", &id));
        }
    }
}

fn capability(l: &Listing, word: &str, path: &Path) -> Option<Fact> {
    Some(l.start(Facet::Capability, path)?.with("value", word))
}

fn with_list(l: &mut Listing, word: &str, key: &str, items: &[&str], path: &Path) {
    if let Some(mut fact) = capability(l, word, path) {
        if !items.is_empty() {
            l.key(&mut fact, key, items.to_vec(), path);
        }
        l.push(fact);
    }
}
