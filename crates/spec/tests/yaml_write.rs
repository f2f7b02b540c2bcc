//! Writing and changing `spec.yaml`: what is written reads back, what did not change keeps its bytes.

#![expect(clippy::panic, reason = "a test stops at the first surprise")]

use specgen_spec::Spec;
use specgen_spec::yaml::{read, update, write_new};

fn parsed(text: &str) -> Spec {
    match read("spec.yaml", text) {
        Ok(spec) => spec,
        Err(found) => {
            let shown: Vec<String> = found.0.iter().map(specgen_diag::render).collect();
            panic!("{}\n{text}", shown.join("\n"))
        }
    }
}

/// Changes `text` so that it reads as `to` and returns the changed text.
fn changed(text: &str, to: &str) -> String {
    let (old, new) = (parsed(text), parsed(to));
    let result = update(text, &old, &new);
    assert_eq!(parsed(&result), new, "{result}");
    result
}

const SEED: &str = include_str!("golden/spec-seed.yaml");

#[test]
fn the_file_of_a_new_specification_is_calm() {
    let text = "
specgen: 1
name: iot_backend
devices: {auth: token}
metrics: {temperature: {unit: C}, humidity: {unit: \"%\"}}
ingest: {interval: 10s..20s, transports: {mqtt: {}}}
alerts: {temperature_high: {when: {threshold: {metric: temperature, above: null}}, limits: per_device}}
storage: {engine: sqlite, asked: mongodb}
api: {offers: [validation, readings_query]}
asked: [nodejs]
";
    let spec = parsed(text);
    let written = write_new(&spec);
    assert_eq!(written, SEED);
    assert_eq!(parsed(&written), spec);
}

const EDITED: &str = "# Our greenhouse.
specgen: 1
name: greenhouse # the crate too

metrics: # in the order of the dashboard
  temperature: {unit: C} # calibrated in March
  # the humidity of the air, not of the soil
  humidity:   {unit: '%', range: {min: 0,   max: 100}}

alerts:
  too_hot:
    when: {threshold: {metric: temperature, above: 28}} # agreed with Ana
    for: 15min
    notify:
      - ana   # first
      - bert  # then

channels: {ana: {via: {email: {env: A}}}, bert: {via: {email: {env: B}}}}
storage:
  engine: sqlite
# the end
";

/// Applies `from -> to` to the text by hand, for what the splice should give.
fn by_hand(pairs: &[(&str, &str)]) -> String {
    pairs.iter().fold(EDITED.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "`{from}` must stand once");
        text.replacen(from, to, 1)
    })
}

#[test]
fn one_change_touches_one_place() {
    let table: [&[(&str, &str)]; 15] = [
        &[("above: 28", "above: 27.5")],
        &[("above: 28", "above: null")],
        &[("for: 15min", "for: 1h")],
        &[("    for: 15min\n", "")],
        &[("{unit: C}", "{unit: F}")],
        &[("{unit: C}", "{unit: C, required: true}")],
        &[("{min: 0,   max: 100}", "{max: 100}")],
        &[("{min: 0,   max: 100}", "{min: 0}")],
        &[("'%', range: {min: 0,   max: 100}", "'%'")],
        &[("max: 100}}\n", "max: 100}}\n  co2: {unit: ppm}\n")],
        &[(
            "  temperature: {unit: C} # calibrated in March\n",
            "  co2: {unit: ppm}\n  temperature: {unit: C} # calibrated in March\n",
        )],
        &[("      - bert  # then\n", "      # bert: then\n")],
        &[
            (
                "      - bert  # then\n",
                "      - bert  # then\n      - chris\n",
            ),
            (
                "bert: {via: {email: {env: B}}}",
                "bert: {via: {email: {env: B}}}, chris: {via: {ntfy: {}}}",
            ),
        ],
        &[("name: greenhouse #", "name: orchid_house #")],
        &[(
            "  engine: sqlite\n",
            "  engine: sqlite\n  retention: {raw: 90d}\n",
        )],
    ];
    for pairs in table {
        let expected = by_hand(pairs);
        assert_eq!(changed(EDITED, &expected), expected, "{pairs:?}");
    }
}

