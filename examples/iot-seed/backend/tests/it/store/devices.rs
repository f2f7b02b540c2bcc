//! Devices, credentials, limits, keys.

use backend::domain::access::Role;
use backend::domain::alert::{NewAlert, Severity};
use backend::domain::device::DeviceFilter;
use backend::domain::rule::{Limit, LimitScope};
use backend::domain::{DeviceId, Page};
use backend::rules::RULES;
use backend::store::StoreError;

use crate::ingest::metrics::all_usual;
use crate::support::MANY;
use crate::support::bench::Bench;

#[tokio::test]
async fn endpoint__post_devices_credentials__only_the_newest_token_works() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let other = bench.device("b").await;
    let first = bench.store.rotate_credentials(&device).await.unwrap();
    let second = bench.store.rotate_credentials(&device).await.unwrap();
    let check = async |id: &DeviceId, token: &str| {
        bench.store.authenticate_device(id, token).await.unwrap()
    };
    assert!(!check(&device, first.reveal()).await);
    assert!(check(&device, second.reveal()).await);
    assert!(!check(&other, second.reveal()).await);
    assert!(!check(&DeviceId::parse("nobody").unwrap(), second.reveal()).await);
}

#[tokio::test]
async fn device__registered_elsewhere__is_known_at_once() {
    let bench = Bench::new();
    let twin = Bench::twin(&bench);
    let device = twin.device("made-elsewhere").await;
    assert_eq!(bench.send(&device, &all_usual()).await.stored, 1);
    twin.device("listed").await;
    bench.store.adopt_devices().await.unwrap();
    let list = bench
        .store
        .devices(DeviceFilter::default(), Page::new(MANY, None));
    let ids: Vec<String> = list
        .await
        .unwrap()
        .items
        .iter()
        .map(|d| d.id.to_string())
        .collect();
    assert_eq!(ids, ["listed", "made-elsewhere"]);
    let key = twin
        .store
        .create_key("k".to_owned(), Role::Viewer)
        .await
        .unwrap();
    bench.store.adopt_keys().await.unwrap();
    let owner = bench.store.authenticate_key(key.reveal()).await.unwrap();
    assert_eq!(owner.map(|owner| owner.role), Some(Role::Viewer));
}

#[tokio::test]
async fn endpoint__delete_devices__leaves_nothing_behind() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    bench.send(&device, &all_usual()).await;
    let alert = NewAlert {
        device: device.clone(),
        alert_type: "TEST".to_owned(),
        severity: Severity::Info,
        message: "look".to_owned(),
    };
    bench.store.create_alert(alert).await.unwrap();
    bench.store.delete_device(&device).await.unwrap();
    assert!(matches!(
        bench.store.device(&device).await,
        Err(StoreError::NotFound)
    ));
    while bench.store.delete_removed_devices().await.unwrap() {}
    for table in ["devices", "readings_hot", "readings_cold", "alerts"] {
        assert_eq!(bench.count(table), 0, "{table}");
    }
    let again = bench.device("a").await;
    assert!(
        bench
            .store
            .device(&again)
            .await
            .unwrap()
            .last_seen
            .is_none()
    );
    assert!(
        bench
            .store
            .latest(None, Page::new(MANY, None))
            .await
            .unwrap()
            .items
            .is_empty()
    );
}

#[tokio::test]
async fn endpoint__post_devices_threshold__sets_and_resets__all_or_none() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let mut settable = RULES
        .iter()
        .filter(|rule| rule.scope == LimitScope::PerDevice)
        .flat_map(|rule| rule.limits);
    let Some(&Limit { key, default }) = settable.next() else {
        return;
    };
    let before = bench.store.thresholds(&device).await.unwrap();
    assert_eq!(before.get(key), default);
    let set = vec![(key.to_owned(), Some(12.5))];
    let after = bench.store.set_thresholds(&device, set).await.unwrap();
    assert_eq!(after.get(key), Some(12.5));
    let wrong = vec![(key.to_owned(), Some(1.0)), ("nonsense".to_owned(), None)];
    let refused = bench.store.set_thresholds(&device, wrong).await;
    assert!(matches!(refused, Err(StoreError::UnknownLimit { key }) if key == "nonsense"));
    let bench = bench.restart().await;
    let kept = bench.store.thresholds(&device).await.unwrap();
    assert_eq!(kept.get(key), Some(12.5), "neither lost nor half changed");
    let reset = vec![(key.to_owned(), None)];
    let back = bench.store.set_thresholds(&device, reset).await.unwrap();
    assert_eq!(back.get(key), default);
}
