//! The fixed numbers of the emitted backend that documents state: the one place that holds them.

/// Most readings in one message.
pub const MAX_READINGS: u32 = 500;

/// Most items that may be left out in front of a page.
pub const MAX_OFFSET: u32 = 10_000;

/// Most KiB of one message.
pub const MAX_PAYLOAD_KIB: u32 = 128;

/// Bytes of a rejected payload that are kept.
pub const KEPT_PAYLOAD_BYTES: u32 = 1024;

/// Most rejected messages that are kept.
pub const DEAD_LETTERS_KEPT: u32 = 10_000;

/// Most commands for one device in one minute.
pub const COMMANDS_PER_MINUTE: u32 = 60;

/// Hours for which a dashboard session lasts.
pub const SESSION_HOURS: u32 = 12;

/// Days for which a broker keeps the session of the backend.
pub const BROKER_SESSION_DAYS: u32 = 7;

/// The year before which a time means that the device has no clock.
pub const FIRST_YEAR: u32 = 2020;

/// Intervals of silence after which a device counts as stale.
pub const STALE_AFTER_INTERVALS: u64 = 3;

/// Intervals of silence after which a device counts as offline.
pub const OFFLINE_AFTER_INTERVALS: u64 = 10;

/// Hours of history that a query without a range returns.
pub const HISTORY_DEFAULT_HOURS: u32 = 24;

/// Shortest and longest pause in seconds before the next connection to a broker.
pub const RECONNECT_S: (u32, u32) = (1, 60);

/// Seconds that a graceful stop may take.
pub const STOP_S: u32 = 10;

/// Minutes for which the link that opens the dashboard signed in is valid.
pub const LOGIN_LINK_MIN: u32 = 15;

/// Bits of a device token or an API key.
pub const SECRET_BITS: u32 = 256;

/// Longest id of a device, in characters.
pub const DEVICE_ID_CHARS: u32 = 64;

/// One reason for which the backend rejects a message or a reading.
#[derive(Clone, Copy, Debug)]
pub struct Reason {
    /// Its word in answers, dead letters and counters.
    pub word: &'static str,
    /// The HTTP status that says it.
    pub status: u16,
    /// What it means.
    pub meaning: &'static str,
}

/// Every reason for a rejection; the specification may name another status than 422.
pub const REASONS: &[Reason] = &[
    Reason {
        word: "malformed",
        status: 400,
        meaning: "the payload is no JSON object or array of objects",
    },
    Reason {
        word: "too_large",
        status: 413,
        meaning: "the payload has too many bytes",
    },
    Reason {
        word: "too_many",
        status: 422,
        meaning: "the array has too many readings",
    },
    Reason {
        word: "unknown_device",
        status: 404,
        meaning: "the device is not registered",
    },
    Reason {
        word: "disabled_device",
        status: 403,
        meaning: "the device is disabled",
    },
    Reason {
        word: "device_mismatch",
        status: 422,
        meaning: "the payload names another device than the topic or path",
    },
    Reason {
        word: "foreign_topic",
        status: 403,
        meaning: "the topic belongs to another device",
    },
    Reason {
        word: "no_metric",
        status: 422,
        meaning: "no field is a known metric with a value",
    },
    Reason {
        word: "missing_metric",
        status: 422,
        meaning: "a metric that every reading needs is missing",
    },
    Reason {
        word: "wrong_type",
        status: 422,
        meaning: "a value has another type than its metric",
    },
    Reason {
        word: "out_of_range",
        status: 422,
        meaning: "a value lies outside what is possible or allowed",
    },
    Reason {
        word: "bad_timestamp",
        status: 422,
        meaning: "the time is neither RFC 3339 nor seconds or milliseconds since 1970",
    },
    Reason {
        word: "future_timestamp",
        status: 422,
        meaning: "the time lies too far ahead",
    },
    Reason {
        word: "unstorable",
        status: 422,
        meaning: "the database refuses the reading",
    },
];
