//! Validation: each rule has an example with its code, its place and its way out.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

use specgen_spec::validate::{not_built, validate};
use specgen_spec::yaml::Document;

const HEAD: &str = "\
specgen: 1
name: demo
metrics: {temperature: {unit: C}, humidity: {}, door: {was: [hatch]}, machine_state: {}, position: {}}
";

/// Returns `line:column code message | hints` of each error.
fn errors(rest: &str) -> Vec<String> {
    let document = Document::parse("spec.yaml", &format!("{HEAD}{rest}")).expect("YAML");
    let spec = document.spec().expect("a specification that reads");
    let Err(found) = validate(&spec, Some(&document)) else {
        return Vec::new();
    };
    let one = |d: &specgen_diag::Diagnostic| {
        let place = d.place.as_ref().expect("a place");
        let hints = d.hints.join("; ");
        assert!(!hints.is_empty(), "no way out of {}", d.message);
        let (line, column) = (place.line, place.column);
        format!("{line}:{column} {} {} | {hints}", d.code, d.message)
    };
    found.0.iter().map(one).collect()
}

/// An alert whose condition is the given text.
fn when(condition: &str) -> String {
    format!("alerts: {{a: {{when: {{{condition}}}}}}}\n")
}

#[test]
fn names_that_stand_for_nothing_are_reported_at_their_token() {
    let table = [
        (
            when("threshold: {metric: temprature, above: 1}"),
            "4:41 E201 no metric `temprature` | write `temperature`, which is the nearest, or add `temprature: {}` to `metrics`",
        ),
        (
            when(
                "all: [{threshold: {metric: humidity, above: 1}}, {state: {metric: doors, is: open}}]",
            ),
            "4:87 E201 no metric `doors` | write `door`, which is the nearest, or add `doors: {}` to `metrics`",
        ),
        (
            when("threshold: {metric: hatch, above: 1}"),
            "4:41 E201 no metric `hatch`: it is called `door` now | write `door`",
        ),
        (
            "alerts: {a: {when: {offline: {after: 1h}}, notify: [mail]}}".to_owned(),
            "4:53 E202 no channel `mail` | add `channels: {mail: {via: {email: {env: SMTP_URL}}}}`",
        ),
        (
            "time_zone: Europe/Berln".to_owned(),
            "4:12 E208 no time zone `Europe/Berln` | write `Europe/Berlin`, which is the nearest, or write a name of the IANA database, like `Europe/Berlin`",
        ),
        (
            "storage: {retention: {raw: 90d, hour: 2y}}".to_owned(),
            "4:33 E203 retention for `hour`, which nothing fills | add `rollups: {hour: {}}`",
        ),
        (
            "alerts: {a: {when: {offline: {}}, unless: [b]}}".to_owned(),
            "4:44 E204 no alert `b` | write `a`, which is the nearest, or add it to `alerts`",
        ),
        (
            "api: {allow: {set_limits: [gardener]}}".to_owned(),
            "4:28 E205 no role `gardener` | add `roles: {gardener: {is: viewer}}` to `api`",
        ),
        (
            when("threshold: {metric: humidity, above: 0.9, of: device.depth}"),
            "4:67 E206 no field `device.depth` | add `fields: {depth: {type: decimal}}` to `devices`",
        ),
        (
            "topics: {t: {pattern: a/b, way: in, carries: {metric: noise}}}".to_owned(),
            "4:55 E201 no metric `noise` | add `noise: {}` to `metrics`",
        ),
        (
            "devices: {types: {pump: {commands: [cool]}}}".to_owned(),
            "4:37 E204 no command `cool` | add it to `commands`",
        ),
        (
            "resources: {book: {sort: [title]}}".to_owned(),
            "4:27 E206 no field `title` | add it to `resources.book.fields`",
        ),
    ];
    let (mut found, mut expectations) = (Vec::new(), Vec::new());
    for (rest, expected) in table {
        found.push(errors(&rest).join("\n"));
        expectations.push(expected);
    }
    assert_eq!(found, expectations, "{found:#?}");
}

