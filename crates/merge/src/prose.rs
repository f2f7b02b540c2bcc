//! Sentences: what both sides wrote in one line stands together when they wrote at places of their own.

use crate::edits::{Edit, Who, edits};

/// Merges one line of prose word by word. `None` when the changes of both sides touch, or when one
/// side wrote most of the line anew: then only a person can say what it should read.
pub(crate) fn merged(base: &str, user: &str, new: &str) -> Option<String> {
    let [base, user, new] = [words(base), words(user), words(new)];
    let by_user = edits(Who::User, &base, &user);
    let by_new = edits(Who::New, &base, &new);
    let kept = |edits: &[Edit]| {
        let replaced: usize = edits.iter().map(|edit| edit.base.len()).sum();
        replaced * 2 < base.len()
    };
    let apart = |one: &Edit| {
        by_new
            .iter()
            .all(|other| one.base.end < other.base.start || other.base.end < one.base.start)
    };
    if !kept(&by_user) || !kept(&by_new) || !by_user.iter().all(apart) {
        return None;
    }
    let mut all: Vec<&Edit> = by_user.iter().chain(&by_new).collect();
    all.sort_by_key(|edit| edit.base.start);
    let mut line = String::new();
    let mut at = 0;
    for edit in all {
        let side = if edit.who == Who::User { &user } else { &new };
        line.extend(base[at..edit.base.start].iter().copied());
        line.extend(side[edit.side.clone()].iter().copied());
        at = edit.base.end;
    }
    line.extend(base[at..].iter().copied());
    Some(line)
}

/// Words and marks, each with the space before it.
pub(crate) fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        let blank = rest.len() - rest.trim_start().len();
        let body = &rest[blank..];
        let word = body
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(body.len());
        let first = body.chars().next().map_or(0, char::len_utf8);
        let (word, behind) = rest.split_at(blank + word.max(first));
        words.push(word);
        rest = behind;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{merged, words};

    #[test]
    fn a_line_is_its_words() {
        let line = "  - Ask `Ann`, 12.5 °C ";
        assert_eq!(words(line).concat(), line);
        assert_eq!(words("a, b_1"), ["a", ",", " b_1"]);
    }

    #[test]
    fn both_may_write_in_one_sentence_at_places_of_their_own() {
        let base = "It takes temperature and humidity from devices, and raises alerts for people.";
        let user = base.replace("alerts", "alerts by night");
        let new = base.replace("temperature and humidity", "temperature, humidity and CO2");
        let both = user.replace("temperature and humidity", "temperature, humidity and CO2");
        assert_eq!(merged(base, &user, &new), Some(both));
    }

    #[test]
    fn one_place_or_a_line_written_anew_is_for_a_person() {
        let base = "Readings are kept for 90 days on the disk.";
        let other = base.replace("90", "30");
        for user in [
            base.replace("90", "60"),
            base.replace("90 days", "90 long days"),
            "We keep nothing at all of what is kept for 90 days.".to_owned(),
        ] {
            assert_eq!(merged(base, &user, &other), None, "{user}");
        }
    }
}
