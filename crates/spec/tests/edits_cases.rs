//! What single edits do to the seed, and what they refuse.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

use serde_json::{Value, json};
use specgen_spec::Spec;
use specgen_spec::edit::{Applied, Edit, Path, Reason, Refusal, apply, difference};

const AQUARIUM: &str = r"
specgen: 1
name: aquarium
devices: {noun: tank, types: {pool: {metrics: [water_temperature, ph]}}}
metrics:
  water_temperature: {unit: C, range: {min: 0, max: 40}}
  ph: {}
  salinity: {unit: ppt}
topics:
  values: {pattern: 'aqua/{tank}/values', way: in, carries: readings}
  salt: {pattern: 'aqua/{tank}/salt', way: in, carries: {metric: salinity}}
alerts:
  too_warm:
    when: {threshold: {metric: water_temperature, above: 27}}
    for: 20min
    hysteresis: 0.5
    notify: [email]
  ph_outside: {when: {outside: {metric: ph, min: 7.8, max: 8.4}}, notify: [email]}
channels: {email: {via: {email: {env: SMTP_URL}}}}
storage: {engine: postgres, retention: {raw: 1y, day: 5y}}
rollups: {day: {functions: [avg], metrics: [ph, water_temperature]}, hour: {metrics: [ph]}}
refused: [alerts.salinity_high]
";

fn aquarium() -> Spec {
    serde_saphyr::from_str(AQUARIUM).expect("a specification")
}

fn path(text: &str) -> Path {
    text.parse().expect("an address")
}

fn done(edits: &[Edit]) -> Applied {
    let spec = aquarium();
    let applied = apply(&spec, edits).expect("edits that fit");
    let back = apply(&applied.spec, &applied.inverse).expect("an inverse that fits");
    assert_eq!(back.spec, spec);
    applied
}

fn refused(edits: &[Edit]) -> Vec<Refusal> {
    apply(&aquarium(), edits).expect_err("edits that do not fit")
}

fn remove(at: &str, cascade: bool) -> Edit {
    Edit::Remove {
        path: path(at),
        cascade,
    }
}

fn set(at: &str, to: serde_json::Value) -> Edit {
    Edit::Set { path: path(at), to }
}

fn rename(at: &str, to: &str) -> Edit {
    Edit::Rename {
        path: path(at),
        to: to.parse().expect("a name"),
    }
}

#[test]
fn a_limit_moves_and_nothing_else_does() {
    let applied = done(&[set("alerts.too_warm.when.threshold.above", json!(28.5))]);
    assert_eq!(
        applied.inverse,
        [set("alerts.too_warm.when.threshold.above", json!(27))]
    );
    assert_eq!(difference(&aquarium(), &applied.spec).len(), 1);
}

#[test]
fn a_renamed_metric_takes_every_mention_along_and_keeps_its_limits() {
    let applied = done(&[rename("metrics.water_temperature", "warmth")]);
    let metric = applied.spec.metrics.get("warmth").expect("the metric");
    assert_eq!(metric.was, ["water_temperature"]);
    assert_eq!(
        metric.quantity.as_ref().map(ToString::to_string).as_deref(),
        Some("water_temperature")
    );
    let printed = serde_json::to_string(&applied.spec).expect("printable");
    assert_eq!(printed.matches("water_temperature").count(), 2, "{printed}");
    assert!(applied.spec.alerts.contains("too_warm"));
    assert_eq!(applied.spec.metrics.position("warmth"), Some(0));
    assert_eq!(
        applied.inverse[0],
        rename("metrics.warmth", "water_temperature")
    );
}

#[test]
fn an_earlier_name_is_taken() {
    let edits = [
        rename("metrics.ph", "acidity"),
        Edit::Add {
            path: path("metrics.ph"),
            value: json!({}),
            at: None,
        },
    ];
    let refusals = refused(&edits);
    assert_eq!(refusals[0].reason, Reason::Impossible);
    assert!(
        refusals[0].what.contains("metrics.acidity"),
        "{}",
        refusals[0]
    );
}

