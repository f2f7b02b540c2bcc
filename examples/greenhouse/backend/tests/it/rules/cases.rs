//! What every rule over values must do; the rules and values are in the catalogue of cases.

use backend::domain::alert::AlertStatus;
use backend::domain::{DeviceId, Metric};
use backend::rules::RULES;
use serde_json::json;

use crate::catalog::{RULE_CASES, RuleCase};
use crate::ingest::metrics::all_usual;
use crate::support::bench::Bench;

fn case(rule: &str) -> &'static RuleCase {
    let found = RULE_CASES.iter().find(|case| case.rule == rule);
    found.unwrap_or_else(|| panic!("no case for {rule}"))
}

/// A device with the limits of a case.
async fn prepare(case: &RuleCase) -> (Bench, DeviceId) {
    let bench = Bench::new();
    let device = bench.device("a").await;
    if !case.limits.is_empty() {
        let set = bench.store.set_thresholds(&device, case.changes());
        set.await.unwrap();
    }
    (bench, device)
}

/// Sends a value a second later, then again for as long as the rule waits.
async fn send(bench: &Bench, device: &DeviceId, case: &RuleCase, value: f64) {
    let rule = RULES.iter().find(|rule| rule.name == case.rule).unwrap();
    for pause_ms in [1000, rule.for_ms] {
        bench.clock.advance_ms(pause_ms.max(1));
        let mut payload = all_usual();
        payload[case.metric] = json!(value);
        let receipt = bench.send(device, &payload).await;
        assert_eq!(receipt.stored, 1, "{receipt:?}");
    }
}

/// A value beyond the limit raises one alert, however often it is sent.
pub async fn raises(rule: &str) {
    let case = case(rule);
    let (bench, device) = prepare(case).await;
    send(&bench, &device, case, case.ends).await;
    let alerts = bench.alerts().await;
    assert!(alerts.iter().all(|alert| alert.rule != rule), "{alerts:?}");
    for _ in 0..3 {
        send(&bench, &device, case, case.raises).await;
    }
    let alerts = bench.alerts().await;
    let of_rule: Vec<_> = alerts.iter().filter(|alert| alert.rule == rule).collect();
    assert_eq!(of_rule.len(), 1, "{alerts:?}");
    let alert = of_rule[0];
    assert_eq!(alert.status(), AlertStatus::Active);
    assert_eq!(alert.value, Some(case.raises));
    assert_eq!(alert.metric, Metric::from_key(case.metric));
    let raised = ("raised".to_owned(), alert.alert_type.clone());
    assert_eq!(
        bench
            .outbox()
            .await
            .iter()
            .filter(|sent| **sent == raised)
            .count(),
        1
    );
}

/// A value far enough behind the limit ends the alert.
pub async fn clears(rule: &str) {
    let case = case(rule);
    let (bench, device) = prepare(case).await;
    send(&bench, &device, case, case.raises).await;
    send(&bench, &device, case, case.ends).await;
    let alerts = bench.alerts().await;
    let alert = alerts.iter().find(|alert| alert.rule == rule).unwrap();
    assert_eq!(alert.status(), AlertStatus::Cleared);
    let states = bench.outbox().await;
    let of_type = states.iter().filter(|(_, kind)| *kind == alert.alert_type);
    let states: Vec<&str> = of_type.map(|(state, _)| state.as_str()).collect();
    assert_eq!(states, ["raised", "cleared"]);
}

/// A value between limit and end neither raises nor ends an alert.
pub async fn holds(rule: &str) {
    let case = case(rule);
    let Some(between) = case.holds else {
        return;
    };
    let (bench, device) = prepare(case).await;
    send(&bench, &device, case, between).await;
    let of_rule = |alerts: Vec<backend::domain::Alert>| {
        let states = alerts.into_iter().filter(|alert| alert.rule == rule);
        states.map(|alert| alert.status()).collect::<Vec<_>>()
    };
    assert_eq!(of_rule(bench.alerts().await), []);
    send(&bench, &device, case, case.raises).await;
    send(&bench, &device, case, between).await;
    assert_eq!(of_rule(bench.alerts().await), [AlertStatus::Active]);
}

#[test]
fn every_rule_over_values_has_a_case() {
    for rule in RULES.iter().filter(|rule| rule.metric.is_some()) {
        case(rule.name);
    }
}

#[test]
fn rules_and_limits_have_names_of_their_own() {
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    let limits = RULES.iter().flat_map(|rule| rule.limits);
    let mut keys: Vec<&str> = limits.map(|limit| limit.key).collect();
    for list in [&mut names, &mut keys] {
        let all = list.len();
        list.sort_unstable();
        list.dedup();
        assert_eq!(list.len(), all, "{list:?}");
    }
}

#[tokio::test]
async fn a_rule_without_a_limit_is_silent() {
    for case in RULE_CASES {
        let rule = RULES.iter().find(|rule| rule.name == case.rule).unwrap();
        if rule.limits.iter().any(|limit| limit.default.is_some()) {
            continue;
        }
        let bench = Bench::new();
        let device = bench.device("a").await;
        send(&bench, &device, case, case.raises).await;
        let alerts = bench.alerts().await;
        let mut of_rule = alerts.iter().filter(|alert| alert.rule == case.rule);
        assert!(of_rule.next().is_none(), "{}", case.rule);
    }
}

#[tokio::test]
async fn late_readings_never_raise() {
    let Some(case) = RULE_CASES.first() else {
        return;
    };
    let (bench, device) = prepare(case).await;
    send(&bench, &device, case, case.ends).await;
    let before = bench.alerts().await.len();
    let late = backend::clock::Clock::now(bench.clock.as_ref()).plus_ms(-60_000);
    let mut payload = all_usual();
    payload[case.metric] = json!(case.raises);
    payload["timestamp"] = json!(late.millis());
    assert_eq!(bench.send(&device, &payload).await.stored, 1);
    assert_eq!(bench.alerts().await.len(), before);
}

#[tokio::test]
async fn one_message_sent_often_is_one_row_and_one_alert() {
    let Some(case) = RULE_CASES.first() else {
        return;
    };
    let (bench, device) = prepare(case).await;
    let now = backend::clock::Clock::now(bench.clock.as_ref());
    let mut payload = all_usual();
    payload[case.metric] = json!(case.raises);
    payload["timestamp"] = json!(now.millis());
    let mut stored = 0;
    for _ in 0..100 {
        stored += bench.send(&device, &payload).await.stored;
    }
    assert_eq!(stored, 1);
    let of_rule = |alert: &backend::domain::Alert| alert.rule == case.rule;
    let alerts = bench.alerts().await;
    assert!(alerts.iter().filter(|alert| of_rule(alert)).count() <= 1);
}
