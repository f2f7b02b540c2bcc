//! What the tests of the derivation share: sample specifications and a pack.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;

use specgen_spec::Spec;
use specgen_spec::derive::{Documents, Input, Pack, documents};

/// The names of the sample specifications in `golden/`.
pub const SAMPLES: [&str; 3] = ["seed", "greenhouse", "library"];

/// What the first template pack emits.
pub fn pack() -> Pack {
    [
        "alert.clear",
        "alert.for",
        "alert.hysteresis",
        "alert.severity",
        "condition.offline",
        "condition.outside",
        "condition.state",
        "condition.threshold",
        "engine.sqlite",
        "kind.boolean",
        "kind.counter",
        "kind.gauge",
        "limits.fixed",
        "limits.global",
        "limits.per_device",
        "retention.raw",
        "transport.http",
        "transport.mqtt",
    ]
    .into_iter()
    .collect()
}

/// Reads a sample specification.
pub fn sample(name: &str) -> Spec {
    let text = match name {
        "seed" => include_str!("../golden/seed.yaml"),
        "greenhouse" => include_str!("../golden/greenhouse.yaml"),
        _ => include_str!("../golden/library.yaml"),
    };
    serde_saphyr::from_str(text).expect("a sample reads")
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
