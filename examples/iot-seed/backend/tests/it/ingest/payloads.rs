//! Payloads that are refused and why, times of all kinds, arrays, unknown devices.

use backend::domain::device::DevicePatch;
use backend::domain::pipeline::{MAX_PAYLOAD_BYTES, MAX_READINGS};
use backend::domain::reading::TimestampSource;
use backend::domain::{DeviceId, METRICS, Metric, Page, Reject, Timestamp};
use backend::identity::CLOCK_SKEW_MS;
use serde_json::{Value, json};

use super::metrics::all_usual;
use crate::catalog::METRIC_CASES;
use crate::support::MANY;
use crate::support::bench::{Bench, NOON};

/// Sends a payload of which nothing is stored; returns the reason, under which it is kept.
async fn refused(payload: impl AsRef<[u8]>) -> Reject {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let receipt = bench.send_bytes(&device, payload.as_ref()).await;
    let shown = String::from_utf8_lossy(&payload.as_ref()[..payload.as_ref().len().min(60)]);
    assert_eq!(receipt.stored, 0, "{shown}");
    assert_eq!(receipt.rejected.len(), 1, "{shown}");
    let reject = receipt.rejected[0].reject;
    let letters = bench
        .store
        .dead_letters(Page::new(MANY, None))
        .await
        .unwrap();
    assert_eq!(letters.items[0].reason, reject.label(), "{shown}");
    reject
}

/// How many readings of a payload are stored.
async fn stored(payload: impl AsRef<[u8]>) -> usize {
    let bench = Bench::new();
    let device = bench.device("a").await;
    bench.send_bytes(&device, payload.as_ref()).await.stored
}

/// Usual values and one more field.
fn with(field: &str, value: Value) -> String {
    let mut payload = all_usual();
    payload[field] = value;
    payload.to_string()
}

#[tokio::test]
async fn payload__malformed__is_no_object() {
    for payload in ["", "garbage", "\"text\"", "1", "null", "[1]", "{"] {
        assert_eq!(refused(payload).await, Reject::Malformed, "{payload}");
    }
    assert_eq!(
        refused([0xff, 0xfe, 0x00, 0x7b]).await,
        Reject::Malformed,
        "bytes that are no text"
    );
}

#[tokio::test]
async fn payload__too_large__by_a_byte() {
    let mut payload = all_usual().to_string();
    let room = MAX_PAYLOAD_BYTES - payload.len();
    payload.push_str(&" ".repeat(room));
    assert_eq!(stored(&payload).await, 1);
    payload.push(' ');
    assert_eq!(refused(&payload).await, Reject::TooLarge);
}

#[tokio::test]
async fn payload__too_many__by_one() {
    let item = |place: usize| {
        let mut payload = all_usual();
        let ago_ms = i64::try_from(place).unwrap();
        payload["ts"] = json!(NOON.plus_ms(-ago_ms).millis());
        payload
    };
    let items = |count: usize| json!((0..count).map(item).collect::<Vec<_>>()).to_string();
    assert_eq!(stored(items(MAX_READINGS)).await, MAX_READINGS);
    assert_eq!(refused(items(MAX_READINGS + 1)).await, Reject::TooMany);
}

#[tokio::test]
async fn payload__device_mismatch__is_refused() {
    for other in [json!("b"), json!("A"), json!(1)] {
        let found = refused(with("deviceId", other.clone())).await;
        assert_eq!(found, Reject::DeviceMismatch, "{other}");
    }
    assert_eq!(stored(with("deviceId", json!("a"))).await, 1);
}

#[tokio::test]
async fn payload__no_metric__is_refused() {
    let mut empty = all_usual();
    for value in empty.as_object_mut().unwrap().values_mut() {
        *value = Value::Null;
    }
    for payload in [json!({}), json!({ "other": 1 }), empty] {
        let found = refused(payload.to_string()).await;
        assert_eq!(found, Reject::NoMetric, "{payload}");
    }
}

#[tokio::test]
async fn payload__wrong_type__of_each_metric() {
    for row in METRICS {
        for value in [json!("much"), json!([1]), json!({})] {
            let payload = with(row.key, value);
            assert_eq!(refused(&payload).await, Reject::WrongType, "{payload}");
        }
    }
}

#[tokio::test]
async fn payload__bad_timestamp__cannot_be_read() {
    for time in [json!("soon"), json!([1]), json!(true), json!(1e300)] {
        let found = refused(with("timestamp", time.clone())).await;
        assert_eq!(found, Reject::BadTimestamp, "{time}");
    }
}

#[tokio::test]
async fn timestamp__future__further_than_clocks_differ() {
    let ahead = |ms: i64| with("ts", json!(NOON.plus_ms(CLOCK_SKEW_MS + ms).millis()));
    assert_eq!(stored(ahead(0)).await, 1);
    assert_eq!(refused(ahead(1)).await, Reject::FutureTimestamp);
}

