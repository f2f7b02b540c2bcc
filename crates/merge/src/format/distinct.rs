//! What tells the items of a list apart, so that two people may add to it in one place.

/// Returns whether two runs of lines hold no item in common.
///
/// An item of one line is known by that line. An item of several lines, such as the row of a table of
/// structs, is known by the first line between its brackets: `    Row {` is said of every row, and so
/// are most of the lines that follow.
pub(super) fn distinct(a: &[&str], b: &[&str]) -> bool {
    let known = keys(a);
    !keys(b).iter().any(|key| known.contains(key))
}

fn keys<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let mut keys = Vec::new();
    let mut depth = 0;
    let mut inside = false;
    for line in lines.iter().map(|line| line.trim()) {
        let remark = ["//", "#", "--", "<!--"]
            .iter()
            .any(|mark| line.starts_with(mark));
        if line.is_empty() || remark {
            continue;
        }
        let opens = balance(line);
        if depth == 0 && opens <= 0 || depth > 0 && !inside {
            keys.push(line);
        }
        inside = depth > 0 || opens <= 0;
        depth = (depth + opens).max(0);
        if depth == 0 {
            inside = false;
        }
    }
    keys
}

/// How many more brackets a line opens than it closes.
fn balance(line: &str) -> i32 {
    line.chars()
        .map(|c| match c {
            '{' | '[' | '(' => 1,
            '}' | ']' | ')' => -1,
            _ => 0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::{distinct, keys};

    #[test]
    fn items_are_known_by_what_tells_them_apart() {
        let row = [
            "    Row {",
            "        key: \"a\",",
            "        hard: B {",
            "            min: 1,",
            "        },",
            "    },",
        ];
        assert_eq!(keys(&row), ["key: \"a\","]);
        assert_eq!(keys(&["/// Words.", "A,", "", "B,"]), ["A,", "B,"]);
        assert_eq!(
            keys(&["(", "    \"/a\",", "    x,", "),", "(", "    \"/b\",", "),"]),
            ["\"/a\",", "\"/b\","]
        );
    }

    #[test]
    fn the_same_item_twice_is_no_pair_of_items() {
        let row = |key: &'static str, other: &'static str| ["Row {", key, other, "},"];
        assert!(distinct(&row("key: 1,", "x: 9,"), &row("key: 2,", "x: 9,")));
        assert!(!distinct(
            &row("key: 1,", "x: 9,"),
            &row("key: 1,", "x: 8,")
        ));
        assert!(!distinct(&["/// Mine.", "A,"], &["/// Theirs.", "A,"]));
    }
}
