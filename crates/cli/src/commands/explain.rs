//! `specgen explain`: how a text is read. Writes nothing.

use clap::Args;
use specgen_diag::{Diagnostic, ExitClass, Place, Span, render};
use specgen_engine::{Explanation, Fact, NotUnderstood, Origin, explain};

use crate::facts::described;
use crate::failure::Outcome;
use crate::prompt;
use crate::report;
use crate::style::{DIM, GOOD, HEADING, WARN, paint};
use crate::terminal::{Terminal, json_out};
use crate::words::{harmless, short};

/// How wide the column of phrases is.
const COLUMN: usize = 34;

/// Arguments of `specgen explain`.
#[derive(Args, Debug)]
#[command(
    after_help = "Exits with 0 whenever it answers, also when nothing was understood.\n\
                  For example:  specgen explain \"soil moisture every 5 minutes, alert below 20 %\""
)]
pub struct ExplainArgs {
    /// The text; `-` reads standard input
    #[arg(value_name = "TEXT")]
    text: String,
}

/// Reads the text and tells which phrase became which fact.
pub fn run(args: &ExplainArgs, terminal: &mut Terminal) -> Outcome {
    let text = prompt::from_argument(&args.text)?;
    let explanation = explain(&text)?;
    if terminal.json {
        json_out(&explanation)?;
    } else {
        terminal.out(&shown(&text, &explanation))?;
    }
    Ok(ExitClass::Done)
}

fn shown(text: &str, explanation: &Explanation) -> String {
    let mut shown = String::new();
    let (defaults, said): (Vec<&Fact>, Vec<&Fact>) = explanation
        .facts
        .iter()
        .partition(|fact| fact.origin == Origin::Default);
    if !said.is_empty() {
        shown.push_str(&heading("understood"));
        for fact in said {
            shown.push_str(&row(text, fact));
        }
    }
    if !defaults.is_empty() {
        shown.push_str(&heading("\ndone for every project"));
        for fact in defaults {
            shown.push_str(&format!("  {}\n", paint(DIM, &described(fact))));
        }
    }
    let gaps = &explanation.report.not_understood;
    if !gaps.is_empty() {
        shown.push_str(&heading("\nnot understood"));
        for gap in gaps {
            shown.push_str(&caret(text, gap));
        }
    }
    let rest = report::without_gaps(&explanation.report);
    if !rest.is_empty() {
        shown.push('\n');
        shown.push_str(rest.trim_end());
        shown.push('\n');
    }
    if shown.is_empty() {
        shown.push_str("nothing in this text says what a backend should do\n");
    }
    shown
}

fn heading(text: &str) -> String {
    let (blank, words) = text
        .strip_prefix('\n')
        .map_or(("", text), |rest| ("\n", rest));
    format!("{blank}{}\n", paint(HEADING, words))
}

fn row(text: &str, fact: &Fact) -> String {
    let phrase = fact.span.map_or_else(
        || "(concluded)".to_owned(),
        |span| short(span.of(text), COLUMN - 2),
    );
    let pad = " ".repeat(COLUMN.saturating_sub(phrase.chars().count()));
    format!("  {}{pad}→ {}\n", paint(GOOD, &phrase), described(fact))
}

fn caret(text: &str, gap: &NotUnderstood) -> String {
    let span = Span::new(gap.start, gap.end);
    let place = Place::from_span("text", text, span);
    let one = Diagnostic::note("N001", harmless(&gap.why)).at(place);
    let lines = render(&one);
    let mut lines = lines.lines();
    let head = lines.next().unwrap_or_default();
    let rest: Vec<String> = lines.map(|line| format!("  {line}\n")).collect();
    format!("  {}\n{}", paint(WARN, head), rest.concat())
}
