//! Statistics as they are asked for.

use backend::domain::Timestamp;
use backend::domain::levels::LEVELS;
use backend::domain::statistics::Level;
use backend::store::Counted;
use serde_json::Value;

use super::rig::{NOON, Rig};

const DAY_MS: i64 = 86_400_000;

/// Counts all that is marked.
pub async fn count(rig: &Rig) {
    rig.store.make_up_statistics().await.unwrap();
    rig.store.take_marks().await.unwrap();
    while rig.store.count_statistics().await.unwrap() == Counted::Some {}
}

/// A level answers at its address, newest first, with what it tells of each metric.
pub async fn serves(word: &str) {
    let level = Level::from_word(word).unwrap();
    let rig = Rig::start().await;
    rig.device("a").await;
    // Two in the newest period, also when it begins at noon.
    rig.clock.advance_ms(2);
    for ago_ms in [0, 1, 800 * DAY_MS] {
        rig.reading("a", ago_ms).await;
    }
    count(&rig).await;
    let path = level.path.replace("{id}", "a");
    let found = rig.items(&path).await;
    assert_eq!(found.len(), 2, "empty periods are left out");
    let start = level.start_of(NOON);
    assert_eq!(found[0]["start"], start.to_string());
    assert_eq!(found[0]["end"], level.end_of(start).to_string());
    for row in level.metrics {
        let told = &found[0]["metrics"][row.metric.key()];
        assert!(told["count"].as_i64().unwrap() >= 1);
        for function in row.functions {
            assert!(told[function.as_str()].is_number(), "{function:?}");
        }
        let told = told.as_object().unwrap();
        assert_eq!(told.len(), 1 + row.functions.len(), "nothing else");
    }
    let of = |from: Timestamp, to: Timestamp| format!("{path}?from={from}&to={to}");
    let newest = rig.items(&of(start, start.plus_ms(1))).await;
    assert_eq!(newest, found[..1]);
    let older = rig.items(&of(Timestamp(0), start)).await;
    assert_eq!(older, found[1..]);
    let first = rig.get(format!("{path}?limit=1")).await.expect(200);
    let cursor = first["nextCursor"].as_str().unwrap();
    let second = rig.items(&format!("{path}?limit=1&cursor={cursor}")).await;
    assert_eq!(second, found[1..]);
    rig.get(level.path.replace("{id}", "nobody"))
        .await
        .expect(404);
}

#[tokio::test]
async fn rollups__overview__answers_for_each_level() {
    let rig = Rig::start().await;
    for id in ["a", "b"] {
        rig.device(id).await;
        rig.reading(id, 0).await;
    }
    rig.reading("a", 1000).await;
    count(&rig).await;
    for level in LEVELS {
        let word = level.length.as_str();
        let found = rig.items(&format!("/analytics/overview?per={word}")).await;
        assert_eq!(found[0]["devices"], 2, "{word}");
        let key = level.metrics[0].metric.key();
        let known = found.iter().map(|period| &period["metrics"][key]["count"]);
        let count: i64 = known.filter_map(Value::as_i64).sum();
        assert_eq!(count, 3, "{word}");
    }
    let longest = LEVELS[LEVELS.len() - 1].length.as_str();
    let whole = rig
        .items(&format!("/analytics/overview?per={longest}"))
        .await;
    assert_eq!(rig.items("/analytics/overview").await, whole);
    rig.get("/analytics/overview?per=fortnight")
        .await
        .expect(400);
}
