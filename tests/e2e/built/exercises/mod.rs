//! What shows that a request was built: real values over HTTP, and what comes back.

mod aquarium;
mod compost;
mod sensors;
mod workshop;

use std::fs;
use std::path::Path;

use super::site::{Site, read};

/// Seconds of silence after which a tank is missed while this test looks, in place of a quarter of an hour.
const IMPATIENT: &str = "default: Some(3.0)";

/// What has to be done to the code before it is built, so that nobody waits for long.
pub fn prepare(key: &str, backend: &Path) {
    if key != "silent_tank" {
        return;
    }
    let rules = backend.join("src/rules/catalog.rs");
    let text = read(&rules);
    let patient = "default: Some(900.0)";
    assert_eq!(text.matches(patient).count(), 1, "{text}");
    fs::write(rules, text.replace(patient, IMPATIENT)).unwrap();
}

/// Tries out what a request asked for; returns whether anything does.
pub fn try_out(key: &str, site: &Site) -> bool {
    let exercise = match key {
        "co2" => sensors::co2,
        "battery" => sensors::battery,
        "humidity_range" => sensors::humidity_range,
        "hourly" => sensors::hourly,
        "sqlite" => sensors::sqlite,
        "web_socket" => sensors::web_socket,
        "zone" => sensors::zone,
        "monthly" => sensors::monthly,
        "dissolved_oxygen" => aquarium::dissolved_oxygen,
        "warmer" => aquarium::warmer,
        "recovery" => aquarium::recovery,
        "silent_tank" => aquarium::silent_tank,
        "three_years" => aquarium::three_years,
        "pages" => aquarium::pages,
        "csv" => aquarium::csv,
        "heater" => aquarium::heater,
        "areas" => aquarium::areas,
        "turbidity" => aquarium::turbidity,
        "salt_content" => aquarium::salt_content,
        "no_salinity" => aquarium::no_salinity,
        "flow" => aquarium::flow,
        "water_level" => aquarium::water_level,
        "bearing" => workshop::bearing,
        "wait" => workshop::wait,
        "highest" => workshop::highest,
        "slack" => workshop::slack,
        "admins_only" => workshop::admins_only,
        "layers" => workshop::layers,
        "rpm" => workshop::rpm,
        "fahrenheit" => compost::fahrenheit,
        "ammonia" => compost::ammonia,
        "telegram" => compost::telegram,
        _ => return false,
    };
    exercise(site);
    true
}
