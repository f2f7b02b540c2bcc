//! The few ways in which words are made to stand out; every text reads as well without them.

use anstyle::{AnsiColor, Style};

/// A heading.
pub const HEADING: Style = Style::new().bold();
/// A command or file name to type.
pub const LITERAL: Style = AnsiColor::Cyan.on_default();
/// Something good.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// Something to look at.
pub const WARN: Style = AnsiColor::Yellow.on_default();
/// Something wrong.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
/// Something less important.
pub const DIM: Style = Style::new().dimmed();

/// Returns the text in a style.
pub fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
