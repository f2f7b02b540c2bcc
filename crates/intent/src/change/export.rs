//! How long an export may be: `cap the CSV export at 10000 rows` is nothing that a specification holds, and is told.

use specgen_spec::fact::Facet;

use super::clause::Clause;
use super::request::Request;
use super::vague;
use crate::chunk::Kind;
use crate::lexicon::{Class, Words};

/// Asks about a clause that counts the rows of an export.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let doc = &request.doc;
    let export = |at: usize| {
        doc.value(at, Class::Cap)
            .is_some_and(|word| word.ends_with("export"))
    };
    let counted = |at: usize| {
        matches!(doc.kind(at), Some(Kind::Number { .. })) && doc.says(at + 1, Words::Rows)
    };
    if !range.clone().any(export) || !range.clone().any(counted) {
        return false;
    }
    let question = "An export has all rows that its filters leave. Should it be narrowed to a device or to dates instead?";
    request.doc.notes.ask(Facet::Capability, question);
    vague::quote(request, range);
    true
}
