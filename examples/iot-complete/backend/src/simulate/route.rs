//! Where played devices go: the first one out of its zone and back, the others within theirs.

use std::f64::consts::{PI, TAU};

use serde_json::{Value, json};

use crate::domain::position::Position;
use crate::domain::zone::Zone;

/// Where the first device starts, in degrees north and east.
const START: (f64, f64) = (52.52, 13.405);

/// Metres from one start to the next.
const APART_M: f64 = 300.0;

/// Metres that a degree north is long.
const DEGREE_M: f64 = 111_195.0;

/// How far a device goes away from its start, in metres.
const STROLL_M: f64 = 60.0;

/// How far the first device goes away: out of its zone.
const TRIP_M: f64 = 160.0;

/// Radius of the zone around each start, in metres.
const RADIUS_M: f64 = 100.0;

/// The zone of a device; the first one has the number 0.
pub(super) fn zone(number: usize) -> Option<Zone> {
    let (lat, lng) = degrees(number, 0.0, 0.0);
    let centre = Position::new(lat, lng).ok()?;
    Some(Zone {
        centre,
        radius_m: RADIUS_M,
    })
}

/// What a device sends as its position at a place between 0 and 1 of its round; the first one has the number 0.
pub(super) fn position(number: usize, place: f64) -> Value {
    let reach_m = if number == 0 { TRIP_M } else { STROLL_M };
    let away_m = reach_m * (1.0 - (place * TAU).cos()) / 2.0;
    let (sin, cos) = (place * PI).sin_cos();
    let (lat, lng) = degrees(number, away_m * cos, away_m * sin);
    json!({ "lat": lat, "lng": lng })
}

/// The place so many metres north and east of the start of a device, to a tenth of a metre.
fn degrees(number: usize, north_m: f64, east_m: f64) -> (f64, f64) {
    let row = f64::from(u32::try_from(number % 100).unwrap_or_default());
    let (lat, lng) = START;
    let lat = lat + (row * APART_M + north_m) / DEGREE_M;
    let lng = lng + east_m / (DEGREE_M * lat.to_radians().cos());
    let rounded = |degrees: f64| (degrees * 1e6).round() / 1e6;
    (rounded(lat), rounded(lng))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::zone::Side;

    #[test]
    fn the_first_device_leaves_its_zone_and_comes_back() {
        for number in [0, 1, 6, 99] {
            let zone = zone(number).unwrap();
            let side = |step: u32| {
                let place = position(number, f64::from(step) / 20.0);
                let coordinate = |name: &str| place[name].as_f64().unwrap();
                let place = Position::new(coordinate("lat"), coordinate("lng")).unwrap();
                zone.side(place, None).0
            };
            let outside = (0..20).filter(|step| side(*step) == Side::Outside).count();
            assert_eq!(outside >= 3, number == 0, "{number}");
            assert_eq!(side(0), Side::Inside, "{number}");
        }
    }
}
