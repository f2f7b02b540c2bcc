//! The acceptance criterion that a line states or proves.

use serde::Serialize;
use specgen_spec::derive::Key;
use specgen_spec::derive::trace::{Kind, Record, Trace};
use specgen_tree::ProjectPath;

/// An acceptance criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// Its key.
    pub key: String,
    /// Its number in the requirements.
    pub number: String,
}

/// Finds the criterion of a line: the one whose test it lies in, or the one that it states.
pub(super) fn of(
    trace: Option<&Trace>,
    path: &ProjectPath,
    spec_folder: &str,
    text: &str,
    line: usize,
) -> Option<Cited> {
    let records = trace?.records().iter();
    let mut criteria = records.filter(|record| record.kind == Kind::Criterion);
    let found: Option<&Record> = if path.extension() == Some("rs") {
        let name = enclosing_test(text, line)?;
        let keys: Vec<&Key> = criteria.clone().map(|record| &record.key).collect();
        let key = Key::in_test_name(name, keys)?;
        criteria.find(|record| record.key == *key)
    } else if path.as_str() == format!("{spec_folder}/requirements.md") {
        let number = stated(text, line)?;
        criteria.find(|record| record.number == number)
    } else {
        None
    };
    found.map(|record| Cited {
        key: record.key.to_string(),
        number: record.number.clone(),
    })
}

/// Returns the name of the test function that a line lies in, or that it is an attribute of.
fn enclosing_test(text: &str, line: usize) -> Option<&str> {
    let lines: Vec<&str> = text.lines().collect();
    let at = line.checked_sub(1)?;
    let is_attribute = lines.get(at)?.trim_start().starts_with("#[");
    let mut below = lines.get(at..)?.iter().take(8);
    let mut above = lines.get(..=at)?.iter().rev();
    let name = if is_attribute {
        below.find_map(|line| function(line))
    } else {
        above.find_map(|line| function(line))
    };
    name.filter(|name| name.contains("__"))
}

fn function(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let line = line.strip_prefix("pub ").unwrap_or(line);
    let line = line.strip_prefix("async ").unwrap_or(line);
    line.strip_prefix("fn ")?.split(['(', '<']).next()
}

/// Returns the number of the criterion that a line of the requirements states: `2.1` for the first
/// item below `### Requirement 2`.
fn stated(text: &str, line: usize) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let at = line.checked_sub(1)?;
    let (item, _) = lines.get(at)?.split_once(". ")?;
    let item: u32 = item.parse().ok()?;
    let mut above = lines.get(..at)?.iter().rev();
    let heading = above.find_map(|line| line.strip_prefix("### Requirement "))?;
    let number = heading.split(|c: char| !c.is_ascii_digit()).next()?;
    Some(format!("{number}.{item}"))
}

#[cfg(test)]
mod tests {
    use super::{enclosing_test, stated};

    #[test]
    fn a_line_belongs_to_the_function_above_it_and_an_attribute_to_the_one_below() {
        let text = "#[test]\nfn a__b() {\n    one();\n}\n\nfn helper() {\n    two();\n}\n";
        assert_eq!(enclosing_test(text, 1), Some("a__b"));
        assert_eq!(enclosing_test(text, 3), Some("a__b"));
        assert_eq!(enclosing_test(text, 7), None);
        assert_eq!(enclosing_test(text, 99), None);
    }

    #[test]
    fn an_item_has_the_number_of_its_requirement() {
        let text = "### Requirement 2: Alerts\n\n1. WHEN it is hot\n2. WHEN it is cold\n";
        assert_eq!(stated(text, 4), Some("2.2".to_owned()));
        assert_eq!(stated(text, 1), None);
    }
}
