//! The seam between storing readings and judging them: the store calls, the rules answer.

use super::reading::Reading;
use super::time::Timestamp;
use super::zone::Zone;

/// Where a rule stands on one device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Phase {
    /// Nothing is wrong.
    #[default]
    Clear,
    /// The condition held in so many readings in a row, and more are needed.
    Counting(u32),
    /// The condition holds since then, but not yet long enough.
    Pending(Timestamp),
    /// An alert goes on.
    Active,
}

/// What a rule sees of one device.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// Where each rule stands, in the order of the rules.
    pub phases: &'a [Phase],
    /// The limits of each rule, in the order of the rules.
    pub limits: &'a [Vec<Option<f64>>],
    /// The zone of the device.
    pub zone: Option<Zone>,
}

/// How a rule moved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    /// The condition held in so many readings in a row, and more are needed.
    Count(u32),
    /// The condition began to hold at this time.
    Pend(Timestamp),
    /// The condition stopped before an alert was raised.
    Calm,
    /// An alert begins.
    Raise {
        /// When.
        at: Timestamp,
        /// The value that raised it, or the seconds of silence.
        value: Option<f64>,
        /// The limit that was passed.
        limit: Option<f64>,
    },
    /// The alert ends.
    Clear {
        /// When.
        at: Timestamp,
        /// The value that ended it.
        value: Option<f64>,
    },
}

/// A rule, by its place among the rules, and how it moved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Transition {
    /// Place of the rule among the rules.
    pub rule: usize,
    /// How it moved.
    pub change: Change,
}

/// Judges readings and silence. Pure: the caller stores the outcome.
pub trait Evaluate: Send + Sync {
    /// What one new reading, the newest of its device, changes.
    fn on_reading(&self, view: View<'_>, reading: &Reading) -> Vec<Transition>;

    /// What the passing of time changes: silence, and conditions that held long enough.
    /// `last_heard` is when anything arrived last; `latest` is the newest reading.
    fn on_tick(
        &self,
        view: View<'_>,
        now: Timestamp,
        last_heard: Option<Timestamp>,
        latest: Option<&Reading>,
    ) -> Vec<Transition>;
}
