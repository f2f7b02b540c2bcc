//! Hostile files: each gets a clear answer with a place, quickly, and nothing is expanded.

use specgen_spec::yaml::{MAX_ERRORS, read};

const HEAD: &str = "specgen: 1\nname: demo\n";

/// What a hostile input must get: nothing wrong at all, or an error of a code whose text holds a
/// word.
enum Answer {
    Reads,
    Fault(&'static str, &'static str),
}
use Answer::{Fault, Reads};

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

#[expect(clippy::too_many_lines, reason = "a table, one input after the other")]
fn hostile() -> Vec<(&'static str, String, Answer)> {
    let below = |rest: &str| format!("{HEAD}{rest}");
    let laughs = lines(10, |n| match n {
        0 => "  a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned(),
        n => {
            let last = format!("*a{}", n - 1);
            format!("  a{n}: &a{n} [{}]\n", [last.as_str(); 9].join(", "))
        }
    });
    vec![
        (
            "billion laughs",
            below(&format!("extra:\n{laughs}")),
            Fault("E001", "aliases"),
        ),
        (
            "20 000 aliases of a long text",
            below(&format!(
                "asked: [&a {}{}]\n",
                "x".repeat(100_000),
                ", *a".repeat(20_000)
            )),
            Fault("E001", "aliases"),
        ),
        (
            "100 000 brackets",
            below(&format!(
                "asked: {}{}\n",
                "[".repeat(100_000),
                "]".repeat(100_000)
            )),
            Fault("E001", "deeper"),
        ),
        (
            "50 000 nested maps",
            below(&format!(
                "extra: {}{}\n",
                "{a: ".repeat(50_000),
                "}".repeat(50_000)
            )),
            Fault("E001", "deeper"),
        ),
        (
            "50 000 dashes",
            below(&format!("asked:\n  {}x\n", "- ".repeat(50_000))),
            Fault("E001", "deeper"),
        ),
        (
            "20 000 questions",
            below(&format!("extra:\n  {}x\n", "? ".repeat(20_000))),
            Fault("E001", "deeper"),
        ),
        (
            "200 000 open brackets",
            "[".repeat(200_000),
            Fault("E001", "deeper"),
        ),
        (
            "an alias of itself",
            below("asked: &a [*a]\n"),
            Fault("E001", "aliases"),
        ),
        (
            "an unknown alias",
            below("asked: [*nobody]\n"),
            Fault("E001", "aliases"),
        ),
        (
            "a key twice",
            below("extra: {a: x, a: y}\n"),
            Fault("E001", "stands twice"),
        ),
        (
            "two documents",
            below("---\nname: other\n"),
            Fault("E001", "second document"),
        ),
        (
            "a zero byte",
            below("summary: a\0b\n"),
            Fault("E001", "control character"),
        ),
        (
            "an escape sequence",
            below("summary: \u{1b}[2J\n"),
            Fault("E001", "control character"),
        ),
        (
            "a tab as indentation",
            below("metrics:\n\ttemperature: {}\n"),
            Fault("E001", "tab"),
        ),
        (
            "words that others read as truth",
            below("extra: {a: no, b: on, c: 017, d: 12:30:45}\n"),
            Reads,
        ),
        (
            "a number without end",
            below("metrics: {a: {range: {max: 1e999}}}\n"),
            Fault("E003", "1e999"),
        ),
        (
            "no number",
            below("metrics: {a: {range: {max: .inf}}}\n"),
            Fault("E003", ".inf"),
        ),
        (
            "a word for a truth value",
            below("devices: {gateways: yes}\n"),
            Fault("E003", "truth"),
        ),
        (
            "a merge key",
            below("metrics: {a: {<<: {unit: C}}}\n"),
            Fault("E001", "merge"),
        ),
        (
            "a tag of a language",
            below("summary: !!python/object:os.system x\n"),
            Fault("E001", "tags"),
        ),
        (
            "an unknown tag",
            below("summary: !x y\n"),
            Fault("E001", "tags"),
        ),
        (
            "200 000 keys",
            below(&format!(
                "extra:\n{}",
                lines(200_000, |n| format!("  k{n}: x\n"))
            )),
            Fault("E001", "bytes"),
        ),
        (
            "60 000 short keys",
            below(&format!(
                "extra:\n{}",
                lines(60_000, |n| format!(" k{n}: x\n"))
            )),
            Fault("E001", "keys and values"),
        ),
        (
            "100 000 anchors",
            below(&format!(
                "asked: [{}]\n",
                lines(60_000, |n| format!("&a{n} x,"))
            )),
            Fault("E001", "aliases"),
        ),
        ("a byte order mark", format!("\u{feff}{HEAD}"), Reads),
        (
            "a key of 200 kB",
            below(&format!("extra: {{{}: x}}\n", "k".repeat(200_000))),
            Fault("E00", ""),
        ),
        (
            "400 kB of comments",
            below(&"# nothing\n".repeat(40_000)),
            Reads,
        ),
        (
            "900 kB of text",
            below(&format!("summary: {}\n", "x".repeat(900_000))),
            Reads,
        ),
        (
            "9 000 elements",
            below(&format!(
                "metrics:\n{}",
                lines(6_000, |n| format!("  m{n}: {{}}\n"))
            )),
            Reads,
        ),
        (
            "a name of nothing but brackets",
            below("metrics: {\"}{\": {}}\n"),
            Fault("E003", "no name"),
        ),
        (
            "a word that steers the text direction",
            below("devices: {auth: \"\u{202e}nekot\"}\n"),
            Fault("E004", "none of the words"),
        ),
        (
            "a directive",
            format!("%TAG ! tag:x,2000:\n---\n{HEAD}"),
            Fault("E001", "directive"),
        ),
        (
            "a list as a key",
            below("extra: {[a]: b}\n"),
            Fault("E001", "key"),
        ),
    ]
}

#[test]
fn every_hostile_input_gets_a_clear_answer_with_a_place() {
    for (what, text, answer) in hostile() {
        let found = read("spec.yaml", &text);
        match (answer, found) {
            (Reads, Ok(_)) => {}
            (Reads, Err(found)) => panic!("{what}: {:?}", found.0.first()),
            (Fault(code, _), Ok(_)) => panic!("{what}: read, but {code} was due"),
            (Fault(code, word), Err(found)) => {
                assert!(found.0.len() <= MAX_ERRORS, "{what}");
                for one in &found.0 {
                    let shown = specgen_diag::render(one);
                    assert!(
                        one.place.is_some() && !one.hints.is_empty(),
                        "{what}: {shown}"
                    );
                    assert!(shown.len() < 1_500, "{what}: {} bytes", shown.len());
                    assert!(!shown.contains(['\0', '\u{1b}', '\u{202e}']), "{what}");
                }
                let first = &found.0[0];
                assert!(first.code.starts_with(code), "{what}: {first:?}");
                assert!(first.message.contains(word), "{what}: {}", first.message);
            }
        }
    }
}

#[test]
fn half_a_file_never_panics() {
    let text = include_str!("golden/spec-seed.yaml");
    for end in 0..text.len() {
        if text.is_char_boundary(end) {
            let _ = read("spec.yaml", &text[..end]).map_err(|found| {
                assert!(!found.0.is_empty());
            });
        }
    }
    for cut in 0..text.len() {
        let mut broken = text.to_owned();
        broken.replace_range(cut..=cut, "\"");
        if let Err(found) = read("spec.yaml", &broken) {
            assert!(found.0.iter().all(|one| one.place.is_some()));
        }
    }
}
