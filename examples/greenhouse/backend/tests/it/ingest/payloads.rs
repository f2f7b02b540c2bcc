//! Payloads that are refused and why, times of all kinds, arrays, unknown devices, dead letters.

use backend::domain::device::DevicePatch;
use backend::domain::pipeline::{MAX_PAYLOAD_BYTES, MAX_READINGS};
use backend::domain::reading::TimestampSource;
use backend::domain::{DeviceId, Page, Reject, Timestamp};
use serde_json::{Value, json};

use super::metrics::all_usual;
use crate::support::bench::{Bench, NOON};

async fn reason(bench: &Bench, device: &DeviceId, payload: &[u8]) -> Option<Reject> {
    let receipt = bench.send_bytes(device, payload).await;
    receipt.rejected.first().map(|rejection| rejection.reject)
}

#[tokio::test]
async fn payload__malformed__is_refused_with_its_reason() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let with = |field: &str, value: Value| {
        let mut payload = all_usual();
        payload[field] = value;
        payload.to_string()
    };
    let too_long = " ".repeat(MAX_PAYLOAD_BYTES + 1);
    let too_many = json!(vec![all_usual(); MAX_READINGS + 1]).to_string();
    let far_ahead = NOON.plus_ms(300_001);
    let cases = [
        (String::new(), Reject::Malformed),
        ("garbage".to_owned(), Reject::Malformed),
        ("\"text\"".to_owned(), Reject::Malformed),
        ("[1]".to_owned(), Reject::Malformed),
        ("{}".to_owned(), Reject::NoMetric),
        ("{\"other\":1}".to_owned(), Reject::NoMetric),
        (too_long, Reject::TooLarge),
        (too_many, Reject::TooMany),
        (with("deviceId", json!("b")), Reject::DeviceMismatch),
        (with("deviceId", json!(1)), Reject::DeviceMismatch),
        (with("timestamp", json!("soon")), Reject::BadTimestamp),
        (with("timestamp", json!([1])), Reject::BadTimestamp),
        (with("timestamp", json!(1e300)), Reject::BadTimestamp),
        (
            with("ts", json!(far_ahead.millis())),
            Reject::FutureTimestamp,
        ),
    ];
    for (payload, expected) in &cases {
        let shown = &payload[..payload.len().min(60)];
        let found = reason(&bench, &device, payload.as_bytes()).await;
        assert_eq!(found, Some(*expected), "{shown}");
    }
    let binary = [0xff, 0xfe, 0x00, 0x7b];
    assert_eq!(
        reason(&bench, &device, &binary).await,
        Some(Reject::Malformed)
    );
    let letters = bench.store.dead_letters(Page::default()).await.unwrap();
    assert_eq!(letters.items.len(), cases.len() + 1, "each one is kept");
    assert_eq!(letters.items[0].reason, "malformed");
    assert!(
        letters
            .items
            .iter()
            .all(|letter| letter.payload.len() <= 4096)
    );
}

#[tokio::test]
async fn timestamp__all_forms__are_read() {
    let taken = Timestamp::parse("2026-01-31T11:59:00Z").unwrap();
    let cases = [
        (
            json!("2026-01-31T11:59:00Z"),
            taken,
            TimestampSource::Device,
        ),
        (
            json!("2026-01-31T12:59:00+01:00"),
            taken,
            TimestampSource::Device,
        ),
        (json!(taken.millis()), taken, TimestampSource::Device),
        (json!(taken.millis() / 1000), taken, TimestampSource::Device),
        (json!("1970-01-01T00:00:10Z"), NOON, TimestampSource::Server),
        (json!(0), NOON, TimestampSource::Server),
        (Value::Null, NOON, TimestampSource::Server),
    ];
    for (sent, expected, source) in cases {
        let bench = Bench::new();
        let device = bench.device("a").await;
        let mut payload = all_usual();
        payload["timestamp"] = sent.clone();
        assert_eq!(bench.send(&device, &payload).await.stored, 1, "{sent}");
        let latest = bench.store.latest(None, Page::default()).await.unwrap();
        let reading = &latest.items[0];
        assert_eq!(
            (reading.timestamp, reading.source),
            (expected, source),
            "{sent}"
        );
        assert_eq!(reading.received_at, NOON, "{sent}");
    }
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
    let found = reason(&bench, &stranger, payload.as_bytes()).await;
    assert_eq!(found, Some(Reject::UnknownDevice));
    let device = bench.device("a").await;
    let disable = DevicePatch {
        enabled: Some(false),
        ..DevicePatch::default()
    };
    bench.store.update_device(&device, disable).await.unwrap();
    let found = reason(&bench, &device, payload.as_bytes()).await;
    assert_eq!(found, Some(Reject::DisabledDevice));
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
}
