//! Machines of a workshop: a name, a wait, highest values, another channel, who may set limits.

use serde_json::json;

use crate::built::site::Site;

/// The new name is read, the old one still taken.
pub fn bearing(site: &Site) {
    let device = site.device("lathe");
    for (age_s, key, value) in [(60, "bearingTemp", 41.0), (30, "spindleTemperature", 42.0)] {
        device.sends(&[(age_s, json!({key: value}))]);
        device.shows(&json!({"bearingTemp": value}));
    }
    assert!(site.metric("spindleTemperature").is_none());
}

pub fn wait(site: &Site) {
    let device = site.device("mill");
    let at = |speed: f64| json!({"vibration": speed});
    device.sends(&[(60, at(8.0)), (40, at(8.0))]);
    device.expects("vibration_high", (0, false));
    device.sends(&[(29, at(8.0))]);
    device.expects("vibration_high", (1, true));
    site.told("/webhook", &["mill", "VIBRATION"]);
}

pub fn highest(site: &Site) {
    let device = site.device("press");
    for speed in [2.0, 6.5, 3.0] {
        // The same day and week: one moment, the last but one of which wins nothing.
        device.sends(&[(172_800, json!({"vibration": speed}))]);
    }
    for length in ["daily", "weekly"] {
        device.statistics(length, |metrics| metrics["vibration"]["max"] == 6.5);
    }
}

pub fn slack(site: &Site) {
    let device = site.device("saw");
    let at = |speed: f64| json!({"vibration": speed});
    device.sends(&[(60, at(9.0)), (10, at(9.0))]);
    device.expects("vibration_high", (1, true));
    site.told("/slack", &["\"text\"", "saw", "VIBRATION"]);
    site.told("/webhook", &["saw"]);
}

pub fn admins_only(site: &Site) {
    site.device("drill");
    let path = "/devices/drill/threshold";
    let limit = json!({"bearingTemp": 60});
    let refused = site.viewer().post(path, &limit);
    assert_eq!(refused.status, 403, "{}", refused.body);
    assert_ne!(site.json(path)["bearingTemp"], 60.0);
    let set = site.post(path, &limit);
    assert_eq!(set.status, 200, "{}", set.body);
    assert_eq!(site.json(path)["bearingTemp"], 60.0);
}

/// Handlers in `api`, what they decide by in `domain`, what is stored in `store`: imports go one way.
pub fn layers(site: &Site) {
    for (layer, above) in [("domain", "store"), ("domain", "api"), ("store", "api")] {
        let folder = site.backend.join("src").join(layer);
        let mut folders = vec![folder];
        while let Some(next) = folders.pop() {
            for entry in std::fs::read_dir(next).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = crate::built::site::read(&path);
                let wrong = format!("use crate::{above}");
                assert!(!text.contains(&wrong), "{wrong} in {}", path.display());
            }
        }
    }
}

pub fn rpm(site: &Site) {
    let device = site.device("grinder");
    device.sends(&[(60, json!({"rpm": 1450.0, "spindleTemperature": 40}))]);
    device.shows(&json!({"rpm": 1450.0}));
    assert!(device.history()[0].get("spindleTemperature").is_none());
    assert!(site.metric("spindleTemperature").is_none());
    let first = site.code("migrations/0001_readings.sql");
    assert!(first.contains("m_spindle_temperature"), "{first}");
}
