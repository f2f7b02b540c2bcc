//! The templates reproduce the committed example backend byte for byte.

use std::path::Path;

use specgen_render::{Pack, render};
use specgen_spec::Spec;

const SEED: &str = r#"
specgen: 1
name: iot_backend
devices: {auth: token}
metrics: {temperature: {unit: C}, humidity: {unit: "%"}}
ingest: {interval: 10s..20s, transports: {mqtt: {}}}
alerts:
  temperature_high:
    when: {threshold: {metric: temperature, above: null}}
    limits: per_device
storage: {engine: sqlite, asked: mongodb}
api: {offers: [validation, readings_query]}
asked: [nodejs]
"#;

#[test]
fn the_seed_renders_to_the_committed_example() {
    let spec: Spec = serde_saphyr::from_str(SEED).unwrap();
    let tree = render(&spec, Pack::embedded().unwrap()).unwrap();
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/iot-seed/backend");
    let mut differing = Vec::new();
    for (path, node) in &tree {
        #[expect(clippy::disallowed_methods, reason = "the golden tree is on disk")]
        let golden = std::fs::read(committed.join(path.as_str())).unwrap_or_default();
        if golden != node.bytes {
            differing.push(format!(
                "{path}: first difference in line {}",
                first_difference(&golden, &node.bytes)
            ));
        }
    }
    assert!(differing.is_empty(), "{differing:#?}");
    assert!(tree.len() > 90, "only {} files", tree.len());
}

fn first_difference(a: &[u8], b: &[u8]) -> String {
    let (a, b) = (String::from_utf8_lossy(a), String::from_utf8_lossy(b));
    let mut lines = a.lines().zip(b.lines()).enumerate();
    match lines.find(|(_, (a, b))| a != b) {
        Some((at, (golden, made))) => format!("{}:\n  golden: {golden}\n  made:   {made}", at + 1),
        None => "(length)".to_owned(),
    }
}
