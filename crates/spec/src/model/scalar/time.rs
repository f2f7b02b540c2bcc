//! Times of day and spans of hours: `06:30`, `22:00-05:30`.

use std::fmt;
use std::str::FromStr;

/// A time of day to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay {
    /// Minutes since midnight, 0 to 1440.
    pub minutes: u16,
}

impl FromStr for TimeOfDay {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || {
            format!(
                "`{}` is no time of day: write for example `06:30`",
                text.escape_debug()
            )
        };
        let (hour, minute) = text.trim().split_once(':').ok_or_else(bad)?;
        let hour: u16 = hour.parse().map_err(|_| bad())?;
        let minute: u16 = minute.parse().map_err(|_| bad())?;
        if minute > 59 || hour > 24 || hour * 60 + minute > 1_440 {
            return Err(bad());
        }
        Ok(Self {
            minutes: hour * 60 + minute,
        })
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:02}:{:02}",
            self.minutes / 60,
            self.minutes % 60
        )
    }
}

super::scalar!(TimeOfDay, "TimeOfDay", "^[0-2][0-9]:[0-5][0-9]$", "06:30");

/// A span of the day; one that ends before it starts runs over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The first minute.
    pub from: TimeOfDay,
    /// The minute after the last.
    pub to: TimeOfDay,
}

impl FromStr for Hours {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (from, to) = text.split_once('-').ok_or_else(|| {
            format!(
                "`{}` is no span of hours: write for example `22:00-05:30`",
                text.escape_debug()
            )
        })?;
        Ok(Self {
            from: from.parse()?,
            to: to.parse()?,
        })
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.from, self.to)
    }
}

super::scalar!(
    Hours,
    "Hours",
    "^[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]$",
    "22:00-05:30"
);
