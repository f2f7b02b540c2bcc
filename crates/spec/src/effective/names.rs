//! Names in the forms that the wire, the code and people need.

use crate::model::Case;

/// Returns a snake-case name in the case of the API: `soilMoisture`.
pub fn wire_name(name: &str, case: Case) -> String {
    match case {
        Case::Snake => name.to_owned(),
        Case::Camel => {
            let mut words = name.split('_').filter(|word| !word.is_empty());
            let mut text = words.next().unwrap_or_default().to_owned();
            for word in words {
                let (first, rest) = word.split_at(1);
                text.push_str(&first.to_ascii_uppercase());
                text.push_str(rest);
            }
            text
        }
    }
}

/// Returns a snake-case name as an alert type: `SOIL_MOISTURE`.
pub fn screaming(name: &str) -> String {
    name.to_ascii_uppercase()
}

/// Words that people write in a form of their own.
const SPELLED: [(&str, &str); 23] = [
    ("api", "API"),
    ("aqi", "AQI"),
    ("co", "CO"),
    ("co2", "CO2"),
    ("ec", "EC"),
    ("id", "ID"),
    ("iot", "IoT"),
    ("no2", "NO2"),
    ("o2", "O2"),
    ("o3", "O3"),
    ("ph", "pH"),
    ("pm1", "PM1"),
    ("pm10", "PM10"),
    ("pm25", "PM2.5"),
    ("rpm", "RPM"),
    ("rssi", "RSSI"),
    ("sms", "SMS"),
    ("snr", "SNR"),
    ("so2", "SO2"),
    ("spo2", "SpO2"),
    ("tds", "TDS"),
    ("tvoc", "TVOC"),
    ("uv", "UV"),
];

/// Returns a snake-case name as words: `soil moisture`, `CO2`.
pub fn phrase(name: &str) -> String {
    let parts: Vec<&str> = name
        .split('_')
        .filter(|part| !part.is_empty())
        .map(|part| spelled(part).unwrap_or(part))
        .collect();
    parts.join(" ")
}

/// Returns a snake-case name as the beginning of a text: `Soil moisture`, `pH`.
pub fn heading(name: &str) -> String {
    let words = phrase(name);
    let first = name.split('_').find(|part| !part.is_empty());
    if first.and_then(spelled).is_some() {
        return words;
    }
    let (first, rest) = words.split_at(words.len().min(1));
    format!("{}{rest}", first.to_ascii_uppercase())
}

fn spelled(word: &str) -> Option<&'static str> {
    SPELLED
        .iter()
        .find(|(known, _)| *known == word)
        .map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::{heading, phrase, wire_name};
    use crate::model::Case;

    #[test]
    fn names_take_the_case_of_the_api() {
        assert_eq!(wire_name("soil_moisture", Case::Camel), "soilMoisture");
        assert_eq!(wire_name("pm2_5", Case::Camel), "pm25");
        assert_eq!(wire_name("a__b_", Case::Camel), "aB");
        assert_eq!(wire_name("soil_moisture", Case::Snake), "soil_moisture");
        assert_eq!(phrase("soil_moisture"), "soil moisture");
        assert_eq!(heading("soil_moisture"), "Soil moisture");
        assert_eq!(heading("ph_high"), "pH high");
    }
}
