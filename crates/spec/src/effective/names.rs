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

/// Returns a snake-case name as words: `soil moisture`.
pub fn phrase(name: &str) -> String {
    name.replace('_', " ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{phrase, wire_name};
    use crate::model::Case;

    #[test]
    fn names_take_the_case_of_the_api() {
        assert_eq!(wire_name("soil_moisture", Case::Camel), "soilMoisture");
        assert_eq!(wire_name("pm2_5", Case::Camel), "pm25");
        assert_eq!(wire_name("a__b_", Case::Camel), "aB");
        assert_eq!(wire_name("soil_moisture", Case::Snake), "soil_moisture");
        assert_eq!(phrase("soil_moisture"), "soil moisture");
    }
}
