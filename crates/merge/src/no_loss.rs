//! The promise that nothing a person wrote is lost, checked on a result by counting lines.
//!
//! The check knows nothing of how the result was made: it computes no difference and looks at no
//! order. It may refuse a good result, which then becomes a conflict; it does not pass one that
//! dropped a line.

use std::collections::HashMap;

use crate::text::Text;
use crate::{Format, NotText, inline, reformat};

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
/// a closing brace, are only checked for loss, blank ones not at all.
///
/// # Errors
/// Refuses a side that is not UTF-8 text.
pub fn no_loss(
    base: &[u8],
    user: &[u8],
    new: &[u8],
    result: &[u8],
) -> Result<Option<Loss>, NotText> {
    let texts = [
        Text::new(base)?,
        Text::new(user)?,
        Text::new(new)?,
        Text::new(result)?,
    ];
    Ok(count(texts.each_ref().map(|text| text.lines.as_slice())))
}

/// Does the same where names in lists, remarks at the end of a line, the form of code and the commas
/// between values are no lines of their own: what a merge by names wrote anew is not lost.
///
/// # Errors
/// Refuses a side that is not UTF-8 text.
pub fn no_loss_in(
    format: Format,
    [base, user, new, result]: [&[u8]; 4],
) -> Result<Option<Loss>, NotText> {
    let by_lines = no_loss(base, user, new, result)?;
    if by_lines.is_none() {
        return Ok(None);
    }
    let [base, user, new, result] = [
        Text::new(base)?,
        Text::new(user)?,
        Text::new(new)?,
        Text::new(result)?,
    ];
    let by_names = |base: &[&str], new: &[&str]| {
        let sides =
            [base, &user.lines, new, &result.lines].map(|side| inline::spread(format, side));
        let lines = sides.each_ref().map(|side| refer(side));
        count(lines.each_ref().map(Vec::as_slice))
    };
    let found = by_names(&base.lines, &new.lines);
    if found.is_none() || !format.indents_freely() {
        return Ok(found);
    }
    let formatted = reformat::as_user(&base.lines, &user.lines, &new.lines);
    Ok(match formatted {
        Some((base, new)) => by_names(&refer(&base), &refer(&new)),
        None => found,
    })
}

fn refer(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).collect()
}

/// Counts the lines of base, user, new and result; of several losses the first by its text counts.
fn count(texts: [&[&str]; 4]) -> Option<Loss> {
    let longest = texts.iter().map(|text| text.len()).max().unwrap_or(0);
    let mut counts: HashMap<&str, [usize; 4]> = HashMap::with_capacity(longest);
    for (index, text) in texts.iter().enumerate() {
        for line in *text {
            counts.entry(line).or_default()[index] += 1;
        }
    }
    let losses = counts
        .into_iter()
        .filter_map(|(line, counts)| Some((line, loss(line, counts)?)));
    losses.min_by_key(|(line, _)| *line).map(|(_, loss)| loss)
}

/// What is wrong with the number of a line.
fn loss(line: &str, [in_base, in_user, in_new, in_result]: [usize; 4]) -> Option<Loss> {
    let removed = in_base.saturating_sub(in_new);
    if in_result + removed < in_user && !line.trim().is_empty() {
        return Some(Loss::Lost(line.to_owned()));
    }
    let added = in_new.saturating_sub(in_base);
    let came_back = in_result > in_user + added && line.chars().any(char::is_alphanumeric);
    came_back.then(|| Loss::CameBack(line.to_owned()))
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
