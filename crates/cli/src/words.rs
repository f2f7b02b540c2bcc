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

/// Returns two versions of a line as `short` does, but from shortly before the place where they differ
/// when that place would be cut off.
pub fn differing(was: &str, now: &str, most: usize) -> (String, String) {
    let (was, now) = (harmless(was), harmless(now));
    let same = was.chars().zip(now.chars()).take_while(|(a, b)| a == b);
    let same = same.count();
    let fit = was.chars().count().max(now.chars().count()) <= most;
    if fit || same < most / 2 {
        return (short(&was, most), short(&now, most));
    }
    // From the beginning of a word on.
    let before: Vec<char> = was.chars().take(same.saturating_sub(most / 3)).collect();
    let space = before.iter().rposition(|character| *character == ' ');
    let from = space.map_or(before.len(), |at| at + 1);
    let tail = |line: &str| {
        let rest: String = line.chars().skip(from).collect();
        format!("…{}", short(&rest, most - 1))
    };
    (tail(&was), tail(&now))
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
    match list.ticked {
        0 => format!("{}, not verified yet", list.all),
        done => format!("{}, {done} ticked by hand, not verified", list.all),
    }
}

#[cfg(test)]
mod tests {
    use super::{counted, differing, harmless, short};

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
    fn two_versions_of_a_long_line_show_where_they_differ() {
        let line =
            "WHEN a new Reading holds core temperature above 8 C, and that has lasted 10 min";
        let (was, now) = differing(line, &line.replace("10", "12"), 40);
        assert_eq!(was, "…that has lasted 10 min");
        assert_eq!(now, "…that has lasted 12 min");
        assert_eq!(differing("a 1", "a 2", 40), ("a 1".into(), "a 2".into()));
        let (was, now) = differing("", line, 20);
        assert_eq!((was.as_str(), now.as_str()), ("", "WHEN a new Reading…"));
    }

    #[test]
    fn counts_have_their_noun() {
        assert_eq!(counted(1, "file"), "1 file");
        assert_eq!(counted(0, "file"), "0 files");
    }
}
