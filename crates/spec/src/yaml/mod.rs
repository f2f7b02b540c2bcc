//! `spec.yaml` as text: read with positions, written, and changed without touching the rest.
//!
//! The text becomes a small tree that knows the bytes of each key and value. Everything else rests
//! on it: typed reading that reports every fault at once, places for validation, and splices that
//! keep comments.

mod access;
mod comments;
mod decode;
mod fault;
mod node;
mod parse;
mod scalar;
mod source;
mod splice;
mod update;
mod write;

pub use update::update;
pub use write::write_new;

use serde::Deserialize;
use specgen_diag::{Diagnostics, Place, Span};

use crate::Spec;
use fault::Fault;
use node::Node;

/// The format version that this specgen reads and writes.
pub const FORMAT: u32 = 1;
/// The largest file, in bytes.
pub const MAX_BYTES: usize = 1 << 20;
/// The deepest nesting of maps and lists.
pub const MAX_DEPTH: usize = 32;
/// How many keys and values a file may hold.
pub const MAX_NODES: usize = 20_000;
/// How many errors of one stage are reported.
pub const MAX_ERRORS: usize = 20;

/// The text of a specification and where everything stands in it.
#[derive(Debug)]
pub struct Document {
    file: String,
    text: String,
    root: Node,
}

/// Reads a specification.
///
/// # Errors
///
/// Up to [`MAX_ERRORS`] diagnostics with places, codes `E001` to `E008`.
pub fn read(file: &str, text: &str) -> Result<Spec, Diagnostics> {
    Document::parse(file, text)?.spec()
}

impl Document {
    /// Reads the YAML of a text, without asking what it means.
    ///
    /// # Errors
    ///
    /// What is no YAML, a key that stands twice, and what goes beyond the limits of this module:
    /// code `E001`.
    pub fn parse(file: &str, text: &str) -> Result<Self, Diagnostics> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let root = parse::parse(text).map_err(|faults| report(file, text, faults))?;
        Ok(Self {
            file: file.to_owned(),
            text: text.to_owned(),
            root,
        })
    }

    /// Reads the model out of the text.
    ///
    /// # Errors
    ///
    /// Every key and value that does not fit, codes `E002` to `E008`.
    pub fn spec(&self) -> Result<Spec, Diagnostics> {
        decode::check_version(&self.root)
            .and_then(|()| decode::decode(&self.root, Spec::deserialize))
            .map_err(|faults| report(&self.file, &self.text, faults))
    }

    /// Refuses a text that a later specgen wrote; what else is wrong with it is not judged.
    ///
    /// # Errors
    ///
    /// Points at the format, code `E008`.
    pub fn of_known_format(&self) -> Result<(), Diagnostics> {
        let version = self.root.entry("specgen");
        let version = version.and_then(|entry| entry.value.span.of(&self.text).parse::<u32>().ok());
        if version.is_none_or(|version| version <= FORMAT) {
            return Ok(());
        }
        decode::check_version(&self.root).map_err(|faults| report(&self.file, &self.text, faults))
    }

    /// Returns where a value stands, by its path such as `metrics.temperature.unit`; the nearest
    /// element around it when it is not written.
    pub fn place(&self, path: &str) -> Place {
        let (node, _) = self.root.find(path);
        self.at(node.mark())
    }

    /// Returns where a key stands, by its path; the nearest one around it when it is not written.
    pub fn place_of_key(&self, path: &str) -> Place {
        let (node, key) = self.root.find(path);
        self.at(key.unwrap_or_else(|| node.mark()))
    }

    /// Returns whether a path is written.
    pub fn holds(&self, path: &str) -> bool {
        self.root.get(path).is_some()
    }

    fn at(&self, span: Span) -> Place {
        Place::from_span(&self.file, &self.text, span)
    }
}

fn report(file: &str, text: &str, mut faults: Vec<Fault>) -> Diagnostics {
    faults.sort_by_key(|fault| fault.span);
    let shown = faults.into_iter().take(MAX_ERRORS);
    Diagnostics(shown.map(|fault| fault.report(file, text)).collect())
}
