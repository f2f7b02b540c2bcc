//! One statement that both sides changed: lists within it are merged name by name.

use crate::structure::order;
use crate::{Format, prose, remarks};

/// Merges the same lines of three texts, or says that their sense must be judged by a person.
pub(crate) fn lines(
    format: Format,
    base: &[&str],
    user: &[&str],
    new: &[&str],
) -> Option<Vec<String>> {
    if let Some(lines) = imports(base, user, new) {
        return Some(lines);
    }
    if base.len() != user.len() || base.len() != new.len() {
        return None;
    }
    let all = base.iter().zip(user).zip(new);
    all.map(|((base, user), new)| line(format, base, user, new))
        .collect()
}

/// Merges the names of one import.
pub(crate) fn imports(base: &[&str], user: &[&str], new: &[&str]) -> Option<Vec<String>> {
    let [base, user, new] = [import(base)?, import(user)?, import(new)?];
    if base.path != user.path || base.path != new.path {
        return None;
    }
    let names = names(&base.names, &user.names, &new.names)?;
    Some(written(base.indent, base.path, &names))
}

/// Takes lists apart: a line for what stands around each, and one for each name in it. Two texts
/// in which the same names stand in the same lists then have the same lines. So do the words of prose
/// and of remarks.
pub(crate) fn spread(format: Format, lines: &[&str]) -> Vec<String> {
    let mut spread = Vec::new();
    let mut code = Vec::with_capacity(lines.len());
    for line in lines {
        let (does, remark) = remarks::split(format, line);
        spread.extend(prose::words(remark).into_iter().map(str::to_owned));
        if format == Format::Markdown {
            spread.extend(prose::words(does).into_iter().map(str::to_owned));
        } else {
            code.push(does);
        }
    }
    let mut at = 0;
    while at < code.len() {
        let end = (at..code.len().min(at + 40)).find(|&end| code[end].ends_with("};"));
        if let Some((found, end)) = end.and_then(|end| Some((import(&code[at..=end])?, end))) {
            spread.extend(
                found
                    .names
                    .iter()
                    .map(|name| format!("{}{name}", found.path)),
            );
            at = end + 1;
            continue;
        }
        let line = code[at].trim().trim_end_matches(',');
        match lists(line).filter(|found| !found.lists.is_empty()) {
            Some(found) => {
                spread.push(found.frame.join("[]"));
                spread.extend(found.lists.concat().iter().map(|name| format!("[{name}]")));
            }
            None => spread.push(line.to_owned()),
        }
        at += 1;
    }
    spread
}

fn line(format: Format, base: &str, user: &str, new: &str) -> Option<String> {
    if let Some(one) = pick(base, user, new) {
        return Some(one.to_owned());
    }
    if let (Some(base), Some(user), Some(new)) = (tick(base), tick(user), tick(new)) {
        let state = pick(base.state, user.state, new.state)?;
        let rest = line(format, base.rest, user.rest, new.rest)?;
        return Some(format!("{}[{state}]{rest}", new.before));
    }
    let is_prose = |line: &str| !line.trim().is_empty() && remarks::is_remark(format, line);
    if format == Format::Markdown || [base, user, new].into_iter().all(is_prose) {
        return prose::merged(base, user, new);
    }
    // Brackets in prose are links and asides, and a line that begins with one is a heading.
    let is_code = matches!(format, Format::Rust | Format::Toml);
    if !is_code
        || [base, user, new]
            .iter()
            .any(|line| line.trim_start().starts_with('['))
    {
        return None;
    }
    let [base, user, new] = [lists(base)?, lists(user)?, lists(new)?];
    let many = base.lists.len();
    if many == 0 || user.lists.len() != many || new.lists.len() != many {
        return None;
    }
    let frame = pick(&base.frame, &user.frame, &new.frame)?;
    let mut merged = Vec::new();
    for index in 0..many {
        let list = names(&base.lists[index], &user.lists[index], &new.lists[index])?;
        merged.push(list.join(", "));
    }
    let mut text = String::new();
    for (index, piece) in frame.iter().enumerate() {
        text.push_str(piece);
        text.push_str(merged.get(index).map_or("", String::as_str));
    }
    Some(text)
}

