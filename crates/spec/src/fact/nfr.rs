//! The facet `nfr`: further requirements, those with a key of their own included.

use super::listing::Listing;
use super::quantity::scalar;
use super::taking::{Taking, name, spelled};
use super::{Facet, Fact};
use crate::catalog::zone;
use crate::edit::Path;
use crate::model::{Feature, Features, Name, Network, Nfr, Register};

/// Ways of a device to become known, by the words for them.
const REGISTER: [(&str, Register); 3] = [
    ("device_autoregistration", Register::FirstMessage),
    ("device_csv_import", Register::Csv),
    ("device_claiming", Register::Claim),
];

/// Networks between device and backend.
const NETWORKS: [(&str, Network); 3] = [
    ("lorawan", Network::Lorawan),
    ("ble_gateway", Network::BleGateway),
    ("cellular", Network::Cellular),
];

/// Products that show the data besides the dashboard.
const VIEWERS: [&str; 4] = ["grafana", "metabase", "superset", "kibana"];

const FEATURES: [&str; 9] = [
    "twin",
    "audit",
    "ota",
    "provisioning",
    "automations",
    "scenes",
    "schedules",
    "tariffs",
    "home_assistant",
];

/// Where days and weeks begin: the key of the model of the same name.
const ZONE: &str = "time_zone";

const ATTRIBUTES: [&str; 5] = ["amount", "scope", "port", "after", "on_excess"];

fn feature<'a>(features: &'a mut Features, word: &str) -> Option<&'a mut Option<Feature>> {
    Some(match word {
        "twin" => &mut features.twin,
        "audit" => &mut features.audit,
        "ota" => &mut features.ota,
        "provisioning" => &mut features.provisioning,
        "automations" => &mut features.automations,
        "scenes" => &mut features.scenes,
        "schedules" => &mut features.schedules,
        "tariffs" => &mut features.tariffs,
        "home_assistant" => &mut features.home_assistant,
        _ => return None,
    })
}

pub(super) fn take(t: &mut Taking) {
    let text = t.text("value").unwrap_or_default();
    let Some(word) = name(&text) else {
        return t.unheld(Some("value"), "no name can be made of it");
    };
    if word == *ZONE && zoned(t) {
        return;
    }
    let typed = typed(t, &word);
    if !typed || ATTRIBUTES.iter().any(|key| t.value(key).is_some()) {
        let path = Path::of("nfr", &word);
        t.made(path);
        if !t.spec.nfr.contains(word.as_str()) {
            t.spec.nfr.insert(word.clone(), Nfr::default());
        }
        attributes(t, &word, &["value"]);
    }
}

/// Writes the time zone that a requirement names; without one it stays a requirement.
fn zoned(t: &mut Taking) -> bool {
    let Some(zone) = t.text("amount").and_then(|name| zone(&name)) else {
        return false;
    };
    let path = Path::default().join(&ZONE);
    t.made(path);
    t.spec.time_zone = Some(zone.name.to_owned());
    true
}

/// Writes a requirement to the key that means it, when there is one.
fn typed(t: &mut Taking, word: &Name) -> bool {
    let path = if let Some((_, register)) = REGISTER.iter().find(|(known, _)| *word == *known) {
        t.devices().register = Some(*register);
        Path::of("devices", &"register")
    } else if let Some((_, network)) = NETWORKS.iter().find(|(known, _)| *word == *known) {
        t.ingest().network = Some(*network);
        Path::of("ingest", &"network")
    } else if *word == "gateways" {
        t.devices().gateways = true;
        Path::of("devices", &"gateways")
    } else if *word == "map" {
        t.spec.dashboard.get_or_insert_default().map = true;
        Path::of("dashboard", &"map")
    } else if VIEWERS.contains(&word.as_str()) {
        let embed = &mut t.spec.dashboard.get_or_insert_default().embed;
        if !embed.contains(word) {
            embed.push(word.clone());
        }
        Path::of("dashboard.embed", word)
    } else if FEATURES.contains(&word.as_str()) {
        let features = t.spec.features.get_or_insert_default();
        if let Some(place) = feature(features, word.as_str()) {
            place.get_or_insert_default();
        }
        Path::of("features", word)
    } else {
        return false;
    };
    t.made(path);
    true
}

