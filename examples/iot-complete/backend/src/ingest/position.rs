//! Where a payload says the device is.

use serde_json::{Map, Value};

use super::decode::{find, refuse};
use super::topics::{LAT_FIELDS, LNG_FIELDS, POSITION_FIELDS};
use crate::domain::Reject;
use crate::domain::pipeline::Rejection;
use crate::domain::position::{NoPlace, Position};

/// The position in an item: an object under one of its names, else latitude and longitude beside the metrics. `None` when
/// there is none, or the device does not know it and sends 0, 0.
///
/// # Errors
/// When half of it is missing, it is no number, or there is no such place.
pub(super) fn decode(
    pointer: &str,
    item: &Map<String, Value>,
) -> Result<Option<Position>, Rejection> {
    for field in POSITION_FIELDS {
        let pointer = format!("{pointer}/{}", field.path.replace('.', "/"));
        match find(item, field.path) {
            Some(Value::Object(inner)) => {
                if let Some(position) = pair(&pointer, inner)? {
                    return Ok(Some(position).filter(|position| !position.is_unknown()));
                }
            }
            Some(value) if field.strict && !value.is_null() => {
                let message = format!("{value} is no object with `lat` and `lng`");
                return Err(refuse(&pointer, Reject::WrongType, message));
            }
            _ => {}
        }
    }
    let position = pair(pointer, item)?;
    Ok(position.filter(|position| !position.is_unknown()))
}

/// The position that two fields of an object say; `None` when neither has a value.
fn pair(pointer: &str, object: &Map<String, Value>) -> Result<Option<Position>, Rejection> {
    let lat = coordinate(pointer, object, LAT_FIELDS)?;
    let lng = coordinate(pointer, object, LNG_FIELDS)?;
    let (Some((lat_name, lat)), Some((lng_name, lng))) = (lat, lng) else {
        if lat.is_none() && lng.is_none() {
            return Ok(None);
        }
        let message = "a position needs both a latitude and a longitude".to_owned();
        return Err(refuse(pointer, Reject::WrongType, message));
    };
    let position = Position::new(lat, lng).map_err(|wrong| {
        let (name, value) = match wrong {
            NoPlace::Lat => (lat_name, lat),
            NoPlace::Lng => (lng_name, lng),
        };
        let pointer = format!("{pointer}/{name}");
        refuse(&pointer, Reject::OutOfRange, format!("{value}: {wrong}"))
    })?;
    Ok(Some(position))
}

/// The first of these fields that has a value, and the value.
fn coordinate(
    pointer: &str,
    object: &Map<String, Value>,
    names: &[&'static str],
) -> Result<Option<(&'static str, f64)>, Rejection> {
    let fields = names
        .iter()
        .filter_map(|name| Some((*name, object.get(*name)?)));
    let Some((name, value)) = fields.into_iter().find(|(_, value)| !value.is_null()) else {
        return Ok(None);
    };
    match value.as_f64() {
        Some(number) => Ok(Some((name, number))),
        None => {
            let pointer = format!("{pointer}/{name}");
            let message = format!("{value} is no number");
            Err(refuse(&pointer, Reject::WrongType, message))
        }
    }
}
