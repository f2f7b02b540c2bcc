//! Whole prompts in words that no rule was written for: what they say is held, quoted or asked about.
//!
//! Written before the rules; a line that fails says where they are too narrow.
#![allow(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod changing;
mod held_out;

use changing::{line, says};
use held_out::prompts::{PROMPTS, Prompt};
use specgen_intent::{Lexicon, read};

/// What is wrong with the reading of a prompt, one line each, and how much was wanted.
fn faults((text, wanted): &Prompt, lexicon: &Lexicon) -> Vec<String> {
    let reading = read(text, lexicon);
    let lines: Vec<String> = reading.facts.iter().map(line).collect();
    let beside = serde_json::to_string(&(
        &reading.not_understood,
        &reading.questions,
        &reading.substitutions,
        &reading.assumptions,
    ))
    .unwrap()
    .to_lowercase();
    let wrong = |want: &&&str| match want.chars().next() {
        Some('?') => !beside.contains(&want[1..].to_lowercase()),
        Some('!') => lines.iter().any(|line| says(line, &want[1..])),
        _ => !lines.iter().any(|line| says(line, want)),
    };
    wanted
        .iter()
        .filter(wrong)
        .map(|want| (*want).to_owned())
        .collect()
}

#[test]
fn what_a_prompt_says_is_not_lost() {
    let lexicon = Lexicon::embedded();
    let mut report = String::new();
    let (mut all, mut lost) = (0, 0);
    for prompt in PROMPTS {
        let faults = faults(prompt, &lexicon);
        all += prompt.1.len();
        lost += faults.len();
        if !faults.is_empty() {
            report.push_str(&format!("{}\n    lost {faults:#?}\n", prompt.0));
        }
    }
    assert!(lost * 100 <= all * 3, "{lost} of {all} lost\n{report}");
}
