//! Second step: from typed values to a reading that may be stored.

use super::decode::{Decoded, message_of, refuse};
use crate::domain::pipeline::Rejection;
use crate::domain::reading::{Suspects, TimestampSource};
use crate::domain::{DeviceId, METRICS, Reading, Reject, Timestamp};
use crate::identity;

/// 2020-01-01: a device that sends an earlier time has a clock that was never set.
const FIRST_TRUSTED: Timestamp = Timestamp(1_577_836_800_000);

/// Judges one item.
///
/// # Errors
/// Why it is not stored.
pub fn validate(
    device: &DeviceId,
    decoded: &Decoded,
    received_at: Timestamp,
) -> Result<Reading, Rejection> {
    let suspects = check_values(decoded)?;
    let (timestamp, source) = check_time(decoded, received_at)?;
    Ok(Reading {
        device: device.clone(),
        timestamp,
        received_at,
        source,
        suspects,
        values: decoded.values,
        position: decoded.position,
    })
}

fn check_values(decoded: &Decoded) -> Result<Suspects, Rejection> {
    if decoded.values.is_empty() && decoded.position.is_none() {
        let message = message_of(Reject::NoMetric);
        return Err(refuse(&decoded.pointer, Reject::NoMetric, message));
    }
    let mut suspects = Suspects::default();
    for row in METRICS {
        let pointer = || format!("{}/{}", decoded.pointer, row.key);
        match decoded.values.get(row.metric) {
            None if row.required => {
                let message = format!("every reading needs `{}`", row.key);
                return Err(refuse(&pointer(), Reject::MissingMetric, message));
            }
            Some(value) if !(row.hard.contains(value) && row.range.contains(value)) => {
                let message = format!("{value} is outside what `{}` can be", row.key);
                return Err(refuse(&pointer(), Reject::OutOfRange, message));
            }
            Some(value) if !row.usual.contains(value) => suspects.mark(row.metric),
            _ => {}
        }
    }
    Ok(suspects)
}

fn check_time(
    decoded: &Decoded,
    received_at: Timestamp,
) -> Result<(Timestamp, TimestampSource), Rejection> {
    match decoded.timestamp {
        Some(sent) if sent.since_ms(received_at) > identity::CLOCK_SKEW_MS => {
            let message = format!(
                "{sent} is more than {} s ahead",
                identity::CLOCK_SKEW_MS / 1000
            );
            Err(refuse(&decoded.pointer, Reject::FutureTimestamp, message))
        }
        Some(sent) if sent >= FIRST_TRUSTED => Ok((sent, TimestampSource::Device)),
        _ => Ok((received_at, TimestampSource::Server)),
    }
}
