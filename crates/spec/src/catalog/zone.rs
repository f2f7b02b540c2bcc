//! Time zones: offset from UTC and summer time by rule, as the IANA database has them for years to come.

use std::sync::LazyLock;

/// A time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ZoneRow {
    /// Its name: `Europe/Berlin`.
    pub name: &'static str,
    /// Minutes that clocks are ahead of UTC outside of summer time.
    pub standard_min: i64,
    /// Its summer time.
    pub summer: Option<Summer>,
}

/// Summer time of a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summer {
    /// Minutes that clocks are ahead of UTC in summer time.
    pub ahead_min: i64,
    /// When it begins, in standard time.
    pub begins: Turn,
    /// When it ends, in summer time.
    pub ends: Turn,
}

/// The moment of a year at which clocks are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Returns all time zones, sorted by name.
pub fn zones() -> &'static [ZoneRow] {
    static ZONES: LazyLock<Vec<ZoneRow>> = LazyLock::new(|| {
        let text = include_str!("../../data/zones.csv");
        text.lines().skip(1).filter_map(read).collect()
    });
    &ZONES
}

/// Returns the time zone of a name.
pub fn zone(name: &str) -> Option<&'static ZoneRow> {
    zones().iter().find(|zone| zone.name == name)
}

/// Reads a line: the name, then the rule in the form of the `TZ` variable of POSIX.
fn read(line: &'static str) -> Option<ZoneRow> {
    let (name, rule) = line.split_once(',')?;
    let rest = after_word(rule)?;
    let (standard_min, rest) = minutes(rest)?;
    let standard_min = -standard_min;
    if rest.is_empty() {
        return Some(ZoneRow {
            name,
            standard_min,
            summer: None,
        });
    }
    let rest = after_word(rest)?;
    let (ahead_min, rest) = match minutes(rest) {
        Some((written, rest)) => (-written, rest),
        None => (standard_min + 60, rest),
    };
    let (begins, ends) = rest.strip_prefix(',')?.split_once(',')?;
    let summer = Summer {
        ahead_min,
        begins: turn(begins)?,
        ends: turn(ends)?,
    };
    Some(ZoneRow {
        name,
        standard_min,
        summer: Some(summer),
    })
}

/// Passes over the abbreviation of a time: `CET`, `<+0330>`.
fn after_word(text: &str) -> Option<&str> {
    if let Some(quoted) = text.strip_prefix('<') {
        return quoted.split_once('>').map(|(_, rest)| rest);
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    (rest.len() < text.len()).then_some(rest)
}

/// Reads `-3:30` as minutes, and what follows.
fn minutes(text: &str) -> Option<(i64, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || "+-:".contains(c)));
    let (time, rest) = text.split_at(end.unwrap_or(text.len()));
    let (hours, minutes) = time.split_once(':').unwrap_or((time, "0"));
    let sign = if hours.starts_with('-') { -1 } else { 1 };
    let hours: i64 = hours.parse().ok()?;
    let minutes: i64 = minutes.parse().ok()?;
    Some((hours * 60 + sign * minutes, rest))
}

/// Reads `M3.5.0/1`; without a time it is two o'clock.
fn turn(text: &str) -> Option<Turn> {
    let (day, time) = text.split_once('/').unwrap_or((text, "2"));
    let mut parts = day.strip_prefix('M')?.split('.').map(str::parse);
    let mut next = || parts.next()?.ok();
    Some(Turn {
        month: next()?,
        week: next()?,
        weekday: next()?,
        at_min: minutes(time)?.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        let lines = include_str!("../../data/zones.csv").lines().skip(1);
        assert_eq!(zones().len(), lines.count());
        assert!(zones().is_sorted_by_key(|zone| zone.name));
        for zone in zones() {
            assert!(zone.standard_min.abs() <= 14 * 60, "{zone:?}");
        }
    }

    #[test]
    fn rules_are_minutes_ahead_of_utc() {
        let turn = |month, week, weekday, at_min| Turn {
            month,
            week,
            weekday,
            at_min,
        };
        let summer = |ahead_min, begins, ends| {
            Some(Summer {
                ahead_min,
                begins,
                ends,
            })
        };
        let berlin = summer(120, turn(3, 5, 0, 120), turn(10, 5, 0, 180));
        let lord_howe = summer(660, turn(10, 1, 0, 120), turn(4, 1, 0, 120));
        let nuuk = summer(-60, turn(3, 5, 0, -60), turn(10, 5, 0, 0));
        for (name, standard_min, summer) in [
            ("UTC", 0, None),
            ("Asia/Kolkata", 330, None),
            (
                "America/St_Johns",
                -210,
                zone("America/St_Johns").unwrap().summer,
            ),
            ("Europe/Berlin", 60, berlin),
            ("Australia/Lord_Howe", 630, lord_howe),
            ("America/Nuuk", -120, nuuk),
        ] {
            let expected = ZoneRow {
                name,
                standard_min,
                summer,
            };
            assert_eq!(zone(name), Some(&expected));
        }
        assert_eq!(zone("Europe/Nowhere"), None);
    }
}
