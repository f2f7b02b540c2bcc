//! What every rule over values must do; the rules and values are in the catalogue of cases.

use backend::domain::alert::AlertStatus;
use backend::domain::rule::Rule;
use backend::domain::{Alert, DeviceId, Metric};
use backend::rules::RULES;

use crate::catalog::{RULE_CASES, RuleCase};
use crate::ingest::metrics::{all_usual, sent};
use crate::support::bench::Bench;

fn case(rule: &str) -> &'static RuleCase {
    let found = RULE_CASES.iter().find(|case| case.rule == rule);
    found.unwrap_or_else(|| panic!("no case for {rule}"))
}

fn rule_of(case: &RuleCase) -> &'static Rule {
    RULES.iter().find(|rule| rule.name == case.rule).unwrap()
}

/// A rule that a single value raises; `None` when all of them wait.
pub fn immediate() -> Option<&'static RuleCase> {
    let raises_at_once = |rule: &Rule| rule.for_ms == 0 && rule.count == 1;
    let mut cases = RULE_CASES.iter();
    cases.find(|case| raises_at_once(rule_of(case)))
}

/// A device with the limits of a case.
pub async fn prepare(case: &RuleCase) -> (Bench, DeviceId) {
    let bench = Bench::new();
    let device = bench.device("a").await;
    if !case.limits.is_empty() {
        let set = bench.store.set_thresholds(&device, case.changes());
        set.await.unwrap();
    }
    (bench, device)
}

/// Pauses before the readings that a rule needs: as many as it counts, then one when it has waited.
pub fn pauses_ms(rule: &Rule) -> impl Iterator<Item = i64> {
    let counted = (0..rule.count).map(|_| 1000);
    counted.chain([rule.for_ms.max(1)])
}

/// Sends a value as often as the rule counts, then again for as long as it waits.
async fn send(bench: &Bench, device: &DeviceId, case: &RuleCase, value: f64) {
    for pause_ms in pauses_ms(rule_of(case)) {
        bench.clock.advance_ms(pause_ms);
        let mut payload = all_usual();
        payload[case.metric] = sent(case.metric, value);
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

/// The states of the alerts of a rule, oldest first.
async fn states(bench: &Bench, rule: &str) -> Vec<AlertStatus> {
    let alerts = bench.alerts().await;
    let of_rule = alerts.iter().filter(|alert| alert.rule == rule);
    of_rule.map(Alert::status).collect()
}

/// While an alert goes on no value opens a second one; a value between limit and end does not even end it.
pub async fn holds(rule: &str) {
    let case = case(rule);
    is_silent_without_limit(rule).await;
    let (bench, device) = prepare(case).await;
    if let Some(between) = case.holds {
        send(&bench, &device, case, between).await;
        assert_eq!(states(&bench, rule).await, []);
    }
    let between = case.holds.unwrap_or(case.raises);
    for value in [case.raises, case.raises, between, case.raises] {
        send(&bench, &device, case, value).await;
        assert_eq!(states(&bench, rule).await, [AlertStatus::Active], "{value}");
    }
}

/// A rule whose limit has no default is silent until one is set.
pub async fn is_silent_without_limit(rule: &str) {
    let case = case(rule);
    let limits = rule_of(case).limits;
    if limits.iter().any(|limit| limit.default.is_some()) {
        return;
    }
    let bench = Bench::new();
    let device = bench.device("a").await;
    for value in [case.ends, case.raises, case.raises] {
        send(&bench, &device, case, value).await;
        assert_eq!(states(&bench, rule).await, [], "{value}");
    }
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
