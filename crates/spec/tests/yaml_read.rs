//! Reading `spec.yaml`: each fault with its code, its place and a way out, all in one go.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

use specgen_diag::{ExitClass, render};
use specgen_spec::yaml::{self, Document};

const HEAD: &str = "specgen: 1\nname: demo\n";

/// Returns `line:column code message | hints` of each fault.
fn faults(text: &str) -> Vec<String> {
    let Err(found) = yaml::read("spec.yaml", text) else {
        return Vec::new();
    };
    assert_eq!(found.exit(), ExitClass::SpecInvalid);
    let one = |d: &specgen_diag::Diagnostic| {
        let place = d.place.as_ref().expect("every fault has its place");
        let hints = d.hints.join("; ");
        assert!(!hints.is_empty(), "no way out of {}", d.message);
        let (line, column) = (place.line, place.column);
        format!("{line}:{column} {} {} | {hints}", d.code, d.message)
    };
    found.0.iter().map(one).collect()
}

fn below_head(rest: &str) -> Vec<String> {
    faults(&format!("{HEAD}{rest}"))
}

#[test]
fn each_kind_of_fault_stands_at_its_token() {
    let table: [(&str, &str); 22] = [
        (
            "metrics: {temperature: {}, temperature: {}}",
            "3:28 E001 `temperature` stands twice, first at 3:11 | rename one of them, or merge them",
        ),
        (
            "ingest:\n  intervall: 15s",
            "4:3 E002 unknown key `intervall` | write `interval`, which is the nearest key",
        ),
        (
            "alerts: {hot: {when: {threshold: {metric: t, above: 1}}, for: 5 minutes}}",
            "3:63 E003 `5 minutes` is no duration | write for example `90s`, `15min`, `1h30m` or `2d`",
        ),
        (
            "metrics: {temperature: {unit: °C}}",
            "3:31 E003 `°C` is no unit: units are ASCII | write `unit: C`",
        ),
        (
            "alerts: {hot: {when: {treshold: {metric: t, above: 1}}}}",
            "3:23 E004 `treshold` is none of the words known here | write `threshold`, which is the nearest word",
        ),
        (
            "alerts: {hot: {when: {threshold: {metric: t, above: 1}, state: {metric: d, is: open}}}}",
            "3:57 E005 a second kind, `state`, beside the first | keep one, or join them: `all: [{...}, {...}]`",
        ),
        (
            "alerts: {shut: {when: {state: {metric: d, is: null}}}}",
            "3:47 E006 nothing stands here, and this may not be left open | write a value (an empty map is `{}`), or delete the key",
        ),
        (
            "alerts: {hot: {severity: high}}",
            "3:10 E007 the key `when` is missing | add `when: ...`",
        ),
        (
            "devices: {gateways: yes}",
            "3:21 E003 `yes` is no truth value | write `true` or `false`",
        ),
        (
            "alerts: {hot: {when: {threshold: {metric: t, above: 1}}, notify: brewer}}",
            "3:66 E003 `brewer` where a list belongs | write `[brewer]`",
        ),
        (
            "alerts: {hot: {when: {threshold: {metric: t, above: 1}}, count: -1}}",
            "3:65 E003 `-1` where a whole number from 0 up belongs | `specgen schema` shows what may stand here",
        ),
        (
            "devices: {auth: tokens}",
            "3:17 E004 `tokens` is none of the words known here | write `token`, which is the nearest word",
        ),
        (
            "metrics:\n  Temperature: {}",
            "4:3 E003 `Temperature` is no name | write 1 to 48 of a-z, 0-9 and _, a letter first",
        ),
        (
            "alerts: {hot: {when: {threshold: {metric: t, above: 1}}, scope: types}}",
            "3:65 E003 `types` needs a value | write `{types: ...}`",
        ),
        (
            "alerts: {hot: {when: {threshold: {metric: t, above: 1}}, active: {always: 1}}}",
            "3:67 E003 `always` takes no value | write the word alone: `always`",
        ),
        (
            "devices:",
            "3:8 E006 nothing stands here, and this may not be left open | write a value (an empty map is `{}`), or delete the key",
        ),
        (
            "metrics: [temperature]",
            "3:10 E003 a list where a map of keys belongs | `specgen schema` shows what may stand here",
        ),
        (
            "topics: {a: {pattern: a b, way: in, carries: readings}}",
            "3:23 E003 `a b` is no topic pattern: no blanks or control characters | write for example `sensors/{deviceId}/readings`",
        ),
        (
            "scale: {devices: many}",
            "3:18 E003 `many` where a whole number from 0 up belongs | `specgen schema` shows what may stand here",
        ),
        (
            "metrics: {a: &x {}, b: *x}",
            "3:17 E001 anchors, aliases and merge keys are not allowed here | write the value itself; one that begins with `&` or `*` needs quotes",
        ),
        (
            "summary: \"open",
            "3:10 E001 a quote that is not closed | close it with the same quote",
        ),
        (
            "metrics:\n  a: {}\n b: {}",
            "5:2 E001 the indentation does not fit the lines above | start all keys of one map in the same column",
        ),
    ];
    for (rest, expected) in table {
        assert_eq!(below_head(rest), [expected], "{rest}");
    }
}

