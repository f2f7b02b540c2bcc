//! Schemas of positions and zones.

use serde_json::{Value, json};

use crate::domain::position::{MAX_LAT, MAX_LNG};
use crate::domain::zone::MAX_RADIUS_M;

use super::{Named, answer, described, request, time};

pub(super) fn components() -> Vec<Named> {
    vec![
        ("Position", answer(place())),
        (
            "Fix",
            answer(place().into_iter().chain([("timestamp", time())])),
        ),
        ("Zone", answer(zone())),
        ("NewZone", request(zone(), &["lat", "lng", "radiusMeters"])),
    ]
}

fn degrees(most: f64, description: &str) -> Value {
    let number = json!({ "type": "number", "minimum": -most, "maximum": most });
    described(number, description)
}

fn place() -> [(&'static str, Value); 2] {
    [
        ("lat", degrees(MAX_LAT, "Degrees north")),
        ("lng", degrees(MAX_LNG, "Degrees east")),
    ]
}

fn zone() -> impl Iterator<Item = (&'static str, Value)> {
    let radius = json!({ "type": "number", "exclusiveMinimum": 0, "maximum": MAX_RADIUS_M });
    let radius = described(radius, "Distance from the centre to the border");
    place().into_iter().chain([("radiusMeters", radius)])
}
