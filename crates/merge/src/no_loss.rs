//! The promise that nothing a person wrote is lost, checked on a result by counting lines.
//!
//! The check knows nothing of how the result was made: it computes no difference and looks at no
//! order. It may refuse a good result, which then becomes a conflict; it does not pass one that
//! dropped a line.

use std::collections::BTreeMap;

use crate::NotText;
use crate::text::Text;

/// A line of which the result holds the wrong number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loss {
    /// The user has the line, specgen did not remove it, and the result lacks it.
    Lost(String),
    /// The user deleted the line, specgen did not add it, and the result has it again.
    CameBack(String),
}

/// Checks a merged text against its three sides.
///
/// For each line: the result holds it as often as the user does, less what specgen removed, and no
/// more often than the user does, plus what specgen added. Lines without a letter or digit, such as
/// a closing brace, are only checked for loss.
///
/// # Errors
/// Refuses a side that is not UTF-8 text.
pub fn no_loss(
    base: &[u8],
    user: &[u8],
    new: &[u8],
    result: &[u8],
) -> Result<Option<Loss>, NotText> {
    let mut counts: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let texts = [
        Text::new(base)?,
        Text::new(user)?,
        Text::new(new)?,
        Text::new(result)?,
    ];
    for (index, text) in texts.iter().enumerate() {
        for line in &text.lines {
            counts.entry(line).or_default()[index] += 1;
        }
    }
    for (line, [in_base, in_user, in_new, in_result]) in counts {
        let removed = in_base.saturating_sub(in_new);
        if in_result + removed < in_user {
            return Ok(Some(Loss::Lost(line.to_owned())));
        }
        let added = in_new.saturating_sub(in_base);
        if in_result > in_user + added && line.chars().any(char::is_alphanumeric) {
            return Ok(Some(Loss::CameBack(line.to_owned())));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::{Loss, no_loss};

    fn check(base: &str, user: &str, new: &str, result: &str) -> Option<Loss> {
        let lines = |text: &str| text.replace(' ', "\n").into_bytes();
        no_loss(&lines(base), &lines(user), &lines(new), &lines(result)).expect("text")
    }

    #[test]
    fn passes_what_keeps_both() {
        assert_eq!(check("a b", "a x b", "a b y", "a x b y"), None);
        assert_eq!(check("a b", "a", "a b y", "a y"), None);
        assert_eq!(
            check("a b", "a b c", "a b c d", "a b c d"),
            None,
            "added by both"
        );
    }

    #[test]
    fn finds_a_lost_line_and_one_that_came_back() {
        assert_eq!(
            check("a b", "a x b", "a b y", "a b y"),
            Some(Loss::Lost("x".into()))
        );
        assert_eq!(check("a", "a a", "a", "a"), Some(Loss::Lost("a".into())));
        assert_eq!(
            check("a b", "a", "a b y", "a b y"),
            Some(Loss::CameBack("b".into()))
        );
        assert_eq!(
            check("a }", "a", "a }", "a }"),
            None,
            "a brace may come back"
        );
        assert_eq!(check("a", "a }", "a", "a"), Some(Loss::Lost("}".into())));
    }
}
