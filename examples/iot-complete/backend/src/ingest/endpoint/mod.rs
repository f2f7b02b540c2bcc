//! The backend's own MQTT endpoint, for devices that connect without a broker between.
//!
//! It speaks MQTT 3.1.1 and 5 with QoS 0 and 1 and clean sessions. A device logs in with its id and token, publishes
//! only to its own topic and subscribes only to its own alerts. A publish is acknowledged after the commit.

mod connection;
mod handshake;
mod hub;
mod packet;
mod submit;
mod v4;
mod v5;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use super::Pipeline;
use crate::stopping::stopped;
use crate::store::Store;
use crate::telemetry::Telemetry;

pub use hub::Hub;

/// Most devices that may be connected at the same time.
const MAX_CLIENTS: usize = 20_000;

/// How long to wait when the system has no socket to give.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// What every connection works with.
pub struct Endpoint {
    /// Takes messages in.
    pub pipeline: Pipeline,
    /// Knows the devices and their tokens.
    pub store: Store,
    /// The clients that are connected.
    pub hub: Arc<Hub>,
    /// Counters and gauges.
    pub telemetry: Arc<Telemetry>,
}

impl Endpoint {
    /// Serves until `stopping` becomes true; returns when all acknowledgements were sent.
    pub async fn serve(self, listener: TcpListener, mut stopping: watch::Receiver<bool>) {
        let endpoint = Arc::new(self);
        let places = Arc::new(Semaphore::new(MAX_CLIENTS));
        let mut connections = JoinSet::new();
        let told = stopping.clone();
        let mut revocations = endpoint.store.revocations();
        loop {
            tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok((stream, peer)) => {
                        let Ok(place) = Arc::clone(&places).try_acquire_owned() else {
                            tracing::warn!(%peer, "turned away: {MAX_CLIENTS} clients are connected");
                            continue;
                        };
                        let endpoint = Arc::clone(&endpoint);
                        let stopping = told.clone();
                        connections.spawn(async move {
                            endpoint.attend(stream, peer, stopping).await;
                            drop(place);
                        });
                    }
                    Err(error) => {
                        tracing::warn!(%error, "the MQTT endpoint cannot accept a connection");
                        tokio::time::sleep(ACCEPT_PAUSE).await;
                    }
                },
                Some(_) = connections.join_next() => {}
                revoked = revocations.recv() => match revoked {
                    Ok(device) => endpoint.hub.dismiss(Some(&device)),
                    // Whom it was about is lost: everybody has to come in again.
                    Err(RecvError::Lagged(_)) => endpoint.hub.dismiss(None),
                    Err(RecvError::Closed) => break,
                },
                () = stopped(&mut stopping) => break,
            }
        }
        drop(listener);
        while connections.join_next().await.is_some() {}
    }

    async fn attend(&self, stream: TcpStream, peer: SocketAddr, stopping: watch::Receiver<bool>) {
        // Without it an acknowledgement may wait for the next packet.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%peer, %error, "a socket option could not be set");
        }
        let Some(session) = handshake::greet(self, stream, peer).await else {
            return;
        };
        self.telemetry.client_came();
        connection::run(self, session, stopping).await;
        self.telemetry.client_left();
    }
}
