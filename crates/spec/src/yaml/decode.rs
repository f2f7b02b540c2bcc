//! From tree to typed value: every fault of a file in one go.
//!
//! `serde` stops at its first error. So the entry with the error is left out and the file read
//! again, until it reads or enough is found. A fault that only follows from one before, such as a
//! required key whose value was left out, is not reported.

use super::fault::{Fault, quote};
use super::node::{Kind, Node};
use super::source::Source;
use super::{FORMAT, MAX_ERRORS};

/// Refuses a file of another format before its keys are judged by this one.
pub(super) fn check_version(root: &Node) -> Result<(), Vec<Fault>> {
    let Kind::Map { .. } = root.kind else {
        let fault = Fault::new("E003", "a specification is a map of keys");
        let fault = fault.hint("write `specgen: 1` and `name: ...` as the first two lines");
        return Err(vec![fault.at(root.mark())]);
    };
    let Some(entry) = root.entry("specgen") else {
        let fault = Fault::new(
            "E007",
            "the key `specgen` is missing, so the format is unknown",
        );
        let fault = fault.hint(format!("write `specgen: {FORMAT}` as the first line"));
        return Err(vec![fault.at(root.mark())]);
    };
    match &entry.value.kind {
        Kind::Scalar { text, .. } if *text == FORMAT.to_string() => Ok(()),
        Kind::Scalar { text, .. } => {
            let message = format!("format {} is not known to this specgen", quote(text));
            Err(vec![
                Fault::new("E008", message)
                    .at(entry.value.mark())
                    .hint(format!(
                        "install the specgen that wrote it, or write `specgen: {FORMAT}`"
                    )),
            ])
        }
        _ => Err(vec![
            Fault::new("E008", "the format version is a number")
                .at(entry.value.mark())
                .hint(format!("write `specgen: {FORMAT}`")),
        ]),
    }
}

/// Reads a value out of the tree.
pub(super) fn decode<'de, T>(
    root: &'de Node,
    read: impl Fn(Source<'de>) -> Result<T, Fault>,
) -> Result<T, Vec<Fault>> {
    let mut faults = Vec::new();
    // Each pass leaves out one more entry, so echoes end the search as well.
    for _ in 0..MAX_ERRORS * 4 {
        let fault = match read(Source::new(root)) {
            Ok(value) if faults.is_empty() => return Ok(value),
            Ok(_) => break,
            Err(fault) => fault,
        };
        let settled = fault.settled;
        if !fault.echo {
            faults.push(fault.at(root.mark()));
        }
        if !settled || faults.len() >= MAX_ERRORS {
            break;
        }
    }
    Err(faults)
}
