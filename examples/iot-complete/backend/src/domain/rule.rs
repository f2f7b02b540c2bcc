//! What an alert rule is: one row of the rule catalogue.

use super::alert::Severity;
use super::catalog::Metric;

/// When a rule holds. The limits it compares with are in [`Rule::limits`], in the order named here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// The value is greater than the limit.
    Above,
    /// The value is the limit or greater.
    AtLeast,
    /// The value is smaller than the limit.
    Below,
    /// The value is the limit or smaller.
    AtMost,
    /// The value lies below the first limit or above the second.
    Outside,
    /// The value is the limit.
    Equals,
    /// Nothing was heard of the device for this many seconds.
    Offline,
    /// The device is outside its zone, by more than a margin.
    OutsideZone {
        /// The margin, in metres; `None` derives it from the radius.
        margin_m: Option<u32>,
    },
    /// The device is inside its zone.
    InsideZone {
        /// How far outside it is no longer inside, in metres; `None` derives it from the radius.
        margin_m: Option<u32>,
    },
}

impl Condition {
    /// The word used in documents and answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::AtLeast => "at_least",
            Self::Below => "below",
            Self::AtMost => "at_most",
            Self::Outside => "outside",
            Self::Equals => "equals",
            Self::Offline => "offline",
            Self::OutsideZone { .. } => "outside_zone",
            Self::InsideZone { .. } => "inside_zone",
        }
    }

    /// Whether it compares a position with a zone.
    #[must_use]
    pub fn is_about_zones(&self) -> bool {
        matches!(self, Self::OutsideZone { .. } | Self::InsideZone { .. })
    }
}

/// Who may set the limits of a rule at run time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitScope {
    /// Nobody: they are part of the program.
    Fixed,
    /// An administrator, once for all devices.
    Global,
    /// An administrator, for each device.
    PerDevice,
}

impl LimitScope {
    /// The word used in documents and answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Global => "global",
            Self::PerDevice => "per_device",
        }
    }
}

/// One limit of a rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limit {
    /// The key under which it is read and set; unique among all limits.
    pub key: &'static str,
    /// The number that applies until another is set; `None` keeps the rule silent.
    pub default: Option<f64>,
}

/// What bounds the hysteresis of a rule whose limits are set at run time: a value that cannot come back that far would
/// never end its alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Nothing.
    Any,
    /// A tenth of the limit: the metric begins at 0.
    Tenth,
    /// A quarter of the range between both limits.
    Quarter,
}

/// One row of the rule catalogue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Its name, unique, stored with each alert.
    pub name: &'static str,
    /// When it holds.
    pub condition: Condition,
    /// The metric whose values it looks at; `None` for the device as a whole.
    pub metric: Option<Metric>,
    /// The limits it compares with: two for `Outside`, none for zones, one for all others.
    pub limits: &'static [Limit],
    /// Who may set the limits.
    pub scope: LimitScope,
    /// How far a value must come back behind the limit before the alert ends.
    pub hysteresis: f64,
    /// What bounds the hysteresis.
    pub reach: Reach,
    /// The value that ends the alert, in place of limit and hysteresis.
    pub clear_limit: Option<f64>,
    /// How long the condition must hold before the alert is raised, in milliseconds.
    pub for_ms: i64,
    /// How many readings in a row must meet the condition before the alert is raised.
    pub count: u32,
    /// How bad it is.
    pub severity: Severity,
    /// The type of its alerts on the wire.
    pub alert_type: &'static str,
}

impl Rule {
    /// How far a value must come back behind these limits before the alert ends.
    #[must_use]
    pub fn margin(&self, limits: &[Option<f64>]) -> f64 {
        match (self.reach, limits) {
            (Reach::Tenth, [Some(limit)]) if *limit > 0.0 => self.hysteresis.min(limit / 10.0),
            (Reach::Quarter, [Some(low), Some(high)]) if high > low => {
                self.hysteresis.min((high - low) / 4.0)
            }
            _ => self.hysteresis,
        }
    }
}
