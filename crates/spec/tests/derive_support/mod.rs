//! What the tests of the derivation share: sample specifications and a pack.

use std::collections::BTreeSet;

use specgen_spec::Spec;
use specgen_spec::derive::{Documents, Input, Pack, documents};

/// The names of the sample specifications in `golden/`.
pub const SAMPLES: [&str; 3] = ["seed", "greenhouse", "library"];

/// What the first template pack emits.
pub fn pack() -> Pack {
    [
        "alert.for",
        "condition.offline",
        "condition.outside",
        "condition.state",
        "condition.threshold",
        "device_auth.token",
        "kind.boolean",
        "kind.counter",
        "kind.gauge",
        "limits.fixed",
        "limits.global",
        "limits.per_device",
        "offer.readings_query",
        "offer.validation",
        "retention.raw",
    ]
    .into_iter()
    .collect()
}

/// Reads a sample specification.
pub fn sample(name: &str) -> Spec {
    let path = format!("{}/tests/golden/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Derives the documents of a specification, as for a prompt that named no unit of temperature.
pub fn derived(spec: &Spec) -> Documents {
    let assumed = BTreeSet::from([
        "devices.auth".to_owned(),
        "metrics.temperature.unit".to_owned(),
    ]);
    documents(&Input {
        spec,
        pack: &pack(),
        assumed: &assumed,
        not_understood: &[],
    })
}
