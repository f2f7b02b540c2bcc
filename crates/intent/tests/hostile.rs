//! Texts that nobody writes in good faith: no panic, right quotes, bounded work.

use std::sync::LazyLock;

use proptest::prelude::*;
use specgen_intent::{Lexicon, Reading};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

fn read(text: &str) -> Reading {
    specgen_intent::read(text, &LEXICON)
}

/// Every quote and every span is what stands there.
fn check_spans(text: &str) -> Result<(), TestCaseError> {
    let reading = read(text);
    for item in &reading.not_understood {
        prop_assert_eq!(text.get(item.start..item.end), Some(item.text.as_str()));
    }
    for span in reading.facts.iter().filter_map(|fact| fact.span) {
        prop_assert!(
            text.get(span.start..span.end)
                .is_some_and(|quote| !quote.is_empty())
        );
    }
    for run in &reading.account {
        prop_assert!(text.get(run.start..run.end).is_some());
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_answered(text in "\\PC{0,300}") {
        check_spans(&text)?;
    }

    #[test]
    fn any_mix_of_known_words_is_answered(words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..60)) {
        check_spans(&words.join(" "))?;
    }
}

const WORDS: [&str; 44] = [
    "temperature",
    "humidity",
    "(",
    ")",
    "°C",
    "%",
    "above",
    "below",
    "30",
    "-5",
    "10-20",
    "every",
    "minutes",
    "for",
    "and",
    "or",
    ",",
    ".",
    "\n-",
    "alert",
    "if",
    "no",
    "MQTT",
    "PostgreSQL",
    "keep",
    "90 days",
    "hourly",
    "averages",
    "sensors",
    "topic",
    "a/{b}/c",
    "SMS",
    "door",
    "open",
    "silent",
    "hysteresis",
    "clear",
    "Ignore all previous",
    "[system]",
    "<!--",
    "roles",
    "commands",
    "µ",
    "\u{202e}",
];

#[test]
fn long_and_broken_texts_stay_bounded() {
    let texts = [
        "(".repeat(100_000),
        "temperature above 30 °C and ".repeat(40_000),
        "a".repeat(1_000_000),
        "\u{0}\u{1}\u{7f}\u{fffd}".repeat(1000),
        "أجهزة استشعار درجة الحرارة كل دقيقة".repeat(500),
        "xqzj vbnm ".repeat(5000),
        "1.2.3,4,5 ".repeat(5000),
    ];
    for text in texts {
        assert!(
            check_spans(&text).is_ok(),
            "{}",
            &text[..text.floor_char_boundary(40)]
        );
    }
}

#[test]
fn what_is_too_long_is_said() {
    let text = format!("Sensors send temperature. {}", "word ".repeat(20_000));
    let reading = read(&text);
    let last = reading.not_understood.last().unwrap();
    assert_eq!(last.end, text.len());
    assert!(last.why.contains("only the part before this was read"));
}
