//! The zone of a device: a circle on the earth, and what counts as leaving it.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::position::Position;

/// Largest radius, in metres: half the way around the earth.
pub const MAX_RADIUS_M: f64 = 20_000_000.0;

/// Smallest margin that is derived from a radius, in metres: what receivers are wrong by on a good day.
const LEAST_MARGIN_M: f64 = 10.0;

/// Share of the radius that is derived as margin.
const MARGIN_SHARE: f64 = 0.05;

/// A circle around a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Zone {
    /// Its middle.
    pub centre: Position,
    /// Its radius, in metres: more than 0, at most [`MAX_RADIUS_M`].
    pub radius_m: f64,
}

/// How a place lies to a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Within the radius.
    Inside,
    /// Beyond the radius, but not by more than the margin: a receiver may be wrong by that.
    Border,
    /// Beyond radius and margin.
    Outside,
}

impl Zone {
    /// How far beyond its border a device has left it, in metres: `margin_m`, else a share of the radius.
    #[must_use]
    pub fn margin_m(&self, margin_m: Option<u32>) -> f64 {
        match margin_m {
            Some(margin_m) => f64::from(margin_m),
            None => (self.radius_m * MARGIN_SHARE).max(LEAST_MARGIN_M),
        }
    }

    /// How a place lies to it, and its distance from the centre in metres.
    #[must_use]
    pub fn side(&self, place: Position, margin_m: Option<u32>) -> (Side, f64) {
        let distance_m = self.centre.distance_m(place);
        let side = if distance_m <= self.radius_m {
            Side::Inside
        } else if distance_m <= self.radius_m + self.margin_m(margin_m) {
            Side::Border
        } else {
            Side::Outside
        };
        (side, distance_m)
    }
}

/// Written as `{lat, lng, radiusMeters}`.
impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("lat", &self.centre.lat())?;
        map.serialize_entry("lng", &self.centre.lng())?;
        map.serialize_entry("radiusMeters", &self.radius_m)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A place so many metres north of the centre.
    fn north(metres: f64) -> Position {
        Position::new(metres / 111_195.08, 0.0).unwrap()
    }

    #[test]
    fn the_border_is_as_wide_as_the_margin() {
        let zone = |radius_m| Zone {
            centre: north(0.0),
            radius_m,
        };
        let cases = [
            (1000.0, None, 999.0, Side::Inside),
            (1000.0, None, 1049.0, Side::Border),
            (1000.0, None, 1051.0, Side::Outside),
            (50.0, None, 59.0, Side::Border),
            (50.0, None, 61.0, Side::Outside),
            (1000.0, Some(0), 1001.0, Side::Outside),
            (1000.0, Some(200), 1199.0, Side::Border),
        ];
        for (radius_m, margin_m, metres, expected) in cases {
            let (side, distance_m) = zone(radius_m).side(north(metres), margin_m);
            assert_eq!(side, expected, "{radius_m} {margin_m:?} {metres}");
            assert!((distance_m - metres).abs() < 0.01, "{distance_m}");
        }
    }
}
