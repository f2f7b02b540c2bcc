//! Statistics of a metric over a period, kept in parts that can be put together: days give weeks, months and years.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::calendar::Length;
use super::catalog::{METRICS, Metric};
use super::levels::{LEVELS, ZONE};
use super::metric::Kind;
use super::time::Timestamp;

/// What is told of the values of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// The average.
    Avg,
    /// The lowest value.
    Min,
    /// The highest value.
    Max,
    /// The sum; of a counter, how much it rose.
    Sum,
    /// The last value.
    Last,
}

impl Function {
    /// All functions.
    pub const ALL: [Self; 5] = [Self::Avg, Self::Min, Self::Max, Self::Sum, Self::Last];

    /// The key in answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Avg => "avg",
            Self::Min => "min",
            Self::Max => "max",
            Self::Sum => "sum",
            Self::Last => "last",
        }
    }

    /// Its value.
    #[must_use]
    pub fn of(self, parts: &Parts) -> f64 {
        match self {
            Self::Avg => parts.avg(),
            Self::Min => parts.min,
            Self::Max => parts.max,
            Self::Sum => parts.sum,
            Self::Last => parts.last,
        }
    }
}

/// What is kept of the values of one metric in one period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parts {
    /// How many values there are.
    pub count: i64,
    /// Their sum; of a counter, how much it rose.
    pub sum: f64,
    /// The lowest.
    pub min: f64,
    /// The highest.
    pub max: f64,
    /// The last.
    pub last: f64,
    /// When the last was measured.
    pub last_at: Timestamp,
}

impl Parts {
    /// One value that adds `sum` to the sum.
    #[must_use]
    pub fn of(value: f64, sum: f64, at: Timestamp) -> Self {
        Self {
            count: 1,
            sum,
            min: value,
            max: value,
            last: value,
            last_at: at,
        }
    }

    /// Takes in the parts of other values.
    pub fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.sum += other.sum;
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
        if other.last_at >= self.last_at {
            self.last = other.last;
            self.last_at = other.last_at;
        }
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "fewer values than a double can count"
    )]
    fn avg(&self) -> f64 {
        self.sum / self.count as f64
    }
}

/// What a value adds to the sum of its period. A counter adds what it rose since the value before; one that fell began
/// again at zero.
#[must_use]
pub fn sum_of(metric: Metric, value: f64, before: Option<f64>) -> f64 {
    if metric.row().kind != Kind::Counter {
        return value;
    }
    match before {
        None => 0.0,
        Some(before) if value >= before => value - before,
        Some(_) => value,
    }
}

/// The statistics of one metric that a level tells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MetricStatistics {
    /// The metric.
    pub metric: Metric,
    /// What is told of it.
    pub functions: &'static [Function],
}

/// One level of statistics: periods of one length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level {
    /// The length of its periods.
    pub length: Length,
    /// Where the statistics of one device are asked for.
    pub path: &'static str,
    /// The name of that operation.
    pub operation: &'static str,
    /// How long entries are kept, in milliseconds; `None` keeps them forever.
    pub keep_ms: Option<i64>,
    /// What it tells.
    pub metrics: &'static [MetricStatistics],
}

impl Level {
    /// The level of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<&'static Self> {
        LEVELS.iter().find(|level| level.length.as_str() == word)
    }

    /// Whether its periods are made from readings; those of the others are made from days.
    #[must_use]
    pub fn is_base(&self) -> bool {
        self.length <= Length::Day
    }

    /// Where the period begins that holds `at`.
    #[must_use]
    pub fn start_of(&self, at: Timestamp) -> Timestamp {
        self.length.start_of(at, &ZONE)
    }

    /// Where the period ends that begins at `start`.
    #[must_use]
    pub fn end_of(&self, start: Timestamp) -> Timestamp {
        self.length.end_of(start, &ZONE)
    }
}

/// The longest level that is made from readings: its periods are counted whole.
#[must_use]
pub fn base() -> &'static Level {
    let longest = LEVELS.iter().rfind(|level| level.is_base());
    longest.unwrap_or(&LEVELS[0])
}

/// The metrics of which any level tells something.
pub fn metrics() -> impl Iterator<Item = Metric> {
    let told = |metric: &Metric| {
        let mut rows = LEVELS.iter().flat_map(|level| level.metrics);
        rows.any(|row| row.metric == *metric)
    };
    METRICS.iter().map(|row| row.metric).filter(told)
}

/// One period with its statistics.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    /// Its level.
    pub level: &'static Level,
    /// Where it begins.
    pub start: Timestamp,
    /// How many devices it holds; `None` when it is of one.
    pub devices: Option<i64>,
    /// The parts of each metric that has values.
    pub metrics: Vec<(Metric, Parts)>,
}

/// Written as `{period, start, end, devices, metrics: {<metric>: {count, avg, ...}}}`.
impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let name = self.level.length.name_of(self.start, &ZONE);
        map.serialize_entry("period", &name)?;
        map.serialize_entry("start", &self.start)?;
        map.serialize_entry("end", &self.level.end_of(self.start))?;
        if let Some(devices) = self.devices {
            map.serialize_entry("devices", &devices)?;
        }
        map.serialize_entry("metrics", &Told(self))?;
        map.end()
    }
}

struct Told<'a>(&'a Period);

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let told = self.0.level.metrics.iter().filter_map(|row| {
            let mut found = self.0.metrics.iter();
            let (_, parts) = found.find(|(metric, _)| *metric == row.metric)?;
            Some((row.metric.key(), Values { row, parts }))
        });
        serializer.collect_map(told)
    }
}

struct Values<'a> {
    row: &'a MetricStatistics,
    parts: &'a Parts,
}

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1 + self.row.functions.len()))?;
        map.serialize_entry("count", &self.parts.count)?;
        for function in self.row.functions {
            map.serialize_entry(function.as_str(), &function.of(self.parts))?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_days_give_the_parts_of_their_sum() {
        let values = [4.0, 1.5, 9.0, 2.0, 2.5];
        let parts = |range: std::ops::Range<usize>| {
            let mut all = range.map(|at| {
                let time = Timestamp(i64::try_from(at).unwrap_or_default());
                Parts::of(values[at], values[at], time)
            });
            let first = all.next();
            first.map(|mut first| {
                all.for_each(|next| first.merge(&next));
                first
            })
        };
        for cut in 1..values.len() {
            let (Some(mut early), Some(late)) = (parts(0..cut), parts(cut..values.len())) else {
                panic!("both have values");
            };
            early.merge(&late);
            assert_eq!(Some(early), parts(0..values.len()), "cut at {cut}");
        }
        let whole = parts(0..values.len());
        let told = whole.map(|whole| Function::ALL.map(|function| function.of(&whole)));
        assert_eq!(told, Some([3.8, 1.5, 9.0, 19.0, 2.5]));
    }

    #[test]
    fn levels_stand_from_short_to_long() {
        assert!(LEVELS.is_sorted_by(|one, next| one.length < next.length));
        assert!(base().is_base());
    }
}
