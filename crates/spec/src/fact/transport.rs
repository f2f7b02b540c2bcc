//! The facets `device_auth`, `broker` and `topic`.

use super::Facet;
use super::listing::Listing;
use super::taking::{Taking, free_name, name, slug, spelled, word};
use crate::Spec;
use crate::edit::Path;
use crate::model::{
    Carries, DeviceAuth, DevicePlace, Payload, Topic, TopicUse, Transport, Transports, Way,
};

/// The transports in the order of the model.
const PROTOCOLS: [&str; 6] = ["mqtt", "http", "websocket", "kafka", "amqp", "coap"];

pub(super) fn take_auth(t: &mut Taking) {
    let Some(text) = t.text("value") else { return };
    let auth = match slug(&text).as_str() {
        "required" => DeviceAuth::Token,
        "none_explicit" => DeviceAuth::None,
        other => match word(other) {
            Some(auth) => auth,
            None => return t.unheld(Some("value"), format!("`{text}` is no way to log in")),
        },
    };
    t.devices().auth = Some(auth);
    t.wrote(Path::of("devices", &"auth"), "value");
}

pub(super) fn list_auth(l: &mut Listing) {
    if let Some(auth) = l.spec.devices.as_ref().and_then(|devices| devices.auth) {
        l.single(
            Facet::DeviceAuth,
            "value",
            spelled(&auth),
            &Path::of("devices", &"auth"),
        );
    }
}

/// Returns the place of a transport by its protocol.
pub(super) fn transport<'a>(
    transports: &'a mut Transports,
    protocol: &str,
) -> Option<&'a mut Option<Transport>> {
    Some(match protocol {
        "mqtt" => &mut transports.mqtt,
        "http" => &mut transports.http,
        "websocket" => &mut transports.websocket,
        "kafka" => &mut transports.kafka,
        "amqp" => &mut transports.amqp,
        "coap" => &mut transports.coap,
        _ => return None,
    })
}

pub(super) fn take_broker(t: &mut Taking) {
    let text = t.text("protocol").unwrap_or_default();
    let protocol = match slug(&text).as_str() {
        "mqtts" => "mqtt".to_owned(),
        "https" | "rest" => "http".to_owned(),
        "ws" | "wss" => "websocket".to_owned(),
        "rabbitmq" => "amqp".to_owned(),
        other => other.to_owned(),
    };
    let (product, asked) = (t.text("product"), t.text("asked"));
    let port = t
        .value("port")
        .and_then(|port| u16::try_from(port.as_u64()?).ok());
    let qos = t
        .value("qos")
        .and_then(|qos| u8::try_from(qos.as_u64()?).ok());
    let tls = t.flag("tls");
    let transports = t.ingest().transports.get_or_insert_default();
    let Some(place) = transport(transports, &protocol) else {
        return t.unheld(Some("protocol"), format!("`{text}` is no transport"));
    };
    let found = place.get_or_insert_default();
    found.product = product.or(found.product.take());
    found.asked = asked.or(found.asked.take());
    found.port = port.or(found.port);
    found.qos = qos.filter(|qos| *qos <= 2).or(found.qos);
    found.tls = tls.or(found.tls);
    let path = Path::of("ingest.transports", &protocol);
    for key in ["product", "port", "tls", "qos", "asked"] {
        if t.value(key).is_some() {
            t.wrote(path.join(&key), key);
        }
    }
    t.made(path);
    let line = format!("transports.{protocol}");
    t.spec.refused.retain(|refused| *refused != line);
}

pub(super) fn list_broker(l: &mut Listing) {
    let transports = l
        .spec
        .ingest
        .as_ref()
        .and_then(|ingest| ingest.transports.clone());
    let Some(mut transports) = transports else {
        return;
    };
    for protocol in PROTOCOLS {
        let Some(Some(found)) = transport(&mut transports, protocol).map(|place| place.clone())
        else {
            continue;
        };
        let path = Path::of("ingest.transports", &protocol);
        let Some(fact) = l.start(Facet::Broker, &path) else {
            continue;
        };
        let mut fact = fact.with("protocol", protocol);
        l.some(&mut fact, "product", found.product, &path.join(&"product"));
        l.some(&mut fact, "port", found.port, &path.join(&"port"));
        l.some(&mut fact, "tls", found.tls, &path.join(&"tls"));
        l.some(&mut fact, "qos", found.qos, &path.join(&"qos"));
        l.some(&mut fact, "asked", found.asked, &path.join(&"asked"));
        l.push(fact);
    }
}

