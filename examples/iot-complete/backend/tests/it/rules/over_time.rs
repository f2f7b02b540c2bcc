//! Rules that need time: silence, conditions that must hold for a while, states that survive a restart.

use std::time::Duration;

use backend::domain::alert::{AlertStatus, Severity};
use backend::domain::rule::{Condition, Limit, LimitScope, Reach, Rule};
use backend::domain::{DeviceId, METRICS, Metric};

use crate::ingest::metrics::all_usual;
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
    reach: Reach::Any,
    clear_limit: None,
    for_ms: 0,
    count: 1,
    severity: Severity::High,
    alert_type: "DEVICE_OFFLINE",
};

const UNLIMITED: Rule = Rule {
    name: "unlimited",
    limits: &[Limit {
        key: "unlimited",
        default: None,
    }],
    ..SILENCE
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

const RULES: &[Rule] = &[SILENCE, UNLIMITED, LASTING];

async fn states(bench: &Bench, rule: &str) -> Vec<AlertStatus> {
    let alerts = bench.alerts().await;
    let of_rule = alerts.iter().filter(|alert| alert.rule == rule);
    of_rule.map(backend::domain::Alert::status).collect()
}

/// A payload that is stored, with a value that `LASTING` looks at.
fn payload() -> serde_json::Value {
    all_usual()
}

/// A store with a device that is heard now, the longest silence that a rule allows, and the name of the rule.
struct Silence {
    bench: Bench,
    device: DeviceId,
    limit_ms: i64,
    rule: &'static Rule,
}

fn milliseconds(seconds: f64) -> i64 {
    let span = Duration::from_secs_f64(seconds);
    span.as_millis().try_into().unwrap()
}

impl Silence {
    async fn begin(rules: &'static [Rule], name: &str) -> Self {
        let rule = rules.iter().find(|rule| rule.name == name).unwrap();
        let bench = Bench::with_rules(rules);
        let mut silence = Self {
            device: bench.device("a").await,
            limit_ms: 0,
            bench,
            rule,
        };
        let default = rule.limits[0].default;
        silence.limit_ms = milliseconds(default.unwrap_or(60.0));
        if default.is_none() {
            silence.set_limit(60.0).await;
        }
        silence.message().await;
        silence
    }

    async fn set_limit(&mut self, limit_s: f64) {
        let set = vec![(self.rule.limits[0].key.to_owned(), Some(limit_s))];
        let set = self.bench.store.set_thresholds(&self.device, set);
        set.await.unwrap();
        self.limit_ms = milliseconds(limit_s);
    }

    async fn message(&self) {
        self.bench.clock.advance_ms(1);
        let receipt = self.bench.send(&self.device, &payload()).await;
        assert_eq!((receipt.stored, receipt.rejected.len()), (1, 0));
    }

    /// Lets time pass; returns the states of the alerts of the rule.
    async fn after(&self, ms: i64) -> Vec<AlertStatus> {
        self.bench.clock.advance_ms(ms);
        self.bench.store.tick().await.unwrap();
        states(&self.bench, self.rule.name).await
    }
}

/// Silence that lasts longer than the limit raises an alert, unless nothing was ever heard.
pub async fn silence_raises(rules: &'static [Rule], rule: &str) {
    let silence = Silence::begin(rules, rule).await;
    let never_heard = silence.bench.device("never-heard").await;
    assert_eq!(silence.after(silence.limit_ms).await, []);
    assert_eq!(silence.after(1).await, [AlertStatus::Active]);
    let alerts = silence.bench.alerts().await;
    assert!(alerts.iter().all(|alert| alert.device != never_heard));
    let alert = alerts.iter().find(|alert| alert.rule == rule).unwrap();
    let raised = ("raised".to_owned(), alert.alert_type.clone());
    assert!(silence.bench.outbox().await.contains(&raised));
}

/// However long the silence lasts, it is one alert.
pub async fn silence_holds(rules: &'static [Rule], rule: &str) {
    let silence = Silence::begin(rules, rule).await;
    for ms in [silence.limit_ms + 1, 1, silence.limit_ms, 3_600_000] {
        assert_eq!(silence.after(ms).await, [AlertStatus::Active], "{ms}");
    }
}

/// The next message ends the alert, which stays in the history; the next silence is another one.
pub async fn silence_clears(rules: &'static [Rule], rule: &str) {
    let silence = Silence::begin(rules, rule).await;
    let lasting = silence.limit_ms + 1;
    assert_eq!(silence.after(lasting).await, [AlertStatus::Active]);
    silence.message().await;
    assert_eq!(silence.after(0).await, [AlertStatus::Cleared]);
    let again = [AlertStatus::Cleared, AlertStatus::Active];
    assert_eq!(silence.after(lasting).await, again);
}

/// Without a limit the longest silence raises nothing.
pub async fn silence_without_limit(rules: &'static [Rule], rule: &str) {
    let bench = Bench::with_rules(rules);
    let device = bench.device("a").await;
    bench.send(&device, &payload()).await;
    bench.clock.advance_ms(30 * 24 * 3_600_000);
    bench.store.tick().await.unwrap();
    assert_eq!(states(&bench, rule).await, []);
}

/// A limit that is set counts at once.
pub async fn silence_limited(rules: &'static [Rule], rule: &str) {
    let mut silence = Silence::begin(rules, rule).await;
    for limit_s in [100_000.0, 30.0] {
        silence.set_limit(limit_s).await;
        silence.message().await;
        silence.after(0).await;
        let before = states(&silence.bench, rule).await.len();
        assert_eq!(silence.after(silence.limit_ms).await.len(), before);
        assert_eq!(silence.after(1).await.len(), before + 1, "{limit_s}");
    }
}

#[tokio::test]
async fn silence_raises_once_and_the_next_message_ends_it() {
    silence_raises(RULES, "silence").await;
    silence_holds(RULES, "silence").await;
    silence_clears(RULES, "silence").await;
    silence_limited(RULES, "silence").await;
    silence_without_limit(RULES, "unlimited").await;
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
