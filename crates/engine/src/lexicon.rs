//! The lexicon of this program, made once.

use std::sync::LazyLock;

use specgen_intent::Lexicon;

/// Returns the lexicon of the embedded tables.
pub(crate) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);
    &LEXICON
}
