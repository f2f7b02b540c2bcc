//! The HTTP interface on a database of its own, with a clock that stands still.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use backend::api::{self, AppState, MqttAddress};
use backend::clock::{Clock, ManualClock};
use backend::domain::Timestamp;
use backend::domain::access::Role;
use backend::domain::link::BrokerLink;
use backend::ingest::Pipeline;
use backend::rules::{Engine, RULES};
use backend::store::{Options, Store, schema};
use backend::telemetry::Telemetry;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::client::{Answer, Ask};
use super::contract;
use crate::ingest::metrics::all_usual;

/// 2026-01-31T12:00:00Z.
pub const NOON: Timestamp = Timestamp(1_769_860_800_000);

/// A running interface with one key of each role.
pub struct Rig {
    pub address: SocketAddr,
    pub clock: Arc<ManualClock>,
    pub store: Store,
    pub link: Arc<BrokerLink>,
    pub admin: String,
    pub viewer: String,
    stop: watch::Sender<bool>,
    folder: TempDir,
}

impl Rig {
    /// Starts it.
    pub async fn start() -> Self {
        Self::start_with(BrokerLink::new(false)).await
    }

    /// Starts it with a link to a broker.
    pub async fn start_with(link: BrokerLink) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        schema::migrate(&path, NOON).unwrap();
        let clock = Arc::new(ManualClock::new(NOON));
        let shared_clock: Arc<dyn Clock> = Arc::<ManualClock>::clone(&clock);
        let telemetry = Arc::new(Telemetry::default());
        let link = Arc::new(link);
        let store = Store::open(Options {
            path,
            clock: Arc::clone(&shared_clock),
            rules: RULES,
            evaluator: Arc::new(Engine::new(RULES)),
            telemetry: Arc::clone(&telemetry),
            queue_limit: 64,
        })
        .unwrap();
        let (stop, stopping) = watch::channel(false);
        let state = AppState {
            pipeline: Arc::new(Pipeline::new(
                store.clone(),
                Arc::clone(&shared_clock),
                Arc::clone(&telemetry),
            )),
            store: store.clone(),
            clock: shared_clock,
            rules: RULES,
            link: Arc::clone(&link),
            telemetry,
            mqtt: Arc::new(MqttAddress {
                host: None,
                port: 1883,
                own_endpoint: true,
                readings_topic: "readings/{deviceId}".to_owned(),
                alerts_topic: "alerts/{deviceId}".to_owned(),
            }),
            stopping,
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = api::router(state);
        tokio::spawn(async move { axum::serve(listener, router).await });
        let key = async |role| {
            let secret = store.create_key(format!("{role:?}"), role).await.unwrap();
            secret.reveal().to_owned()
        };
        Self {
            address,
            clock,
            link,
            admin: key(Role::Admin).await,
            viewer: key(Role::Viewer).await,
            store,
            stop,
            folder,
        }
    }

    /// Tells the interface to stop.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Sends a request and holds the answer against the document.
    pub async fn ask(&self, ask: Ask) -> Answer {
        let answer = ask.send(self.address).await;
        contract::check(&ask, &answer);
        answer
    }

    /// `GET` as a viewer.
    pub async fn get(&self, path: impl Into<String>) -> Answer {
        self.ask(Ask::get(path).by(&self.viewer)).await
    }

    /// All items of a list, page by page, as an administrator.
    pub async fn items(&self, path: &str) -> Vec<Value> {
        let sign = if path.contains('?') { '&' } else { '?' };
        let mut items = Vec::new();
        let mut next = path.to_owned();
        loop {
            let mut page = self.ask(Ask::get(next).by(&self.admin)).await.expect(200);
            items.append(page["items"].as_array_mut().unwrap());
            let Some(cursor) = page["nextCursor"].as_str() else {
                return items;
            };
            next = format!("{path}{sign}cursor={cursor}");
        }
    }

    /// `POST` as an administrator.
    pub async fn post(&self, path: impl Into<String>, body: &Value) -> Answer {
        self.ask(Ask::post(path, body).by(&self.admin)).await
    }

    /// Registers a device; returns its token.
    pub async fn device(&self, id: &str) -> String {
        let made = self
            .post("/devices", &json!({ "id": id }))
            .await
            .expect(201);
        made["token"].as_str().unwrap().to_owned()
    }

    /// Stores a reading that the device took `ago_ms` before now.
    pub async fn reading(&self, id: &str, ago_ms: i64) {
        let mut body = all_usual();
        body["timestamp"] = json!(self.clock.now().plus_ms(-ago_ms).millis());
        let path = format!("/devices/{id}/readings");
        self.post(path, &body).await.expect(202);
    }

    /// Where the database is.
    pub fn database(&self) -> PathBuf {
        self.folder.path().join("test.db")
    }

    /// Whether any file of the database holds this text.
    pub fn on_disk(&self, text: &str) -> bool {
        let files = std::fs::read_dir(self.folder.path()).unwrap();
        files
            .map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
            .any(|bytes| {
                bytes
                    .windows(text.len())
                    .any(|part| part == text.as_bytes())
            })
    }
}