#[test]
fn a_metric_in_use_stays_until_the_user_agrees() {
    let refusals = refused(&[remove("metrics.ph", false)]);
    assert_eq!(refusals.len(), 1);
    assert_eq!(refusals[0].reason, Reason::Blocked);
    // The rollup per hour would be of all metrics if its only one went.
    assert_eq!(
        refusals[0].in_the_way,
        [path("alerts.ph_outside"), path("rollups.hour")]
    );
    let less = done(&[remove("metrics.ph", true)]).spec;
    assert!(!less.alerts.contains("ph_outside"));
    let printed = serde_json::to_string(&less).expect("printable");
    assert!(!printed.contains("\"ph\""), "{printed}");
    assert!(less.alerts.contains("too_warm"));
}

#[test]
fn removing_both_needs_no_order() {
    let both = [
        remove("alerts.ph_outside", false),
        remove("rollups.hour", false),
        remove("metrics.ph", false),
    ];
    let mut reversed = both.to_vec();
    reversed.reverse();
    assert_eq!(done(&both).spec, done(&reversed).spec);
}

#[test]
fn a_topic_of_one_metric_blocks_its_removal() {
    let refusals = refused(&[remove("metrics.salinity", false)]);
    assert_eq!(refusals[0].in_the_way, [path("topics.salt")]);
}

#[test]
fn a_rollup_whose_retention_is_set_blocks() {
    let refusals = refused(&[remove("rollups.day", false)]);
    assert_eq!(refusals[0].in_the_way, [path("storage.retention.day")]);
    let less = done(&[remove("rollups.day", true)]).spec;
    let printed = serde_json::to_string(&less.storage).expect("printable");
    assert!(!printed.contains("day"), "{printed}");
}

#[test]
fn another_unit_converts_limits_ranges_and_distances() {
    let unit = "F".parse().expect("a unit");
    let metric = "water_temperature".parse().expect("a name");
    let spec = done(&[Edit::Convert { metric, unit }]).spec;
    let whole = serde_json::to_value(&spec).expect("printable");
    assert_eq!(
        whole["metrics"]["water_temperature"]["range"],
        json!({"min": 32, "max": 104})
    );
    assert_eq!(
        whole["alerts"]["too_warm"]["when"]["threshold"]["above"],
        json!(80.6)
    );
    assert_eq!(whole["alerts"]["too_warm"]["hysteresis"], json!(0.9));
    assert_eq!(
        whole["alerts"]["ph_outside"]["when"]["outside"]["min"],
        json!(7.8)
    );
}

#[test]
fn a_rule_that_writes_out_the_unit_of_its_metric_follows_it() {
    let written =
        json!({"when": {"threshold": {"metric": "water_temperature", "above": 30, "unit": "C"}}});
    let own =
        json!({"when": {"threshold": {"metric": "water_temperature", "above": 300, "unit": "K"}}});
    let add = |name: &str, value: &Value| Edit::Add {
        path: path(&format!("alerts.{name}")),
        value: value.clone(),
        at: None,
    };
    let convert = Edit::Convert {
        metric: "water_temperature".parse().expect("a name"),
        unit: "F".parse().expect("a unit"),
    };
    let spec = done(&[add("written", &written), add("own", &own), convert]).spec;
    let whole = serde_json::to_value(&spec).expect("printable");
    let rule = |name: &str| whole["alerts"][name]["when"]["threshold"].clone();
    assert_eq!(rule("written")["above"], json!(86));
    assert_eq!(rule("written")["unit"], json!("F"));
    assert_eq!(rule("own")["above"], json!(300));
    assert_eq!(rule("own")["unit"], json!("K"));
}

#[test]
fn another_quantity_is_no_unit() {
    let edit = Edit::Convert {
        metric: "salinity".parse().expect("a name"),
        unit: "hPa".parse().expect("a unit"),
    };
    let refusals = refused(&[edit]);
    assert_eq!(refusals[0].reason, Reason::Impossible);
    assert!(refusals[0].next.contains("remove"), "{}", refusals[0]);
}

