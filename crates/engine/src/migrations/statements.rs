//! Statements of migrations, as far as they make, name or drop tables and columns.

use std::collections::BTreeSet;

/// What a statement does to tables and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Does {
    /// Makes a table with these columns.
    Makes(String, Vec<String>),
    /// Adds a column to a table.
    Adds(String, String),
    /// Gives a column of a table another name.
    Renames(String, String, String),
    /// Writes values into a column of a table.
    Sets(String, String),
    /// Drops a column of a table.
    DropsColumn(String, String),
    /// Drops a table.
    Drops(String),
    /// Gives a table another name.
    Moves(String, String),
}

/// The statements of a migration: without remarks, and with one space between words.
pub fn statements(sql: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(sql);
    let lines: Vec<&str> = text
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default())
        .collect();
    let text = lines.join("\n");
    let statements = text.split(';').map(|one| {
        let words: Vec<&str> = one.split_whitespace().collect();
        words.join(" ")
    });
    statements.filter(|one| !one.is_empty()).collect()
}

/// What a statement does; nothing where it is of another kind, or has a condition of its own.
pub fn does(statement: &str) -> Option<Does> {
    let spaced = statement.replace('(', " ( ").replace(',', " , ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let upper: Vec<String> = words.iter().map(|word| word.to_uppercase()).collect();
    let upper: Vec<&str> = upper.iter().map(String::as_str).collect();
    let word = |at: usize| name(words.get(at).copied().unwrap_or_default());
    Some(match upper[..] {
        ["CREATE", "TABLE", "IF", ..] => return None,
        ["CREATE", "TABLE", _, "(", ..] => Does::Makes(word(2), made_columns(statement)),
        ["ALTER", "TABLE", _, "ADD", "COLUMN", ..] => Does::Adds(word(2), word(5)),
        ["ALTER", "TABLE", _, "ADD", ..] => Does::Adds(word(2), word(4)),
        ["ALTER", "TABLE", _, "RENAME", "COLUMN", _, "TO", ..] => {
            Does::Renames(word(2), word(5), word(7))
        }
        ["ALTER", "TABLE", _, "RENAME", "TO", ..] => Does::Moves(word(2), word(5)),
        ["ALTER", "TABLE", _, "RENAME", _, "TO", ..] => Does::Renames(word(2), word(4), word(6)),
        ["ALTER", "TABLE", _, "DROP", "COLUMN", ..] => Does::DropsColumn(word(2), word(5)),
        ["DROP", "TABLE", "IF", "EXISTS", ..] => Does::Drops(word(4)),
        ["DROP", "TABLE", ..] => Does::Drops(word(2)),
        ["UPDATE", _, "SET", ..] => Does::Sets(word(1), word(3)),
        _ => return None,
    })
}

/// The columns of metrics that a statement names, and the tables and other columns that it makes: what
/// tells that another statement has to do with it.
pub fn names(statement: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let metrics = statement
        .split(|c| !is_part(c))
        .filter(|word| word.starts_with("m_"));
    let mut found: BTreeSet<String> = metrics.map(str::to_owned).collect();
    match does(statement) {
        Some(Does::Makes(table, _) | Does::Drops(table)) => found.extend([table]),
        Some(Does::Moves(old, new)) => found.extend([old, new]),
        Some(Does::Adds(table, column) | Does::DropsColumn(table, column)) => {
            found.extend([format!("{table}.{column}")]);
        }
        _ => {}
    }
    found
}

/// The columns that a `CREATE TABLE` defines: the first word of each part between its parentheses.
fn made_columns(statement: &str) -> Vec<String> {
    const CONSTRAINTS: [&str; 5] = ["PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "CONSTRAINT"];
    let Some((_, body)) = statement.split_once('(') else {
        return Vec::new();
    };
    let (mut depth, mut parts) = (0_usize, vec![String::new()]);
    for c in body.chars() {
        match c {
            ')' if depth == 0 => break,
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => parts.push(String::new()),
            c => parts.last_mut().into_iter().for_each(|part| part.push(c)),
        }
    }
    let firsts = parts
        .iter()
        .filter_map(|part| part.split_whitespace().next());
    firsts
        .filter(|word| !CONSTRAINTS.contains(&word.to_uppercase().as_str()))
        .map(name)
        .collect()
}

/// A name without its quotes.
fn name(word: &str) -> String {
    word.trim_matches(['"', '`', '[', ']', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Does, does, statements};

    #[test]
    fn remarks_and_breaks_make_no_other_statement() {
        let one = b"-- why\nALTER TABLE hot\n  ADD COLUMN m_co2 REAL;\n";
        let other = b"ALTER TABLE hot ADD COLUMN m_co2 REAL; -- another why\n";
        assert_eq!(statements(one), statements(other));
        assert_eq!(statements(one), ["ALTER TABLE hot ADD COLUMN m_co2 REAL"]);
    }

    #[test]
    fn statements_are_read_for_tables_and_columns() {
        let made =
            does("CREATE TABLE \"hot\" ( a REAL CHECK (a > 0, 1), b INTEGER, PRIMARY KEY (a, b) )");
        let columns = vec!["a".to_owned(), "b".to_owned()];
        assert_eq!(made, Some(Does::Makes("hot".to_owned(), columns)));
        let set = does("UPDATE hot SET m_a = m_a * 1.8 WHERE m_a IS NOT NULL");
        assert_eq!(set, Some(Does::Sets("hot".to_owned(), "m_a".to_owned())));
        let renamed = does("alter table hot rename column a to b");
        let [hot, a, b] = ["hot", "a", "b"].map(str::to_owned);
        assert_eq!(renamed, Some(Does::Renames(hot, a, b)));
        assert_eq!(does("CREATE TABLE IF NOT EXISTS hot (a REAL)"), None);
        assert_eq!(does("CREATE INDEX one ON hot (a)"), None);
    }
}
