//! A whole backend in this process, with free ports and a database of its own.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use backend::app::App;
use backend::clock::SystemClock;
use backend::config::Config;
use backend::domain::DeviceId;
use backend::domain::device::NewDevice;
use backend::store::Store;
use rusqlite::Connection;
use tempfile::TempDir;

/// A whole backend.
pub struct Whole {
    pub app: App,
    pub folder: TempDir,
}

impl Whole {
    /// Starts one with its own MQTT endpoint.
    pub async fn start() -> Self {
        Self::start_simulating(0).await
    }

    /// Starts one that plays devices.
    pub async fn start_simulating(devices: usize) -> Self {
        Self::start_with(devices, &[]).await
    }

    /// Starts one with a broker, and other settings for it.
    pub async fn start_at(broker: &str, settings: &[(&str, &str)]) -> Self {
        let settings = [&[("MQTT_URL", broker)], settings].concat();
        Self::start_with(0, &settings).await
    }

    async fn start_with(devices: usize, settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let config = Config::from_variables(|name| match name {
            "DATABASE_PATH" => Some(path.to_string_lossy().into_owned()),
            "HTTP_LISTEN" | "MQTT_LISTEN" => Some("127.0.0.1:0".to_owned()),
            other => {
                let found = settings.iter().find(|(known, _)| *known == other);
                found.map(|(_, value)| (*value).to_owned())
            }
        });
        let app = App::start(config.unwrap(), Arc::new(SystemClock), devices).await;
        Self {
            app: app.unwrap(),
            folder,
        }
    }

    /// The store, to look at.
    pub fn store(&self) -> &Store {
        self.app.store()
    }

    /// A connection of another process to the same database.
    pub fn connection(&self) -> Connection {
        let connection = Connection::open(self.folder.path().join("test.db")).unwrap();
        connection.busy_timeout(Duration::from_secs(10)).unwrap();
        connection
    }

    /// Where the MQTT endpoint listens.
    pub fn mqtt(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.app.mqtt().port))
    }

    /// Registers a device; returns its id and token.
    pub async fn device(&self, id: &str) -> (DeviceId, String) {
        let id = DeviceId::parse(id).unwrap();
        let new = NewDevice::new(id.clone());
        let (_, token) = self.store().create_device(new).await.unwrap();
        (id, token.reveal().to_owned())
    }
}
