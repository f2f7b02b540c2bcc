//! Why a message is not stored: a closed list, with one row of consequences for each.

/// Why a message or one of its readings is not stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reject {
    /// The payload is no JSON object or array of objects.
    Malformed,
    /// The payload has too many bytes.
    TooLarge,
    /// The array has too many items.
    TooMany,
    /// The device is not registered.
    UnknownDevice,
    /// The device is disabled.
    DisabledDevice,
    /// The payload names another device than the topic or path.
    DeviceMismatch,
    /// The topic belongs to another device.
    ForeignTopic,
    /// No field is a known metric.
    NoMetric,
    /// A metric that every reading needs is missing.
    MissingMetric,
    /// A value has another type than its metric.
    WrongType,
    /// A value lies outside what is possible or allowed.
    OutOfRange,
    /// The time is no time.
    BadTimestamp,
    /// The time lies too far ahead.
    FutureTimestamp,
    /// The database refuses a value of it.
    Unstorable,
}

/// How much a rejection matters to the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Expected now and then.
    Info,
    /// Somebody should look.
    Warn,
}

/// The consequences of one reason.
#[derive(Debug, Clone, Copy)]
pub struct RejectRow {
    /// The reason.
    pub reject: Reject,
    /// Its word in answers, dead letters and counters.
    pub label: &'static str,
    /// The HTTP status that says it.
    pub status: u16,
    /// Its level in the log.
    pub level: Level,
    /// What it means, for people.
    pub message: &'static str,
}

/// One row for each reason, in the order of the variants.
pub const REJECTS: &[RejectRow] = &[
    RejectRow {
        reject: Reject::Malformed,
        label: "malformed",
        status: 400,
        level: Level::Warn,
        message: "the payload is no JSON object or array of objects",
    },
    RejectRow {
        reject: Reject::TooLarge,
        label: "too_large",
        status: 413,
        level: Level::Warn,
        message: "the payload has too many bytes",
    },
    RejectRow {
        reject: Reject::TooMany,
        label: "too_many",
        status: 422,
        level: Level::Warn,
        message: "the array has too many readings",
    },
    RejectRow {
        reject: Reject::UnknownDevice,
        label: "unknown_device",
        status: 404,
        level: Level::Warn,
        message: "the device is not registered",
    },
    RejectRow {
        reject: Reject::DisabledDevice,
        label: "disabled_device",
        status: 403,
        level: Level::Info,
        message: "the device is disabled",
    },
    RejectRow {
        reject: Reject::DeviceMismatch,
        label: "device_mismatch",
        status: 422,
        level: Level::Warn,
        message: "the payload names another device",
    },
    RejectRow {
        reject: Reject::ForeignTopic,
        label: "foreign_topic",
        status: 403,
        level: Level::Warn,
        message: "the topic belongs to another device",
    },
    RejectRow {
        reject: Reject::NoMetric,
        label: "no_metric",
        status: 422,
        level: Level::Warn,
        message: "no field is a known metric with a value",
    },
    RejectRow {
        reject: Reject::MissingMetric,
        label: "missing_metric",
        status: 422,
        level: Level::Warn,
        message: "a metric that every reading needs is missing",
    },
    RejectRow {
        reject: Reject::WrongType,
        label: "wrong_type",
        status: 422,
        level: Level::Warn,
        message: "the value has another type than its metric",
    },
    RejectRow {
        reject: Reject::OutOfRange,
        label: "out_of_range",
        status: 422,
        level: Level::Warn,
        message: "the value lies outside what is possible or allowed",
    },
    RejectRow {
        reject: Reject::BadTimestamp,
        label: "bad_timestamp",
        status: 422,
        level: Level::Warn,
        message: "the time is neither RFC 3339 nor seconds or milliseconds since 1970",
    },
    RejectRow {
        reject: Reject::FutureTimestamp,
        label: "future_timestamp",
        status: 422,
        level: Level::Warn,
        message: "the time lies too far ahead",
    },
    RejectRow {
        reject: Reject::Unstorable,
        label: "unstorable",
        status: 422,
        level: Level::Warn,
        message: "the database refuses the reading",
    },
];

impl Reject {
    /// The consequences of this reason.
    #[must_use]
    pub fn row(self) -> &'static RejectRow {
        &REJECTS[self as usize]
    }

    /// Its word in answers, dead letters and counters.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.row().label
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_its_own_row() {
        for (place, row) in REJECTS.iter().enumerate() {
            assert_eq!(row.reject as usize, place, "{}", row.label);
            let same_label = REJECTS.iter().filter(|other| other.label == row.label);
            assert_eq!(same_label.count(), 1, "{}", row.label);
        }
    }
}
