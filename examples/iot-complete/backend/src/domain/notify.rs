//! The door through which messages about alerts leave, for those who may not see MQTT.

use std::pin::Pin;

use super::id::DeviceId;

/// The message was not delivered; try again later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the message could not be delivered now")]
pub struct NotDelivered;

/// What [`Notify::notify`] returns.
pub type Notified<'a> = Pin<Box<dyn Future<Output = Result<(), NotDelivered>> + Send + 'a>>;

/// Publishes messages about alerts.
pub trait Notify: Send + Sync {
    /// Publishes one message about a device; resolves when it was acknowledged.
    fn notify<'a>(&'a self, device: &'a DeviceId, payload: &'a str) -> Notified<'a>;
}
