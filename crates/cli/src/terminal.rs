//! The two streams: results on standard output, everything else on standard error.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};

use anstream::{AutoStream, ColorChoice};
use serde::Serialize;
use specgen_diag::{Diagnostics, ExitClass, Severity, render};

use crate::failure::{Failure, Outcome};
use crate::global::Global;
use crate::style::{BAD, DIM, WARN};

/// Whoever reads us, and how they want it.
#[derive(Clone, Debug)]
pub struct Terminal {
    color: ColorChoice,
    /// Whether one JSON object is wanted.
    pub json: bool,
    quiet: bool,
    verbose: bool,
}

impl Terminal {
    /// Looks at the options and at what the streams are.
    pub fn open(global: &Global) -> Self {
        Self {
            color: if global.no_color {
                ColorChoice::Never
            } else {
                ColorChoice::Auto
            },
            json: global.json,
            quiet: global.quiet,
            verbose: global.verbose,
        }
    }

    /// Returns whether a person can be asked: both ends are a terminal and text is wanted.
    pub fn can_ask(&self) -> bool {
        !self.json && io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Returns whether progress can be drawn.
    pub fn can_draw(&self) -> bool {
        !self.quiet && !self.json && io::stderr().is_terminal()
    }

    /// Writes a result.
    ///
    /// # Errors
    ///
    /// Says that the stream is gone.
    pub fn out(&self, text: &str) -> Result<(), Failure> {
        let mut stream = AutoStream::new(io::stdout().lock(), self.color);
        stream.write_all(text.as_bytes())?;
        stream.flush()?;
        Ok(())
    }

    /// Writes something that is no result; not when quiet.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            self.err(text);
        }
    }

    /// Writes what a person is about to be asked about.
    pub fn show(&self, text: &str) {
        self.err(text);
    }

    /// Writes a detail; only when asked to say more.
    pub fn detail(&self, text: &str) {
        if self.verbose {
            self.err(&format!("{DIM}{text}{DIM:#}\n"));
        }
    }

    /// Ends the program: tells what is left to tell and returns the exit code.
    pub fn end(&self, outcome: Outcome) -> u8 {
        let class = match outcome {
            Ok(class) | Err(Failure::Ended(class)) => class,
            Err(Failure::BrokenPipe) => ExitClass::Done,
            Err(Failure::Told(diagnostics)) => {
                self.tell(&diagnostics);
                diagnostics.exit()
            }
        };
        class.code()
    }

    /// Tells diagnostics: as JSON on standard output when JSON is wanted, else on standard error.
    pub fn tell(&self, diagnostics: &Diagnostics) {
        if self.json {
            // The exit code still tells the story when nobody reads the stream.
            diagnostics_out(diagnostics).ok();
            return;
        }
        let mut hints: Vec<String> = Vec::new();
        for one in &diagnostics.0 {
            // A hint that several diagnostics share is said once.
            let mut one = one.clone();
            one.hints.retain(|hint| !hints.contains(hint));
            hints.extend(one.hints.iter().cloned());
            let style = match one.severity {
                Severity::Note => DIM,
                Severity::Warning => WARN,
                Severity::Error => BAD,
            };
            let text = render(&one);
            let (head, rest) = text.split_once('\n').unwrap_or((&text, ""));
            self.err(&format!("{style}{head}{style:#}\n{rest}"));
        }
    }

    fn err(&self, text: &str) {
        let mut stream = AutoStream::new(io::stderr().lock(), self.color);
        // Nobody is left to tell when standard error is gone.
        stream.write_all(text.as_bytes()).ok();
    }
}

/// Writes a result as JSON.
///
/// # Errors
///
/// Says that the stream is gone.
pub fn json_out(value: &impl Serialize) -> Result<(), Failure> {
    let mut text = serde_json::to_string_pretty(value).map_err(io::Error::other)?;
    text.push('\n');
    // JSON is never coloured, and holds escape sequences of the user's as escaped text.
    let mut stream = io::stdout().lock();
    stream.write_all(text.as_bytes())?;
    stream.flush()?;
    Ok(())
}

/// Writes diagnostics as JSON.
///
/// # Errors
///
/// Says that the stream is gone.
pub fn diagnostics_out(diagnostics: &Diagnostics) -> Result<(), Failure> {
    json_out(&serde_json::json!({ "diagnostics": diagnostics }))
}

/// Returns all variables of this process: the one place that reads them for others.
pub fn variables() -> Vec<(OsString, OsString)> {
    std::env::vars_os().collect()
}
