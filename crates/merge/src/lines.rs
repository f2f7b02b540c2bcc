//! Which lines of a text are those of another one: whose hand a line is from.

use crate::NotText;
use crate::edits::{Who, edits};
use crate::text::Text;

/// Returns for each line of `text` the line of `base` that it is, both counted from 0; `None` for a
/// line that was added or changed. Line ends and byte order marks make no difference.
///
/// # Errors
/// Refuses a side that is not UTF-8 text.
pub fn same_lines(base: &[u8], text: &[u8]) -> Result<Vec<Option<usize>>, NotText> {
    let (base, text) = (Text::new(base)?, Text::new(text)?);
    let mut same = Vec::with_capacity(text.lines.len());
    let mut base_at = 0;
    for edit in edits(Who::User, &base.lines, &text.lines) {
        while same.len() < edit.side.start {
            same.push(Some(base_at));
            base_at += 1;
        }
        same.resize(edit.side.end, None);
        base_at = edit.base.end;
    }
    while same.len() < text.lines.len() {
        same.push(Some(base_at));
        base_at += 1;
    }
    Ok(same)
}

#[cfg(test)]
mod tests {
    use super::same_lines;

    #[test]
    fn tells_the_lines_of_the_base_from_others() {
        let same = |text: &str| same_lines(b"a\nb\nc\n", text.as_bytes()).expect("text");
        assert_eq!(same("a\nb\nc\n"), [Some(0), Some(1), Some(2)]);
        assert_eq!(same("a\r\nb\r\nc"), [Some(0), Some(1), Some(2)]);
        assert_eq!(same("a\nmine\nc\nmore\n"), [Some(0), None, Some(2), None]);
        assert_eq!(same("c\n"), [Some(2)]);
        assert_eq!(same(""), []);
        assert!(same_lines(b"a", b"\0").is_err());
    }
}
