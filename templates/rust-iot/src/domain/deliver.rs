//! The door through which commands leave, for those who may not see MQTT.

use std::time::Duration;

use super::id::DeviceId;
use super::notify::Notified;

/// Hands commands to devices.
pub trait Deliver: Send + Sync {
    /// Whether a command for this device can be handed over now.
    fn reaches(&self, device: &DeviceId) -> bool;

    /// Hands a command over, which is of use for so long; resolves when the device, or a broker for it, has taken it.
    fn deliver<'a>(
        &'a self,
        device: &'a DeviceId,
        payload: &'a str,
        useful: Duration,
    ) -> Notified<'a>;
}