#[test]
fn all_faults_are_reported_at_once_in_the_order_of_the_file() {
    let found = below_head(
        "metrics: {temperature: {unit: °C, rnge: {}}, x: {kind: gage}}
ingest: {interval: soon}
alerts:
  hot: {when: {threshold: {metric: temperature, above: high}}}
  cold: {for: 1s}
extra: {Bad: x}
",
    );
    let heads: Vec<&str> = found.iter().map(|f| &f[..f.len().min(9)]).collect();
    let expected = [
        "3:31 E003",
        "3:35 E002",
        "3:56 E004",
        "4:20 E003",
        "6:56 E003",
        "7:3 E007 ",
        "8:9 E003 ",
    ];
    assert_eq!(heads, expected, "{found:#?}");
}

#[test]
fn what_only_follows_from_another_fault_is_not_reported() {
    let found = below_head("alerts: {hot: {when: {threshold: {metric: Bad Name, above: 1}}}}");
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn at_most_twenty_are_reported() {
    let many: Vec<String> = (0..50).map(|n| format!("  m{n}: {{unit: °C}}\n")).collect();
    let many = many.concat();
    assert_eq!(below_head(&format!("metrics:\n{many}")).len(), 20);
}

#[test]
fn another_format_is_refused_before_its_keys_are_judged() {
    let found = faults("specgen: 2\nname: demo\nnew_section: {}\n");
    let expected = "1:10 E008 format `2` is not known to this specgen | install the specgen that \
                    wrote it, or write `specgen: 1`";
    assert_eq!(found, [expected]);
    let missing = faults("name: demo\n");
    assert!(missing[0].starts_with("1:1 E007"), "{missing:?}");
}

#[test]
fn an_empty_file_says_how_to_begin() {
    for text in ["", "\n\n# nothing\n", "---\n", "null\n"] {
        let found = faults(text);
        assert!(found[0].contains("specgen new"), "{text:?}: {found:?}");
    }
}

#[test]
fn words_and_numbers_mean_what_they_say() {
    let text = format!(
        "{HEAD}alerts: {{a: {{when: {{state: {{metric: door, is: no}}}}}}}}\nsummary: 017\nextra: {{x: 1.10}}\n"
    );
    let spec = yaml::read("spec.yaml", &text).expect("valid");
    assert_eq!(spec.summary, "017");
    assert_eq!(spec.extra.get("x").map(String::as_str), Some("1.10"));
}

#[test]
fn a_byte_order_mark_and_foreign_line_ends_are_read() {
    let text = format!("\u{feff}{}", HEAD.replace('\n', "\r\n"));
    assert!(yaml::read("spec.yaml", &text).is_ok());
}

#[test]
fn a_path_leads_to_its_place() {
    let text = format!(
        "{HEAD}metrics:\n  temperature:\n    unit: C\napi:\n  endpoints: {{\"GET /a.b\": {{serves: x}}}}\nasked: [nodejs, react]\n"
    );
    let document = Document::parse("spec.yaml", &text).expect("it is YAML");
    let at = |path: &str| {
        let place = document.place(path);
        (place.line, place.column, place.length)
    };
    assert_eq!(at("metrics.temperature.unit"), (5, 11, 1));
    assert_eq!(at("api.endpoints.GET /a.b.serves"), (7, 36, 1));
    assert_eq!(at("asked.1"), (8, 17, 5));
    assert_eq!(at("metrics.temperature.range"), (5, 5, 1));
    let key = document.place_of_key("metrics.temperature");
    assert_eq!((key.line, key.column, key.length), (4, 3, 11));
    assert!(document.holds("metrics.temperature.unit"));
    assert!(!document.holds("metrics.temp"));
}

#[test]
fn a_fault_is_shown_with_its_line_and_caret() {
    let found = yaml::read("spec.yaml", &format!("{HEAD}devices: {{auth: tokens}}\n"));
    let shown = render(&found.expect_err("faulty").0[0]);
    let expected = [
        "spec.yaml:3:17: error E004: `tokens` is none of the words known here",
        "  |",
        "3 | devices: {auth: tokens}",
        "  |                 ^^^^^^",
        "  hint: write `token`, which is the nearest word",
        "",
    ];
    assert_eq!(shown, expected.join("\n"));
}
