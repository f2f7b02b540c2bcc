//! Wishes about the wire: transports, payloads, topics, routes, roles, features.

use super::further::Asks;
use crate::derive::routes;
use crate::derive::words::{code, list, plain, sentence, words};
use crate::model::{
    Api, Carries, Case, DashboardKind, Dedup, DevicePlace, Feature, Features, LiveVia, Name,
    PageStyle, Payload, PayloadFormat, Slot, Style, Unknown, UserMethod, Way,
};

/// Adds what the pack does not emit of transports, API, dashboard and features.
pub(super) fn wishes(asks: &mut Asks<'_, '_>) {
    let spec = asks.view.spec;
    transports(asks);
    if let Some(ingest) = &spec.ingest {
        for (name, payload) in ingest.payloads.iter() {
            payloads(asks, name.as_str(), payload);
        }
    }
    for (name, topic) in spec.topics.iter() {
        let is_built = match topic.carries {
            Carries::Readings | Carries::Alerts => true,
            Carries::Commands => topic.way == Way::Out && !asks.view.commands().is_empty(),
            Carries::Results => topic.way == Way::In && !asks.view.commands().is_empty(),
            _ => false,
        };
        if !is_built {
            let title = format!("Topic {}", words(name.as_str()));
            let text = format!("serve the topic {}", code(&topic.pattern));
            asks.add("topic.other", &["topic", name.as_str()], &title, text);
        }
    }
    if let Some(api) = &spec.api {
        lists(asks, api);
        people(asks, api);
        rates(asks, api);
        for (endpoint, route) in api.endpoints.iter() {
            if !route.is_own() && !routes::serves(asks.view, endpoint) {
                asks.add(
                    "endpoint",
                    &["endpoint", &endpoint.slug()],
                    &format!("Route {endpoint}"),
                    format!("serve {}", code(endpoint)),
                );
            }
        }
    }
    pages(asks);
    if let Some(features) = &spec.features {
        for (name, feature) in named(features) {
            let note = feature
                .note
                .as_deref()
                .map_or_else(String::new, |note| format!(": {}", plain(note)));
            let title = sentence(&words(name));
            asks.add(
                &format!("feature.{name}"),
                &["feature", name],
                &title,
                format!("offer the feature {}{note}", words(name)),
            );
        }
    }
}

fn transports(asks: &mut Asks<'_, '_>) {
    let used = asks.view.spec.transports();
    let others = [
        ("websocket", &used.websocket),
        ("kafka", &used.kafka),
        ("amqp", &used.amqp),
        ("coap", &used.coap),
    ];
    for (word, transport) in others {
        if transport.is_some() {
            asks.add(
                &format!("transport.{word}"),
                &["transport", word],
                &format!("Readings over {word}"),
                format!("take Readings over {word}"),
            );
        }
    }
    if let Some(mqtt) = &used.mqtt
        && mqtt.qos == Some(2)
    {
        asks.add(
            "transport.mqtt.qos2",
            &["transport", "mqtt", "qos"],
            "MQTT with QoS 2",
            "take Readings over MQTT with QoS 2".to_owned(),
        );
    }
}

fn payloads(asks: &mut Asks<'_, '_>, name: &str, payload: &Payload) {
    let format = payload.format.unwrap_or_default();
    let mut parts: Vec<String> = Vec::new();
    if format != PayloadFormat::Json {
        parts.push(format!("written as {}", words(format_word(format))));
    }
    parts.extend(
        payload
            .root
            .as_deref()
            .map(|root| format!("with the metrics below {}", code(plain(root)))),
    );
    if payload.single {
        parts.push("one Reading each, no arrays".to_owned());
    }
    let by_topic = matches!(payload.device, None | Some(DevicePlace::Topic(_)));
    if payload.gateway.is_some() || !by_topic {
        parts.push("with the sender in a place of its own".to_owned());
    }
    if payload.time.is_some() {
        parts.push("with the time in a place of its own".to_owned());
    }
    if !matches!(payload.dedup, None | Some(Dedup::Time)) {
        parts.push("with duplicates told in another way than by time".to_owned());
    }
    if !payload.empty.is_empty() {
        parts.push("with numbers that mean no value".to_owned());
    }
    if !matches!(payload.unknown, None | Some(Unknown::Ignore)) {
        parts.push("with other fields kept or rejected".to_owned());
    }
    if !payload.fields.is_empty() {
        parts.push("with fields that are no metric".to_owned());
    }
    if !parts.is_empty() {
        let word = if format == PayloadFormat::Json {
            "payload".to_owned()
        } else {
            format!("payload.{}", format_word(format))
        };
        asks.add(
            &word,
            &["payload", name],
            &format!("Payload {}", words(name)),
            format!("take messages {}", list(&parts, "and")),
        );
    }
}