/// Writes what a fact says besides its word; keys without a place are noted.
pub(super) fn attributes(t: &mut Taking, word: &Name, known: &[&str]) {
    let port = t
        .value("port")
        .and_then(|port| u16::try_from(port.as_u64()?).ok());
    let [amount, scope, after, on_excess] =
        ["amount", "scope", "after", "on_excess"].map(|key| t.text(key));
    let some = port.is_some()
        || [&amount, &scope, &after, &on_excess]
            .into_iter()
            .any(Option::is_some);
    if some {
        let mut nfr = t.spec.nfr.get(word.as_str()).cloned().unwrap_or_default();
        nfr.port = port.or(nfr.port);
        nfr.amount = amount.or(nfr.amount);
        nfr.scope = scope.or(nfr.scope);
        nfr.after = after.or(nfr.after);
        nfr.on_excess = on_excess.or(nfr.on_excess);
        t.spec.nfr.insert(word.clone(), nfr);
        for key in ATTRIBUTES {
            t.wrote(Path::of("nfr", word).join(&key), key);
        }
    }
    let rest: Vec<String> = t
        .fact
        .keys
        .keys()
        .filter(|key| !known.contains(&key.as_str()) && !ATTRIBUTES.contains(&key.as_str()))
        .cloned()
        .collect();
    for key in rest {
        t.unheld(Some(&key), "the model has no place for it");
    }
}

/// Adds what the requirement of the same name says to a fact.
pub(super) fn list_attributes(l: &Listing, word: &str, fact: &mut Fact) {
    let Some(nfr) = l.spec.nfr.get(word) else {
        return;
    };
    let path = Path::of("nfr", &word);
    let amount = nfr.amount.as_deref().map(scalar);
    l.some(fact, "amount", amount, &path.join(&"amount"));
    l.some(fact, "scope", nfr.scope.clone(), &path.join(&"scope"));
    l.some(fact, "port", nfr.port, &path.join(&"port"));
    l.some(
        fact,
        "after",
        nfr.after.as_deref().map(scalar),
        &path.join(&"after"),
    );
    l.some(
        fact,
        "on_excess",
        nfr.on_excess.clone(),
        &path.join(&"on_excess"),
    );
}

pub(super) fn list(l: &mut Listing) {
    let offers: Vec<&Name> = l.spec.api.iter().flat_map(|api| &api.offers).collect();
    for word in l.spec.nfr.keys().filter(|word| !offers.contains(word)) {
        if let Some(fact) = l.start(Facet::Nfr, &Path::of("nfr", word)) {
            let mut fact = fact.with("value", word.as_str());
            list_attributes(l, word.as_str(), &mut fact);
            l.push(fact);
        }
    }
    let path = Path::default().join(&ZONE);
    if let Some(zone) = &l.spec.time_zone
        && let Some(fact) = l.start(Facet::Nfr, &path)
    {
        let mut fact = fact.with("value", ZONE);
        l.some(&mut fact, "amount", Some(zone.clone()), &path);
        l.push(fact);
    }
    for (word, path) in elsewhere(l) {
        if !l.spec.nfr.contains(word.as_str()) {
            l.single(Facet::Nfr, "value", word, &path);
        }
    }
}

/// The requirements that have a key of their own, with their words and places.
fn elsewhere(l: &Listing) -> Vec<(String, Path)> {
    let mut found = Vec::new();
    if let Some(devices) = &l.spec.devices {
        let word = REGISTER
            .iter()
            .find(|(_, register)| devices.register == Some(*register));
        found.extend(word.map(|(word, _)| ((*word).to_owned(), Path::of("devices", &"register"))));
        if devices.gateways {
            found.push(("gateways".to_owned(), Path::of("devices", &"gateways")));
        }
    }
    let network = l.spec.ingest.as_ref().and_then(|ingest| ingest.network);
    let word = NETWORKS.iter().find(|(_, known)| network == Some(*known));
    found.extend(word.map(|(word, _)| ((*word).to_owned(), Path::of("ingest", &"network"))));
    if let Some(dashboard) = &l.spec.dashboard {
        if dashboard.map {
            found.push(("map".to_owned(), Path::of("dashboard", &"map")));
        }
        let embed = dashboard.embed.iter();
        found.extend(embed.map(|word| (word.to_string(), Path::of("dashboard.embed", word))));
    }
    if let Some(features) = &l.spec.features
        && let Some(map) = spelled(features).as_object()
    {
        found.extend(
            map.keys()
                .map(|word| (word.clone(), Path::of("features", word))),
        );
    }
    found
}
