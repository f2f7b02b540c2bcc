//! What kind of list a line of Rust stands in.

use super::items::{Kind, is_aside};
use super::scan::Scan;

/// Returns what may be inserted before line `at` as an item of its own.
pub(super) fn kind_at(lines: &[&str], scan: &Scan, at: usize) -> Option<Kind> {
    if scan.broken || scan.hidden.get(at).copied().unwrap_or(false) {
        return None;
    }
    let before = lines[..at].iter().rev().map(|line| line.trim());
    let mut before = before.filter(|line| !line.is_empty());
    let last = before.next().unwrap_or("");
    if is_aside(last) && !last.is_empty() && !last.starts_with("//!") && !last.starts_with("#![") {
        // Between a comment or an attribute and what it belongs to.
        return None;
    }
    let last = last.split(" //").next().unwrap_or(last).trim_end();
    let opens = last.ends_with(['{', '[']);
    let kind = match scan.enclosing(at) {
        None => Kind::Declarations,
        Some(('[', _)) => Kind::Values,
        Some(('{', line)) => kind_of_head(&head(lines, line))?,
        Some(_) => return None,
    };
    let whole = match kind {
        Kind::Declarations => last.is_empty() || last.ends_with(['}', ';']) || is_aside(last),
        Kind::Arms => last.ends_with([',', '}']),
        Kind::Named | Kind::Values | Kind::Routes => last.ends_with(','),
    };
    (whole || opens).then_some(kind)
}

/// The text that a block belongs to: its line and those before it that are part of it.
fn head(lines: &[&str], at: usize) -> String {
    let mut words = vec![lines[at].trim()];
    for line in lines[..at].iter().rev().map(|line| line.trim()) {
        if is_aside(line) || line.ends_with(['{', '}', ';', ',']) && !words[0].starts_with(')') {
            break;
        }
        words.insert(0, line);
        if line.contains("fn ") || words.len() > 20 {
            break;
        }
    }
    words.join(" ")
}

fn kind_of_head(head: &str) -> Option<Kind> {
    let head = head.split('{').next().unwrap_or(head).trim_end();
    let mut words = head
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty());
    let statement = [
        "fn", "if", "for", "while", "loop", "else", "unsafe", "async", "move", "match",
    ];
    let first = words.find(|word| {
        statement.contains(word)
            || ["enum", "struct", "union", "impl", "mod", "trait"].contains(word)
    });
    match first {
        Some("enum" | "struct" | "union") => Some(Kind::Named),
        Some("impl" | "mod" | "trait") => Some(Kind::Declarations),
        Some("match") => Some(Kind::Arms),
        Some(_) if head.contains(" match ") => Some(Kind::Arms),
        // `Name {`: a literal.
        None if head.ends_with(|c: char| c.is_alphanumeric() || c == '_') => Some(Kind::Named),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Scan, kind_at};
    use crate::format::scan::Syntax;

    fn kind(text: &str) -> Option<Kind> {
        let (before, after) = text.split_once("@\n").expect("a mark");
        let all = format!("{before}{after}");
        let lines: Vec<&str> = all.lines().collect();
        let scan = Scan::new(Syntax::Rust, &lines);
        kind_at(&lines, &scan, before.lines().count())
    }

    #[test]
    fn knows_lists_by_what_encloses_them() {
        for (text, expected) in [
            ("use a;\n@\n", Some(Kind::Declarations)),
            ("enum A {\n    B,\n@\n}\n", Some(Kind::Named)),
            ("pub struct A {\n@\n}\n", Some(Kind::Named)),
            (
                "impl A for B {\n    fn a() {}\n@\n}\n",
                Some(Kind::Declarations),
            ),
            (
                "fn f() {\n    match x {\n        A => 1,\n@\n    }\n}\n",
                Some(Kind::Arms),
            ),
            ("const A: &[B] = &[\n    B,\n@\n];\n", Some(Kind::Values)),
            (
                "fn f() -> A {\n    A {\n        b: 1,\n@\n    }\n}\n",
                Some(Kind::Named),
            ),
            ("fn f(\n    a: u8,\n) -> u8 {\n    a;\n@\n}\n", None),
            ("fn f(\n    a: u8,\n@\n) {}\n", None),
            ("fn f() {\n    if a {\n        b;\n@\n    }\n}\n", None),
            ("/// Doc.\n@\nfn f() {}\n", None),
            ("enum A {\n    B\n@\n}\n", None),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }
}
