//! Makes credentials, and shows how to use them with lines that can be pasted.

use std::fmt::Write;
use std::net::SocketAddr;

use crate::config::{Config, Mqtt};
use crate::domain::access::{Role, Secret};
use crate::domain::device::NewDevice;
use crate::domain::{DeviceId, METRICS};
use crate::identity;
use crate::ingest::topic;
use crate::ingest::topics::METRIC_FIELDS;
use crate::store::{Store, StoreError};

/// Whether an id is the backend's own account at the broker, as shipped or as configured: a device's user name is its
/// id, so its token would replace the password of that account, and open it.
#[must_use]
pub fn is_reserved(config: &Config, id: &DeviceId) -> bool {
    let configured = match &config.mqtt {
        Mqtt::Broker(broker) => broker.login.as_ref().map(|(user, _)| user.as_str()),
        Mqtt::Own(_) => None,
    };
    id.as_str() == identity::NAME || configured == Some(id.as_str())
}

/// Registers a device; returns what to show.
///
/// # Errors
/// `Conflict` when it is registered already.
pub async fn device(
    config: &Config,
    store: &Store,
    id: DeviceId,
    name: Option<String>,
) -> Result<String, StoreError> {
    let mut new = NewDevice::new(id.clone());
    new.name = name;
    let (_, token) = store.create_device(new).await?;
    Ok(instructions(config, &id, &token))
}

/// Makes an API key; returns what to show.
///
/// # Errors
/// When the database does not answer.
pub async fn key(
    config: &Config,
    store: &Store,
    name: String,
    role: Role,
) -> Result<String, StoreError> {
    let key = store.create_key(name, role).await?;
    let http = reachable(config.http_listen);
    let key = key.reveal();
    Ok(format!(
        "API key ({}), shown only now:\n\n    {key}\n\nTry it:\n\n    curl -H 'Authorization: Bearer {key}' http://{http}/readings/latest\n",
        role.as_str(),
    ))
}

fn instructions(config: &Config, id: &DeviceId, token: &Secret) -> String {
    let topic = topic::readings_topic(id);
    let alerts = topic::alerts_topic(id);
    let payload = sample_payload();
    let http = reachable(config.http_listen);
    let token = token.reveal();
    let (host, port) = match &config.mqtt {
        Mqtt::Own(listen) => {
            let reachable = reachable(*listen);
            (reachable.ip().to_string(), reachable.port())
        }
        Mqtt::Broker(broker) => (broker.host.clone(), broker.port),
    };
    let login = format!("-h {host} -p {port} -u {id} -P {token}");
    let mut text = format!("Token of `{id}`, shown only now:\n\n    {token}\n\n");
    // Writing into a string does not fail.
    if let Mqtt::Broker(_) = &config.mqtt {
        let _ = write!(
            text,
            "Tell the broker (Mosquitto) about it, then make it read its passwords again:\n\n    mosquitto_passwd -b /mosquitto/data/passwords {id} {token}\n    kill -HUP $(pidof mosquitto)\n\n"
        );
    }
    let _ = write!(
        text,
        "Send a reading over MQTT:\n\n    mosquitto_pub {login} -q 1 -t {topic} -m '{payload}'\n\n\
         Listen to its alerts:\n\n    mosquitto_sub {login} -q 1 -t {alerts}\n\n\
         Send a reading over HTTP:\n\n    curl -H 'Authorization: Bearer {token}' -H 'Content-Type: application/json' -d '{payload}' http://{http}/devices/{id}/readings\n"
    );
    text
}

/// The address to connect to for something that listens on `listen`.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let mut address = listen;
    if listen.ip().is_unspecified() {
        address.set_ip(std::net::Ipv4Addr::LOCALHOST.into());
    }
    address
}

/// A payload with a usual value for each metric.
fn sample_payload() -> String {
    let fields = METRICS.iter().filter_map(|row| {
        let field = METRIC_FIELDS
            .iter()
            .find(|field| field.metric == row.metric)?;
        let low = row.range.min.or(row.usual.min).unwrap_or(0.0);
        let high = row.range.max.or(row.usual.max).unwrap_or(low + 1.0);
        let middle = f64::midpoint(low, high);
        Some(format!(
            "\"{}\":{middle:.*}",
            field.path,
            usize::from(row.decimals)
        ))
    });
    format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
}
