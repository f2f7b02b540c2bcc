//! Template failures as diagnostics: template, line and what was missing.

use specgen_diag::{Diagnostics, Place};

use crate::pack::fault;

/// Turns an error of the template engine into a diagnostic with the template's line.
pub(crate) fn template_error(template: &str, why: &minijinja::Error) -> Diagnostics {
    let message = why
        .detail()
        .map_or_else(|| why.kind().to_string(), str::to_owned);
    let one = fault(format!("template failed: {message}"));
    let place = Place::from_line_column(
        why.name().unwrap_or(template),
        why.template_source().unwrap_or_default(),
        why.line().unwrap_or(1),
        1,
    );
    one.at(place).into()
}
