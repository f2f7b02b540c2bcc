//! What both connections to the broker have in common: address, login, encryption.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use mqtt5::{MqttOptions, Transport};

use crate::config::Broker;
use crate::domain::pipeline::MAX_PAYLOAD_BYTES;

/// How often the broker hears of an idle connection, in seconds.
const KEEP_ALIVE_S: u16 = 30;

/// How long connecting may take.
const CONNECT_WITHIN: Duration = Duration::from_secs(10);

/// Why a connection cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The certificates cannot be read.
    #[error("MQTT_CA_FILE: `{path}`: {source}")]
    Certificates {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The encryption cannot be set up.
    #[error("MQTT_URL: {0}")]
    Encryption(String),
}

/// The options for a connection with this client id.
pub(super) fn options(settings: &Broker, client_id: &str) -> Result<MqttOptions, SetupError> {
    let address = (settings.host.as_str(), settings.port);
    let mut options = MqttOptions::new(client_id, address);
    let packet_bytes = u32::try_from(2 * MAX_PAYLOAD_BYTES).unwrap_or(u32::MAX);
    options
        .set_keep_alive(KEEP_ALIVE_S)
        .set_connect_timeout(CONNECT_WITHIN)
        .set_max_packet_size(Some(packet_bytes));
    if let Some((username, password)) = &settings.login {
        options.set_credentials(username.as_str(), password.reveal().to_owned());
    }
    if settings.tls {
        options.set_transport(encrypted(settings)?);
    }
    Ok(options)
}

#[cfg(feature = "tls")]
fn encrypted(settings: &Broker) -> Result<Transport, SetupError> {
    match &settings.ca_file {
        Some(path) => {
            let certificates = std::fs::read(path).map_err(|source| SetupError::Certificates {
                path: path.clone(),
                source,
            })?;
            Ok(Transport::tls(certificates, None, None))
        }
        None => Transport::try_tls_with_default_config()
            .map_err(|error| SetupError::Encryption(error.to_string())),
    }
}

#[cfg(not(feature = "tls"))]
fn encrypted(_settings: &Broker) -> Result<Transport, SetupError> {
    let problem = "mqtts:// needs the feature `tls`";
    Err(SetupError::Encryption(problem.to_owned()))
}
