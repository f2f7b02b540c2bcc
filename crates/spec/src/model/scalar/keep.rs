//! How long something is kept: `90d`, `13mo`, `2y`, `forever`.

use std::fmt;
use std::str::FromStr;

/// A retention; months and years stay calendar lengths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Whole hours.
    Hours(u32),
    /// Whole days.
    Days(u32),
    /// Calendar months.
    Months(u32),
    /// Calendar years.
    Years(u32),
    /// Never deleted.
    Forever,
}

impl Keep {
    /// Returns the length in days, months as 30.4 and years as 365; nothing for ever.
    pub fn days(self) -> Option<f64> {
        Some(match self {
            Self::Hours(n) => f64::from(n) / 24.0,
            Self::Days(n) => f64::from(n),
            Self::Months(n) => f64::from(n) * 30.4,
            Self::Years(n) => f64::from(n) * 365.0,
            Self::Forever => return None,
        })
    }
}

impl FromStr for Keep {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || {
            format!(
                "`{}` is no retention: write for example `90d`, `13mo`, `2y` or `forever`",
                text.escape_debug()
            )
        };
        let trimmed = text.trim();
        if trimmed == "forever" {
            return Ok(Self::Forever);
        }
        let split = trimmed
            .find(|c: char| !c.is_ascii_digit())
            .ok_or_else(bad)?;
        let amount: u32 = trimmed[..split].parse().map_err(|_| bad())?;
        if amount == 0 || amount > 100_000 {
            return Err(bad());
        }
        match &trimmed[split..] {
            "h" => Ok(Self::Hours(amount)),
            "d" => Ok(Self::Days(amount)),
            "w" => Ok(Self::Days(amount * 7)),
            "mo" => Ok(Self::Months(amount)),
            "y" => Ok(Self::Years(amount)),
            _ => Err(bad()),
        }
    }
}

impl fmt::Display for Keep {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hours(n) => write!(formatter, "{n}h"),
            Self::Days(n) => write!(formatter, "{n}d"),
            Self::Months(n) => write!(formatter, "{n}mo"),
            Self::Years(n) => write!(formatter, "{n}y"),
            Self::Forever => formatter.write_str("forever"),
        }
    }
}

super::scalar!(Keep, "Keep", "^(forever|[1-9][0-9]*(h|d|w|mo|y))$", "90d");
