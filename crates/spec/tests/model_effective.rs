//! Defaults: what holds when a key is absent.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

use specgen_spec::Spec;
use specgen_spec::catalog::Bounds;
use specgen_spec::effective::Reach;
use specgen_spec::model::{Keep, MetricKind, Permission};

fn spec(rest: &str) -> Spec {
    serde_saphyr::from_str(&format!("specgen: 1\nname: demo\n{rest}")).expect("valid")
}

fn bounds(min: f64, max: f64) -> Bounds {
    Bounds {
        min: Some(min),
        max: Some(max),
    }
}

#[test]
fn the_smallest_specification_has_every_default() {
    let spec = spec("metrics: {temperature: {}}");
    assert_eq!(spec.noun(), "device");
    assert_eq!(spec.expected_interval_ms(), 60_000);
    assert_eq!(spec.clock_skew_ms(), 300_000);
    assert_eq!(spec.retention("raw"), Keep::Forever);
    assert!(spec.transports().mqtt.is_some() && spec.transports().http.is_some());
    let topics: Vec<String> = spec
        .topic_views()
        .iter()
        .map(|view| view.pattern.to_string())
        .collect();
    assert_eq!(topics, ["sensors/{deviceId}/readings", "alerts/{deviceId}"]);
    assert_eq!(spec.allowed(Permission::SetLimits), ["admin"]);
    assert_eq!(spec.allowed(Permission::Read), ["viewer", "admin"]);
}

#[test]
fn a_metric_takes_unit_kind_and_limits_from_the_catalogue() {
    let spec = spec("metrics: {temperature: {}, door: {}, machine_state: {}, happiness: {}}");
    let view = |name| spec.metric_view(name).expect("a metric");
    let temperature = view("temperature");
    assert_eq!(temperature.unit(), Some("C"));
    assert_eq!(temperature.ucum(), Some("Cel"));
    assert_eq!(temperature.limits().reject.min, Some(-273.15));
    assert_eq!(temperature.limits().suspect, bounds(-40.0, 85.0));
    assert!((temperature.default_hysteresis() - 1.25).abs() < 1e-9);
    assert_eq!(view("door").kind(), MetricKind::Boolean);
    assert_eq!(view("door").unit(), None);
    assert_eq!(view("door").truth("Open"), Some(true));
    assert_eq!(view("door").truth("ajar"), None);
    assert_eq!(view("machine_state").kind(), MetricKind::Enum);
    assert!(view("machine_state").values().contains(&"fault"));
    assert_eq!(view("happiness").kind(), MetricKind::Gauge);
    assert!(view("happiness").limits().reject.is_free());
}

#[test]
fn catalogue_limits_follow_the_unit_of_the_metric() {
    let spec = spec("metrics: {temperature: {unit: F}, battery: {unit: mV}, humidity: {unit: kg}}");
    let view = |name| spec.metric_view(name).expect("a metric");
    assert_eq!(view("temperature").limits().suspect, bounds(-40.0, 185.0));
    assert_eq!(view("temperature").ucum(), Some("[degF]"));
    assert_eq!(view("battery").limits().suspect, bounds(0.0, 100_000.0));
    assert_eq!(
        view("battery").row.map(|row| row.name),
        Some("battery_voltage")
    );
    assert!(view("humidity").limits().reject.is_free());
}

#[test]
fn a_written_range_alone_rejects() {
    let spec = spec("metrics: {temperature: {unit: C, range: {min: \"14 F\"}}}");
    let limits = spec.metric_view("temperature").expect("it").limits();
    assert_eq!(limits.reject.min, Some(-10.0));
    assert_eq!(limits.reject.max, None);
    assert!(limits.suspect.is_free() && limits.written);
}

