//! What a specification asks a template pack for, in the words that packs list.

use crate::Spec;
use crate::model::{Condition, DeviceAuth, MetricKind, Named};

/// One thing that must be built: its word, such as `condition.offline`, and where it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The word that a pack lists when it builds this.
    pub word: String,
    /// The path of what asks for it.
    pub path: String,
}

/// Returns what a specification needs beyond what every backend has, in the order of its sections.
pub fn needs(spec: &Spec) -> Vec<Need> {
    let mut list = Vec::new();
    let mut need = |word: String, path: String| list.push(Need { word, path });
    devices(spec, &mut need);
    for view in spec.metric_views() {
        let path = format!("metrics.{}", view.name);
        if view.metric.formula.is_some() {
            need("formula".to_owned(), format!("{path}.formula"));
        }
        if view.kind() != MetricKind::Gauge {
            need(format!("kind.{}", printed(&view.kind())), path);
        }
    }
    let used = spec.ingest.iter().filter_map(|i| i.transports.as_ref());
    for transports in used {
        for word in written(transports) {
            let path = format!("ingest.transports.{word}");
            need(format!("transport.{word}"), path);
        }
    }
    for (name, payload) in spec.ingest.iter().flat_map(|i| i.payloads.iter()) {
        if let Some(format) = &payload.format {
            let path = format!("ingest.payloads.{name}.format");
            need(format!("payload.{}", printed(format)), path);
        }
    }
    alerts(spec, &mut need);
    for (name, channel) in spec.channels.iter() {
        let word = channel.via.parts().0;
        need(format!("channel.{word}"), format!("channels.{name}"));
    }
    each(&spec.commands, "command", "commands", &mut need);
    need(
        format!("engine.{}", printed(&spec.engine())),
        "storage.engine".to_owned(),
    );
    for (level, _) in spec.storage.iter().flat_map(|s| s.retention.iter()) {
        need(
            format!("retention.{level}"),
            format!("storage.retention.{level}"),
        );
    }
    rollups(spec, &mut need);
    each(&spec.reports, "report", "reports", &mut need);
    api(spec, &mut need);
    each(&spec.resources, "resource", "resources", &mut need);
    for name in spec.features.iter().flat_map(written) {
        let path = format!("features.{name}");
        need(format!("feature.{name}"), path);
    }
    for name in spec.nfr.keys() {
        need(format!("nfr.{name}"), format!("nfr.{name}"));
    }
    if let Some(style) = spec.architecture.as_ref().and_then(|a| a.style) {
        let word = format!("architecture.{}", printed(&style));
        need(word, "architecture.style".to_owned());
    }
    for name in spec.tests.keys() {
        need(format!("tests.{name}"), format!("tests.{name}"));
    }
    for name in spec.docs.keys() {
        need(format!("docs.{name}"), format!("docs.{name}"));
    }
    for name in spec.extra.keys() {
        need(format!("extra.{name}"), format!("extra.{name}"));
    }
    list
}

fn devices(spec: &Spec, need: &mut impl FnMut(String, String)) {
    if let Some(devices) = &spec.devices {
        let auth = spec.device_auth();
        if auth != DeviceAuth::default() {
            need(
                format!("device_auth.{}", printed(&auth)),
                "devices.auth".to_owned(),
            );
        }
        if devices.register.is_some() {
            let word = format!("register.{}", printed(&spec.register()));
            need(word, "devices.register".to_owned());
        }
        for name in devices.fields.keys() {
            let word = if spec.keeps_field(name) {
                "device.field"
            } else {
                "device.field.kind"
            };
            need(word.to_owned(), format!("devices.fields.{name}"));
        }
        for name in devices.types.keys() {
            need("type".to_owned(), format!("devices.types.{name}"));
        }
    }
    for name in spec.groups.keys() {
        let word = if spec.keeps_group(name) {
            "group"
        } else {
            "group.kind"
        };
        need(word.to_owned(), format!("groups.{name}"));
    }
}

fn alerts(spec: &Spec, need: &mut impl FnMut(String, String)) {
    for (name, alert) in spec.alerts.iter() {
        let path = format!("alerts.{name}");
        conditions(&alert.when, &mut |word| {
            need(format!("condition.{word}"), format!("{path}.when"));
        });
        if let Some(limits) = &alert.limits {
            need(
                format!("limits.{}", printed(limits)),
                format!("{path}.limits"),
            );
        }
        for key in written(alert) {
            let plain = ["when", "limits", "severity", "was", "label"];
            if !plain.contains(&key.as_str()) {
                need(format!("alert.{key}"), format!("{path}.{key}"));
            }
        }
    }
}

fn rollups(spec: &Spec, need: &mut impl FnMut(String, String)) {
    each(&spec.rollups, "rollup", "rollups", need);
    for (period, rollup) in spec.rollups.iter() {
        for function in &rollup.functions {
            let path = format!("rollups.{period}.functions");
            need(format!("rollup.{}", printed(function)), path);
        }
        if let Some(per) = rollup.per {
            let path = format!("rollups.{period}.per");
            need(format!("rollup.per.{}", printed(&per)), path);
        }
    }
    if spec.time_zone.is_some() {
        need("time_zone".to_owned(), "time_zone".to_owned());
    }
}

fn api(spec: &Spec, need: &mut impl FnMut(String, String)) {
    if let Some(kind) = spec.dashboard.as_ref().and_then(|d| d.kind) {
        need(
            format!("dashboard.{}", printed(&kind)),
            "dashboard.kind".to_owned(),
        );
    }
    let Some(api) = &spec.api else {
        return;
    };
    if let Some(auth) = &api.auth {
        let word = format!("user_auth.{}", printed(&auth.method));
        need(word, "api.auth.method".to_owned());
    }
    for via in api.live.iter().flat_map(|live| &live.via) {
        need(format!("live.{}", printed(via)), "api.live.via".to_owned());
    }
    for name in api.export.keys() {
        need(format!("export.{name}"), format!("api.export.{name}"));
    }
    for (at, name) in api.offers.iter().enumerate() {
        need(format!("offer.{name}"), format!("api.offers.{at}"));
    }
    for (route, _) in api.endpoints.iter().filter(|(_, route)| !route.is_own()) {
        need("endpoint".to_owned(), format!("api.endpoints.{route}"));
    }
    if api.rate_limit.is_some() {
        need("rate_limit".to_owned(), "api.rate_limit".to_owned());
    }
}

fn each<T, K: PartialEq + ToString>(
    all: &Named<T, K>,
    word: &str,
    section: &str,
    need: &mut impl FnMut(String, String),
) {
    for name in all.keys() {
        need(word.to_owned(), format!("{section}.{}", name.to_string()));
    }
}

fn conditions(when: &Condition, see: &mut impl FnMut(&str)) {
    see(when.word());
    for part in when.parts() {
        conditions(part, see);
    }
}

/// Returns the word of a value as the file writes it.
fn printed(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Returns the keys that a value would write.
fn written(value: &impl serde::Serialize) -> Vec<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::Object(map)) => map.keys().cloned().collect(),
        _ => Vec::new(),
    }
}
