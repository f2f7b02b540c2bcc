//! Statistics: what is counted in any order of arrival equals what the readings themselves give.

use std::collections::BTreeMap;

use backend::domain::levels::LEVELS;
use backend::domain::metric::Kind;
use backend::domain::statistics::{self, Function, Level, Parts, sum_of};
use backend::domain::{DeviceId, Metric, Page, Timestamp};
use backend::store::Counted;
use serde_json::{Value, json};

use crate::catalog::{METRIC_CASES, MetricCase};
use crate::ingest::metrics::only;
use crate::support::bench::{Bench, NOON};

const HOUR_MS: i64 = 3_600_000;
pub const DAY_MS: i64 = 24 * HOUR_MS;

/// A metric that is counted.
fn case() -> &'static MetricCase {
    let mut cases = METRIC_CASES.iter();
    let counted = |case: &&MetricCase| statistics::metrics().any(|one| one.key() == case.key);
    cases.find(counted).unwrap()
}

fn metric() -> Metric {
    Metric::from_key(case().key).unwrap()
}

/// A reading some time before noon; its value depends on that time.
pub fn taken(ago_ms: i64) -> Value {
    let case = case();
    let value = if (ago_ms / HOUR_MS) % 3 == 0 {
        case.other
    } else {
        case.usual
    };
    let mut payload = only(case.key, value);
    payload["timestamp"] = json!(NOON.plus_ms(-ago_ms).millis());
    payload
}

/// Sends readings taken these times before noon.
async fn send(bench: &Bench, device: &DeviceId, ago_ms: impl IntoIterator<Item = i64>) {
    for ago_ms in ago_ms {
        let receipt = bench.send(device, &taken(ago_ms)).await;
        assert_eq!(receipt.stored, 1, "{receipt:?}");
    }
}

/// Counts all that is marked.
pub async fn count(bench: &Bench) {
    bench.store.make_up_statistics().await.unwrap();
    bench.store.take_marks().await.unwrap();
    while bench.store.count_statistics().await.unwrap() == Counted::Some {}
}

fn everything() -> Page {
    Page::new(1000, None)
}

pub type Found = BTreeMap<Timestamp, Parts>;

/// What is counted of the metric, of one device or of all.
pub async fn counted(bench: &Bench, device: Option<&DeviceId>, level: &'static Level) -> Found {
    let (from, to) = (Timestamp(i64::MIN), Timestamp(i64::MAX));
    let list = bench
        .store
        .statistics(device, level, from, to, everything());
    let periods = list.await.unwrap().items;
    assert!(periods.is_sorted_by(|one, next| one.start > next.start));
    let of_metric = periods.into_iter().filter_map(|period| {
        let mut metrics = period.metrics.into_iter();
        let (_, parts) = metrics.find(|(known, _)| *known == metric())?;
        Some((period.start, parts))
    });
    of_metric.collect()
}

/// What the stored readings of a device give.
async fn expected(bench: &Bench, device: &DeviceId, level: &Level) -> Found {
    let history = bench
        .store
        .history(device, Timestamp(0), NOON.plus_ms(10), everything());
    let mut readings = history.await.unwrap().items;
    readings.reverse();
    let mut found = Found::new();
    let mut before = None;
    for reading in readings {
        let value = reading.values.get(metric()).unwrap();
        let sum = sum_of(metric(), value, before.replace(value));
        let one = Parts::of(value, sum, reading.timestamp);
        let known = found.entry(level.start_of(reading.timestamp));
        known.and_modify(|parts| parts.merge(&one)).or_insert(one);
    }
    found
}

/// Sums of the same values in another order differ by rounding.
fn assert_same(found: &Found, expected: &Found, what: &str) {
    let shape = |found: &Found| -> Vec<_> {
        let parts = found.iter();
        parts
            .map(|(start, parts)| (*start, parts.count, parts.last_at))
            .collect()
    };
    assert_eq!(shape(found), shape(expected), "{what}");
    for (start, parts) in found {
        let other = &expected[start];
        for function in Function::ALL {
            let (one, two) = (function.of(parts), function.of(other));
            let room = 1e-9 * one.abs().max(two.abs()).max(1.0);
            assert!(
                (one - two).abs() <= room,
                "{what} {start} {function:?}: {one} {two}"
            );
        }
    }
}

async fn assert_all_counted(bench: &Bench, device: &DeviceId) {
    for level in LEVELS {
        let what = level.length.as_str();
        let found = counted(bench, Some(device), level).await;
        assert_same(&found, &expected(bench, device, level).await, what);
        assert!(!found.is_empty(), "{what}");
    }
}

