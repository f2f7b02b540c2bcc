//! Positions in payloads: every form, what is refused, what is remembered of a device.

use backend::domain::position::Position;
use backend::domain::reading::POSITION_KEY;
use backend::domain::{DeviceId, Page, Reject};
use backend::ingest::topics::POSITION_FIELDS;
use serde_json::{Value, json};

use super::metrics::all_usual;
use crate::support::bench::Bench;

const LAT: f64 = 48.137_154;
const LNG: f64 = 11.576_124;

/// Usual values with these fields.
fn with(fields: &Value) -> Value {
    let mut payload = all_usual();
    let object = payload.as_object_mut().unwrap();
    object.remove(POSITION_KEY);
    object.extend(fields.as_object().unwrap().clone());
    payload
}

/// Usual values with a position.
pub fn at(lat: f64, lng: f64) -> Value {
    with(&json!({ POSITION_KEY: { "lat": lat, "lng": lng } }))
}

/// An object at a path of field names.
fn nested(path: &str, value: Value) -> Value {
    path.rsplit('.')
        .fold(value, |inner, name| json!({ name: inner }))
}

/// The position of the newest reading.
async fn stored(bench: &Bench) -> Option<Position> {
    let latest = bench.store.latest(None, Page::default()).await.unwrap();
    latest.items[0].position
}

/// Stores a payload; returns the position in it.
async fn store(payload: &Value) -> Option<Position> {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let receipt = bench.send(&device, payload).await;
    assert_eq!(receipt.stored, 1, "{payload} {receipt:?}");
    stored(&bench).await
}

/// Sends a payload of which nothing is stored; returns the reason and the place.
async fn refused(payload: &Value) -> (Reject, String) {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let mut receipt = bench.send(&device, payload).await;
    assert_eq!(receipt.stored, 0, "{payload}");
    let rejection = receipt.rejected.remove(0);
    (rejection.reject, rejection.pointer)
}

/// Every form of a position is stored alike, in both tables.
pub async fn accepts() {
    let expected = Position::new(LAT, LNG).ok();
    for field in POSITION_FIELDS {
        for (lat, lng) in [("lat", "lng"), ("latitude", "longitude"), ("lat", "lon")] {
            let payload = with(&nested(field.path, json!({ lat: LAT, lng: LNG })));
            assert_eq!(store(&payload).await, expected, "{payload}");
        }
    }
    for (lat, lng) in [("lat", "lng"), ("latitude", "longitude")] {
        let payload = with(&json!({ lat: LAT, lng: LNG }));
        assert_eq!(store(&payload).await, expected, "{payload}");
    }
    let bench = Bench::new();
    let device = bench.device("a").await;
    bench.send(&device, &at(LAT, LNG)).await;
    let now = backend::clock::Clock::now(&*bench.clock);
    while bench.store.move_old_readings(now.plus_ms(1)).await.unwrap() {}
    assert_eq!(bench.count("readings_cold"), 1);
    assert_eq!(stored(&bench.restart().await).await, expected);
}

/// What no place has is refused, with its place in the payload.
pub async fn rejects() {
    let cases = [(90.1, 0.5, "lat"), (-91.0, 0.5, "lat"), (0.5, 180.1, "lng")];
    for (lat, lng, wrong) in cases {
        let pointer = format!("/{POSITION_KEY}/{wrong}");
        let found = refused(&at(lat, lng)).await;
        assert_eq!(found, (Reject::OutOfRange, pointer), "{lat} {lng}");
    }
    let found = refused(&with(&json!({ "lat": 1.0, "lng": 181 }))).await;
    assert_eq!(found, (Reject::OutOfRange, "/lng".to_owned()));
}

/// Half a position, and what is no position, is refused.
pub async fn refuses_halves() {
    let own = |value: Value| with(&nested(POSITION_FIELDS[0].path, value));
    let wrong = [
        own(json!({ "lat": LAT })),
        own(json!({ "lat": LAT, "lng": null })),
        own(json!({ "lat": LAT, "lng": "east" })),
        own(json!([LAT, LNG])),
        own(json!("here")),
        with(&json!({ "lng": LNG })),
        with(&json!({ "location": { "lat": LAT } })),
    ];
    for payload in wrong {
        let (reject, _) = refused(&payload).await;
        assert_eq!(reject, Reject::WrongType, "{payload}");
    }
}

/// A device that does not know where it is keeps its other values; what others call a location is left alone.
pub async fn unknown_is_none() {
    let payloads = [
        at(0.0, 0.0),
        with(&json!({ "lat": 0, "lng": 0.0 })),
        with(&json!({ POSITION_KEY: null })),
        with(&json!({ "lat": null, "lng": null })),
        with(&json!({ "location": "cellar" })),
        with(&json!({ "location": { "room": 7 } })),
    ];
    for payload in payloads {
        assert_eq!(store(&payload).await, None, "{payload}");
    }
}

/// Where a device was last.
async fn last(bench: &Bench, device: &DeviceId) -> Option<(f64, f64, i64)> {
    let fix = bench.store.device(device).await.unwrap().fix?;
    let place = fix.position;
    Some((place.lat(), place.lng(), fix.timestamp.millis()))
}

/// The newest position is the one of the device, also when newer readings have none, and after a restart.
pub async fn last_is_kept() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    assert_eq!(last(&bench, &device).await, None);
    let now = backend::clock::Clock::now(&*bench.clock);
    let send = async |bench: &Bench, lat: f64, ago_ms: i64| {
        let mut payload = at(lat, LNG);
        payload["timestamp"] = json!(now.plus_ms(-ago_ms).millis());
        assert_eq!(bench.send(&device, &payload).await.stored, 1);
    };
    send(&bench, 2.0, 2000).await;
    send(&bench, 1.0, 3000).await;
    let expected = Some((2.0, LNG, now.plus_ms(-2000).millis()));
    assert_eq!(
        last(&bench, &device).await,
        expected,
        "late data is history"
    );
    bench.send(&device, &with(&json!({}))).await;
    assert_eq!(
        last(&bench, &device).await,
        expected,
        "it may be there still"
    );
    let bench = bench.restart().await;
    assert_eq!(last(&bench, &device).await, expected, "from the readings");
    bench.store.save_last_seen().await.unwrap();
    while bench.store.move_old_readings(now.plus_ms(1)).await.unwrap() {}
    let bench = bench.restart().await;
    assert_eq!(last(&bench, &device).await, expected, "from what was saved");
    send(&bench, 3.0, -1).await;
    let moved = Some((3.0, LNG, now.plus_ms(1).millis()));
    assert_eq!(last(&bench, &device).await, moved);
}
