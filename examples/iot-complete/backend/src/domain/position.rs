//! A place on the earth, and how far two places are apart.

use serde::Serialize;

use super::time::Timestamp;

/// Mean radius of the earth, in metres. A sphere is wrong by half a percent at most.
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// Largest latitude, in degrees north; the smallest is its negative.
pub const MAX_LAT: f64 = 90.0;

/// Largest longitude, in degrees east; the smallest is its negative.
pub const MAX_LNG: f64 = 180.0;

/// A place on the earth, in degrees; always one that exists.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Position {
    lat: f64,
    lng: f64,
}

/// The coordinate that no place has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPlace {
    /// The latitude.
    #[error("a latitude lies between -90 and 90")]
    Lat,
    /// The longitude.
    #[error("a longitude lies between -180 and 180")]
    Lng,
}

impl Position {
    /// The place at these degrees north and east.
    ///
    /// # Errors
    /// Names the coordinate that no place has.
    pub fn new(lat: f64, lng: f64) -> Result<Self, NoPlace> {
        if !(-MAX_LAT..=MAX_LAT).contains(&lat) {
            return Err(NoPlace::Lat);
        }
        if !(-MAX_LNG..=MAX_LNG).contains(&lng) {
            return Err(NoPlace::Lng);
        }
        Ok(Self { lat, lng })
    }

    /// Degrees north of the equator.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Degrees east of Greenwich.
    #[must_use]
    pub fn lng(self) -> f64 {
        self.lng
    }

    /// Whether it is 0, 0: what receivers send that do not know where they are.
    #[must_use]
    pub fn is_unknown(self) -> bool {
        self.lat.abs() < f64::EPSILON && self.lng.abs() < f64::EPSILON
    }

    /// The way to another place over the surface, in metres, by the haversine formula.
    #[must_use]
    pub fn distance_m(self, other: Self) -> f64 {
        let half_lat = ((other.lat - self.lat) / 2.0).to_radians().sin();
        let half_lng = ((other.lng - self.lng) / 2.0).to_radians().sin();
        let cosines = self.lat.to_radians().cos() * other.lat.to_radians().cos();
        let square = half_lat * half_lat + cosines * half_lng * half_lng;
        // Rounding takes opposite ends of the earth a little beyond 1.
        2.0 * EARTH_RADIUS_M * square.sqrt().min(1.0).asin()
    }
}

/// Where a device was last, and when.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Fix {
    /// Where.
    #[serde(flatten)]
    pub position: Position,
    /// The time of the reading that said so.
    pub timestamp: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lng: f64) -> Position {
        Position::new(lat, lng).unwrap()
    }

    #[test]
    fn distances_are_those_of_the_atlas() {
        let (berlin, paris) = (at(52.5200, 13.4050), at(48.8566, 2.3522));
        let cases = [
            (berlin, paris, 877_500.0),
            (berlin, berlin, 0.0),
            (at(0.0, 0.0), at(0.0, 1.0), 111_195.0),
            (at(0.0, 179.5), at(0.0, -179.5), 111_195.0),
            (at(90.0, 0.0), at(-90.0, 0.0), 20_015_115.0),
            (at(10.0, 20.0), at(-10.0, -160.0), 20_015_115.0),
        ];
        for (from, to, expected_m) in cases {
            for distance_m in [from.distance_m(to), to.distance_m(from)] {
                let wrong_by = (distance_m - expected_m).abs();
                assert!(
                    wrong_by <= expected_m * 0.001,
                    "{from:?} {to:?} {distance_m}"
                );
            }
        }
    }

    #[test]
    fn only_places_that_exist_are_made() {
        let cases = [
            (90.0, 180.0, Ok(())),
            (-90.0, -180.0, Ok(())),
            (90.1, 0.0, Err(NoPlace::Lat)),
            (f64::NAN, 0.0, Err(NoPlace::Lat)),
            (0.0, -180.1, Err(NoPlace::Lng)),
            (0.0, f64::INFINITY, Err(NoPlace::Lng)),
        ];
        for (lat, lng, expected) in cases {
            assert_eq!(Position::new(lat, lng).map(|_| ()), expected, "{lat} {lng}");
        }
    }
}
