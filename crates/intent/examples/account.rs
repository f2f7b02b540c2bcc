//! Prints how a text is cut: each chunk with its meanings and the rule that took it. For work on the lexicon.
#![allow(clippy::print_stdout, reason = "an example binary prints")]

fn main() {
    let text = std::env::args().next_back().unwrap_or_default();
    for line in specgen_intent::trace(&text, &specgen_intent::Lexicon::embedded()) {
        println!("{line}");
    }
}
