//! Rates of requests: `5/s`, `240/min`.

use std::fmt;
use std::str::FromStr;

/// So many per second, minute or hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How many.
    pub count: u32,
    /// Per how many seconds: 1, 60 or 3600.
    pub per_seconds: u32,
}

impl FromStr for Rate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || {
            format!(
                "`{}` is no rate: write for example `5/s` or `240/min`",
                text.escape_debug()
            )
        };
        let (count, unit) = text.trim().split_once('/').ok_or_else(bad)?;
        let count = count.trim().parse().map_err(|_| bad())?;
        let per_seconds = match unit.trim() {
            "s" => 1,
            "min" => 60,
            "h" => 3_600,
            _ => return Err(bad()),
        };
        if count == 0 {
            Err(bad())
        } else {
            Ok(Self { count, per_seconds })
        }
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.per_seconds {
            1 => "s",
            60 => "min",
            _ => "h",
        };
        write!(formatter, "{}/{unit}", self.count)
    }
}

super::scalar!(Rate, "Rate", "^[1-9][0-9]*/(s|min|h)$", "240/min");
