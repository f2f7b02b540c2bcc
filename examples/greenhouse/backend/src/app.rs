//! Puts the parts together, starts them and stops them in order.

mod mqtt;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::api::{self, AppState, MqttAddress};
use crate::clock::Clock;
use crate::config::Config;
use crate::ingest::{Pipeline, broker};
use crate::jobs::Jobs;
use crate::rules::{Engine, RULES};
use crate::simulate::Simulator;
use crate::stopping::stopped;
use crate::store::schema::{self, SchemaError};
use crate::store::{self, Store, StoreError};
use crate::telemetry::Telemetry;

use mqtt::Parts;

/// How long stopping may take.
const STOP_WITHIN: Duration = Duration::from_secs(10);

/// How long the link that opens the dashboard works.
const LINK_LIFETIME: Duration = Duration::from_secs(15 * 60);

/// Messages that may wait for a commit before senders are made to wait.
const QUEUE_LIMIT: usize = 2048;

/// Why the backend could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database cannot be brought to its shape.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// The database cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An address cannot be listened on.
    #[error("{variable}={address}: {source}{}", advice(variable, *address, source))]
    Listen {
        /// The variable that names the address.
        variable: &'static str,
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The connection to the broker cannot be set up.
    #[error(transparent)]
    Broker(#[from] broker::SetupError),
    /// The backend was built without its own MQTT endpoint and no broker is configured.
    #[error(
        "MQTT_URL is not set, and this build has no MQTT endpoint of its own; set MQTT_URL, or build with the feature `mqtt-endpoint`"
    )]
    NoMqtt,
}

/// A backend that runs.
pub struct App {
    http_address: SocketAddr,
    mqtt: Arc<MqttAddress>,
    store: Store,
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
    jobs: JoinSet<()>,
}

impl App {
    /// Opens the database, migrating it when needed, and starts everything. `simulated` devices are played.
    ///
    /// # Errors
    /// When the database or an address cannot be used.
    pub async fn start(
        config: Config,
        clock: Arc<dyn Clock>,
        simulated: usize,
    ) -> Result<Self, StartError> {
        let telemetry = Arc::new(Telemetry::default());
        let store = open_store(&config, &clock, &telemetry)?;
        let pipeline = Pipeline::new(store.clone(), Arc::clone(&clock), Arc::clone(&telemetry));
        let (stop, stopping) = watch::channel(false);
        let mut tasks = JoinSet::new();
        let http = listen("HTTP_LISTEN", config.http_listen).await?;
        let parts = Parts {
            pipeline: &pipeline,
            telemetry: &telemetry,
            stopping: &stopping,
        };
        let mqtt = parts.start_mqtt(config.mqtt, &mut tasks).await?;
        let state = AppState {
            store: store.clone(),
            pipeline: Arc::new(pipeline.clone()),
            clock: Arc::clone(&clock),
            rules: RULES,
            link: Arc::clone(&mqtt.link),
            telemetry: Arc::clone(&telemetry),
            mqtt: Arc::clone(&mqtt.address),
            stopping: stopping.clone(),
        };
        let http_address = http.local_addr().unwrap_or(config.http_listen);
        tasks.spawn(serve_http(http, state, stopping.clone()));
        if simulated > 0 {
            let simulator = Simulator::new(store.clone(), pipeline, RULES);
            tasks.spawn(simulator.play(simulated, stopping.clone()));
        }
        let jobs = Jobs {
            store: store.clone(),
            clock,
            notifier: mqtt.notifier,
            telemetry,
        };
        Ok(Self {
            http_address,
            mqtt: mqtt.address,
            store,
            stop,
            tasks,
            jobs: jobs.start(&stopping),
        })
    }

    /// Where HTTP is answered.
    #[must_use]
    pub fn http_address(&self) -> SocketAddr {
        self.http_address
    }

