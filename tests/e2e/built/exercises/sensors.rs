//! Sensors in rooms: quantities, a range, statistics, positions.

use std::fs;

use serde_json::{Value, json};

use crate::built::site::{Device, Site};

/// The usual values of a sensor, with one more.
fn with(key: &str, value: f64) -> Value {
    let mut values = json!({"temperature": 20.0, "humidity": 50.0});
    values[key] = json!(value);
    values
}

/// A quantity that did not exist before is stored and read back; what is impossible is refused.
fn stores(device: &Device<'_>, key: &str, value: f64) {
    let values = with(key, value);
    device.sends(&[(60, values.clone())]);
    device.shows(&values);
}

pub fn co2(site: &Site) {
    let device = site.device("co2");
    stores(&device, "co2", 800.0);
    device.sends(&[(30, json!({"temperature": 21.0, "humidity": 50.0}))]);
    device.shows(&json!({"temperature": 21.0, "co2": null}));
    let row = site.metric("co2").expect("a row");
    assert_eq!(row["unit"], "ppm");
}

pub fn battery(site: &Site) {
    stores(&site.device("battery"), "batteryVoltage", 3.3);
    let row = site.metric("batteryVoltage").expect("a row");
    assert_eq!(row["unit"], "V");
}

pub fn humidity_range(site: &Site) {
    let device = site.device("humid");
    let steps = [
        (50.0, (0, false)),
        (66.0, (1, true)),
        (64.5, (1, true)),
        (60.0, (1, false)),
        (29.0, (2, true)),
        (35.0, (2, false)),
    ];
    for (age_s, (humidity, alerts)) in (1..=6).rev().zip(steps) {
        device.sends(&[(age_s * 10, with("humidity", humidity))]);
        device.expects("humidity_outside", alerts);
    }
}

pub fn hourly(site: &Site) {
    let device = site.device("hourly");
    // In one hour whatever the clock shows: two days ago, and a moment later.
    device.sends(&[
        (172_800, with("temperature", 20.0)),
        (172_800, with("temperature", 20.0)),
    ]);
    device.statistics("hourly", |metrics| metrics["temperature"]["avg"] == 20.0);
}

pub fn monthly(site: &Site) {
    let device = site.device("monthly");
    for temperature in [20.0, 23.0] {
        device.sends(&[(7_776_000, with("temperature", temperature))]);
    }
    device.statistics("monthly", |metrics| {
        metrics["temperature"]["avg"] == 21.5 && metrics["humidity"]["avg"] == 50.0
    });
    let overview = site.json("/analytics/overview?per=month");
    assert!(overview["items"].is_array(), "{overview}");
}

pub fn sqlite(site: &Site) {
    let files = fs::read_dir(site.data()).unwrap();
    let mut files = files.map(|entry| fs::read(entry.unwrap().path()).unwrap());
    assert!(files.any(|bytes| bytes.starts_with(b"SQLite format 3\0")));
}

/// A listener is told of a reading that comes in afterwards.
pub fn web_socket(site: &Site) {
    let device = site.device("live");
    let mut heard = site.listen("/ws");
    device.sends(&[(0, with("temperature", 23.5))]);
    let told = heard.until("\"live\"");
    assert!(told.contains("23.5"), "{told}");
}

pub fn zone(site: &Site) {
    let device = site.device("mobile");
    let path = "/devices/mobile/zone";
    let zone = json!({"lat": 48.137, "lng": 11.575, "radiusMeters": 250});
    assert_eq!(site.get(path).status, 404, "none yet");
    let set = site.post(path, &zone);
    assert_eq!(set.status, 200, "{}", set.body);
    assert_eq!(site.json(path)["radiusMeters"], 250.0);
    let at = |lat: f64| json!({"temperature": 20.0, "humidity": 50.0, "position": {"lat": lat, "lng": 11.575}});
    device.sends(&[(60, at(48.137))]);
    device.shows(&json!({"position": {"lat": 48.137, "lng": 11.575}}));
    device.sends(&[(50, at(49.0))]);
    device.expects("zone_exit", (0, false));
    device.sends(&[(40, at(49.0)), (30, at(49.0))]);
    device.expects("zone_exit", (1, true));
    let listed = site.json("/alerts/geofence?device=mobile");
    assert_eq!(listed["items"].as_array().unwrap().len(), 1, "{listed}");
    device.sends(&[(20, at(48.137))]);
    device.expects("zone_exit", (1, false));
}
