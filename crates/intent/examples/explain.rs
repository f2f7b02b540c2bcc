//! Prints how the embedded engine reads a text as JSON: the last argument, or standard input when that is `-`.
#![allow(clippy::print_stdout, reason = "an example binary prints")]

use std::io::Read as _;

fn main() -> std::io::Result<()> {
    let mut text = std::env::args().next_back().unwrap_or_default();
    if text == "-" {
        text.clear();
        std::io::stdin().read_to_string(&mut text)?;
    }
    let reading = specgen_intent::read(&text, &specgen_intent::Lexicon::embedded());
    println!(
        "{}",
        serde_json::to_string_pretty(&reading).unwrap_or_default()
    );
    Ok(())
}
