//! The settings, read from environment variables; every one has a default.

mod url;

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use tracing_subscriber::filter::Targets;

use crate::domain::access::Secret;
use crate::identity;

use url::broker_url;

/// All variables that are read, with what they mean; `--help` prints them.
pub const VARIABLES: &[(&str, &str)] = &[
    ("DATABASE_PATH", "database file (default data/<name>.db)"),
    (
        "HTTP_LISTEN",
        "address of the HTTP interface (default 127.0.0.1:8080)",
    ),
    (
        "MQTT_LISTEN",
        "address of the own MQTT endpoint, used without MQTT_URL (default 127.0.0.1:1883)",
    ),
    (
        "MQTT_URL",
        "broker to use in place of the own endpoint: mqtt://host[:port] or mqtts://host[:port]",
    ),
    ("MQTT_USERNAME", "user at the broker"),
    ("MQTT_PASSWORD", "password at the broker"),
    (
        "MQTT_CA_FILE",
        "certificates (PEM) to trust for mqtts://, in place of those of the system",
    ),
    (
        "MQTT_CLIENT_ID",
        "client id at the broker; one for each running backend (default <name>)",
    ),
    (
        "LOG",
        "what to log: error, warn, info, debug, or parts like info,backend::ingest=debug (default info)",
    ),
    ("LOG_FORMAT", "text or json (default text)"),
];

/// All settings.
#[derive(Debug, Clone)]
pub struct Config {
    /// The database file.
    pub database_path: PathBuf,
    /// Where HTTP is answered; port 0 takes a free one.
    pub http_listen: SocketAddr,
    /// Where devices connect.
    pub mqtt: Mqtt,
    /// What is logged.
    pub log: Targets,
    /// How it is logged.
    pub log_format: LogFormat,
}

/// Where devices connect.
#[derive(Debug, Clone)]
pub enum Mqtt {
    /// To this process; port 0 takes a free one.
    Own(SocketAddr),
    /// To a broker.
    Broker(Broker),
}

/// How to reach a broker.
#[derive(Debug, Clone)]
pub struct Broker {
    /// Name or address of its host.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Whether the connection is encrypted.
    pub tls: bool,
    /// User and password.
    pub login: Option<(String, Secret)>,
    /// Certificates to trust in place of those of the system.
    pub ca_file: Option<PathBuf>,
    /// Id of the session that the broker keeps while this process is away.
    pub client_id: String,
}

/// The form of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object on each line.
    Json,
}

/// A setting cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{variable}: {problem}")]
pub struct ConfigError {
    variable: String,
    problem: String,
}

fn wrong(variable: &str, problem: impl fmt::Display) -> ConfigError {
    ConfigError {
        variable: variable.to_owned(),
        problem: problem.to_string(),
    }
}

impl Config {
    /// Reads the settings through `variable`, which returns the value of an environment variable.
    ///
    /// # Errors
    /// Names the variable that cannot be used.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let get = |name: &str| variable(name).filter(|value| !value.is_empty());
        let default_path = || format!("data/{}.db", identity::NAME);
        let log = get("LOG").unwrap_or_else(|| "info".to_owned());
        Ok(Self {
            database_path: get("DATABASE_PATH").unwrap_or_else(default_path).into(),
            http_listen: parse("HTTP_LISTEN", get("HTTP_LISTEN"), "127.0.0.1:8080")?,
            mqtt: mqtt(&get)?,
            log: levels(&log).map_err(|problem| wrong("LOG", problem))?,
            log_format: log_format(get("LOG_FORMAT").as_deref())?,
        })
    }
}

fn parse<T: FromStr<Err: fmt::Display>>(
    name: &'static str,
    value: Option<String>,
    default: &str,
) -> Result<T, ConfigError> {
    let text = value.as_deref().unwrap_or(default);
    text.parse().map_err(|error| {
        wrong(
            name,
            format!("`{text}`: {error}; write it like `{default}`"),
        )
    })
}

fn mqtt(get: &impl Fn(&str) -> Option<String>) -> Result<Mqtt, ConfigError> {
    let Some(url) = get("MQTT_URL") else {
        let listen = parse("MQTT_LISTEN", get("MQTT_LISTEN"), "127.0.0.1:1883")?;
        return Ok(Mqtt::Own(listen));
    };
    let (host, port, tls) = broker_url(&url).map_err(|problem| wrong("MQTT_URL", problem))?;
    let ca_file = get("MQTT_CA_FILE").map(PathBuf::from);
    if ca_file.is_some() && !tls {
        return Err(wrong("MQTT_CA_FILE", "only used with MQTT_URL=mqtts://..."));
    }
    if tls && !cfg!(feature = "tls") {
        let problem =
            "mqtts:// needs the feature `tls`; build with `cargo build --release --features tls`";
        return Err(wrong("MQTT_URL", problem));
    }
    Ok(Mqtt::Broker(Broker {
        host,
        port,
        tls,
        login: login(get("MQTT_USERNAME"), get("MQTT_PASSWORD"))?,
        ca_file,
        client_id: get("MQTT_CLIENT_ID").unwrap_or_else(|| identity::NAME.to_owned()),
    }))
}

fn login(
    username: Option<String>,
    password: Option<String>,
) -> Result<Option<(String, Secret)>, ConfigError> {
    match (username, password) {
        (None, None) => Ok(None),
        (Some(username), Some(password)) => Ok(Some((username, Secret::new(password)))),
        (Some(_), None) => Err(wrong("MQTT_PASSWORD", "missing, but MQTT_USERNAME is set")),
        (None, Some(_)) => Err(wrong("MQTT_USERNAME", "missing, but MQTT_PASSWORD is set")),
    }
}

/// Reads `info` or `info,backend::ingest=debug`.
fn levels(text: &str) -> Result<Targets, String> {
    const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];
    for part in text.split(',') {
        let (target, level) = part.split_once('=').unwrap_or(("all", part));
        if target.is_empty() || !LEVELS.contains(&level) {
            return Err(format!(
                "`{part}` is no level; the levels are {}",
                LEVELS.join(", ")
            ));
        }
    }
    Targets::from_str(text).map_err(|error| error.to_string())
}

fn log_format(word: Option<&str>) -> Result<LogFormat, ConfigError> {
    match word {
        None | Some("text") => Ok(LogFormat::Text),
        Some("json") => Ok(LogFormat::Json),
        Some(other) => Err(wrong(
            "LOG_FORMAT",
            format!("`{other}` is neither text nor json"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::from_variables(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn an_error_names_its_variable_and_no_secret() {
        let cases = [
            (vec![("LOG", "info,=debug")], "LOG"),
            (
                vec![("MQTT_URL", "mqtt://x"), ("MQTT_PASSWORD", "geheim")],
                "MQTT_USERNAME",
            ),
        ];
        for (variables, named) in cases {
            let error = read(&variables).unwrap_err().to_string();
            assert!(error.starts_with(named), "{error}");
            assert!(!error.contains("geheim"), "{error}");
        }
    }

    #[cfg(not(feature = "tls"))]
    #[test]
    fn an_encrypted_connection_without_the_feature_names_the_feature() {
        let error = read(&[("MQTT_URL", "mqtts://x")]).unwrap_err().to_string();
        assert!(error.contains("feature `tls`"), "{error}");
    }
}
