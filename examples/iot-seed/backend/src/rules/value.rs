//! Conditions over one value: when they begin to hold, and when they have ended.

use crate::domain::rule::{Condition, Rule};

/// How a value stands to a rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Verdict {
    /// The condition holds; the limit that was passed.
    Holds(f64),
    /// The value has not come back far enough to end an alert, nor does the condition hold.
    Between,
    /// The condition has ended.
    Ended,
    /// A limit is open: the rule is silent.
    Silent,
}

/// Judges a value. Values between the limit and the limit less hysteresis neither raise nor end an alert.
pub(super) fn judge(rule: &Rule, limits: &[Option<f64>], value: f64) -> Verdict {
    let Some(&first) = limits.first() else {
        return Verdict::Silent;
    };
    let end = End {
        clear_limit: rule.clear_limit,
        margin: rule.margin(limits),
    };
    match rule.condition {
        Condition::Above => one_sided(end, first, value, |value, limit| value > limit, Side::Upper),
        Condition::AtLeast => one_sided(
            end,
            first,
            value,
            |value, limit| value >= limit,
            Side::Upper,
        ),
        Condition::Below => one_sided(end, first, value, |value, limit| value < limit, Side::Lower),
        Condition::AtMost => one_sided(
            end,
            first,
            value,
            |value, limit| value <= limit,
            Side::Lower,
        ),
        Condition::Outside => {
            let second = limits.get(1).copied().flatten();
            outside(end, first, second, value)
        }
        Condition::Equals => equals(first, value),
        Condition::Offline => Verdict::Silent,
    }
}

/// Where an alert ends.
#[derive(Clone, Copy)]
struct End {
    clear_limit: Option<f64>,
    /// How far behind the limit, when there is no value that ends it.
    margin: f64,
}

/// Which side of the limit is bad.
#[derive(Clone, Copy)]
enum Side {
    Upper,
    Lower,
}

fn one_sided(
    end: End,
    limit: Option<f64>,
    value: f64,
    holds: fn(f64, f64) -> bool,
    side: Side,
) -> Verdict {
    let Some(limit) = limit else {
        return Verdict::Silent;
    };
    if holds(value, limit) {
        return Verdict::Holds(limit);
    }
    let back = match side {
        Side::Upper => value <= end.clear_limit.unwrap_or(limit - end.margin),
        Side::Lower => value >= end.clear_limit.unwrap_or(limit + end.margin),
    };
    // With "at least" and no hysteresis the limit itself is bad; what does not hold has ended.
    let no_band = end.clear_limit.is_none() && end.margin <= 0.0;
    if back || no_band {
        Verdict::Ended
    } else {
        Verdict::Between
    }
}

fn outside(end: End, low: Option<f64>, high: Option<f64>, value: f64) -> Verdict {
    let below = |value, limit| value < limit;
    let above = |value, limit| value > limit;
    let low = one_sided(end, low, value, below, Side::Lower);
    let high = one_sided(end, high, value, above, Side::Upper);
    match (low, high) {
        (Verdict::Holds(limit), _) | (_, Verdict::Holds(limit)) => Verdict::Holds(limit),
        (Verdict::Silent, other) | (other, Verdict::Silent) => other,
        (Verdict::Between, _) | (_, Verdict::Between) => Verdict::Between,
        (Verdict::Ended, Verdict::Ended) => Verdict::Ended,
    }
}

