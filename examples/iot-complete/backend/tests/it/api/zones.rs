//! Zones of devices, positions in answers, alerts about zones.

use backend::domain::reading::POSITION_KEY;
use backend::rules::RULES;
use serde_json::{Value, json};

use super::client::Ask;
use super::rig::Rig;
use crate::ingest::positions::at;

fn zone() -> Value {
    json!({ "lat": 48.137, "lng": 11.575, "radiusMeters": 250.0 })
}

#[tokio::test]
async fn endpoint__post_devices_zone__sets_it() {
    let rig = Rig::start().await;
    for device in ["a", "b"] {
        rig.device(device).await;
    }
    rig.get("/devices/a/zone").await.expect(404);
    let set = rig.post("/devices/a/zone", &zone()).await.expect(200);
    assert_eq!(set, zone());
    assert_eq!(rig.get("/devices/a/zone").await.expect(200), zone());
    let device = rig.get("/devices/a").await.expect(200);
    assert_eq!(device["allowedZone"], zone());
    rig.get("/devices/b/zone").await.expect(404);
    let other = json!({ "lat": -33.9, "lng": 151.2, "radiusMeters": 1.5 });
    rig.post("/devices/a/zone", &other).await.expect(200);
    let shown = rig.get("/devices/a/zone").await.expect(200);
    assert_eq!(shown, other, "the last one counts");
}

#[tokio::test]
async fn endpoint__post_devices_zone__names_every_fault() {
    let rig = Rig::start().await;
    rig.device("a").await;
    rig.post("/devices/a/zone", &zone()).await.expect(200);
    let cases = [
        (json!({ "lat": 90.5, "lng": -181, "radiusMeters": 0 }), 3),
        (json!({ "lat": null, "lng": 1, "radiusMeters": -1 }), 2),
        (json!({ "lat": 1, "lng": 1, "radiusMeters": 2e7 }), 0),
        (json!({ "lat": 1, "lng": 1, "radiusMeters": 2.1e7 }), 1),
        (
            json!({ "lat": 1, "lng": 1, "radiusMeters": 5, "colour": 3 }),
            1,
        ),
    ];
    for (body, faults) in cases {
        rig.post("/devices/a/zone", &zone()).await.expect(200);
        let answer = rig.post("/devices/a/zone", &body).await;
        if faults == 0 {
            answer.expect(200);
            continue;
        }
        let problem = answer.expect(422);
        let named = problem["errors"].as_array().unwrap().len();
        assert_eq!(named, faults, "{problem}");
        assert_eq!(rig.get("/devices/a/zone").await.expect(200), zone());
    }
    rig.post("/devices/nobody/zone", &zone()).await.expect(404);
}

#[tokio::test]
async fn endpoint__delete_devices_zone__takes_it_away() {
    let rig = Rig::start().await;
    rig.device("a").await;
    rig.post("/devices/a/zone", &zone()).await.expect(200);
    let remove = |device: &str| {
        let path = format!("/devices/{device}/zone");
        Ask::new("DELETE", path).by(&rig.admin)
    };
    for _ in 0..2 {
        rig.ask(remove("a")).await.expect(204);
        rig.get("/devices/a/zone").await.expect(404);
    }
    rig.ask(remove("nobody")).await.expect(404);
    let device = rig.get("/devices/a").await.expect(200);
    assert_eq!(device["allowedZone"], Value::Null);
}

#[tokio::test]
async fn role__admin__only__set_zones() {
    let rig = Rig::start().await;
    let token = rig.device("a").await;
    let asks = || {
        let set = Ask::post("/devices/a/zone", &zone());
        [set, Ask::new("DELETE", "/devices/a/zone")]
    };
    for ask in asks() {
        rig.ask(ask.by(&token)).await.expect(401);
    }
    for ask in asks() {
        rig.ask(ask.by(&rig.viewer)).await.expect(403);
    }
    rig.get("/devices/a/zone").await.expect(404);
}

#[tokio::test]
async fn endpoint__get_alerts_geofence__shows_those_alone() {
    let rig = Rig::start().await;
    rig.device("a").await;
    let other = json!({ "deviceId": "a", "type": "TEST", "message": "another" });
    rig.post("/alerts", &other).await.expect(201);
    let none = rig.get("/alerts/geofence").await.expect(200);
    assert_eq!(none["items"], json!([]));
    rig.post("/devices/a/zone", &zone()).await.expect(200);
    // Longer in each place than any rule wants to see it: one of both raises.
    let waits_ms = RULES.iter().map(|rule| rule.for_ms).max().unwrap_or(0) + 1;
    let counts = RULES.iter().map(|rule| rule.count).max().unwrap_or(1);
    for lat in [48.137, 49.0] {
        for _ in 0..=counts {
            rig.clock.advance_ms(waits_ms);
            let mut payload = at(lat, 11.575);
            payload["timestamp"] = Value::Null;
            rig.post("/devices/a/readings", &payload).await.expect(202);
        }
    }
    let items = rig.items("/alerts/geofence?device=a").await;
    assert!(!items.is_empty());
    let about_zones = |name: &Value| {
        let mut rules = RULES.iter().filter(|rule| rule.condition.is_about_zones());
        rules.any(|rule| name == rule.name)
    };
    assert!(items.iter().all(|alert| about_zones(&alert["rule"])));
    let message = items[0]["message"].as_str().unwrap();
    assert!(message.contains("radius is 250 m"), "{message}");
    assert!(items[0]["reading"][POSITION_KEY].is_object());
    let elsewhere = rig.get("/alerts/geofence?device=b").await.expect(200);
    assert_eq!(elsewhere["items"], json!([]));
}