#[test]
fn a_comment_outlives_what_it_stands_beside() {
    let table = [
        (
            "  temperature: {unit: C} # calibrated in March\n",
            "",
            "  # temperature: calibrated in March\n",
        ),
        (
            "  too_hot:\n    when: {threshold: {metric: temperature, above: 28}} # agreed with Ana\n    for: 15min\n    notify:\n      - ana   # first\n      - bert  # then\n",
            "  cold:\n    when: {threshold: {metric: humidity, below: 3}}\n",
            "  # too_hot: agreed with Ana\n  # too_hot: first\n  # too_hot: then\n",
        ),
    ];
    for (from, to, kept) in table {
        let result = changed(EDITED, &by_hand(&[(from, to)]));
        assert!(result.contains(kept), "{kept}\n{result}");
    }
    let within = "specgen: 1\nname: g\nmetrics: {temperature: {unit: C}, # of the air\n  humidity: {}, # of the soil\n  co2: {}}\n";
    let fewer = "specgen: 1\nname: g\nmetrics: {temperature: {unit: C}, co2: {}}\n";
    let result = changed(within, fewer);
    assert!(
        result.contains("# of the air") && result.contains("# humidity: of the soil"),
        "{result}"
    );
    let quoted = "specgen: 1\nname: g\nsummary: \"one\n  two\" # of Ana's\nasked: [a]\nmetrics: {humidity: {}} # our first\n";
    let afresh = "specgen: 1\nname: g\nmetrics: {b: {}, a: {}}\n";
    let result = changed(quoted, afresh);
    assert!(
        result.contains("of Ana's") && result.contains("our first"),
        "{result}"
    );
}

#[test]
fn a_rename_stays_in_place() {
    let to = by_hand(&[
        (
            "temperature: {unit: C}",
            "heat: {unit: C, was: [temperature]}",
        ),
        ("metric: temperature", "metric: heat"),
    ]);
    assert_eq!(changed(EDITED, &to), to);
}

#[test]
fn a_new_section_stands_apart_like_the_others() {
    let to = format!("{EDITED}\nrollups:\n  month: {{functions: [avg]}}\n");
    let result = changed(EDITED, &to);
    assert!(
        result.contains("  engine: sqlite\n\nrollups:\n  month: {functions: [avg]}\n# the end\n"),
        "{result}"
    );
}

#[test]
fn what_stands_in_one_line_and_gives_way_as_a_whole_leaves_no_comma() {
    let text = "specgen: 1
name: x
ingest:
  interval: 30s # as agreed
  transports: {http: {}}
";
    let other = text.replace("http", "mqtt");
    assert_eq!(changed(text, &other), other);
}

#[test]
fn a_line_that_grows_too_long_becomes_a_block() {
    let to = by_hand(&[(
        "{unit: C}",
        "{kind: gauge, unit: C, api_unit: F, label: The temperature of the air under the roof, required: true}",
    )]);
    let result = changed(EDITED, &to);
    assert!(
        result.contains("  temperature:\n    kind: gauge\n    unit: C\n"),
        "{result}"
    );
    assert!(result.contains("# the humidity of the air"), "{result}");
}

#[test]
fn every_line_end_and_mark_of_the_file_stays() {
    let foreign = format!("\u{feff}{}", EDITED.replace('\n', "\r\n"));
    let to = by_hand(&[
        ("above: 28", "above: 30"),
        ("max: 100}}\n", "max: 100}}\n  co2: {}\n"),
    ]);
    let expected = format!("\u{feff}{}", to.replace('\n', "\r\n"));
    assert_eq!(changed(&foreign, &to), expected);
}

#[test]
fn a_change_and_its_inverse_give_the_same_bytes() {
    let to = by_hand(&[("max: 100}}\n", "max: 100}}\n  co2: {unit: ppm}\n")]);
    let there = changed(EDITED, &to);
    assert_eq!(changed(&there, EDITED), EDITED);
}

#[test]
fn nothing_to_change_changes_nothing() {
    assert_eq!(changed(EDITED, EDITED), EDITED);
}

#[test]
fn what_no_splice_can_do_is_written_afresh_and_reads_right() {
    let to = "specgen: 1\nname: other\nalerts: {a: {when: {all: [{state: {metric: x, is: \"on\"}}, {offline: {}}]}}}\nsummary: \"a # b: {c}\\n\\\"d\\\"\"\n";
    let result = changed(EDITED, to);
    assert!(result.contains("# Our greenhouse."), "{result}");
    let swapped = "specgen: 1\nname: g\nmetrics: {humidity: {}, temperature: {}}\n";
    let plain = "specgen: 1\nname: g\n# order matters\nmetrics: {temperature: {}, humidity: {}}\n";
    assert!(changed(plain, swapped).contains("# order matters"));
}
