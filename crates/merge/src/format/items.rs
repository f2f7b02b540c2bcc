//! Lines cut into items: what a list of a language is made of, each with the key that tells it apart.

use std::ops::Range;

use super::scan::{Scan, Syntax};

/// An item of a list: some whole lines, comments and attributes before it included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// What no other item of the list may be called.
    pub key: String,
    /// Its lines.
    pub lines: Range<usize>,
}

/// What a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Functions, types, implementations, imports.
    Declarations,
    /// Variants, or fields of a type or a literal: told apart by their name.
    Named,
    /// Arms of a `match`: told apart by their pattern.
    Arms,
    /// Values, told apart by all of their text.
    Values,
    /// Calls of a chain that says what is served where.
    Routes,
}

/// Cuts lines into items of a kind; `None` when they are anything else besides.
pub(crate) fn items(kind: Kind, syntax: Syntax, lines: &[&str]) -> Option<Vec<Item>> {
    let scan = Scan::new(syntax, lines);
    if scan.broken || scan.depth(lines.len()) != 0 {
        return None;
    }
    let mut items: Vec<Item> = Vec::new();
    let (mut start, mut head) = (0, None);
    for (index, line) in lines.iter().enumerate() {
        let line = line.trim();
        let aside = is_aside(line) || scan.hidden[index];
        if scan.depth(index) == 0 && head.is_none() && !aside {
            head = Some(index);
        }
        let Some(head_line) = head else {
            continue;
        };
        if scan.depth(index + 1) == 0 && !aside && ends(kind, line) {
            let text = &lines[head_line..=index];
            let key = key(kind, text)?;
            items.push(Item {
                key,
                lines: start..index + 1,
            });
            (start, head) = (index + 1, None);
        }
    }
    let rest = &lines[start..];
    if rest.iter().any(|line| !line.trim().is_empty()) {
        return None;
    }
    items.last_mut()?.lines.end = lines.len();
    Some(items)
}

/// Blank lines, comments and attributes: they belong to the item behind them.
pub(crate) fn is_aside(line: &str) -> bool {
    line.is_empty() || line.starts_with("//") || line.starts_with("#[") || line.starts_with("#![")
}

fn ends(kind: Kind, line: &str) -> bool {
    let line = line.split(" //").next().unwrap_or(line).trim_end();
    match kind {
        Kind::Declarations => line.ends_with(['}', ';']),
        Kind::Named | Kind::Values => line.ends_with(','),
        Kind::Arms => line.ends_with([',', '}']),
        Kind::Routes => line.ends_with(')'),
    }
}

fn key(kind: Kind, text: &[&str]) -> Option<String> {
    let head = text.first()?.trim();
    match kind {
        Kind::Declarations => declared(text),
        Kind::Named => {
            let name: String = visible(head)
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            (!name.is_empty()).then_some(name)
        }
        Kind::Arms => {
            let (pattern, _) = head.split_once("=>")?;
            let pattern = pattern.trim();
            // A pattern that takes everything makes the order of arms matter.
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            (!pattern.chars().all(plain)).then(|| pattern.to_owned())
        }
        Kind::Values => Some(text.iter().map(|line| line.trim()).collect()),
        Kind::Routes => {
            let rest = [".route(", ".nest(", ".merge("]
                .iter()
                .find_map(|call| head.strip_prefix(call))?;
            let next = text.get(1).map_or("", |line| line.trim());
            let path = if rest.is_empty() { next } else { rest };
            path.split(',').next().map(str::to_owned)
        }
    }
}

/// A line without the words that only say who may see what it declares.
fn visible(line: &str) -> &str {
    let Some(rest) = line.strip_prefix("pub") else {
        return line;
    };
    if let Some(inside) = rest.strip_prefix('(') {
        return inside
            .split_once(')')
            .map_or(line, |(_, rest)| rest.trim_start());
    }
    rest.strip_prefix(' ').unwrap_or(line)
}

/// What a declaration is called: its kind and name, without parameters.
pub(crate) fn declared(text: &[&str]) -> Option<String> {
    let mut words = visible(text.first()?.trim());
    for before in [
        "default ",
        "const ",
        "async ",
        "unsafe ",
        "extern \"C\" ",
        "export ",
        "default ",
    ] {
        let rest = words.strip_prefix(before);
        // `const NAME` declares itself, `const fn` a function.
        let names = before == "const "
            && !rest.is_some_and(|rest| {
                rest.starts_with("fn ") || rest.starts_with("async ") || rest.starts_with("unsafe ")
            });
        if let Some(rest) = rest.filter(|_| !names) {
            words = rest;
        }
    }
    let (kind, rest) = words.split_once([' ', '<', '!']).unwrap_or((words, ""));
    let until = |stop: &[char]| {
        let name = rest.trim().split(stop).next().unwrap_or_default();
        (!name.is_empty()).then(|| format!("{kind} {}", name.trim()))
    };
    match kind {
        "fn" | "function" | "class" | "struct" | "enum" | "trait" | "mod" | "type" | "union"
        | "static" | "const" | "let" | "macro_rules" => until(&[' ', '(', '<', '{', ':', ';', '=']),
        // Two implementations may differ in their last word only.
        "impl" => Some(words.split('{').next().unwrap_or(words).trim().to_owned()),
        "use" | "import" => Some(text.iter().map(|line| line.trim()).collect()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Syntax, items};

    /// The keys, or nothing where the text is no list of items.
    fn keys(kind: Kind, text: &str) -> Vec<String> {
        let lines: Vec<&str> = text.lines().collect();
        let items = items(kind, Syntax::Rust, &lines).unwrap_or_default();
        items.into_iter().map(|item| item.key).collect()
    }

    const NOTHING: [&str; 0] = [];

    #[test]
    fn declarations_are_told_apart_by_kind_and_name() {
        let text = "/// Doc.\n#[must_use]\npub(crate) const fn one(\n    a: u8,\n) -> u8 {\n    a\n}\n\nimpl From<A> for B {}\nconst X: u8 = 1;\nuse a::b;\n";
        assert_eq!(
            keys(Kind::Declarations, text),
            ["fn one", "impl From<A> for B", "const X", "use a::b;"]
        );
        assert_eq!(keys(Kind::Declarations, "let x = 1;\nfoo();\n"), NOTHING);
        assert_eq!(keys(Kind::Declarations, "fn a() {\n"), NOTHING, "open");
    }

    #[test]
    fn members_are_told_apart_by_name_and_arms_by_pattern() {
        let members = "    /// Doc.\n    pub a: u8,\n    B {\n        x: u8,\n    },\n";
        assert_eq!(keys(Kind::Named, members), ["a", "B"]);
        assert_eq!(keys(Kind::Named, "    a: u8\n"), NOTHING, "no comma");
        let arms = "A::B => 1,\nA::C { x } => {\n    x\n}\n";
        assert_eq!(keys(Kind::Arms, arms), ["A::B", "A::C { x }"]);
        assert_eq!(
            keys(Kind::Arms, "other => 1,\n"),
            NOTHING,
            "takes everything"
        );
    }

    #[test]
    fn routes_are_told_apart_by_their_path() {
        let routes = ".route(\"/a\", get(a))\n.route(\n    \"/b\",\n    get(b),\n)\n";
        assert_eq!(keys(Kind::Routes, routes), ["\"/a\"", "\"/b\""]);
        assert_eq!(keys(Kind::Routes, ".layer(x)\n"), NOTHING);
    }
}