#[test]
fn a_zone_needs_the_position_though_it_does_not_name_it() {
    let fenced = |spec: &Spec| {
        let edits = [
            Edit::Add {
                path: path("metrics.whereabouts"),
                value: json!({"kind": "position"}),
                at: None,
            },
            Edit::Add {
                path: path("alerts.zone_exit"),
                value: json!({"when": {"geofence": {"event": "exit"}}}),
                at: None,
            },
        ];
        apply(spec, &edits).expect("edits that fit").spec
    };
    let fenced = fenced(&aquarium());
    let gone = |cascade| apply(&fenced, &[remove("metrics.whereabouts", cascade)]);
    let refusals = gone(false).expect_err("a zone is in the way");
    assert_eq!(refusals[0].reason, Reason::Blocked);
    assert_eq!(refusals[0].in_the_way, [path("alerts.zone_exit")]);
    assert!(
        !gone(true)
            .expect("both go")
            .spec
            .alerts
            .contains("zone_exit")
    );
    let other = apply(&fenced, &[remove("metrics.salinity", true)]);
    assert!(
        other
            .expect("an unused metric")
            .spec
            .alerts
            .contains("zone_exit")
    );
}

#[test]
fn what_was_refused_comes_only_when_it_is_said_plainly() {
    let value = json!({"when": {"threshold": {"metric": "salinity", "above": 40}}});
    let add = Edit::Add {
        path: path("alerts.salinity_high"),
        value,
        at: None,
    };
    let refusals = refused(std::slice::from_ref(&add));
    assert_eq!(refusals[0].reason, Reason::Blocked);
    let plainly = Edit::Exclude {
        list: path("refused"),
        item: json!("alerts.salinity_high"),
    };
    assert!(done(&[add, plainly]).spec.alerts.contains("salinity_high"));
}

#[test]
fn an_edit_that_changes_nothing_has_no_inverse() {
    let same = [
        set("alerts.too_warm.for", json!("20min")),
        set("metrics.ph", json!({})),
    ];
    assert_eq!(done(&same).inverse, []);
}

#[test]
fn each_refusal_names_its_place() {
    for (edit, says) in [
        (set("alerts.too_warm.for", json!("soon")), "no duration"),
        (set("alerts.too_warm.colour", json!("red")), "unknown field"),
        (set("alerts.nothing.for", json!("5min")), "no such place"),
        (remove("metrics.nothing", false), "no such place"),
        (remove("devices.noun", false), "no entry"),
        (rename("rollups.day", "week"), "cannot be renamed"),
        (rename("metrics.ph", "salinity"), "there already"),
        (
            Edit::Add {
                path: path("metrics.ph"),
                value: json!({}),
                at: None,
            },
            "there already",
        ),
        (
            Edit::Add {
                path: path("alerts.x"),
                value: json!({"when": {"threshold": {"metric": "chlorine", "above": 1}}}),
                at: None,
            },
            "no `chlorine`",
        ),
        (
            Edit::Include {
                list: path("alerts.too_warm.notify"),
                item: json!("pager"),
                at: None,
            },
            "no `pager`",
        ),
    ] {
        let refusals = refused(std::slice::from_ref(&edit));
        assert_eq!(refusals.len(), 1, "{edit:?}");
        let text = refusals[0].to_string();
        assert!(text.contains(says), "{text}");
        let (asked, told) = (edit.path(), &refusals[0].path);
        assert!(asked.holds(told) || told.holds(&asked), "{text}");
    }
}

#[test]
fn all_or_nothing_with_every_reason_at_once() {
    let refusals = refused(&[
        set("metrics.ph.unit", json!("pH")),
        remove("metrics.x", false),
        remove("metrics.y", false),
    ]);
    assert_eq!(refusals.len(), 2);
}
