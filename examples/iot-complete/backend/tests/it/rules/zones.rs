//! What every rule about zones must do: judge by distance and margin, wait for enough readings, tell it once.

use backend::domain::alert::AlertStatus;
use backend::domain::position::Position;
use backend::domain::rule::{Condition, Rule};
use backend::domain::zone::Zone;
use backend::domain::{Alert, DeviceId};
use backend::rules::RULES;
use serde_json::{Value, json};

use super::cases::pauses_ms;
use crate::ingest::metrics::all_usual;
use crate::ingest::positions::at;
use crate::support::bench::Bench;

/// Metres that a degree north is long.
const DEGREE_M: f64 = 111_195.08;

const RADIUS_M: f64 = 1000.0;

/// A zone around 0.5 degrees north and east.
fn zone() -> Zone {
    Zone {
        centre: Position::new(0.5, 0.5).unwrap(),
        radius_m: RADIUS_M,
    }
}

/// A payload from so many metres north of the centre.
fn north(metres: f64) -> Value {
    at(0.5 + metres / DEGREE_M, 0.5)
}

/// A device with a zone.
struct Watched {
    bench: Bench,
    device: DeviceId,
    rule: &'static Rule,
    /// Metres from the centre at which the condition holds, and at which it has ended.
    bad_m: f64,
    good_m: f64,
    /// Metres at which neither is so.
    border_m: Option<f64>,
}

impl Watched {
    async fn begin(rule: &str) -> Self {
        let watched = Self::without_zone(rule).await;
        watched.set(Some(zone())).await;
        watched
    }

    async fn without_zone(rule: &str) -> Self {
        let rule = RULES.iter().find(|row| row.name == rule).unwrap();
        let bench = Bench::new();
        let (holds_outside, margin_m) = match rule.condition {
            Condition::OutsideZone { margin_m } => (true, margin_m),
            Condition::InsideZone { margin_m } => (false, margin_m),
            other => panic!("{} is not about zones: {other:?}", rule.name),
        };
        let margin_m = zone().margin_m(margin_m);
        let (inside_m, outside_m) = (RADIUS_M / 2.0, 2.0 * RADIUS_M + margin_m);
        let (bad_m, good_m) = if holds_outside {
            (outside_m, inside_m)
        } else {
            (inside_m, outside_m)
        };
        Self {
            device: bench.device("a").await,
            bench,
            rule,
            bad_m,
            good_m,
            border_m: (margin_m > 0.0).then_some(RADIUS_M + margin_m / 2.0),
        }
    }

    async fn set(&self, zone: Option<Zone>) {
        let set = self.bench.store.set_zone(&self.device, zone);
        set.await.unwrap();
    }

    /// Sends a payload a second later; returns the states of the alerts of the rule, oldest first.
    async fn send(&self, payload: &Value, pause_ms: i64) -> Vec<AlertStatus> {
        self.bench.clock.advance_ms(pause_ms);
        let receipt = self.bench.send(&self.device, payload).await;
        assert_eq!(receipt.stored, 1, "{receipt:?}");
        self.states().await
    }

    /// Stays at a distance from the centre for as long as the rule wants to see it.
    async fn stay(&self, metres: f64) -> Vec<AlertStatus> {
        let mut states = Vec::new();
        for pause_ms in pauses_ms(self.rule) {
            states = self.send(&north(metres), pause_ms).await;
        }
        states
    }

    async fn states(&self) -> Vec<AlertStatus> {
        let alerts = self.alerts().await;
        alerts.iter().map(Alert::status).collect()
    }

    async fn alerts(&self) -> Vec<Alert> {
        let mut alerts = self.bench.alerts().await;
        alerts.retain(|alert| alert.rule == self.rule.name);
        alerts
    }
}