    /// Where devices connect.
    #[must_use]
    pub fn mqtt(&self) -> &MqttAddress {
        &self.mqtt
    }

    /// The database, for commands and tests.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// A link that opens the dashboard signed in, once.
    ///
    /// # Errors
    /// When the machine has no random numbers.
    pub fn dashboard_link(&self) -> Result<String, StoreError> {
        let code = self.store.create_login_code(LINK_LIFETIME)?;
        Ok(format!(
            "http://{}/?login={}",
            self.http_address,
            code.reveal()
        ))
    }

    /// Resolves when a part ends that should run until the backend stops; says which kind of part.
    pub async fn broken(&mut self) -> &'static str {
        let (part, ended) = tokio::select! {
            () = self.store.ended() => ("the writer of the database", None),
            ended = self.tasks.join_next() => ("a task that takes messages or requests", ended),
            ended = self.jobs.join_next() => ("a job", ended),
        };
        match ended {
            Some(Err(error)) => tracing::error!(%error, "{part} ended unexpectedly"),
            _ => tracing::error!("{part} ended unexpectedly"),
        }
        part
    }

    /// Stops taking messages, commits and acknowledges what was taken, answers open requests, closes the database.
    pub async fn stop(mut self) {
        // Those who listen end by themselves; when nobody listens there is nothing to end.
        let _ = self.stop.send(true);
        let orderly = async {
            while self.tasks.join_next().await.is_some() {}
            while self.jobs.join_next().await.is_some() {}
            if let Err(error) = self.store.save_last_seen().await {
                tracing::warn!(%error, "when devices were last heard could not be saved");
            }
            self.store.close().await;
        };
        if tokio::time::timeout(STOP_WITHIN, orderly).await.is_err() {
            tracing::warn!("stopping took too long; what was not acknowledged will be sent again");
        }
    }
}

/// Opens the database of these settings, migrating it when needed.
///
/// # Errors
/// When it cannot be brought to its shape or read.
pub fn open_store(
    config: &Config,
    clock: &Arc<dyn Clock>,
    telemetry: &Arc<Telemetry>,
) -> Result<Store, StartError> {
    let migrated = schema::migrate(&config.database_path, clock.now())?;
    if let Some(backup) = migrated.backup {
        let backup = backup.display();
        tracing::info!(%backup, "the database was copied before it was migrated");
    }
    let options = store::Options {
        path: config.database_path.clone(),
        clock: Arc::clone(clock),
        rules: RULES,
        evaluator: Arc::new(Engine::new(RULES)),
        telemetry: Arc::clone(telemetry),
        queue_limit: QUEUE_LIMIT,
    };
    Ok(Store::open(options)?)
}

/// What to do about an address that is taken.
fn advice(variable: &str, address: SocketAddr, source: &io::Error) -> String {
    if source.kind() != io::ErrorKind::AddrInUse {
        return String::new();
    }
    let mut other = address;
    other.set_port(address.port().checked_add(1).unwrap_or(0));
    let mut text = format!("; take another one with {variable}={other}");
    if variable == "MQTT_LISTEN" {
        let mut broker = address;
        if address.ip().is_unspecified() {
            broker.set_ip(Ipv4Addr::LOCALHOST.into());
        }
        text.push_str(&format!(
            ", or if a broker listens there, use it with MQTT_URL=mqtt://{broker}"
        ));
    }
    text
}

async fn listen(variable: &'static str, address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address)
        .await
        .map_err(|source| StartError::Listen {
            variable,
            address,
            source,
        })
}

async fn serve_http(listener: TcpListener, state: AppState, mut stopping: watch::Receiver<bool>) {
    let router = api::router(state);
    let stopped = async move {
        stopped(&mut stopping).await;
    };
    let served = axum::serve(listener, router)
        .with_graceful_shutdown(stopped)
        .await;
    if let Err(error) = served {
        tracing::error!(%error, "the HTTP server ended");
    }
}