#[test]
fn what_makes_no_sense_is_reported_with_a_way_out() {
    let table = [
        (
            when("threshold: {metric: humidity, above: null}"),
            "4:58 E301 `above` is open while `limits: fixed`: nobody could set it | give a number, or write `limits: per_device`",
        ),
        (
            when("threshold: {metric: humidity, above: 7, below: 3}"),
            "4:61 E302 `above` and `below` in one threshold | write `outside: {metric: humidity, min: ..., max: ...}`",
        ),
        (
            when("threshold: {metric: humidity, above: 120}"),
            "4:58 E303 120 is beyond the range of `humidity` (0 to 100): never true | change the limit, or the range of the metric",
        ),
        (
            "topics: {a: {pattern: \"x/{id}\", way: in, carries: readings}, b: {pattern: x/+, way: in, carries: readings}}".to_owned(),
            "4:62 E304 topics `a` and `b` overlap, readings would count twice | write `carries: nothing` at one, or make the patterns differ",
        ),
        (
            format!("{}refused: [alerts.humidity]", when("threshold: {metric: humidity, above: 7}")),
            "5:11 E305 `alerts.humidity` is refused, yet `alerts.a` is there | delete one of the two",
        ),
        (
            when("threshold: {metric: temperature, above: 30, unit: kPa}"),
            "4:71 E314 `kPa` does not measure what `C` measures | write one of C, F, K",
        ),
        (
            when("outside: {metric: temperature, min: 8, max: 2}"),
            "4:21 E313 the lowest good value 8 is not below the highest 2 | change one of them",
        ),
        (
            when("threshold: {metric: door, above: 1}"),
            "4:21 E316 `threshold` of `door`, whose values are no numbers | write `state: {metric: door, is: closed}`",
        ),
        (
            when("state: {metric: machine_state, is: asleep}"),
            "4:56 E316 `machine_state` has no state `asleep` | write one of idle, running, stopped, fault, maintenance, offline",
        ),
        (
            "alerts: {a: {when: {threshold: {metric: humidity, above: 60}}, clear: 70}}".to_owned(),
            "4:71 E317 the alert would end at 70, on the wrong side of 60 | change one of the two",
        ),
        (
            when("all: [{offline: {}}]"),
            "4:21 E302 a combination of fewer than two | add a second condition, or write the one without the list",
        ),
        (
            "api: {allow: {set_limits: [public]}}".to_owned(),
            "4:27 E309 `set_limits` without a login | name roles: only reading and sending can be public",
        ),
        (
            "refused: [transports.mqtt, transports.http]".to_owned(),
            "1:1 E307 no transport is left | add `transports: {mqtt: {}}` to `ingest`",
        ),
        (
            "topics: {a: {pattern: \"{site}/{unit}/x\", way: in, carries: readings}}".to_owned(),
            "4:23 E306 several placeholders, and nothing says which is the device | add `payloads: {reading: {device: {topic: ...}}}` to `ingest`",
        ),
        (
            "groups: {a: {parent: b}, b: {parent: a}}".to_owned(),
            "4:22 E308 the group belongs to itself | choose another parent",
        ),
    ];
    let (mut found, mut expectations) = (Vec::new(), Vec::new());
    for (rest, expected) in table {
        found.extend(errors(&rest).into_iter().next());
        expectations.push(expected);
    }
    assert_eq!(found, expectations, "{found:#?}");
}

