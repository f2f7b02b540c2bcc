//! What a specification leaves open is asked, once each, at its place.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

use specgen_spec::Spec;
use specgen_spec::question::questions;

fn asked(text: &str) -> Vec<(String, String)> {
    let spec: Spec = serde_saphyr::from_str(text).expect("a specification");
    let print =
        |question: specgen_spec::question::Question| (question.path.to_string(), question.text);
    questions(&spec).into_iter().map(print).collect()
}

#[test]
fn each_open_number_is_one_question() {
    let text = r"
specgen: 1
name: plant
devices: {noun: tank}
metrics: {temperature: {}, soil_moisture: {}, position: {kind: position}}
ingest: {interval: null}
alerts:
  high: {when: {threshold: {metric: temperature, above: null}}, for: null, limits: per_device}
  dry: {when: {outside: {metric: soil_moisture, min: null, max: 80}}, limits: per_device}
  silent: {when: {offline: {after: null}}, limits: per_device}
  left: {when: {geofence: {event: exit, zone: shared, area: harbour}}, limits: global}
storage: {retention: {raw: null}}
scale: {devices: null}
";
    let expected = [
        ("ingest.interval", "How often does a tank send readings?"),
        (
            "alerts.high.when.threshold.above",
            "Above which temperature should an alert be sent?",
        ),
        (
            "alerts.high.for",
            "How long must high last before it is an alert?",
        ),
        (
            "alerts.dry.when.outside.min",
            "Below which soil moisture should an alert be sent?",
        ),
        (
            "alerts.silent.when.offline.after",
            "After how long without a reading should an alert be sent?",
        ),
        ("alerts.left.when.geofence.area", "Where is the harbour?"),
        ("storage.retention.raw", "How long are raw readings kept?"),
        ("scale.devices", "How many devices are there?"),
    ];
    let expected: Vec<(String, String)> = expected
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect();
    assert_eq!(asked(text), expected);
}

#[test]
fn a_given_number_is_no_question() {
    let text = r"
specgen: 1
name: plant
metrics: {temperature: {}}
alerts: {high: {when: {threshold: {metric: temperature, above: 27}}, limits: per_device}}
";
    assert_eq!(asked(text), []);
}
