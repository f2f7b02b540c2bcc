//! Whether a specification that reads also makes sense: references, then meaning.
//!
//! All errors of a stage come at once, each with its place and a way out. What is held but not
//! built by a template pack is a note, never an error.

mod alert;
mod delivery;
mod metric;
mod needs;
mod people;
mod references;
mod threshold;

use std::fmt::Display;

use specgen_diag::{Diagnostic, Diagnostics, ExitClass, nearest};

use crate::Spec;
use crate::yaml::{Document, MAX_ERRORS};

pub use needs::{Need, needs};

/// Checks a specification.
///
/// With its document, every error has its place; without, its path is part of the message.
///
/// # Errors
///
/// Up to [`MAX_ERRORS`] errors of the first stage that has any: `E2..` for references, `E3..` for
/// meaning.
pub fn validate(spec: &Spec, document: Option<&Document>) -> Result<(), Diagnostics> {
    for stage in [references::check, meaning] {
        let mut check = Check::new(spec, document);
        stage(&mut check);
        check.finish()?;
    }
    Ok(())
}

fn meaning(check: &mut Check<'_>) {
    metric::check(check);
    alert::check(check);
    delivery::check(check);
    people::check(check);
}

/// Returns a note for each thing that the specification holds and the pack does not build.
pub fn not_built(
    spec: &Spec,
    document: Option<&Document>,
    builds: impl Fn(&str) -> bool,
) -> Vec<Diagnostic> {
    needs(spec)
        .into_iter()
        .filter(|need| !builds(&need.word))
        .map(|need| {
            let message = format!("`{}` is held and not built yet", need.path);
            let note = Diagnostic::note("N401", message);
            let note = note.hint("an open task says so; nothing else has to be done");
            match document {
                Some(document) => note.at(document.place_of_key(&need.path)),
                None => note,
            }
        })
        .collect()
}

/// The errors found so far.
struct Check<'a> {
    spec: &'a Spec,
    document: Option<&'a Document>,
    found: Vec<Diagnostic>,
}

impl<'a> Check<'a> {
    const fn new(spec: &'a Spec, document: Option<&'a Document>) -> Self {
        Self {
            spec,
            document,
            found: Vec::new(),
        }
    }

    /// Notes an error at the value of a path.
    fn value(&mut self, code: &'static str, path: &str, message: &str, way_out: impl Into<String>) {
        let place = self.document.map(|document| document.place(path));
        self.note(code, path, message, way_out.into(), place);
    }

    /// Notes an error at the key of a path.
    fn key(&mut self, code: &'static str, path: &str, message: &str, way_out: impl Into<String>) {
        let place = self.document.map(|document| document.place_of_key(path));
        self.note(code, path, message, way_out.into(), place);
    }

    fn note(
        &mut self,
        code: &'static str,
        path: &str,
        message: &str,
        way_out: String,
        place: Option<specgen_diag::Place>,
    ) {
        let one = |message: &str| Diagnostic::error(code, ExitClass::SpecInvalid, message);
        let one = match place {
            Some(place) => one(message).at(place),
            None => one(&format!("{message}, at `{path}`")),
        };
        self.found.push(one.hint(way_out));
    }

    /// Notes that a name stands for nothing.
    fn unknown<'n>(
        &mut self,
        code: &'static str,
        path: &str,
        what: &str,
        name: &impl Display,
        known: impl IntoIterator<Item = &'n str>,
        way_out: &str,
    ) {
        let name = name.to_string();
        let message = format!("no {what} `{name}`");
        match nearest(&name, known) {
            Some(near) => {
                let way_out = format!("write `{near}`, which is the nearest, or {way_out}");
                self.value(code, path, &message, way_out);
            }
            None => self.value(code, path, &message, way_out),
        }
    }

    fn finish(mut self) -> Result<(), Diagnostics> {
        if self.found.is_empty() {
            return Ok(());
        }
        self.found.sort_by_key(|one| {
            let place = one.place.as_ref();
            place.map(|place| (place.line, place.column))
        });
        self.found.truncate(MAX_ERRORS);
        Err(Diagnostics(self.found))
    }
}