/// Times over ten weeks, from old to new.
fn ten_weeks() -> Vec<i64> {
    (0..240).rev().map(|at| at * 7 * HOUR_MS).collect()
}

#[tokio::test]
async fn rollups__late__is_counted_again() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let times = ten_weeks();
    // In order, then each third that was left out, then one more into the middle of every week.
    let in_order = times.iter().copied().filter(|at| at / HOUR_MS % 3 != 0);
    send(&bench, &device, in_order).await;
    count(&bench).await;
    assert_all_counted(&bench, &device).await;
    let left_out = times.iter().copied().filter(|at| at / HOUR_MS % 3 == 0);
    send(&bench, &device, left_out).await;
    assert!(bench.count("rollup_marks") > 0, "marked with the readings");
    let bench = bench.restart().await;
    count(&bench).await;
    assert_eq!(bench.count("rollup_marks"), 0);
    assert_all_counted(&bench, &device).await;
    let cut = NOON.plus_ms(-DAY_MS / 2);
    while bench.store.move_old_readings(cut).await.unwrap() {}
    send(&bench, &device, (0..10).map(|week| week * 7 * DAY_MS + 1)).await;
    count(&bench).await;
    assert_all_counted(&bench, &device).await;
}

#[tokio::test]
async fn rollups__late__marks_commit_with_their_readings() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    send(&bench, &device, [2 * DAY_MS, DAY_MS]).await;
    bench.store.take_marks().await.unwrap();
    // Between taking and counting the process ends, and a reading arrives.
    let bench = bench.restart().await;
    send(&bench, &device, [DAY_MS - 1]).await;
    count(&bench).await;
    assert_all_counted(&bench, &device).await;
    assert_eq!(bench.send(&device, &taken(DAY_MS)).await.duplicates, 1);
    assert_eq!(bench.count("rollup_marks"), 0, "a duplicate marks nothing");
}

#[tokio::test]
async fn rollups__whole__longer_periods_hold_every_reading() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    let times = ten_weeks();
    let number = i64::try_from(times.len()).unwrap();
    send(&bench, &device, times).await;
    count(&bench).await;
    for level in LEVELS {
        let found = counted(&bench, Some(&device), level).await;
        let counts = found.values().map(|parts| parts.count);
        assert_eq!(counts.sum::<i64>(), number, "{:?}", level.length);
    }
}

#[tokio::test]
async fn rollups__overview__is_all_devices_together() {
    let bench = Bench::new();
    let mut whole: Vec<Found> = vec![Found::new(); LEVELS.len()];
    for (place, id) in ["a", "b", "c"].into_iter().enumerate() {
        let device = bench.device(id).await;
        // A little later each, so that the newest hour has all of them.
        let shift = -i64::try_from(place).unwrap();
        let times = ten_weeks().into_iter().skip(100 * place);
        send(&bench, &device, times.map(|at| at + shift)).await;
        for (whole, level) in whole.iter_mut().zip(LEVELS) {
            for (start, parts) in expected(&bench, &device, level).await {
                let known = whole.entry(start);
                known.and_modify(|all| all.merge(&parts)).or_insert(parts);
            }
        }
    }
    count(&bench).await;
    for (whole, level) in whole.iter().zip(LEVELS) {
        let found = counted(&bench, None, level).await;
        assert_same(&found, whole, level.length.as_str());
    }
    let (from, to) = (Timestamp(i64::MIN), Timestamp(i64::MAX));
    let level = &LEVELS[LEVELS.len() - 1];
    let list = bench.store.statistics(None, level, from, to, everything());
    let newest = &list.await.unwrap().items[0];
    assert_eq!(newest.devices, Some(3));
}

#[tokio::test]
async fn rollups__made_up__for_what_was_stored_before() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    send(&bench, &device, ten_weeks()).await;
    let cut = NOON.plus_ms(-30 * DAY_MS);
    while bench.store.move_old_readings(cut).await.unwrap() {}
    // As a database is to which the tables were added just now.
    let emptying = "DELETE FROM rollups; DELETE FROM rollup_marks; DELETE FROM rollup_plan";
    bench.connection().execute_batch(emptying).unwrap();
    let bench = bench.restart().await;
    count(&bench).await;
    assert_all_counted(&bench, &device).await;
    // A program without statistics stores readings for a while.
    send(&bench, &device, [-1, -2]).await;
    let emptying = "DELETE FROM rollup_marks";
    bench.connection().execute_batch(emptying).unwrap();
    let bench = bench.restart().await;
    count(&bench).await;
    assert_all_counted(&bench, &device).await;
    // A level that was added later is made up too.
    let last = LEVELS[LEVELS.len() - 1].length.as_str();
    let emptying = format!(
        "DELETE FROM rollups WHERE level = '{last}'; DELETE FROM rollup_plan WHERE level = '{last}'"
    );
    bench.connection().execute_batch(&emptying).unwrap();
    count(&bench).await;
    assert_all_counted(&bench, &device).await;
}