fn equals(limit: Option<f64>, value: f64) -> Verdict {
    match limit {
        None => Verdict::Silent,
        Some(limit) if (value - limit).abs() < f64::EPSILON => Verdict::Holds(limit),
        Some(_) => Verdict::Ended,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Metric;
    use crate::domain::alert::Severity;
    use crate::domain::rule::{LimitScope, Reach};

    fn rule(condition: Condition, hysteresis: f64) -> Rule {
        Rule {
            name: "test",
            condition,
            metric: Metric::all().next(),
            limits: &[],
            scope: LimitScope::PerDevice,
            hysteresis,
            reach: Reach::Any,
            clear_limit: None,
            for_ms: 0,
            severity: Severity::Warning,
            alert_type: "TEST",
        }
    }

    #[test]
    fn one_sided_conditions() {
        use Verdict::{Between, Ended, Holds};
        let cases = [
            (Condition::Above, 30.0, Between),
            (Condition::Above, 30.1, Holds(30.0)),
            (Condition::Above, 28.1, Between),
            (Condition::Above, 28.0, Ended),
            (Condition::AtLeast, 30.0, Holds(30.0)),
            (Condition::AtLeast, 29.9, Between),
            (Condition::AtLeast, 28.0, Ended),
            (Condition::Below, 30.0, Between),
            (Condition::Below, 29.9, Holds(30.0)),
            (Condition::Below, 31.9, Between),
            (Condition::Below, 32.0, Ended),
            (Condition::AtMost, 30.0, Holds(30.0)),
            (Condition::AtMost, 30.1, Between),
            (Condition::AtMost, 32.0, Ended),
        ];
        for (condition, value, expected) in cases {
            let verdict = judge(&rule(condition, 2.0), &[Some(30.0)], value);
            assert_eq!(verdict, expected, "{condition:?} {value}");
        }
    }

    #[test]
    fn without_hysteresis_what_does_not_hold_has_ended() {
        for condition in [Condition::Above, Condition::Below] {
            let verdict = judge(&rule(condition, 0.0), &[Some(30.0)], 30.0);
            assert_eq!(verdict, Verdict::Ended, "{condition:?}");
        }
        let verdict = judge(&rule(Condition::AtLeast, 0.0), &[Some(30.0)], 29.9);
        assert_eq!(verdict, Verdict::Ended);
    }

    #[test]
    fn a_clear_limit_stands_in_for_the_hysteresis() {
        let rule = Rule {
            clear_limit: Some(26.0),
            ..rule(Condition::Above, 2.0)
        };
        assert_eq!(judge(&rule, &[Some(30.0)], 27.0), Verdict::Between);
        assert_eq!(judge(&rule, &[Some(30.0)], 26.0), Verdict::Ended);
    }

    #[test]
    fn an_alert_at_a_small_limit_can_end() {
        use Verdict::{Between, Ended};
        let tenth = Rule {
            reach: Reach::Tenth,
            ..rule(Condition::Above, 10.0)
        };
        let quarter = Rule {
            reach: Reach::Quarter,
            ..rule(Condition::Outside, 10.0)
        };
        let cases: [(&Rule, &[Option<f64>], f64, Verdict); 9] = [
            (&tenth, &[Some(5.0)], 4.6, Between),
            (&tenth, &[Some(5.0)], 4.5, Ended),
            (&tenth, &[Some(0.5)], 0.46, Between),
            (&tenth, &[Some(0.5)], 0.45, Ended),
            (&tenth, &[Some(500.0)], 491.0, Between),
            (&tenth, &[Some(500.0)], 490.0, Ended),
            (&quarter, &[Some(7.0), Some(8.0)], 7.1, Between),
            (&quarter, &[Some(7.0), Some(8.0)], 7.5, Ended),
            (&quarter, &[None, Some(80.0)], 70.0, Ended),
        ];
        for (rule, limits, value, expected) in cases {
            assert_eq!(judge(rule, limits, value), expected, "{limits:?} {value}");
        }
    }

    #[test]
    fn outside_looks_at_both_limits() {
        use Verdict::{Between, Ended, Holds, Silent};
        let both = [Some(10.0), Some(20.0)];
        let cases = [
            (&both, 9.9, Holds(10.0)),
            (&both, 20.1, Holds(20.0)),
            (&both, 10.5, Between),
            (&both, 19.5, Between),
            (&both, 15.0, Ended),
            (&[None, Some(20.0)], 5.0, Ended),
            (&[Some(10.0), None], 5.0, Holds(10.0)),
            (&[None, None], 5.0, Silent),
        ];
        for (limits, value, expected) in cases {
            let verdict = judge(&rule(Condition::Outside, 1.0), limits, value);
            assert_eq!(verdict, expected, "{limits:?} {value}");
        }
    }

    #[test]
    fn equals_and_open_limits() {
        let rule = rule(Condition::Equals, 0.0);
        assert_eq!(judge(&rule, &[Some(1.0)], 1.0), Verdict::Holds(1.0));
        assert_eq!(judge(&rule, &[Some(1.0)], 0.0), Verdict::Ended);
        assert_eq!(judge(&rule, &[None], 1.0), Verdict::Silent);
    }
}
