//! What the tests share: a store with a clock that stands still, whole backends, a broker, MQTT clients.

pub mod bench;
pub mod broker;
pub mod client;
pub mod inbox;
pub mod pretender;
pub mod process;
pub mod tools;
pub mod whole;

use std::time::Duration;

/// Items of a page that holds all that a test makes.
pub const MANY: usize = 1000;

/// Waits until `check` holds; fails after thirty seconds with what was waited for. On a busy machine one commit may
/// take many of them.
pub async fn eventually<F>(what: &str, mut check: impl FnMut() -> F)
where
    F: Future<Output = bool>,
{
    for _ in 0..1500 {
        if check().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("waited in vain for: {what}");
}
