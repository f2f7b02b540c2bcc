//! List places: where items of a generated list stand, so that a merge may take both sides' items.
//!
//! A template wraps the items in `{% filter list %}…{% endfilter %}`. The filter sets two private
//! characters around them; they are taken out here and become line ranges beside the text.

use specgen_tree::LineRange;

/// Opens a list place; a private-use character that no template writes itself.
pub(crate) const OPEN: char = '\u{F8F0}';
/// Closes a list place.
pub(crate) const CLOSE: char = '\u{F8F1}';

/// Takes the marks out of a text and returns where they stood, as line ranges from 0.
pub(crate) fn take_lists(marked: &str) -> (String, Vec<LineRange>) {
    if !marked.contains(OPEN) {
        return (marked.to_owned(), Vec::new());
    }
    let mut text = String::with_capacity(marked.len());
    let mut lists = Vec::new();
    let mut open = Vec::new();
    let mut line = 0;
    for c in marked.chars() {
        match c {
            OPEN => open.push(line),
            CLOSE => lists.extend(open.pop().map(|start| LineRange::new(start, line))),
            _ => {
                line += usize::from(c == '\n');
                text.push(c);
            }
        }
    }
    (text, lists)
}

#[cfg(test)]
mod tests {
    use super::{CLOSE, OPEN, take_lists};
    use specgen_tree::LineRange;

    #[test]
    fn marks_become_line_ranges_and_leave_no_trace() {
        let marked = format!("enum A {{\n{OPEN}    B,\n    C,\n{CLOSE}}}\n");
        let (text, lists) = take_lists(&marked);
        assert_eq!(text, "enum A {\n    B,\n    C,\n}\n");
        assert_eq!(lists, [LineRange::new(1, 3)]);
    }

    #[test]
    fn an_empty_list_is_a_place_too() {
        let (text, lists) = take_lists(&format!("a\n{OPEN}{CLOSE}b\n"));
        assert_eq!(text, "a\nb\n");
        assert_eq!(lists, [LineRange::new(1, 1)]);
    }
}