/// Stores a payload that arrives at noon; returns the time of its reading and where it comes from.
async fn time_of(payload: &str) -> (Timestamp, TimestampSource) {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let receipt = bench.send_bytes(&device, payload.as_bytes()).await;
    assert_eq!(receipt.stored, 1, "{payload}");
    let latest = bench
        .store
        .latest(None, Page::new(MANY, None))
        .await
        .unwrap();
    let reading = &latest.items[0];
    assert_eq!(reading.received_at, NOON, "{payload}");
    (reading.timestamp, reading.source)
}

#[tokio::test]
async fn timestamp__all_forms__are_read() {
    let taken = Timestamp::parse("2026-01-31T11:59:00Z").unwrap();
    let forms = [
        json!("2026-01-31T11:59:00Z"),
        json!("2026-01-31T12:59:00+01:00"),
        json!(taken.millis()),
        json!(taken.millis() / 1000),
    ];
    for field in ["timestamp", "ts"] {
        for form in &forms {
            let found = time_of(&with(field, form.clone())).await;
            assert_eq!(found, (taken, TimestampSource::Device), "{field} {form}");
        }
    }
}

#[tokio::test]
async fn timestamp__missing__becomes_the_time_of_arrival() {
    let unset = [
        json!("1970-01-01T00:00:10Z"),
        json!("2019-12-31T23:59:59Z"),
        json!(0),
        Value::Null,
    ];
    let payloads = unset.map(|time| with("timestamp", time));
    for payload in payloads.iter().chain([&all_usual().to_string()]) {
        let found = time_of(payload).await;
        assert_eq!(found, (NOON, TimestampSource::Server), "{payload}");
    }
}

#[tokio::test]
async fn timestamp__missing__loses_nothing() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let five = json!(vec![all_usual(); 5]);
    let receipt = bench.send(&device, &five).await;
    assert_eq!((receipt.stored, receipt.duplicates), (5, 0), "an array");
    for message in 6..=7 {
        let receipt = bench.send(&device, &all_usual()).await;
        assert_eq!((receipt.stored, receipt.duplicates), (1, 0), "{message}");
    }
    let bench = bench.restart().await;
    let receipt = bench.send(&device, &all_usual()).await;
    assert_eq!((receipt.stored, receipt.duplicates), (1, 0), "restarted");
    assert_eq!(bench.count("readings_hot"), 8);
}

#[tokio::test]
async fn payload__array__stores_the_good_and_names_the_bad() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let mut items = vec![all_usual(), json!({}), all_usual()];
    items[0]["ts"] = json!(NOON.plus_ms(-2000).millis());
    items[2]["ts"] = json!(NOON.plus_ms(-1000).millis());
    let receipt = bench.send(&device, &json!(items)).await;
    assert_eq!(receipt.stored, 2);
    assert_eq!(receipt.rejected.len(), 1);
    assert_eq!(receipt.rejected[0].pointer, "/1");
    let again = bench.send(&device, &json!(items)).await;
    assert_eq!((again.stored, again.duplicates), (0, 2));
    assert_eq!(bench.send(&device, &json!([])).await.stored, 0);
}

#[tokio::test]
async fn device__unknown_or_disabled__is_refused() {
    let bench = Bench::new();
    let stranger = DeviceId::parse("stranger").unwrap();
    let payload = all_usual().to_string();
    let receipt = bench.send_bytes(&stranger, payload.as_bytes()).await;
    assert_eq!(receipt.rejected[0].reject, Reject::UnknownDevice);
    let device = bench.device("a").await;
    let disable = DevicePatch {
        enabled: Some(false),
        ..DevicePatch::default()
    };
    bench.store.update_device(&device, disable).await.unwrap();
    let receipt = bench.send_bytes(&device, payload.as_bytes()).await;
    assert_eq!(receipt.rejected[0].reject, Reject::DisabledDevice);
    let latest = bench
        .store
        .latest(None, Page::new(MANY, None))
        .await
        .unwrap();
    assert!(latest.items.is_empty(), "nothing is stored");
    let rendered = bench.telemetry.render();
    assert!(
        rendered.contains("reason=\"unknown_device\"} 1"),
        "{rendered}"
    );
}

#[tokio::test]
async fn payload__unknown_fields__are_ignored() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let mut payload = all_usual();
    payload["firmware"] = json!({ "version": [1, 2] });
    payload["deviceId"] = json!("a");
    assert_eq!(bench.send(&device, &payload).await.stored, 1);
    let latest = bench
        .store
        .latest(None, Page::new(MANY, None))
        .await
        .unwrap();
    for case in METRIC_CASES {
        let metric = Metric::from_key(case.key).unwrap();
        assert_eq!(latest.items[0].values.get(metric), Some(case.usual));
    }
}