/// Makes the transports that `ingest_http` needs, once the others are known.
pub(super) fn http_too(t: &mut Taking) {
    let Some(transports) = t
        .spec
        .ingest
        .as_mut()
        .and_then(|ingest| ingest.transports.as_mut())
    else {
        return;
    };
    if transports.http.is_none() {
        transports.http = Some(Transport::default());
        t.implied(Path::of("ingest.transports", &"http"));
    }
}

pub(super) fn take_topic(t: &mut Taking) {
    let Some(pattern) = t.parse::<Topic>("value") else {
        return;
    };
    if t.spec.topics.values().any(|topic| topic.pattern == pattern) {
        return;
    }
    let (way, carries, wish) = meaning(t.spec, &pattern);
    let Some(id) = free_name([wish], |name| t.spec.topics.contains(name)) else {
        return;
    };
    let path = Path::of("topics", &id);
    t.wrote(path.join(&"pattern"), "value");
    t.made(path);
    if way == Way::In {
        say_device_level(t.spec, &pattern);
    }
    let topic = TopicUse {
        pattern,
        way,
        carries,
        payload: None,
        on: None,
        was: Vec::new(),
        label: None,
    };
    t.spec.topics.insert(id, topic);
}

/// Says which of several placeholders is the device: the one whose name tells, else the last.
fn say_device_level(spec: &mut Spec, pattern: &Topic) {
    let noun = spec.noun().replace(' ', "");
    let tells = |word: &&str| {
        let word = word.to_lowercase().replace('_', "");
        ["device", "sensor", noun.as_str()]
            .iter()
            .any(|name| word.contains(name))
    };
    let words: Vec<&str> = pattern.placeholders().collect();
    let [_, .., last] = words.as_slice() else {
        return;
    };
    let word = words.iter().find(|word| tells(word)).unwrap_or(last);
    let Ok(name) = "reading".parse() else {
        return;
    };
    let payloads = &mut spec.ingest.get_or_insert_default().payloads;
    if payloads.is_empty() {
        payloads.insert(name, Payload::default());
    }
    if let Some((_, payload)) = payloads.iter_mut().next()
        && payload.device.is_none()
    {
        payload.device = Some(DevicePlace::Topic((*word).to_owned()));
    }
}

/// What a topic is for, as far as its words tell: the first that says nothing else has readings.
fn meaning(spec: &Spec, pattern: &Topic) -> (Way, Carries, String) {
    let levels: Vec<String> = pattern.levels().map(slug).collect();
    let says = |words: &[&str]| levels.iter().any(|level| words.contains(&level.as_str()));
    if says(&["alert", "alerts", "alarm", "alarms"]) {
        return (Way::Out, Carries::Alerts, "alerts".to_owned());
    }
    if says(&["cmd", "command", "commands", "control", "downlink"]) {
        return (Way::Out, Carries::Commands, "commands".to_owned());
    }
    if says(&["heartbeat", "ping", "alive", "lwt"]) {
        return (Way::In, Carries::Heartbeat, "heartbeat".to_owned());
    }
    let metric = levels.last().and_then(|last| {
        // `temp` is the temperature, `grain` is not the `grain_temperature`.
        let short = |rest: &str| last.len() > 2 && !rest.contains('_');
        let near = |name: &str| {
            name.strip_prefix(last.as_str())
                .is_some_and(|rest| rest.is_empty() || short(rest))
        };
        spec.metrics.keys().find(|metric| near(metric.as_str()))
    });
    if let Some(metric) = metric.filter(|_| spec.metrics.len() > 1) {
        return (Way::In, Carries::Metric(metric.clone()), metric.to_string());
    }
    let first = !spec
        .topics
        .values()
        .any(|topic| topic.carries == Carries::Readings);
    let wish = if first {
        Some("readings".to_owned())
    } else {
        levels.last().cloned()
    };
    let wish = wish
        .and_then(|wish| name(&wish))
        .map_or("readings".to_owned(), |name| name.to_string());
    (Way::In, Carries::Readings, wish)
}

pub(super) fn list_topic(l: &mut Listing) {
    for (id, topic) in l.spec.topics.iter() {
        l.single(
            Facet::Topic,
            "value",
            topic.pattern.as_str(),
            &Path::of("topics", id),
        );
    }
}