fn format_word(format: PayloadFormat) -> &'static str {
    match format {
        PayloadFormat::Json => "json",
        PayloadFormat::SenmlJson => "senml_json",
        PayloadFormat::Cbor => "cbor",
        PayloadFormat::SenmlCbor => "senml_cbor",
        PayloadFormat::Plain => "plain",
        PayloadFormat::Form => "form",
        PayloadFormat::Query => "query",
        PayloadFormat::Csv => "csv",
        PayloadFormat::Sparkplug => "sparkplug",
        PayloadFormat::Protobuf => "protobuf",
    }
}

fn lists(asks: &mut Asks<'_, '_>, api: &Api) {
    let styled = asks.view.spec.pagination().0 != PageStyle::Cursor;
    if styled && !asks.view.pages_by_number() {
        asks.add(
            "api.pagination",
            &["api", "pagination"],
            "Pages by offset or number",
            "cut lists by offset or page number".to_owned(),
        );
    }
    if api.case == Some(Case::Snake) {
        asks.add(
            "api.case",
            &["api", "case"],
            "Keys in snake case",
            "write JSON keys in snake case".to_owned(),
        );
    }
    if !asks.view.spec.api_base().is_empty() {
        let base = code(asks.view.spec.api_base());
        asks.add(
            "api.base",
            &["api", "base"],
            "Prefix of the API",
            format!("serve the API below {base}"),
        );
    }
    let kinds = [
        ("filters", "filter", &api.filters),
        ("sort", "sort", &api.sort),
        ("search", "search", &api.search),
    ];
    for (kind, verb, by_list) in kinds {
        for (name, fields) in by_list.iter() {
            let held = |field: &&Name| !(kind == "filters" && is_built(asks, name, field));
            let fields: Vec<String> = fields.iter().filter(held).map(code).collect();
            if fields.is_empty() {
                continue;
            }
            asks.add(
                &format!("api.{kind}"),
                &["api", kind, name.as_str()],
                &format!("{} {}", sentence(verb), words(name.as_str())),
                format!(
                    "let callers {verb} {} by {}",
                    words(name.as_str()),
                    list(&fields, "and")
                ),
            );
        }
    }
    exports(asks, api);
    // What is offered and built has requirements of its own.
    let zones = asks.view.has_zones();
    let held = |offer: &&Name| {
        let is_zones = zones && offer.as_str() == "geofence_crud";
        !is_zones && !asks.view.pack.builds(&format!("offer.{offer}"))
    };
    for offer in api.offers.iter().filter(held).collect::<Vec<_>>() {
        let what = words(offer.as_str());
        asks.add(
            &format!("offer.{offer}"),
            &["api", "offer", offer.as_str()],
            &sentence(&what),
            format!("offer {what}"),
        );
    }
}

/// Whether a list can be narrowed by a field anyway: readings by what their address says.
fn is_built(asks: &Asks<'_, '_>, list: &Name, field: &Name) -> bool {
    let by_address = ["date_range", "device"].contains(&field.as_str());
    match list.as_str() {
        "devices" => {
            let spec = asks.view.spec;
            spec.filters_devices_by(field) && asks.view.pack.builds("device.field")
        }
        "readings" => by_address && asks.view.pack.builds("device.field"),
        _ => false,
    }
}

/// What an export of readings can be narrowed by; its route names the device.
const EXPORT_FILTERS: [&str; 3] = ["date_range", "device", "metric"];

fn exports(asks: &mut Asks<'_, '_>, api: &Api) {
    let csv = asks.view.exports_csv();
    for (name, export) in api.export.iter() {
        if !(csv && name.as_str() == "csv") {
            asks.add(
                &format!("export.{name}"),
                &["api", "export", name.as_str()],
                &format!("Export as {name}"),
                format!("export readings as {name}"),
            );
            continue;
        }
        let filters = export.filters.iter();
        for filter in filters.filter(|filter| !EXPORT_FILTERS.contains(&filter.as_str())) {
            let what = words(filter.as_str());
            asks.add(
                "export.csv.filter",
                &["api", "export", "csv", "by", filter.as_str()],
                &format!("Export as csv by {what}"),
                format!("export as csv only the readings of a {what}"),
            );
        }
    }
}

