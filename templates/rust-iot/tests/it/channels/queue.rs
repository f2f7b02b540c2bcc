//! What holds for the messages of every channel: retries, order, an end, and everything can be seen.

use backend::config::Config;
use backend::domain::Page;
use backend::domain::channel::{Delivery, NotificationFilter};
use backend::domain::channels::CHANNELS;

use super::cases::{Delivering, any, read, variables};
use super::receiver::Receiver;
use crate::support::MANY;
use crate::support::eventually;
use crate::support::whole::Whole;

/// A little more than the longest pause between two tries.
const LONGEST_PAUSE_MS: i64 = 15 * 60 * 1000 + 1;

#[tokio::test]
async fn channels__unasked__go_to_all() {
    let to = Delivering::to(any(), 0).await;
    to.raise("a").await;
    let all = to
        .bench
        .store
        .notifications(NotificationFilter::default(), Page::new(MANY, None));
    let all = all.await.unwrap().items;
    for channel in CHANNELS {
        let of_channel = all.iter().filter(|one| one.channel == channel.name);
        assert_eq!(of_channel.count(), 1, "{}", channel.name);
    }
}

#[tokio::test]
async fn channels__retry__until_it_is_taken() {
    let to = Delivering::to(any(), 2).await;
    to.raise("a").await;
    for tries in 1..=3 {
        to.deliver().await;
        to.deliver().await;
        assert_eq!(to.receiver.received().len(), tries, "not before its time");
        let message = to.messages().await.remove(0);
        assert_eq!(message.attempts as usize, tries);
        if tries < 3 {
            assert_eq!(message.delivery, Delivery::Waiting);
            assert!(message.error.unwrap().contains("the receiver answered"));
            let pause_ms = message.next_try_at.unwrap().since_ms(message.created_at);
            assert!(pause_ms > 0, "{pause_ms}");
        } else {
            assert_eq!(message.delivery, Delivery::Delivered);
            assert_eq!(message.error, None);
        }
        to.bench.clock.advance_ms(LONGEST_PAUSE_MS);
    }
    to.deliver().await;
    let received = to.receiver.received();
    assert_eq!(received.len(), 3, "what was taken is not sent again");
    for name in ["idempotency-key", "message-id"] {
        let keys: Vec<&str> = received.iter().map(|one| one.header(name)).collect();
        assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
    }
}

#[tokio::test]
async fn channels__retry__after_a_restart() {
    let to = Delivering::to(any(), 1).await;
    to.raise("a").await;
    to.deliver().await;
    assert_eq!(to.deliveries().await, [Delivery::Waiting]);
    let to = to.restart().await;
    to.bench.clock.advance_ms(LONGEST_PAUSE_MS);
    to.deliver().await;
    assert_eq!(to.deliveries().await, [Delivery::Delivered]);
}

#[tokio::test]
async fn channels__give_up__after_the_last_try() {
    let tries = any().retries as usize + 1;
    let to = Delivering::to(any(), tries).await;
    to.raise("a").await;
    for _ in 0..tries + 2 {
        to.deliver().await;
        to.bench.clock.advance_ms(LONGEST_PAUSE_MS);
    }
    assert_eq!(to.receiver.received().len(), tries);
    let message = to.messages().await.remove(0);
    assert_eq!(message.delivery, Delivery::Failed);
    assert!(message.error.is_some());
}

#[tokio::test]
async fn channels__order__beginning_before_end() {
    let to = Delivering::to(any(), 1).await;
    let first = to.raise("a").await;
    to.raise("b").await;
    to.bench.store.clear_alert(first.id).await.unwrap();
    to.deliver().await;
    let tried = to.receiver.received().len();
    assert_eq!(
        tried, 2,
        "the failed one and the one about the other device"
    );
    to.bench.clock.advance_ms(LONGEST_PAUSE_MS);
    to.deliver().await;
    let messages = to.messages().await;
    let delivered = messages
        .iter()
        .all(|one| one.delivery == Delivery::Delivered);
    assert!(delivered, "{messages:?}");
}

#[tokio::test]
async fn channels__unset__is_said() {
    let mut to = Delivering::to(any(), 0).await;
    to.settings = read(any(), &[]);
    to.raise("a").await;
    to.deliver().await;
    let message = to.messages().await.remove(0);
    assert_eq!(message.delivery, Delivery::Failed);
    let said = format!("{} is not set", any().variable);
    assert_eq!(message.error.unwrap(), said);
}

#[tokio::test]
async fn channels__bounded__the_oldest_is_given_up() {
    let to = Delivering::to(any(), 0).await;
    to.raise("a").await;
    let copies = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
        INSERT INTO notifications (channel, alert, device_id, state, payload, created_ms, due_ms)
        SELECT channel, alert + i, device_id, state, payload, created_ms, due_ms + 1000
        FROM notifications, n WHERE channel = ?1";
    let connection = to.bench.connection();
    assert_eq!(connection.execute(copies, [any().name]).unwrap(), 1000);
    to.deliver().await;
    let failed = to.deliveries().await;
    assert_eq!(to.receiver.received().len(), 0, "the only one that was due");
    let query = "SELECT count(*) FROM notifications WHERE error = 'too many messages wait'";
    let given_up: i64 = connection.query_row(query, [], |row| row.get(0)).unwrap();
    assert_eq!(given_up, 1, "{}", failed.len());
}

#[tokio::test]
async fn channels__visible__in_the_metrics() {
    let to = Delivering::to(any(), 1).await;
    to.raise("a").await;
    to.deliver().await;
    let count = |name: &str, value: u8| {
        format!(
            "_notifications_{name}{{channel=\"{}\"}} {value}",
            any().name
        )
    };
    let metrics = to.metrics();
    for line in [count("failed_total", 1), count("waiting", 1)] {
        assert!(metrics.contains(&line), "{line} is not in {metrics}");
    }
    to.bench.clock.advance_ms(LONGEST_PAUSE_MS);
    to.deliver().await;
    let metrics = to.metrics();
    for line in [count("delivered_total", 1), count("waiting", 0)] {
        assert!(metrics.contains(&line), "{line} is not in {metrics}");
    }
}

#[tokio::test]
async fn channels__secret__is_shown_nowhere() {
    for channel in CHANNELS {
        let to = Delivering::to(channel, 1).await;
        to.raise("a").await;
        to.deliver().await;
        let messages = to.messages().await;
        let shown = format!("{:?} {messages:?}", to.settings);
        assert!(!shown.contains("hidden"), "{shown}");
    }
}

#[tokio::test]
async fn channels_that_cannot_be_reached_stop_no_start() {
    let config = Config::from_variables(|_| None).unwrap();
    for settings in config.channels {
        let missing = settings.destination.unwrap_err().to_string();
        assert!(missing.ends_with(" is not set"), "{missing}");
    }
    let wrong = Config::from_variables(|name| {
        (name == any().variable).then(|| "no address \u{7}".to_owned())
    });
    let error = wrong.unwrap_err().to_string();
    assert!(
        error.starts_with(&format!("{}: ", any().variable)),
        "{error}"
    );
}

#[tokio::test]
async fn a_running_backend_delivers_by_itself() {
    let receiver = Receiver::refusing(any().kind, 0).await;
    let variables = variables(any(), &receiver);
    let settings: Vec<(&str, &str)> = variables
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let whole = Whole::start_set(&settings).await;
    let (device, _) = whole.device("a").await;
    whole
        .store()
        .create_alert(super::cases::test_alert(device))
        .await
        .unwrap();
    eventually("the message", async || receiver.received().len() == 1).await;
}
