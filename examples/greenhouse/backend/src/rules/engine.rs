//! The state machine that all rules share: clear, pending for a while, active, clear again.

use super::silence;
use super::value::{self, Verdict};
use crate::domain::evaluate::{Change, Evaluate, Phase, Transition, View};
use crate::domain::rule::{Condition, Rule};
use crate::domain::{Metric, Reading, Timestamp};

/// Judges by a list of rules.
#[derive(Debug, Clone, Copy)]
pub struct Engine {
    rules: &'static [Rule],
}

impl Engine {
    /// An engine for these rules.
    #[must_use]
    pub fn new(rules: &'static [Rule]) -> Self {
        Self { rules }
    }

    fn each<'a>(
        &'a self,
        view: View<'a>,
        judge: impl Fn(&Rule, &[Option<f64>], Phase) -> Option<Change> + 'a,
    ) -> Vec<Transition> {
        let states = view.phases.iter().zip(view.limits);
        let judged = self.rules.iter().zip(states).enumerate();
        judged
            .filter_map(|(place, (rule, (phase, limits)))| {
                let change = judge(rule, limits, *phase)?;
                Some(Transition {
                    rule: place,
                    change,
                })
            })
            .collect()
    }
}

impl Evaluate for Engine {
    fn on_reading(&self, view: View<'_>, reading: &Reading) -> Vec<Transition> {
        self.each(view, |rule, limits, phase| {
            let value = value_of(rule, reading)?;
            let verdict = value::judge(rule, limits, value);
            step(rule, phase, verdict, Some(value), reading.timestamp)
        })
    }

    fn on_tick(
        &self,
        view: View<'_>,
        now: Timestamp,
        last_heard: Option<Timestamp>,
        latest: Option<&Reading>,
    ) -> Vec<Transition> {
        self.each(view, |rule, limits, phase| {
            if rule.condition == Condition::Offline {
                let limit_s = limits.first().copied().flatten();
                let verdict = silence::judge(limit_s, last_heard, now);
                let silent_s = last_heard.map(|heard| silence::seconds(now.since_ms(heard)));
                return step(rule, phase, verdict, silent_s, now);
            }
            // Only a condition that began to hold can come to hold long enough.
            let Phase::Pending(_) = phase else {
                return None;
            };
            let value = value_of(rule, latest?)?;
            let verdict = value::judge(rule, limits, value);
            step(rule, phase, verdict, Some(value), now)
        })
    }
}

/// The value that a rule over values looks at.
fn value_of(rule: &Rule, reading: &Reading) -> Option<f64> {
    if rule.condition == Condition::Offline {
        return None;
    }
    rule.metric
        .and_then(|metric: Metric| reading.values.get(metric))
}

/// Moves one rule.
fn step(
    rule: &Rule,
    phase: Phase,
    verdict: Verdict,
    value: Option<f64>,
    at: Timestamp,
) -> Option<Change> {
    match (phase, verdict) {
        (Phase::Clear, Verdict::Holds(limit)) if rule.for_ms == 0 => Some(Change::Raise {
            at,
            value,
            limit: Some(limit),
        }),
        (Phase::Clear, Verdict::Holds(_)) => Some(Change::Pend(at)),
        (Phase::Pending(since), Verdict::Holds(limit)) if at.since_ms(since) >= rule.for_ms => {
            Some(Change::Raise {
                at,
                value,
                limit: Some(limit),
            })
        }
        (Phase::Pending(_), Verdict::Between | Verdict::Ended | Verdict::Silent) => {
            Some(Change::Calm)
        }
        (Phase::Active, Verdict::Ended | Verdict::Silent) => Some(Change::Clear { at, value }),
        (Phase::Clear | Phase::Pending(_) | Phase::Active, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::alert::Severity;
    use crate::domain::rule::{Limit, LimitScope, Reach};

    const RULE: Rule = Rule {
        name: "test",
        condition: Condition::Above,
        metric: None,
        limits: &[Limit {
            key: "test",
            default: Some(30.0),
        }],
        scope: LimitScope::PerDevice,
        hysteresis: 1.0,
        reach: Reach::Any,
        clear_limit: None,
        for_ms: 0,
        severity: Severity::Warning,
        alert_type: "TEST",
    };

    /// Runs values through a rule, one second apart; returns the phases after each.
    fn phases(rule: &Rule, values: &[f64]) -> Vec<Phase> {
        let mut phase = Phase::Clear;
        let times = (0..).map(|second| Timestamp(second * 1000));
        values
            .iter()
            .zip(times)
            .map(|(value, at)| {
                let verdict = value::judge(rule, &[Some(30.0)], *value);
                phase = match step(rule, phase, verdict, Some(*value), at) {
                    None => phase,
                    Some(Change::Pend(since)) => Phase::Pending(since),
                    Some(Change::Raise { .. }) => Phase::Active,
                    Some(Change::Calm | Change::Clear { .. }) => Phase::Clear,
                };
                phase
            })
            .collect()
    }

    #[test]
    fn one_crossing_is_one_episode_however_much_it_oscillates() {
        use Phase::{Active, Clear};
        let around = [29.5, 30.5, 29.5, 30.5, 29.2, 30.1, 29.0, 29.5, 30.5];
        let expected = [
            Clear, Active, Active, Active, Active, Active, Clear, Clear, Active,
        ];
        assert_eq!(phases(&RULE, &around), expected);
    }

    #[test]
    fn a_condition_must_hold_as_long_as_the_rule_says() {
        use Phase::{Active, Clear, Pending};
        let rule = Rule {
            for_ms: 2000,
            ..RULE
        };
        let values = [31.0, 31.0, 29.0, 31.0, 31.0, 31.0];
        let (first, second) = (Pending(Timestamp(0)), Pending(Timestamp(3000)));
        let expected = [first, first, Clear, second, second, Active];
        assert_eq!(phases(&rule, &values), expected);
    }

    #[test]
    fn an_alert_ends_when_its_limit_is_taken_away() {
        let verdict = value::judge(&RULE, &[None], 31.0);
        let change = step(&RULE, Phase::Active, verdict, Some(31.0), Timestamp(5));
        let expected = Change::Clear {
            at: Timestamp(5),
            value: Some(31.0),
        };
        assert_eq!(change, Some(expected));
    }
}
