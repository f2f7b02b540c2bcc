//! The worked examples of the model read, print and read again as the same value.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

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

const SCOOTER: &str = r#"
specgen: 1
name: e_scooter
devices: {noun: scooter}
metrics: {position: {kind: position}, battery: {unit: "%"}, speed: {unit: km/h}}
ingest: {interval: 20s}
alerts:
  battery_low: {when: {threshold: {metric: battery, below: 15}}, notify: [webhook]}
  zone_exit: {when: {geofence: {event: exit, zone: shared, area: service area}}, limits: global, notify: [webhook]}
channels: {webhook: {via: {webhook: {env: WEBHOOK_URL}}}}
commands: {lock: {}, unlock: {}}
storage: {engine: postgres, retention: {raw: 90d}}
rollups: {month: {functions: [avg]}, 15min: {}}
api: {auth: {method: jwt}, roles: {admin: {is: admin}, support: {is: operator}}, live: {via: [websocket]}, allow: {set_limits: [admin]}, endpoints: {"GET /api/devices": {serves: list_devices}}}
dashboard: {map: true}
scale: {devices: 500, rate: 0.1}
"#;

fn read(text: &str) -> Spec {
    serde_saphyr::from_str(text).expect("a valid specification")
}

#[test]
fn worked_examples_survive_a_round_trip() {
    for text in [SEED, SCOOTER] {
        let spec = read(text);
        let printed = serde_saphyr::to_string(&spec).expect("printable");
        assert_eq!(read(&printed), spec, "{printed}");
    }
}

#[test]
fn an_open_number_is_not_an_absent_one() {
    let spec = read(SEED);
    let alert = spec.alerts.get("temperature_high").expect("the rule");
    let specgen_spec::model::Condition::Threshold(threshold) = &alert.when else {
        panic!("a threshold");
    };
    assert!(threshold.above.is_open());
    assert!(threshold.below.is_absent());
}
