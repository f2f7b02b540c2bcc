//! Reads and makes the names of topics.

use super::topics::{ALERTS, READINGS};
use crate::domain::DeviceId;

/// Stands for the device in a pattern.
const PLACEHOLDER: &str = "{deviceId}";

/// Stands for any one level in a pattern, and in filters of MQTT.
const ANY: &str = "+";

/// The device that a topic for readings names; `None` for any other topic.
#[must_use]
pub fn readings_device(topic: &str) -> Option<DeviceId> {
    device_of(READINGS, topic)
}

fn device_of(pattern: &str, topic: &str) -> Option<DeviceId> {
    let mut levels = topic.split('/');
    let mut device = None;
    for wanted in pattern.split('/') {
        let level = levels.next()?;
        if wanted == PLACEHOLDER {
            device = DeviceId::parse(level).ok();
        } else if wanted != ANY && wanted != level {
            return None;
        }
    }
    device.filter(|_| levels.next().is_none())
}

/// A topic on which a device publishes its readings.
#[must_use]
pub fn readings_topic(device: &DeviceId) -> String {
    READINGS
        .replace(ANY, "any")
        .replace(PLACEHOLDER, device.as_str())
}

/// The filter that matches the readings of all devices.
#[must_use]
pub fn readings_filter() -> String {
    READINGS.replace(PLACEHOLDER, ANY)
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
