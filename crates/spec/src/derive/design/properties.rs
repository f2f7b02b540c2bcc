//! The properties: what holds for all inputs, and which criteria each of them validates.

use super::Property;
use crate::derive::Key;
use crate::derive::requirement::Requirements;

/// Which criteria a property validates.
enum Validates {
    /// Those of these keys.
    Keys(&'static [&'static str]),
    /// Those of a section of the model with one of these last parts.
    Aspects(&'static str, &'static [&'static str]),
}

struct Row {
    key: &'static str,
    title: &'static str,
    inputs: &'static str,
    holds: &'static str,
    validates: &'static [Validates],
}

use Validates::{Aspects, Keys};

const ROWS: &[Row] = &[
    Row {
        key: "exactly_once",
        title: "Readings are stored exactly once",
        inputs: "messages, repeated and reordered at will, with restarts in between",
        holds: "hold each acknowledged Reading exactly once",
        validates: &[Keys(&[
            "ingest.acknowledge",
            "ingest.duplicate",
            "storage.transaction",
            "reliability.crash",
        ])],
    },
    Row {
        key: "newest_is_latest",
        title: "The latest Reading is the newest",
        inputs: "order in which Readings arrive",
        holds: "serve as latest the Reading with the newest time, and the same history as for the sorted order",
        validates: &[Keys(&[
            "ingest.late",
            "storage.latest",
            "endpoint.get_readings_latest",
            "endpoint.get_readings_device.pages_through_history",
        ])],
    },
    Row {
        key: "every_message_accounted",
        title: "Every Reading is accounted for",
        inputs: "bytes as a payload",
        holds: "count each Reading as stored, as duplicate, or as rejected with one reason, and stay up",
        validates: &[
            Keys(&["ingest.mqtt", "dead_letter.keep"]),
            Aspects(
                "payload",
                &[
                    "array",
                    "malformed",
                    "too_large",
                    "too_many",
                    "device_mismatch",
                    "no_metric",
                    "wrong_type",
                    "bad_timestamp",
                ],
            ),
        ],
    },
    Row {
        key: "values_in_limits",
        title: "Only possible values are stored",
        inputs: "number sent for a metric",
        holds: "store it when it lies within the limits of the metric, mark it when it is unusual, and reject it otherwise",
        validates: &[Aspects(
            "metric",
            &["accept", "reject", "suspect", "require", "states"],
        )],
    },
    Row {
        key: "time_is_chosen",
        title: "Each Reading has one time",
        inputs: "time that a Reading carries, or none",
        holds: "keep the time of the device, use the time of arrival, or reject the Reading, by one rule",
        validates: &[Aspects("timestamp", &["all_forms", "missing", "future"])],
    },
    Row {
        key: "one_episode",
        title: "One Alert per episode",
        inputs: "sequence of values around a limit",
        holds: "keep at most one active Alert of a rule on a device, and raise and clear in turn",
        validates: &[Aspects("alert", &["raise", "hold", "clear", "open"])],
    },
    Row {
        key: "late_is_quiet",
        title: "Late data and duplicates raise nothing",
        inputs: "late or repeated Readings",
        holds: "leave all Alerts as they are",
        validates: &[Keys(&[
            "ingest.late",
            "ingest.duplicate",
            "alerts.new_only",
        ])],
    },
    Row {
        key: "alerts_get_out",
        title: "Each alert message gets out",
        inputs: "moment of a crash or a broken connection",
        holds: "publish each change of an Alert at least once, after its commit",
        validates: &[Keys(&["alerts.publish", "alerts.outbox"])],
    },
    Row {
        key: "limits_are_partial",
        title: "A limit changes alone",
        inputs: "set of keys sent to a device's limits",
        holds: "change exactly these limits of exactly that device",
        validates: &[
            Keys(&[
                "endpoint.post_devices_threshold.sets_and_resets",
                "endpoint.post_devices_threshold.refuses_what_is_no_limit",
            ]),
            Aspects("alert", &["limit"]),
        ],
    },
    Row {
        key: "only_itself",
        title: "A device speaks only for itself",
        inputs: "pair of a credential and a topic or path",
        holds: "store a Reading only when the credential is valid and belongs to the device that is named",
        validates: &[
            Aspects(
                "device_auth",
                &["accept", "refuse", "foreign_topic", "subscribe"],
            ),
            Keys(&[
                "device.unknown_or_disabled",
                "endpoint.post_devices_credentials",
                "endpoint.post_devices_readings.only_as_itself",
            ]),
        ],
    },
    Row {
        key: "roles_hold",
        title: "Only admins change things",
        inputs: "route that changes something and caller without the role admin",
        holds: "answer 401 or 403 and change nothing",
        validates: &[Keys(&[
            "access.unknown",
            "role.viewer.read_only",
            "role.admin.only.set_limits",
        ])],
    },
    Row {
        key: "pages_are_complete",
        title: "Pages visit each item once",
        inputs: "list and page size",
        holds: "show each item exactly once when the cursors are followed to the end",
        validates: &[Keys(&["access.pages"])],
    },
];

/// Returns the properties of which at least one criterion is built.
pub(super) fn all(requirements: &Requirements) -> Vec<Property> {
    let built: Vec<&Key> = requirements
        .criteria()
        .map(|(_, criterion)| criterion)
        .filter(|criterion| criterion.held.is_none())
        .map(|criterion| &criterion.key)
        .collect();
    ROWS.iter()
        .filter_map(|row| {
            let validates: Vec<Key> = built
                .iter()
                .filter(|key| row.validates.iter().any(|one| one.names(key)))
                .map(|key| (*key).clone())
                .collect();
            (!validates.is_empty()).then(|| Property {
                key: row.key.into(),
                title: row.title.to_owned(),
                inputs: row.inputs.to_owned(),
                holds: row.holds.to_owned(),
                validates,
            })
        })
        .collect()
}

impl Validates {
    fn names(&self, key: &Key) -> bool {
        match self {
            Self::Keys(keys) => keys.contains(&key.as_str()),
            Self::Aspects(section, aspects) => {
                let mut parts = key.as_str().split('.');
                parts.next() == Some(section)
                    && parts
                        .next_back()
                        .is_some_and(|last| aspects.contains(&last))
            }
        }
    }
}