#[test]
fn values_of_a_metric_are_checked() {
    let errors = |metrics: &str| {
        let text = format!("specgen: 1\nname: demo\nmetrics: {{{metrics}}}\n");
        let document = Document::parse("spec.yaml", &text).expect("YAML");
        let spec = document.spec().expect("it reads");
        let found = validate(&spec, Some(&document)).expect_err("it makes no sense");
        let first = &found.0[0];
        format!("{} {}", first.code, first.message)
    };
    for (metrics, expected) in [
        (
            "a: {range: {min: 5, max: 5}}",
            "E313 the lowest value 5 is not below the highest 5",
        ),
        (
            "a: {unit: C, api_unit: kPa}",
            "E314 `kPa` does not measure what `C` measures",
        ),
        ("a: {kind: enum}", "E312 an enum without its states"),
        (
            "a: {kind: boolean, values: [x]}",
            "E312 a boolean has exactly two words",
        ),
        (
            "a: {increments: true}",
            "E312 `increments` of what is no counter",
        ),
        (
            "pm2_5: {}, pm25: {}",
            "E315 `pm25` and `pm2_5` are both `pm25` in answers",
        ),
        ("a: {was: [b]}, b: {}", "E315 `b` is a name of `b` too"),
        ("a: {quantity: temprature}", "E207 no quantity `temprature`"),
        (
            "a: {unit: C, range: {max: 5 bananas}}",
            "E314 `bananas` is no unit that converts to `C`",
        ),
    ] {
        assert_eq!(errors(metrics), expected, "{metrics}");
    }
}

#[test]
fn all_errors_of_a_stage_come_at_once_and_in_order() {
    let found = errors(
        "alerts:
  a: {when: {threshold: {metric: nope, above: 1}}, notify: [x, y]}
  b: {when: {threshold: {metric: humidity, above: 120}}}
",
    );
    let heads: Vec<&str> = found.iter().map(|f| &f[..9]).collect();
    assert_eq!(heads, ["5:34 E201", "5:61 E202", "5:64 E202"], "{found:#?}");
}

#[test]
fn the_worked_examples_make_sense() {
    for text in [
        include_str!("golden/spec-seed.yaml").to_owned(),
        "specgen: 1
name: e_scooter
devices: {noun: scooter}
metrics: {position: {kind: position}, battery: {unit: \"%\"}, speed: {unit: km/h}}
ingest: {interval: 20s}
alerts:
  battery_low: {when: {threshold: {metric: battery, below: 15}}, notify: [webhook]}
  zone_exit: {when: {geofence: {event: exit, zone: shared, area: service area}}, limits: global, notify: [webhook]}
channels: {webhook: {via: {webhook: {env: WEBHOOK_URL}}}}
commands: {lock: {}, unlock: {}}
storage: {engine: postgres, retention: {raw: 90d}}
api: {auth: {method: jwt}, roles: {admin: {is: admin}, support: {is: operator}}, live: {via: [websocket]}}
dashboard: {map: true}
scale: {devices: 500}
".to_owned(),
    ] {
        let document = Document::parse("spec.yaml", &text).expect("YAML");
        let spec = document.spec().expect("it reads");
        assert_eq!(validate(&spec, Some(&document)), Ok(()));
    }
}

#[test]
fn without_a_document_the_path_is_part_of_the_message() {
    let document = Document::parse(
        "spec.yaml",
        &format!("{HEAD}{}", when("offline: {metric: x}")),
    )
    .expect("YAML");
    let spec = document.spec().expect("it reads");
    let found = validate(&spec, None).expect_err("no metric x");
    assert_eq!(
        found.0[0].message,
        "no metric `x`, at `alerts.a.when.offline.metric`"
    );
}

#[test]
fn what_is_held_and_not_built_is_a_note_at_its_place() {
    let text = format!("{HEAD}storage: {{engine: postgres}}\nextra: {{tide: Shows the tide.}}\n");
    let document = Document::parse("spec.yaml", &text).expect("YAML");
    let spec = document.spec().expect("it reads");
    let built = |word: &str| word.starts_with("kind.");
    let notes = not_built(&spec, Some(&document), built);
    let shown: Vec<String> = notes
        .iter()
        .map(|note| {
            let place = note.place.as_ref().expect("a place");
            format!("{}:{} {}", place.line, place.column, note.message)
        })
        .collect();
    let expected = [
        "4:11 `storage.engine` is held and not built yet",
        "5:9 `extra.tide` is held and not built yet",
    ];
    assert_eq!(shown, expected);
    assert_eq!(not_built(&spec, None, |_| true), []);
}