#[tokio::test]
async fn rollups__kept__when_readings_are_deleted() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    send(&bench, &device, ten_weeks()).await;
    let cut = NOON.plus_ms(-30 * DAY_MS);
    while bench.store.move_old_readings(NOON).await.unwrap() {}
    let allowed = bench.store.release_readings(cut).await.unwrap();
    assert!(allowed < cut, "nothing goes that is not counted");
    count(&bench).await;
    let mut before = Vec::new();
    for level in LEVELS {
        before.push(counted(&bench, Some(&device), level).await);
    }
    assert_eq!(bench.store.release_readings(cut).await.unwrap(), cut);
    while bench.store.delete_readings_before(cut).await.unwrap() {}
    let late_ms = 40 * DAY_MS + HOUR_MS;
    for ago_ms in [late_ms, DAY_MS + 1] {
        send(&bench, &device, [ago_ms]).await;
        count(&bench).await;
        let late = NOON.plus_ms(-ago_ms);
        for (before, level) in before.iter_mut().zip(LEVELS) {
            let after = counted(&bench, Some(&device), level).await;
            let start = level.start_of(late);
            let known = before.get(&start).map_or(0, |parts| parts.count);
            assert_eq!(after[&start].count, known + 1, "{:?}", level.length);
            for (start, parts) in before.iter().filter(|(at, _)| **at != start) {
                assert_eq!(parts.count, after[start].count, "{:?}", level.length);
            }
            *before = after;
        }
    }
}

#[tokio::test]
async fn statistics_go_with_their_device() {
    let bench = Bench::new();
    let device = bench.device("a").await;
    send(&bench, &device, [DAY_MS, 0]).await;
    count(&bench).await;
    send(&bench, &device, [1]).await;
    bench.store.take_marks().await.unwrap();
    bench.store.delete_device(&device).await.unwrap();
    count(&bench).await;
    while bench.store.delete_removed_devices().await.unwrap() {}
    assert_eq!(bench.count("rollups"), 0);
    assert_eq!(bench.count("rollup_marks"), 0);
}

#[tokio::test]
async fn a_counter_is_told_by_how_much_it_rose() {
    let mut counters = statistics::metrics().filter(|one| one.row().kind == Kind::Counter);
    let Some(counter) = counters.next() else {
        return;
    };
    let bench = Bench::new();
    let device = bench.device("a").await;
    let low = METRIC_CASES.iter().find(|case| case.key == counter.key());
    let low = low.unwrap().usual;
    let base = statistics::base();
    let start = base.start_of(NOON.plus_ms(-3 * DAY_MS));
    let send = async |at: Timestamp, value: f64| {
        let mut payload = only(counter.key(), value);
        payload["timestamp"] = json!(at.millis());
        assert_eq!(bench.send(&device, &payload).await.stored, 1);
    };
    let next = base.end_of(start);
    send(start, low + 1.0).await;
    send(start.plus_ms(2), low + 5.0).await;
    send(next, low + 8.0).await;
    count(&bench).await;
    // Late, and between two periods: the first rose more, the second less.
    send(next.plus_ms(-1), low + 7.0).await;
    count(&bench).await;
    let (from, to) = (Timestamp(i64::MIN), Timestamp(i64::MAX));
    let list = bench
        .store
        .statistics(Some(&device), base, from, to, everything());
    let items = list.await.unwrap().items;
    let rose: Vec<f64> = items.iter().map(|period| period.metrics[0].1.sum).collect();
    assert_eq!(rose, [1.0, 6.0], "newest first");
}

/// Each level gives what the readings give.
pub async fn holds(word: &str) {
    let level = Level::from_word(word).unwrap();
    let bench = Bench::new();
    let device = bench.device("a").await;
    send(&bench, &device, ten_weeks()).await;
    count(&bench).await;
    let found = counted(&bench, Some(&device), level).await;
    assert_same(&found, &expected(&bench, &device, level).await, word);
}
