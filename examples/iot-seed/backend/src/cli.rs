//! The command line: which command, with which settings.

use std::fmt::Write;
use std::sync::Arc;

use lexopt::prelude::{Long, Short, Value, ValueExt};
use tokio::signal::unix::{SignalKind, signal};

use crate::api;
use crate::app::{App, StartError, open_store};
use crate::clock::{Clock, SystemClock};
use crate::config::{Config, ConfigError, LogFormat, Mqtt, VARIABLES};
use crate::domain::DeviceId;
use crate::domain::access::Role;
use crate::domain::id::InvalidDeviceId;
use crate::identity;
use crate::provision;
use crate::rules::RULES;
use crate::store::schema::{self, SchemaError};
use crate::store::{Store, StoreError};
use crate::telemetry::{self, Telemetry};

const USAGE: &str = "\
Commands:
  serve [--simulate N]                            start; N devices are played (default command)
  provision device ID [--name NAME]               register a device and show its token
  provision key --role viewer|admin [--name NAME] make an API key and show it
  migrate                                         copy the database and bring it up to date
  openapi                                         print the description of the HTTP interface
  help                                            print this

Settings (environment variables):
";

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The command line is not understood.
    #[error("{0}; `help` shows the commands")]
    Usage(String),
    /// A setting cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The backend cannot start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The database cannot be brought to its shape.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The device id cannot be used.
    #[error(transparent)]
    DeviceId(#[from] InvalidDeviceId),
    /// The id is the user name of the backend itself at the broker.
    #[error(
        "`{0}` is the account of the backend at the broker, which reads all devices; choose another device id"
    )]
    Reserved(DeviceId),
    /// A device with this id exists.
    #[error("`{0}` is registered already; `POST /devices/{0}/credentials` makes a new token")]
    Registered(DeviceId),
    /// A part ended that should run as long as the backend.
    #[error("{0} ended unexpectedly; the log says more, start the backend again")]
    Broken(&'static str),
    /// The system refused threads, signals or output.
    #[error(transparent)]
    System(#[from] std::io::Error),
}

impl From<lexopt::Error> for CliError {
    fn from(error: lexopt::Error) -> Self {
        Self::Usage(error.to_string())
    }
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Command {
    Serve { simulate: usize },
    Device { id: String, name: Option<String> },
    Key { role: Role, name: Option<String> },
    Migrate,
    OpenApi,
    Help,
}

/// Runs the command that the process was started with.
///
/// # Errors
/// What to tell the person who started it.
pub fn run() -> Result<(), CliError> {
    let command = parse(lexopt::Parser::from_env())?;
    match command {
        Command::Help => {
            print!("{}", help());
            return Ok(());
        }
        Command::OpenApi => {
            print!("{}", api::openapi_document(RULES));
            return Ok(());
        }
        _ => {}
    }
    let config = Config::from_variables(|name| std::env::var(name).ok())?;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(execute(command, config))
}

fn help() -> String {
    let mut text = format!("{}: {}\n\n{USAGE}", identity::NAME, identity::SUMMARY);
    for (name, meaning) in VARIABLES {
        // Writing into a string does not fail.
        let _ = writeln!(text, "  {name:<16}{meaning}");
    }
    text
}

fn parse(mut parser: lexopt::Parser) -> Result<Command, CliError> {
    let mut words = Vec::new();
    let mut name = None;
    let mut role = None;
    let mut simulate = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("name") => name = Some(parser.value()?.string()?),
            Long("role") => role = Some(parser.value()?.string()?),
            Long("simulate") => simulate = Some(parser.value()?.parse()?),
            Long("help") | Short('h') => return Ok(Command::Help),
            Value(word) => words.push(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let command = match words.as_slice() {
        [] | ["serve"] => Command::Serve {
            simulate: simulate.take().unwrap_or_default(),
        },
        ["provision", "device", id] => Command::Device {
            id: (*id).to_owned(),
            name: name.take(),
        },
        ["provision", "key"] => Command::Key {
            role: parse_role(role.take())?,
            name: name.take(),
        },
        ["migrate"] => Command::Migrate,
        ["openapi"] => Command::OpenApi,
        ["help"] => Command::Help,
        other => {
            return Err(CliError::Usage(format!(
                "`{}` is no command",
                other.join(" ")
            )));
        }
    };
    if name.is_some() || role.is_some() || simulate.is_some() {
        let problem = "an option does not belong to this command";
        return Err(CliError::Usage(problem.to_owned()));
    }
    Ok(command)
}

fn parse_role(word: Option<String>) -> Result<Role, CliError> {
    let word =
        word.ok_or_else(|| CliError::Usage("`--role viewer|admin` is missing".to_owned()))?;
    Role::from_word(&word)
        .ok_or_else(|| CliError::Usage(format!("`{word}` is neither viewer nor admin")))
}

async fn execute(command: Command, config: Config) -> Result<(), CliError> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    match command {
        Command::Serve { simulate } => serve(config, clock, simulate).await,
        Command::Device { id, name } => {
            let id = DeviceId::parse(&id)?;
            if provision::is_reserved(&config, &id) {
                return Err(CliError::Reserved(id));
            }
            let store = open(&config, &clock)?;
            let made = provision::device(&config, &store, id.clone(), name).await;
            store.close().await;
            let text = made.map_err(|error| match error {
                StoreError::Conflict => CliError::Registered(id),
                other => other.into(),
            })?;
            print!("{text}");
            Ok(())
        }
        Command::Key { role, name } => {
            let store = open(&config, &clock)?;
            let name = name.unwrap_or_else(|| role.as_str().to_owned());
            let made = provision::key(&config, &store, name, role).await;
            store.close().await;
            print!("{}", made?);
            Ok(())
        }
        Command::Migrate => migrate(&config, clock.as_ref()),
        Command::OpenApi | Command::Help => Ok(()),
    }
}

fn open(config: &Config, clock: &Arc<dyn Clock>) -> Result<Store, StartError> {
    open_store(config, clock, &Arc::new(Telemetry::default()))
}

fn migrate(config: &Config, clock: &dyn Clock) -> Result<(), CliError> {
    let done = schema::migrate(&config.database_path, clock.now())?;
    if let Some(backup) = &done.backup {
        println!("copied to {}", backup.display());
    }
    for name in &done.applied {
        println!("applied {name}");
    }
    if done.applied.is_empty() {
        println!("{} is up to date", config.database_path.display());
    }
    Ok(())
}

async fn serve(config: Config, clock: Arc<dyn Clock>, simulate: usize) -> Result<(), CliError> {
    telemetry::log(&config.log, config.log_format == LogFormat::Json);
    let is_text = config.log_format == LogFormat::Text;
    let broker = match &config.mqtt {
        Mqtt::Broker(broker) => Some(format!("{}:{}", broker.host, broker.port)),
        Mqtt::Own(_) => None,
    };
    let mut app = App::start(config, clock, simulate).await?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    tracing::info!(http = %app.http_address(), mqtt_port = app.mqtt().port, "started");
    if is_text {
        // The link signs in as admin: it is for the terminal. Where output is collected the log is JSON, as the unit and
        // the image in this repository set it, and no link is made.
        let link = app.dashboard_link()?;
        print!("{}", greeting(&app, broker.as_deref(), &link));
    }
    let broken = tokio::select! {
        _ = interrupt.recv() => None,
        _ = terminate.recv() => None,
        part = app.broken() => Some(part),
    };
    tracing::info!("stopping");
    app.stop().await;
    tracing::info!("stopped");
    // With an exit code that makes a supervisor start the process again.
    broken.map_or(Ok(()), |part| Err(CliError::Broken(part)))
}

fn greeting(app: &App, broker: Option<&str>, link: &str) -> String {
    let mqtt = match broker {
        Some(broker) => format!("broker {broker}"),
        None => format!("own endpoint, port {}", app.mqtt().port),
    };
    let name = identity::NAME;
    let lines = [
        ("Dashboard", format!("{link} (once, within 15 minutes)")),
        ("API", format!("http://{}/openapi.json", app.http_address())),
        (
            "MQTT",
            format!("{mqtt}, topic {}", app.mqtt().readings_topic),
        ),
        ("Connect", format!("{name} provision device ID")),
        ("API key", format!("{name} provision key --role viewer")),
    ];
    let mut text = format!("\n  {name}: {}\n\n", identity::SUMMARY);
    for (label, value) in lines {
        // Writing into a string does not fail.
        let _ = writeln!(text, "  {label:<11}{value}");
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Command, CliError> {
        let program = std::iter::once(&identity::NAME);
        parse(lexopt::Parser::from_iter(program.chain(words)))
    }

    #[test]
    fn commands_are_read() {
        assert_eq!(read(&[]).unwrap(), Command::Serve { simulate: 0 });
        let serve = read(&["serve", "--simulate", "3"]).unwrap();
        assert_eq!(serve, Command::Serve { simulate: 3 });
        let device = read(&["provision", "device", "a", "--name", "A b"]).unwrap();
        let expected = Command::Device {
            id: "a".to_owned(),
            name: Some("A b".to_owned()),
        };
        assert_eq!(device, expected);
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for words in [
            &["fly"][..],
            &["provision", "key"],
            &["provision", "key", "--role", "king"],
            &["migrate", "--simulate", "3"],
            &["serve", "--simulate", "many"],
            &["--what"],
        ] {
            assert!(read(words).is_err(), "{words:?}");
        }
    }
}
