//! Names of devices: what people and devices write, and what the database counts.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// Most characters of a device id.
pub const MAX_DEVICE_ID_CHARS: usize = 64;

/// The id that a device is known by: 1 to 64 of `A-Z a-z 0-9 _ -`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeviceId(Arc<str>);

/// The text is no device id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a device id has 1 to 64 of the characters `A-Z a-z 0-9 _ -`")]
pub struct InvalidDeviceId;

impl DeviceId {
    /// Reads a device id.
    ///
    /// # Errors
    /// When the text is empty, too long, or holds another character.
    pub fn parse(text: &str) -> Result<Self, InvalidDeviceId> {
        let length_fits = (1..=MAX_DEVICE_ID_CHARS).contains(&text.len());
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        if length_fits && text.bytes().all(allowed) {
            Ok(Self(Arc::from(text)))
        } else {
            Err(InvalidDeviceId)
        }
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DeviceId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for DeviceId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// The number that stands for a device in the database; never used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeviceKey(pub i64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_only_what_is_safe_in_a_topic() {
        let longest = "a".repeat(MAX_DEVICE_ID_CHARS);
        for good in ["a", "kitchen-1", "A_9", longest.as_str()] {
            assert!(DeviceId::parse(good).is_ok(), "{good}");
        }
        let too_long = "a".repeat(MAX_DEVICE_ID_CHARS + 1);
        for bad in ["", "a/b", "+", "#", "a b", "ä", "$SYS", too_long.as_str()] {
            assert!(DeviceId::parse(bad).is_err(), "{bad}");
        }
    }
}
