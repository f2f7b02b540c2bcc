//! Entries of statistics that are older than their level is kept.

use backend::domain::Timestamp;
use backend::domain::statistics::Level;
use serde_json::json;

use super::rollups::{DAY_MS, count, counted, taken};
use crate::support::bench::{Bench, NOON};
use crate::support::eventually;

/// Entries of a level go when they are older than it keeps them; newer ones and other levels stay.
pub async fn goes(word: &str) {
    let level = Level::from_word(word).unwrap();
    let keep_ms = level.keep_ms.expect("a level that is not kept for ever");
    let bench = Bench::new();
    let device = bench.device("a").await;
    // Two years at most: longer periods that go on need their days.
    let room_ms = 731 * DAY_MS;
    let old = NOON.plus_ms(-keep_ms - room_ms);
    for at in [old, NOON.plus_ms(-1)] {
        let mut payload = taken(0);
        payload["timestamp"] = json!(at.millis());
        assert_eq!(bench.send(&device, &payload).await.stored, 1);
    }
    count(&bench).await;
    let starts = async || -> Vec<Timestamp> {
        let found = counted(&bench, Some(&device), level).await;
        found.into_keys().collect()
    };
    let young = level.start_of(NOON.plus_ms(-1));
    assert_eq!(starts().await, [level.start_of(old), young]);
    let jobs = bench.jobs();
    eventually("the old entry is gone", async || starts().await == [young]).await;
    drop(jobs);
}