#[test]
fn alert_types_are_stable_and_unique() {
    let spec = spec(
        "metrics: {heat: {was: [temperature]}, humidity: {}}
alerts:
  too_hot: {when: {threshold: {metric: heat, above: 30}}}
  far_too_hot: {when: {threshold: {metric: heat, above: 40}}, limits: per_device}
  silent: {when: {offline: {after: 5min}}}
  gone: {when: {offline: {after: 1h}}, was: [missing]}
  left: {when: {geofence: {event: exit}}}
",
    );
    let views = spec.alert_views();
    let types: Vec<&str> = views.iter().map(|v| v.alert_type.as_str()).collect();
    let expected = [
        "TEMPERATURE_THRESHOLD",
        "FAR_TOO_HOT",
        "DEVICE_OFFLINE",
        "MISSING",
        "GEOFENCE_EXIT",
    ];
    assert_eq!(types, expected);
    assert_eq!(views[0].limit_key, "too_hot");
    assert_eq!(views[1].limit_key, "heat");
    let free: Vec<String> = spec
        .free_limits()
        .iter()
        .map(|v| v.name.to_string())
        .collect();
    assert_eq!(free, ["humidity"]);
}

#[test]
fn every_alert_can_end() {
    let spec = spec(
        "metrics: {turbidity: {unit: NTU}, water_level: {unit: cm}, co2: {}, temperature: {}, ph: {}}
alerts:
  cloudy: {when: {threshold: {metric: turbidity, above: 5}}}
  low: {when: {threshold: {metric: water_level, below: \"0.4 m\"}}}
  stuffy: {when: {threshold: {metric: co2, above: 1000}}}
  cold: {when: {threshold: {metric: temperature, below: 2}}}
  sour: {when: {outside: {metric: ph, min: 7, max: 7.2}}}",
    );
    let margin = |name| {
        let rule = spec.alert_view(name).expect("it");
        rule.hysteresis().to_string()
    };
    let found = ["cloudy", "low", "stuffy", "cold", "sour"].map(margin);
    assert_eq!(found, ["0.5", "4", "97", "1.25", "0.05"]);
}

#[test]
fn a_margin_that_nobody_wrote_is_bounded_by_what_limits_become() {
    let spec = spec(
        "metrics: {turbidity: {unit: NTU}, temperature: {}, ph: {}}
alerts:
  cloudy: {when: {threshold: {metric: turbidity, above: null}}}
  written: {when: {threshold: {metric: turbidity, above: null}}, hysteresis: 3}
  cold: {when: {threshold: {metric: temperature, below: 2}}}
  sour: {when: {outside: {metric: ph, min: null, max: null}}}",
    );
    let reach = |name| spec.alert_view(name).expect("it").reach();
    let found = ["cloudy", "written", "cold", "sour"].map(reach);
    assert_eq!(
        found,
        [Reach::Tenth, Reach::Any, Reach::Any, Reach::Quarter]
    );
}

#[test]
fn written_numbers_are_read_in_the_unit_of_their_metric() {
    let spec = spec(
        "metrics: {temperature: {unit: C}}
alerts: {hot: {when: {threshold: {metric: temperature, above: \"86 F\"}}, hysteresis: \"9 F\", clear: 20}}",
    );
    let hot = spec.alert_view("hot").expect("it");
    assert!((hot.hysteresis() - 5.0).abs() < 1e-9);
    assert_eq!(hot.clear(), Some(20.0));
    let metric = hot.metric.expect("its metric");
    let specgen_spec::model::Condition::Threshold(threshold) = &hot.alert.when else {
        unreachable!("written above");
    };
    let limit = threshold.above.get().expect("written above");
    assert!((metric.value(limit, None) - 30.0).abs() < 1e-9);
}

#[test]
fn written_topics_replace_only_the_default_that_carries_the_same() {
    let spec = spec(
        "metrics: {temperature: {}}
topics: {data: {pattern: \"house/{room}/t\", way: in, carries: {metric: temperature}}}",
    );
    let names: Vec<String> = spec.topic_views().into_iter().map(|v| v.name).collect();
    assert_eq!(names, ["data", "alerts"]);
}