/// The side that changed, when only one did.
fn pick<'a, T: PartialEq + ?Sized>(base: &T, user: &'a T, new: &'a T) -> Option<&'a T> {
    if user == base || user == new {
        Some(new)
    } else if new == base {
        Some(user)
    } else {
        None
    }
}

/// Merges lists of names; each name stands once in each.
fn names<'a>(base: &[&'a str], user: &[&'a str], new: &[&'a str]) -> Option<Vec<&'a str>> {
    let twice = |side: &[&str]| {
        let repeats = |(at, name): (usize, &&str)| side[..at].contains(name);
        side.iter().enumerate().any(repeats)
    };
    // A name in whose place each side put another one was changed by both.
    let gone = base
        .iter()
        .any(|name| !user.contains(name) && !new.contains(name));
    let adds = |side: &[&str]| side.iter().any(|name| !base.contains(name));
    let replaced = gone && adds(user) && adds(new);
    if replaced || twice(base) || twice(user) || twice(new) {
        return None;
    }
    let wanted = |name: &str| {
        let (in_user, in_new) = (user.contains(&name), new.contains(&name));
        in_user && in_new || !base.contains(&name) && (in_user || in_new)
    };
    Some(order(base, user, new, wanted))
}

struct Tick<'a> {
    before: &'a str,
    state: &'a str,
    rest: &'a str,
}

/// A task with its box.
fn tick(line: &str) -> Option<Tick<'_>> {
    let at = line.find("- [")? + 2;
    let (before, rest) = line.split_at(at);
    let state = rest.get(1..2)?;
    let rest = rest.get(2..)?.strip_prefix(']')?;
    let whole = before.trim() == "-" && [" ", "x", "X", "~", "-"].contains(&state);
    whole.then_some(Tick {
        before,
        state,
        rest,
    })
}

struct Lists<'a> {
    /// What stands around the lists.
    frame: Vec<&'a str>,
    lists: Vec<Vec<&'a str>>,
}

/// The lists of a line: what stands between `[` and `]`, or in `derive(…)`.
fn lists(line: &str) -> Option<Lists<'_>> {
    let mut found = Lists {
        frame: Vec::new(),
        lists: Vec::new(),
    };
    let mut rest = line;
    while let Some(open) = opening(rest) {
        let close = open + closing(&rest[open..])?;
        found.frame.push(&rest[..open]);
        found.lists.push(split(&rest[open..close])?);
        rest = &rest[close..];
    }
    found.frame.push(rest);
    Some(found)
}

fn opening(text: &str) -> Option<usize> {
    let derive = text.find("derive(").map(|at| at + "derive(".len());
    // `#[derive(…)]` is a list in an attribute: the inner one is meant.
    let list = text
        .match_indices('[')
        .map(|(at, _)| at)
        .find(|at| *at == 0 || text.as_bytes()[at - 1] != b'#')
        .map(|at| at + 1);
    match (derive, list) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// Where the bracket closes that stands before the text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted && depth == 0 => return Some(at),
            ')' | ']' | '}' if !quoted => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The names of a list; `None` when a name is a list itself that is not closed.
fn split(text: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let (mut start, mut depth, mut quoted) = (0, 0_usize, false);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth = depth.checked_sub(1)?,
            ',' if !quoted && depth == 0 => {
                names.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    names.push(text[start..].trim());
    names.retain(|name| !name.is_empty());
    (depth == 0 && !quoted).then_some(names)
}

struct Import<'a> {
    indent: &'a str,
    /// Everything up to the list of names.
    path: &'a str,
    names: Vec<&'a str>,
}

/// One `use` with a list of names, on one line or on some.
fn import<'a>(lines: &[&'a str]) -> Option<Import<'a>> {
    let (first, last) = (lines.first()?, lines.last()?);
    let words = first.trim_start();
    let declared = words.strip_prefix("pub").unwrap_or(words);
    if !declared.contains("use ") || declared.starts_with("//") || !last.trim_end().ends_with("};")
    {
        return None;
    }
    let (path, rest) = words.split_once('{')?;
    let mut names = Vec::new();
    if lines.len() == 1 {
        names = split(rest.trim_end().strip_suffix("};")?)?;
    } else {
        let inner = [&[rest], &lines[1..lines.len() - 1]].concat();
        for line in inner {
            names.extend(split(line)?);
        }
        if last.trim() != "};" {
            return None;
        }
    }
    let commented = names
        .iter()
        .any(|name| name.contains("//") || name.contains("/*"));
    (!commented).then(|| Import {
        indent: &first[..first.len() - words.len()],
        path,
        names,
    })
}

