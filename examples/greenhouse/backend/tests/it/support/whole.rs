//! A whole backend in this process, with free ports and a database of its own.

use std::net::SocketAddr;
use std::sync::Arc;

use backend::app::App;
use backend::clock::SystemClock;
use backend::config::Config;
use backend::domain::DeviceId;
use backend::domain::device::NewDevice;
use backend::store::Store;
use tempfile::TempDir;

/// A whole backend.
pub struct Whole {
    pub app: App,
    _folder: TempDir,
}

impl Whole {
    /// Starts one with its own MQTT endpoint.
    pub async fn start() -> Self {
        Self::start_simulating(0).await
    }

    /// Starts one that plays devices.
    pub async fn start_simulating(devices: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let config = Config::from_variables(|name| match name {
            "DATABASE_PATH" => Some(path.to_string_lossy().into_owned()),
            "HTTP_LISTEN" | "MQTT_LISTEN" => Some("127.0.0.1:0".to_owned()),
            _ => None,
        });
        let app = App::start(config.unwrap(), Arc::new(SystemClock), devices).await;
        Self {
            app: app.unwrap(),
            _folder: folder,
        }
    }

    /// The store, to look at.
    pub fn store(&self) -> &Store {
        self.app.store()
    }

    /// Where the MQTT endpoint listens.
    pub fn mqtt(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.app.mqtt().port))
    }

    /// Registers a device; returns its id and token.
    pub async fn device(&self, id: &str) -> (DeviceId, String) {
        let id = DeviceId::parse(id).unwrap();
        let new = NewDevice {
            id: id.clone(),
            name: None,
            location: None,
        };
        let (_, token) = self.store().create_device(new).await.unwrap();
        (id, token.reveal().to_owned())
    }
}
