//! How parts learn that the backend stops.

use tokio::sync::watch;

/// Resolves when the backend stops, or when nobody is left who could say so.
pub async fn stopped(stopping: &mut watch::Receiver<bool>) {
    // The value is not looked at; an error says that the sender has gone.
    let _ = stopping.wait_for(|stopping| *stopping).await;
}
