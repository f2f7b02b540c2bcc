//! Rules that need time: silence, conditions that must hold for a while, states that survive a restart.

use backend::domain::alert::{AlertStatus, Severity};
use backend::domain::rule::{Condition, Limit, LimitScope, Rule};
use backend::domain::{METRICS, Metric};
use serde_json::json;

use crate::support::bench::Bench;

const FIRST: Metric = METRICS[0].metric;

const SILENCE: Rule = Rule {
    name: "silence",
    condition: Condition::Offline,
    metric: None,
    limits: &[Limit {
        key: "silence",
        default: Some(60.0),
    }],
    scope: LimitScope::PerDevice,
    hysteresis: 0.0,
    clear_limit: None,
    for_ms: 0,
    severity: Severity::High,
    alert_type: "DEVICE_OFFLINE",
};

const LASTING: Rule = Rule {
    name: "lasting",
    condition: Condition::AtLeast,
    metric: Some(FIRST),
    limits: &[Limit {
        key: "lasting",
        default: Some(-1000.0),
    }],
    for_ms: 30_000,
    ..SILENCE
};

const RULES: &[Rule] = &[SILENCE, LASTING];

async fn states(bench: &Bench, rule: &str) -> Vec<AlertStatus> {
    let alerts = bench.alerts().await;
    let of_rule = alerts.iter().filter(|alert| alert.rule == rule);
    of_rule.map(backend::domain::Alert::status).collect()
}

/// A payload that is stored, with a value that `LASTING` looks at.
fn payload() -> serde_json::Value {
    let row = &METRICS[0];
    json!({ row.key: row.usual.min.or(row.hard.min).unwrap_or(0.0) })
}

#[tokio::test]
async fn silence_raises_and_the_next_message_ends_it() {
    let bench = Bench::with_rules(RULES);
    let device = bench.device("a").await;
    bench.device("never-heard").await;
    bench.send(&device, &payload()).await;
    bench.clock.advance_ms(60_000);
    bench.store.tick().await.unwrap();
    assert_eq!(states(&bench, "silence").await, []);
    bench.clock.advance_ms(1);
    for _ in 0..3 {
        bench.store.tick().await.unwrap();
    }
    assert_eq!(states(&bench, "silence").await, [AlertStatus::Active]);
    bench.send(&device, &payload()).await;
    bench.store.tick().await.unwrap();
    assert_eq!(states(&bench, "silence").await, [AlertStatus::Cleared]);
}

#[tokio::test]
async fn time_while_nothing_ran_is_no_silence() {
    let bench = Bench::with_rules(RULES);
    let device = bench.device("a").await;
    bench.send(&device, &payload()).await;
    bench.clock.advance_ms(3_600_000);
    let bench = bench.restart().await;
    bench.store.tick().await.unwrap();
    assert_eq!(states(&bench, "silence").await, []);
    bench.clock.advance_ms(60_001);
    bench.store.tick().await.unwrap();
    assert_eq!(states(&bench, "silence").await, [AlertStatus::Active]);
}

#[tokio::test]
async fn a_condition_that_lasts_raises_without_new_data() {
    let bench = Bench::with_rules(RULES);
    let device = bench.device("a").await;
    bench.send(&device, &payload()).await;
    bench.clock.advance_ms(29_999);
    bench.store.tick().await.unwrap();
    assert_eq!(states(&bench, "lasting").await, []);
    bench.clock.advance_ms(1);
    bench.store.tick().await.unwrap();
    assert_eq!(states(&bench, "lasting").await, [AlertStatus::Active]);
}

#[tokio::test]
async fn waiting_and_going_on_survive_a_restart() {
    let bench = Bench::with_rules(RULES);
    let device = bench.device("a").await;
    bench.send(&device, &payload()).await;
    bench.clock.advance_ms(20_000);
    let bench = bench.restart().await;
    bench.clock.advance_ms(10_000);
    bench.store.tick().await.unwrap();
    assert_eq!(states(&bench, "lasting").await, [AlertStatus::Active]);
    let bench = bench.restart().await;
    bench.clock.advance_ms(1000);
    bench.send(&device, &payload()).await;
    assert_eq!(states(&bench, "lasting").await, [AlertStatus::Active]);
    let raised = ("raised".to_owned(), "DEVICE_OFFLINE".to_owned());
    assert_eq!(bench.outbox().await, [raised], "the outbox survives too");
}

#[tokio::test]
async fn an_alert_ended_by_hand_is_raised_anew_while_its_condition_holds() {
    let bench = Bench::with_rules(RULES);
    let device = bench.device("a").await;
    bench.send(&device, &payload()).await;
    bench.clock.advance_ms(30_000);
    bench.send(&device, &payload()).await;
    let alert = bench.alerts().await.remove(0);
    bench.store.clear_alert(alert.id).await.unwrap();
    bench.store.clear_alert(alert.id).await.unwrap();
    assert_eq!(states(&bench, "lasting").await, [AlertStatus::Cleared]);
    for _ in 0..2 {
        bench.clock.advance_ms(30_000);
        bench.send(&device, &payload()).await;
    }
    let expected = [AlertStatus::Cleared, AlertStatus::Active];
    assert_eq!(states(&bench, "lasting").await, expected);
}