/// The alert is raised by as many readings as the rule counts, not by fewer.
pub async fn raises(rule: &str) {
    let watched = Watched::begin(rule).await;
    assert_eq!(watched.stay(watched.good_m).await, []);
    for _ in 1..watched.rule.count {
        assert_eq!(watched.send(&north(watched.bad_m), 1000).await, []);
    }
    assert_eq!(watched.send(&north(watched.good_m), 1000).await, []);
    let active = [AlertStatus::Active];
    assert_eq!(watched.stay(watched.bad_m).await, active);
    let alert = watched.alerts().await.remove(0);
    let wrong_by = alert.value.unwrap() - watched.bad_m;
    assert!(wrong_by.abs() < 1.0, "{alert:?}");
    assert_eq!(alert.limit, Some(RADIUS_M));
    assert!(alert.message.contains("1000 m"), "{}", alert.message);
    let raised = ("raised".to_owned(), alert.alert_type);
    let sent = watched.bench.outbox().await;
    assert_eq!(sent.iter().filter(|sent| **sent == raised).count(), 1);
}

/// While the alert goes on there is no second one; at the border nothing begins or ends.
pub async fn holds(rule: &str) {
    let watched = Watched::begin(rule).await;
    let active = [AlertStatus::Active];
    if let Some(border_m) = watched.border_m {
        assert_eq!(watched.stay(border_m).await, []);
        assert_eq!(watched.stay(watched.bad_m).await, active);
        assert_eq!(watched.stay(border_m).await, active);
    }
    for _ in 0..2 {
        assert_eq!(watched.stay(watched.bad_m).await, active);
    }
}

/// The way back ends the alert; the next time is another one. The count survives a restart.
pub async fn clears(rule: &str) {
    let watched = Watched::begin(rule).await;
    assert_eq!(watched.stay(watched.bad_m).await, [AlertStatus::Active]);
    let ended = watched.send(&north(watched.good_m), 1000).await;
    assert_eq!(ended, [AlertStatus::Cleared]);
    let sent = watched.bench.outbox().await;
    let states: Vec<&str> = sent
        .iter()
        .filter(|(_, kind)| *kind == watched.rule.alert_type)
        .map(|(state, _)| state.as_str())
        .collect();
    assert_eq!(states, ["raised", "cleared"]);
    let mut watched = watched;
    for pause_ms in pauses_ms(watched.rule) {
        watched.send(&north(watched.bad_m), pause_ms).await;
        watched.bench = watched.bench.restart().await;
    }
    let both = [AlertStatus::Cleared, AlertStatus::Active];
    assert_eq!(watched.states().await, both);
}

/// Without a zone nothing is raised, and what was raised ends.
pub async fn is_silent_without_zone(rule: &str) {
    let watched = Watched::without_zone(rule).await;
    for metres in [watched.good_m, watched.bad_m] {
        assert_eq!(watched.stay(metres).await, []);
    }
    watched.set(Some(zone())).await;
    assert_eq!(watched.stay(watched.bad_m).await, [AlertStatus::Active]);
    watched.set(None).await;
    let states = watched.send(&north(watched.bad_m), 1000).await;
    assert_eq!(states, [AlertStatus::Cleared]);
}

/// A reading that does not say where the device is, and one that comes late, neither raises nor ends anything.
pub async fn needs_a_position(rule: &str) {
    let watched = Watched::begin(rule).await;
    assert_eq!(watched.send(&all_usual(), 1000).await, []);
    assert_eq!(watched.send(&north(watched.good_m), 1000).await, []);
    let now = backend::clock::Clock::now(&*watched.bench.clock);
    for late_ms in 1..=i64::from(watched.rule.count) + 1 {
        let mut late = north(watched.bad_m);
        late["timestamp"] = json!(now.plus_ms(-late_ms * 100).millis());
        assert_eq!(watched.send(&late, 0).await, [], "late");
    }
    let active = [AlertStatus::Active];
    assert_eq!(watched.stay(watched.bad_m).await, active);
    assert_eq!(watched.send(&all_usual(), 1000).await, active);
}

/// A zone counts from the next reading on, and readings that were judged by another one do not.
pub async fn applies_at_once(rule: &str) {
    let watched = Watched::begin(rule).await;
    for _ in 1..watched.rule.count {
        assert_eq!(watched.send(&north(watched.bad_m), 1000).await, []);
    }
    watched.set(Some(zone())).await;
    if watched.rule.count > 1 {
        assert_eq!(watched.send(&north(watched.bad_m), 1000).await, []);
    }
    assert_eq!(watched.stay(watched.bad_m).await, [AlertStatus::Active]);
}