/// The longest line that a formatter leaves alone.
const WIDTH: usize = 100;

/// Writes an import as the formatter does.
fn written(indent: &str, path: &str, names: &[&str]) -> Vec<String> {
    let one = format!("{indent}{path}{{{}}};", names.join(", "));
    if one.chars().count() <= WIDTH {
        return vec![one];
    }
    let mut lines = vec![format!("{indent}{path}{{")];
    let mut open = format!("{indent}   ");
    for name in names {
        if open.chars().count() + name.chars().count() + 2 > WIDTH {
            lines.push(std::mem::replace(&mut open, format!("{indent}   ")));
        }
        open.push_str(&format!(" {name},"));
    }
    lines.push(open);
    lines.push(format!("{indent}}};"));
    lines
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::Format;

    fn merged(base: &str, user: &str, new: &str) -> Option<String> {
        let [base, user, new] = [base, user, new].map(|text| text.lines().collect::<Vec<_>>());
        lines(Format::Rust, &base, &user, &new).map(|lines| lines.join("\n"))
    }

    #[test]
    fn names_of_both_sides_stand_in_one_list() {
        assert_eq!(
            merged("use a::{B, D};", "use a::{B, C, D};", "use a::{A, B, D};").as_deref(),
            Some("use a::{A, B, C, D};")
        );
        assert_eq!(
            merged("use a::{B, D};", "use a::{D};", "use a::{B, D, E};").as_deref(),
            Some("use a::{D, E};")
        );
        assert_eq!(
            merged(
                "#[derive(A, B)]",
                "#[derive(A, B, Mine)]",
                "#[derive(A, B, C)]"
            )
            .as_deref(),
            Some("#[derive(A, B, C, Mine)]")
        );
        assert_eq!(
            merged(
                "x = { version = \"1\", features = [\"a\"] }",
                "x = { version = \"1\", features = [\"a\", \"mine\"] }",
                "x = { version = \"2\", features = [\"a\", \"b\"] }"
            )
            .as_deref(),
            Some("x = { version = \"2\", features = [\"a\", \"b\", \"mine\"] }")
        );
    }

    #[test]
    fn a_long_import_is_wrapped_as_the_formatter_does() {
        let long = "use crate::domain::thermometers::{";
        let names: Vec<String> = (0..9).map(|at| format!("Measurement{at}")).collect();
        let base = format!("{long}{}}};", names[..3].join(", "));
        let new = format!("{long}{}}};", names[..4].join(", "));
        let user = format!(
            "{long}\n    {},\n    {},\n}};",
            names[..3].join(", "),
            names[5..].join(", ")
        );
        let found = merged(&base, &user, &new).expect("merged");
        let expected = "use crate::domain::thermometers::{\n    Measurement0, Measurement1, Measurement2, Measurement3, Measurement5, Measurement6,\n    Measurement7, Measurement8,\n};";
        assert_eq!(found, expected);
    }

    #[test]
    fn a_tick_and_a_new_title_stand_together() {
        assert_eq!(
            merged("- [ ] 1.1 Old", "- [x] 1.1 Old", "- [ ] 1.1 New").as_deref(),
            Some("- [x] 1.1 New")
        );
        assert_eq!(merged("- [ ] Old", "- [x] Mine", "- [ ] New"), None);
    }

    #[test]
    fn anything_else_is_for_a_person_to_judge() {
        for (base, user, new) in [
            ("let a = 1;", "let a = 2;", "let a = 3;"),
            ("f([a], 1)", "f([a, m], 2)", "f([a, n], 3)"),
            ("x = [a, a]", "x = [a, a, m]", "x = [a, a, n]"),
            ("use a::{B};", "use a::{B, C};", "use b::{B};"),
            ("[base]", "[mine]", "[new]"),
            ("a[i] = 1;", "a[j] = 1;", "a[k] = 1;"),
        ] {
            assert_eq!(merged(base, user, new), None, "{user}");
        }
        let prose = ["See [a, b]", "See [a, b, mine]", "See [a, b, c]"].map(|line| [line]);
        let [base, user, new] = &prose;
        assert_eq!(lines(Format::Markdown, base, user, new), None);
    }
}
