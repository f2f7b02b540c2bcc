//! Words of others on our terminal: made harmless and short.

use specgen_engine::TaskList;

/// Returns a text of the user's as one line that cannot steer the terminal.
///
/// Control characters and characters that reorder text become blanks, runs of blanks become one.
pub fn harmless(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        let blank = character.is_control() || character.is_whitespace() || reorders(character);
        if !blank {
            clean.push(character);
        } else if !clean.ends_with(' ') {
            clean.push(' ');
        }
    }
    clean.trim().to_owned()
}

/// Returns a text as one harmless line of at most `most` characters, the last one `…` when cut.
pub fn short(text: &str, most: usize) -> String {
    let clean = harmless(text);
    if clean.chars().count() <= most {
        return clean;
    }
    let kept: String = clean.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

fn reorders(character: char) -> bool {
    matches!(character, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Returns the noun with its number: `1 device`, `3 devices`.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}

/// Says how far a task list is. A tick that a person made is no evidence, and nothing else ticks.
pub fn far(list: &TaskList) -> String {
    match list.done {
        0 => format!("{}, not verified yet", list.all),
        done => format!("{}, {done} ticked by hand, not verified", list.all),
    }
}

#[cfg(test)]
mod tests {
    use super::{counted, harmless, short};

    #[test]
    fn a_hostile_text_cannot_steer_the_terminal() {
        assert_eq!(harmless("a\u{1b}[2J\r\n b\u{202e}c"), "a [2J b c");
    }

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        assert_eq!(short("one two three", 8), "one two…");
        assert_eq!(short("one two", 8), "one two");
    }

    #[test]
    fn counts_have_their_noun() {
        assert_eq!(counted(1, "file"), "1 file");
        assert_eq!(counted(0, "file"), "0 files");
    }
}
