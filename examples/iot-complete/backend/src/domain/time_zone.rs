//! What clocks on the wall show: the offset of a time zone from UTC, with summer time by rule.

use super::Timestamp;
use super::time::{DAY_MS, civil_from_days, days_from_civil};

const MINUTE_MS: i64 = 60_000;

/// A time zone: its offset from UTC, and its summer time when it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    /// Its name in the IANA database.
    pub name: &'static str,
    /// Minutes that clocks are ahead of UTC outside of summer time.
    pub standard_min: i64,
    /// Its summer time.
    pub summer: Option<Summer>,
}

/// Summer time of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summer {
    /// Minutes that clocks are ahead of UTC in summer time.
    pub ahead_min: i64,
    /// When it begins, in standard time.
    pub begins: Turn,
    /// When it ends, in summer time.
    pub ends: Turn,
}

/// The moment of a year at which clocks are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The month, from 1.
    pub month: i64,
    /// The week of the month, from 1; 5 is the last.
    pub week: i64,
    /// The day of the week; 0 is Sunday.
    pub weekday: i64,
    /// Minutes after midnight of that day; they may lie on another day.
    pub at_min: i64,
}

impl Turn {
    /// The moment in a year, as clocks show it before they are changed.
    fn local_ms(self, year: i64) -> i64 {
        let first = days_from_civil(year, self.month, 1);
        let weekday_of_first = (first + 4).rem_euclid(7);
        let mut day = first + (self.weekday - weekday_of_first).rem_euclid(7) + 7 * (self.week - 1);
        let (next_year, next_month) = match self.month {
            12 => (year + 1, 1),
            month => (year, month + 1),
        };
        if day >= days_from_civil(next_year, next_month, 1) {
            day -= 7;
        }
        day * DAY_MS + self.at_min * MINUTE_MS
    }
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self {
        name: "UTC",
        standard_min: 0,
        summer: None,
    };

    /// Milliseconds that clocks are ahead of UTC at a time.
    #[must_use]
    pub fn offset_ms(&self, at: Timestamp) -> i64 {
        let standard_ms = self.standard_min * MINUTE_MS;
        let Some(summer) = self.summer else {
            return standard_ms;
        };
        let summer_ms = summer.ahead_min * MINUTE_MS;
        let (year, _, _) = civil_from_days((at.millis() + standard_ms).div_euclid(DAY_MS));
        let begins = summer.begins.local_ms(year) - standard_ms;
        let ends = summer.ends.local_ms(year) - summer_ms;
        // South of the equator summer time goes over the end of the year.
        let is_summer = if begins < ends {
            (begins..ends).contains(&at.millis())
        } else {
            !(ends..begins).contains(&at.millis())
        };
        if is_summer { summer_ms } else { standard_ms }
    }

    /// The time as clocks show it, in milliseconds since 1970 began on them.
    #[must_use]
    pub fn local_ms(&self, at: Timestamp) -> i64 {
        at.millis() + self.offset_ms(at)
    }

    /// The first moment of a day, given as days since 1970-01-01.
    ///
    /// Clocks may skip midnight: then the day begins when they are changed.
    #[must_use]
    pub fn midnight(&self, day: i64) -> Timestamp {
        let wall_ms = day * DAY_MS;
        let standard = Timestamp(wall_ms - self.standard_min * MINUTE_MS);
        let offsets = [
            self.summer
                .map_or(self.standard_min, |summer| summer.ahead_min),
            self.standard_min,
        ];
        offsets
            .into_iter()
            .map(|minutes| Timestamp(wall_ms - minutes * MINUTE_MS))
            .find(|at| self.local_ms(*at) == wall_ms)
            .unwrap_or(standard)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BERLIN: Zone = Zone {
        name: "Europe/Berlin",
        standard_min: 60,
        summer: Some(Summer {
            ahead_min: 120,
            begins: Turn {
                month: 3,
                week: 5,
                weekday: 0,
                at_min: 120,
            },
            ends: Turn {
                month: 10,
                week: 5,
                weekday: 0,
                at_min: 180,
            },
        }),
    };

    /// Clocks go from 24:00 of Saturday to 01:00, and from 24:00 back to 23:00.
    const SANTIAGO: Zone = Zone {
        name: "America/Santiago",
        standard_min: -240,
        summer: Some(Summer {
            ahead_min: -180,
            begins: Turn {
                month: 9,
                week: 1,
                weekday: 6,
                at_min: 1440,
            },
            ends: Turn {
                month: 4,
                week: 1,
                weekday: 6,
                at_min: 1440,
            },
        }),
    };

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn midnight(zone: &Zone, date: &str) -> String {
        let day = at(&format!("{date}T00:00:00Z")).millis() / DAY_MS;
        zone.midnight(day).to_string()
    }

    #[test]
    fn summer_time_begins_and_ends_by_rule() {
        for (moment, hours) in [
            ("2026-03-29T00:59:59.999Z", 1),
            ("2026-03-29T01:00:00Z", 2),
            ("2026-10-25T00:59:59.999Z", 2),
            ("2026-10-25T01:00:00Z", 1),
            ("2027-01-01T00:00:00Z", 1),
        ] {
            assert_eq!(BERLIN.offset_ms(at(moment)), hours * 3_600_000, "{moment}");
        }
    }

    #[test]
    fn south_of_the_equator_it_goes_over_the_end_of_the_year() {
        for (moment, hours) in [
            ("2026-01-15T00:00:00Z", -3),
            ("2026-04-05T02:59:59.999Z", -3),
            ("2026-04-05T03:00:00Z", -4),
            ("2026-09-06T03:59:59.999Z", -4),
            ("2026-09-06T04:00:00Z", -3),
            ("2026-12-31T23:00:00Z", -3),
        ] {
            assert_eq!(
                SANTIAGO.offset_ms(at(moment)),
                hours * 3_600_000,
                "{moment}"
            );
        }
    }

    #[test]
    fn a_day_begins_once_also_when_clocks_skip_or_repeat_midnight() {
        assert_eq!(
            midnight(&Zone::UTC, "2026-01-31"),
            "2026-01-31T00:00:00.000Z"
        );
        assert_eq!(midnight(&BERLIN, "2026-03-29"), "2026-03-28T23:00:00.000Z");
        assert_eq!(midnight(&BERLIN, "2026-03-30"), "2026-03-29T22:00:00.000Z");
        assert_eq!(
            midnight(&SANTIAGO, "2026-09-06"),
            "2026-09-06T04:00:00.000Z"
        );
        assert_eq!(
            midnight(&SANTIAGO, "2026-04-05"),
            "2026-04-05T04:00:00.000Z"
        );
    }
}
