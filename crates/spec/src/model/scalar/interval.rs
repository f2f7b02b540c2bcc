//! Durations (`90s`, `15min`, `1h30m`) and sending intervals (`10s`, `10s..20s`, `10Hz`).

use std::fmt;
use std::str::FromStr;

/// A length of time, kept to the millisecond and printed as it was typed.
#[derive(Clone, Debug)]
pub struct Duration {
    text: String,
    ms: u64,
}

impl Duration {
    /// Makes a duration from whole milliseconds, printed in the largest unit that fits.
    pub fn from_ms(ms: u64) -> Self {
        const UNITS: [(u64, &str); 5] = [
            (86_400_000, "d"),
            (3_600_000, "h"),
            (60_000, "min"),
            (1_000, "s"),
            (1, "ms"),
        ];
        let (size, unit) = UNITS
            .into_iter()
            .find(|(size, _)| ms > 0 && ms.is_multiple_of(*size))
            .unwrap_or((1_000, "s"));
        Self {
            text: format!("{}{unit}", ms / size),
            ms,
        }
    }

    /// Makes a duration from seconds, rounded to the millisecond.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float to integer cast saturates, and a negative length is none"
    )]
    pub fn from_seconds(seconds: f64) -> Self {
        Self::from_ms((seconds * 1_000.0).round() as u64)
    }

    /// Returns the length in milliseconds.
    pub const fn ms(&self) -> u64 {
        self.ms
    }

    /// Returns the length in seconds.
    #[expect(clippy::cast_precision_loss, reason = "exact below 285,000 years")]
    pub fn seconds(&self) -> f64 {
        self.ms as f64 / 1_000.0
    }
}

impl PartialEq for Duration {
    fn eq(&self, other: &Self) -> bool {
        self.ms == other.ms
    }
}

impl FromStr for Duration {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || {
            format!(
                "`{}` is no duration: write for example `90s`, `15min`, `1h30m` or `2d`",
                text.escape_debug()
            )
        };
        let mut rest = text.trim();
        if rest.is_empty() || rest.len() > 40 {
            return Err(bad());
        }
        let mut seconds = 0.0;
        while !rest.is_empty() {
            let digits = rest
                .find(|c: char| !c.is_ascii_digit() && c != '.')
                .ok_or_else(bad)?;
            let number: f64 = rest[..digits].parse().map_err(|_| bad())?;
            rest = &rest[digits..];
            let letters = rest
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(rest.len());
            seconds += number * unit_seconds(&rest[..letters]).ok_or_else(bad)?;
            rest = &rest[letters..];
        }
        if !(0.0..=3.2e10).contains(&seconds) {
            return Err(bad());
        }
        Ok(Self {
            text: text.trim().to_owned(),
            ms: Self::from_seconds(seconds).ms,
        })
    }
}

fn unit_seconds(unit: &str) -> Option<f64> {
    Some(match unit {
        "ms" => 0.001,
        "s" | "sec" => 1.0,
        "min" | "m" => 60.0,
        "h" => 3_600.0,
        "d" => 86_400.0,
        "w" => 604_800.0,
        _ => return None,
    })
}

impl fmt::Display for Duration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

super::scalar!(
    Duration,
    "Duration",
    "^[0-9.]+(ms|s|sec|min|m|h|d|w)([0-9.]+(ms|s|min|m|h))*$",
    "15min"
);

/// How often a device sends: one duration, or the shortest and the longest.
#[derive(Clone, Debug)]
pub struct Interval {
    text: String,
    /// The shortest time between two messages.
    pub shortest: Duration,
    /// The longest time between two messages; the same as `shortest` when one was given.
    pub longest: Duration,
}

impl Interval {
    /// Makes an interval from its two ends.
    pub fn new(shortest: Duration, longest: Duration) -> Self {
        let text = if shortest == longest {
            shortest.to_string()
        } else {
            format!("{shortest}..{longest}")
        };
        Self {
            text,
            shortest,
            longest,
        }
    }

    /// Returns whether two different ends were given.
    pub fn is_range(&self) -> bool {
        self.shortest != self.longest
    }
}

impl PartialEq for Interval {
    fn eq(&self, other: &Self) -> bool {
        self.shortest == other.shortest && self.longest == other.longest
    }
}

impl FromStr for Interval {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if let Some(rate) = text.strip_suffix("Hz") {
            let hz: f64 = rate.trim().parse().unwrap_or(0.0);
            if !(1e-9..=1e3).contains(&hz) {
                return Err(format!(
                    "`{}` is no rate: write for example `10Hz`",
                    text.escape_debug()
                ));
            }
            let each = Duration::from_seconds(1.0 / hz);
            return Ok(Self {
                text: text.to_owned(),
                shortest: each.clone(),
                longest: each,
            });
        }
        let (shortest, longest) = if let Some((from, to)) = text.split_once("..") {
            (from.parse::<Duration>()?, to.parse::<Duration>()?)
        } else {
            let one: Duration = text.parse()?;
            (one.clone(), one)
        };
        if shortest.ms() > longest.ms() {
            return Err(format!(
                "`{}` runs backwards: write the shorter end first",
                text.escape_debug()
            ));
        }
        if shortest.ms() == 0 {
            return Err("an interval of nothing: write for example `15s`".to_owned());
        }
        Ok(Self {
            text: text.to_owned(),
            shortest,
            longest,
        })
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

super::scalar!(
    Interval,
    "Interval",
    "^[0-9.a-zA-Z]+(\\.\\.[0-9.a-z]+)?$",
    "10s..20s"
);
