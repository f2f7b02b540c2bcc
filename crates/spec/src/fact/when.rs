//! Windows of hours and days as text: `daytime`, `22:00-05:30`, `mon, tue 08:00-18:00`.

use crate::model::{Active, Hours, Weekday, Window};

use super::taking::{spelled, word};

const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// Reads a window; nothing when a part of the text is neither hours nor days.
pub(super) fn active(text: &str) -> Option<Active> {
    match text.trim() {
        "always" => return Some(Active::Always),
        "daytime" | "day" => return Some(Active::Daytime),
        "nighttime" | "night" => return Some(Active::Nighttime),
        _ => {}
    }
    let mut window = Window::default();
    for part in text.split([' ', ',']).filter(|part| !part.is_empty()) {
        if let Ok(hours) = part.parse::<Hours>() {
            window.hours = Some(hours);
        } else {
            window.days.extend(days(part)?);
        }
    }
    Some(Active::Window(window))
}

fn days(part: &str) -> Option<Vec<Weekday>> {
    Some(match part {
        "weekdays" => WEEK[..5].to_vec(),
        "weekends" | "weekend" => WEEK[5..].to_vec(),
        _ => match part.split_once('-') {
            Some((from, to)) => {
                let at = |name: &str| WEEK.iter().position(|day| Some(*day) == word(name));
                WEEK.get(at(from)?..=at(to)?)?.to_vec()
            }
            None => vec![word(part)?],
        },
    })
}

/// Returns a window as text that reads as the same one.
pub(super) fn text(active: &Active) -> String {
    match active {
        Active::Always => "always".to_owned(),
        Active::Daytime => "daytime".to_owned(),
        Active::Nighttime => "nighttime".to_owned(),
        Active::Window(window) => {
            let days: Vec<String> = window
                .days
                .iter()
                .filter_map(|day| spelled(day).as_str().map(str::to_owned))
                .collect();
            let hours = window.hours.map(|hours| hours.to_string());
            let parts: Vec<String> = Some(days.join(", "))
                .filter(|days| !days.is_empty())
                .into_iter()
                .chain(hours)
                .collect();
            parts.join(" ")
        }
    }
}
