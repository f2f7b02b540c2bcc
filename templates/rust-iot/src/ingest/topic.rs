//! Reads and makes the names of topics.

use super::topics::{ALERTS, READINGS};
use crate::domain::DeviceId;

/// Stands for the device in a pattern.
const PLACEHOLDER: &str = "{deviceId}";

/// The device that a topic for readings names; `None` for any other topic.
#[must_use]
pub fn readings_device(topic: &str) -> Option<DeviceId> {
    let (before, after) = READINGS.split_once(PLACEHOLDER)?;
    let id = topic.strip_prefix(before)?.strip_suffix(after)?;
    DeviceId::parse(id).ok()
}

/// The topic on which a device publishes its readings.
#[must_use]
pub fn readings_topic(device: &DeviceId) -> String {
    READINGS.replace(PLACEHOLDER, device.as_str())
}

/// The filter that matches the readings of all devices.
#[must_use]
pub fn readings_filter() -> String {
    READINGS.replace(PLACEHOLDER, "+")
}

/// The topic on which alerts about a device are published.
#[must_use]
pub fn alerts_topic(device: &DeviceId) -> String {
    ALERTS.replace(PLACEHOLDER, device.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_names_its_device() {
        let device = DeviceId::parse("kitchen-1").unwrap();
        assert_eq!(readings_device(&readings_topic(&device)), Some(device));
        let filter = readings_filter();
        for other in [
            "",
            "kitchen-1",
            filter.as_str(),
            READINGS,
            "sensors//readings",
        ] {
            assert_eq!(readings_device(other), None, "{other}");
        }
    }
}
