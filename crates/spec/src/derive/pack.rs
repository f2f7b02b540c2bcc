//! What a template pack can emit, so that the rest is said to be held and not built.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// What every emitted backend has, whatever its pack lists.
const ALWAYS: [&str; 21] = [
    "dashboard.built_in",
    "dashboard.none",
    "device_auth.token",
    "live.sse",
    "offer.alert_ack",
    "offer.alerts_list",
    "offer.api_keys",
    "offer.bulk_ingest",
    "offer.dedup",
    "offer.device_crud",
    "offer.device_status",
    "offer.health",
    "offer.ingest_http",
    "offer.latest_reading",
    "offer.metrics_endpoint",
    "offer.openapi_docs",
    "offer.pagination",
    "offer.readings_query",
    "offer.thresholds_configurable",
    "offer.validation",
    "user_auth.api_key",
];

/// The words of what a template pack emits beyond what every backend has.
///
/// A word is a section of the model and a variant: `condition.offline`, `kind.counter`,
/// `engine.sqlite`, `transport.mqtt`, `channel.webhook`, `limits.per_device`, `offer.stats`,
/// `alert.for`, `retention.raw`, `rollup`, `command`, `feature.ota`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pack {
    builds: BTreeSet<String>,
}

impl Pack {
    /// Returns whether backends of this pack have what the word stands for.
    pub fn builds(&self, word: &str) -> bool {
        ALWAYS.contains(&word) || self.builds.contains(word)
    }

    /// Returns the words in order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.builds.iter().map(String::as_str)
    }
}

impl<T: Into<String>> FromIterator<T> for Pack {
    fn from_iter<I: IntoIterator<Item = T>>(words: I) -> Self {
        Self {
            builds: words.into_iter().map(Into::into).collect(),
        }
    }
}