fn people(asks: &mut Asks<'_, '_>, api: &Api) {
    let method = api
        .auth
        .as_ref()
        .map(|auth| auth.method)
        .unwrap_or_default();
    let word = match method {
        UserMethod::ApiKey => None,
        UserMethod::None => Some(("none", "no login")),
        UserMethod::Jwt => Some(("jwt", "JSON Web Tokens")),
        UserMethod::Oidc => Some(("oidc", "OpenID Connect")),
        UserMethod::Cookie => Some(("cookie", "user accounts and a session cookie")),
        UserMethod::Basic => Some(("basic", "HTTP basic authentication")),
    };
    if let Some((word, what)) = word {
        asks.add(
            &format!("user_auth.{word}"),
            &["api", "auth"],
            &format!("Access by {what}"),
            format!("let people in by {what}"),
        );
    }
    for (name, role) in api.roles.iter() {
        let base = format!("{:?}", role.is.unwrap_or_default()).to_lowercase();
        if base != name.as_str() || role.sees.is_some() {
            asks.add(
                "role.own",
                &["role", name.as_str()],
                &format!("Role {}", words(name.as_str())),
                format!("know the role `{name}`, which may do at least what a {base} may"),
            );
        }
    }
    for (permission, roles) in api.allow.iter() {
        let roles: Vec<String> = roles.iter().map(code).collect();
        let what = words(&permission.to_string());
        let built_in = what == "set limits" && roles == ["`admin`"];
        if !built_in {
            asks.add(
                "api.allow",
                &["role", "allow", &permission.to_string()],
                &format!("Who may {what}"),
                format!("let only {} {what}", list(&roles, "and")),
            );
        }
    }
}

fn rates(asks: &mut Asks<'_, '_>, api: &Api) {
    if let Some(limit) = &api.rate_limit {
        let sides = [
            ("device", &limit.device),
            ("client", &limit.client),
            ("ip", &limit.ip),
        ];
        for (who, rate) in sides {
            let amount = match rate {
                Slot::Absent => continue,
                Slot::Open => "a rate that is still open".to_owned(),
                Slot::Is(rate) => rate.to_string(),
            };
            asks.add(
                "rate_limit",
                &["api", "rate_limit", who],
                &format!("Rate limit per {}", words(who)),
                format!(
                    "take at most {amount} requests per {} and answer 429 beyond",
                    words(who)
                ),
            );
        }
    }
    if !api.cors.is_empty() {
        asks.add(
            "api.cors",
            &["api", "cors"],
            "Other origins",
            "answer browsers of the listed origins".to_owned(),
        );
    }
}

fn pages(asks: &mut Asks<'_, '_>) {
    let spec = asks.view.spec;
    if spec.live().contains(&LiveVia::Websocket) && !asks.view.has_websocket() {
        asks.add(
            "live.websocket",
            &["live", "websocket"],
            "Live data over WebSocket",
            "send live data over WebSocket".to_owned(),
        );
    }
    if spec.dashboard_kind() == DashboardKind::React {
        asks.add(
            "dashboard.react",
            &["dashboard", "react"],
            "A dashboard in React",
            "come with a dashboard written in React".to_owned(),
        );
    }
    if let Some(dashboard) = &spec.dashboard {
        if dashboard.map {
            asks.add(
                "dashboard.map",
                &["dashboard", "map"],
                "Map",
                "show positions on a map".to_owned(),
            );
        }
        if dashboard.compare {
            asks.add(
                "dashboard.compare",
                &["dashboard", "compare"],
                "Comparison of series",
                "show several series in one chart".to_owned(),
            );
        }
        for name in &dashboard.embed {
            asks.add(
                &format!("dashboard.embed.{name}"),
                &["dashboard", "embed", name.as_str()],
                &format!("Data in {}", words(name.as_str())),
                format!("serve its data to {}", words(name.as_str())),
            );
        }
    }
    let style = match spec.style() {
        Style::Layered => return,
        Style::Hexagonal => "hexagonal",
        Style::Modular => "modular",
        Style::Mvc => "mvc",
    };
    asks.add(
        &format!("architecture.{style}"),
        &["architecture", "style"],
        &format!("Architecture in the style {style}"),
        format!("be laid out in the style {style}"),
    );
}

fn named(features: &Features) -> impl Iterator<Item = (&'static str, &Feature)> {
    [
        ("twin", &features.twin),
        ("audit", &features.audit),
        ("ota", &features.ota),
        ("provisioning", &features.provisioning),
        ("automations", &features.automations),
        ("scenes", &features.scenes),
        ("schedules", &features.schedules),
        ("tariffs", &features.tariffs),
        ("home_assistant", &features.home_assistant),
    ]
    .into_iter()
    .filter_map(|(name, feature)| Some((name, feature.as_ref()?)))
}
