//! Periods of time as people count them: hours, days, ISO weeks, months and years of a time zone.

use super::Timestamp;
use super::time::{DAY_MS, civil_from_days, days_from_civil};
use super::time_zone::Zone;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// The length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Length {
    /// One minute.
    Minute,
    /// Five minutes.
    FiveMinutes,
    /// Fifteen minutes.
    QuarterHour,
    /// One hour.
    Hour,
    /// One day, from midnight to midnight.
    Day,
    /// One ISO week, from Monday on.
    Week,
    /// One month.
    Month,
    /// One year.
    Year,
}

impl Length {
    /// The word in addresses and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Minute => "1min",
            Self::FiveMinutes => "5min",
            Self::QuarterHour => "15min",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// Milliseconds of a period that is a part of an hour, or an hour.
    const fn fixed_ms(self) -> Option<i64> {
        match self {
            Self::Minute => Some(MINUTE_MS),
            Self::FiveMinutes => Some(5 * MINUTE_MS),
            Self::QuarterHour => Some(15 * MINUTE_MS),
            Self::Hour => Some(HOUR_MS),
            Self::Day | Self::Week | Self::Month | Self::Year => None,
        }
    }

    /// Where the period begins that holds `at`.
    #[must_use]
    pub fn start_of(self, at: Timestamp, zone: &Zone) -> Timestamp {
        let local_ms = zone.local_ms(at);
        if let Some(length_ms) = self.fixed_ms() {
            return at.plus_ms(-local_ms.rem_euclid(length_ms));
        }
        zone.midnight(self.first_day(local_ms.div_euclid(DAY_MS)))
    }

    /// Where the period ends that begins at `start`, and the next one begins.
    #[must_use]
    pub fn end_of(self, start: Timestamp, zone: &Zone) -> Timestamp {
        if let Some(length_ms) = self.fixed_ms() {
            return start.plus_ms(length_ms);
        }
        let day = zone.local_ms(start).div_euclid(DAY_MS);
        let longest = match self {
            Self::Week => 7,
            Self::Month => 31,
            Self::Year => 366,
            _ => 1,
        };
        zone.midnight(self.first_day(day + longest))
    }

    /// The first day of the period that holds a day; both as days since 1970-01-01.
    fn first_day(self, day: i64) -> i64 {
        let (year, month, _) = civil_from_days(day);
        match self {
            Self::Week => day - weekday(day),
            Self::Month => days_from_civil(year, month, 1),
            Self::Year => days_from_civil(year, 1, 1),
            _ => day,
        }
    }

    /// The name of the period that begins at `start`, after ISO 8601 and the clocks of the zone: `2026`, `2026-01`,
    /// `2026-W05`, `2026-01-31`, `2026-01-31T12:00`.
    #[must_use]
    pub fn name_of(self, start: Timestamp, zone: &Zone) -> String {
        let local_ms = zone.local_ms(start);
        let days = local_ms.div_euclid(DAY_MS);
        let (year, month, day) = civil_from_days(days);
        match self {
            Self::Year => format!("{year:04}"),
            Self::Month => format!("{year:04}-{month:02}"),
            Self::Week => {
                // A week belongs to the year of its Thursday.
                let thursday = days - weekday(days) + 3;
                let (year, _, _) = civil_from_days(thursday);
                let week = (thursday - days_from_civil(year, 1, 1)) / 7 + 1;
                format!("{year:04}-W{week:02}")
            }
            Self::Day => format!("{year:04}-{month:02}-{day:02}"),
            _ => {
                let minutes = local_ms.rem_euclid(DAY_MS) / MINUTE_MS;
                let (hour, minute) = (minutes / 60, minutes % 60);
                format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}")
            }
        }
    }
}

/// The day of the week; 0 is Monday. 1970-01-01 was a Thursday.
fn weekday(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Length; 8] = [
        Length::Minute,
        Length::FiveMinutes,
        Length::QuarterHour,
        Length::Hour,
        Length::Day,
        Length::Week,
        Length::Month,
        Length::Year,
    ];

    /// Half an hour more than whole hours, to tell a zone from UTC.
    const KOLKATA: Zone = Zone {
        name: "Asia/Kolkata",
        standard_min: 330,
        summer: None,
    };

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn periods_of_a_moment() {
        let moment = at("2026-01-01T12:34:56.789Z");
        for (length, name, start) in [
            (
                Length::Minute,
                "2026-01-01T12:34",
                "2026-01-01T12:34:00.000Z",
            ),
            (
                Length::FiveMinutes,
                "2026-01-01T12:30",
                "2026-01-01T12:30:00.000Z",
            ),
            (
                Length::QuarterHour,
                "2026-01-01T12:30",
                "2026-01-01T12:30:00.000Z",
            ),
            (Length::Hour, "2026-01-01T12:00", "2026-01-01T12:00:00.000Z"),
            (Length::Day, "2026-01-01", "2026-01-01T00:00:00.000Z"),
            (Length::Week, "2026-W01", "2025-12-29T00:00:00.000Z"),
            (Length::Month, "2026-01", "2026-01-01T00:00:00.000Z"),
            (Length::Year, "2026", "2026-01-01T00:00:00.000Z"),
        ] {
            let found = length.start_of(moment, &Zone::UTC);
            assert_eq!(found.to_string(), start, "{length:?}");
            assert_eq!(length.name_of(found, &Zone::UTC), name, "{length:?}");
        }
    }

    #[test]
    fn clocks_of_the_zone_decide() {
        let moment = at("2026-01-31T18:45:00Z");
        for (length, name, start) in [
            (Length::Hour, "2026-02-01T00:00", "2026-01-31T18:30:00.000Z"),
            (Length::Day, "2026-02-01", "2026-01-31T18:30:00.000Z"),
            (Length::Month, "2026-02", "2026-01-31T18:30:00.000Z"),
        ] {
            let found = length.start_of(moment, &KOLKATA);
            assert_eq!(found.to_string(), start, "{length:?}");
            assert_eq!(length.name_of(found, &KOLKATA), name, "{length:?}");
        }
    }

    #[test]
    fn a_week_belongs_to_the_year_of_its_thursday() {
        for (moment, name) in [
            ("2024-12-30T00:00:00Z", "2025-W01"),
            ("2027-01-03T00:00:00Z", "2026-W53"),
            ("2027-01-04T00:00:00Z", "2027-W01"),
        ] {
            let start = Length::Week.start_of(at(moment), &Zone::UTC);
            assert_eq!(Length::Week.name_of(start, &Zone::UTC), name);
        }
    }

    #[test]
    fn periods_follow_each_other_without_gap() {
        for zone in [Zone::UTC, KOLKATA] {
            for length in ALL {
                let mut start = length.start_of(at("2023-12-20T00:00:00Z"), &zone);
                for _ in 0..800 {
                    let end = length.end_of(start, &zone);
                    assert!(end > start, "{length:?} {start}");
                    assert_eq!(length.start_of(end, &zone), end, "{length:?} {end}");
                    assert_eq!(length.start_of(end.plus_ms(-1), &zone), start, "{length:?}");
                    start = end;
                }
            }
        }
    }
}
