//! Comments: what people wrote beside the values, and which outlives them.

use granit_parser::{Event, Parser};
use specgen_diag::Span;

/// Returns where the comments of a text stand, in order; of what is no YAML up to the first fault.
pub(super) fn comments(text: &str) -> Vec<Span> {
    let options = granit_parser::options! {
        emit_comments: true,
        max_buffered_comment_events: usize::MAX,
    };
    let mut found = Vec::new();
    for event in Parser::new_from_str_with_options(text, options) {
        let Ok((event, span)) = event else { break };
        if matches!(event, Event::Comment(..)) {
            let at = |marker: granit_parser::Marker| marker.byte_offset().unwrap_or(0);
            found.push(Span::new(at(span.start), at(span.end)));
        }
    }
    found
}

/// Returns what a comment says, without the sign before it.
pub(super) fn words(text: &str, comment: Span) -> &str {
    comment.of(text).trim_start_matches('#').trim()
}

/// Returns a text that was written afresh with those comments of the earlier one that it lacks, at
/// its end.
pub(super) fn carried(before: &str, afresh: String) -> String {
    let mut held: Vec<&str> = comments(&afresh)
        .into_iter()
        .map(|comment| words(&afresh, comment))
        .collect();
    // Each stands for one: of two that say the same, one may be lost.
    let mut is_held = |words: &str| {
        let at = held.iter().position(|known| *known == words);
        at.map(|at| held.swap_remove(at)).is_some()
    };
    let mut lost = String::new();
    for comment in comments(before) {
        let words = words(before, comment);
        if !is_held(words) {
            lost.push_str(&format!("# {words}\n"));
        }
    }
    afresh + &lost
}

#[cfg(test)]
mod tests {
    use super::{carried, comments, words};

    #[test]
    fn each_of_two_equal_comments_is_carried() {
        let before = "a: 1 # calibrated\nb: 2 # calibrated\n";
        let after = carried(before, "a: 3 # calibrated\n".to_owned());
        assert_eq!(after, "a: 3 # calibrated\n# calibrated\n");
        let kept = carried(before, before.to_owned());
        assert_eq!(kept, before);
    }

    #[test]
    fn a_comment_is_told_from_a_sign_within_a_value() {
        let text = "# one\na: \"no # comment\" # two\nb: x#y\nc: {d: 1, # three\n  e: 2}\n#four";
        let found: Vec<&str> = comments(text)
            .into_iter()
            .map(|comment| words(text, comment))
            .collect();
        assert_eq!(found, ["one", "two", "three", "four"]);
    }
}
