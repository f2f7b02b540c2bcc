//! Remarks: comments are no part of what a text does, so what one side noted and what the other side
//! rendered stand together.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::Format;

/// How a format begins what is only meant for people, at the end of a line or on a line of its own.
fn marks(format: Format) -> &'static [&'static str] {
    match format {
        Format::Rust | Format::Script => &["//", "/*"],
        Format::Style => &["/*"],
        Format::Sql => &["--", "/*"],
        Format::Toml | Format::Yaml | Format::Lines | Format::Other => &["#"],
        Format::Markdown | Format::Markup => &["<!--"],
        Format::Json => &[],
    }
}

/// Returns whether a line is blank or nothing but a remark.
pub(crate) fn is_remark(format: Format, line: &str) -> bool {
    line.trim().is_empty() || split(format, line).0.is_empty()
}

/// Returns whether lines are remarks, and not only blank. A remark may go over some lines.
pub(crate) fn are_remarks(format: Format, lines: &[&str]) -> bool {
    let mut open: Option<&str> = None;
    let mut any = false;
    for line in lines.iter().map(|line| line.trim()) {
        any |= !line.is_empty();
        if let Some(close) = open {
            match line.find(close) {
                Some(at) if at + close.len() < line.len() => return false,
                Some(_) => open = None,
                None => {}
            }
        } else if !is_remark(format, line) {
            open = [("/*", "*/"), ("<!--", "-->")]
                .into_iter()
                .find(|(mark, close)| {
                    marks(format).contains(mark) && line.starts_with(mark) && !line.contains(close)
                })
                .map(|(_, close)| close);
            if open.is_none() {
                return false;
            }
        }
    }
    any && open.is_none()
}

/// Cuts a line into what it does and the remark at its end.
pub(crate) fn split(format: Format, line: &str) -> (&str, &str) {
    let at = remark_at(format, line).unwrap_or(line.len());
    let (code, remark) = line.split_at(at);
    (code.trim_end(), remark.trim_end())
}

fn remark_at(format: Format, line: &str) -> Option<usize> {
    let marks = marks(format);
    let closed = |rest: &str| {
        let rest = rest.trim_end();
        let block =
            |open, close| !rest.starts_with(open) || rest.find(close) == Some(rest.len() - 2);
        block("/*", "*/") && (!rest.starts_with("<!--") || rest.ends_with("-->"))
    };
    let quotes: &[char] = match format {
        Format::Rust | Format::Markdown | Format::Markup => &['"'],
        Format::Script => &['"', '\'', '`'],
        _ => &['"', '\''],
    };
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        let rest = &line[at..];
        let marked = || marks.iter().any(|mark| rest.starts_with(mark)) && closed(rest);
        if let Some(open) = quote {
            if c == open && before != '\\' {
                quote = None;
            }
        } else if before.is_whitespace() && marked() {
            return Some(at);
        } else if quotes.contains(&c) && !(format == Format::Rust && before == '\'') {
            // A quotation mark between two others is a character.
            quote = Some(c);
        }
        before = if before == '\\' { ' ' } else { c };
    }
    None
}

/// Merges lines of which the user changed nothing but remarks: what is rendered now, with the user's
/// remarks where they stood. `None` when the user changed more, or when the line that a remark stands
/// on is no more.
pub(crate) fn carried(
    format: Format,
    base: &[&str],
    user: &[&str],
    new: &[&str],
) -> Option<Vec<String>> {
    let code = |lines: &[&str]| lines.iter().all(|line| is_remark(format, line));
    if code(base) || code(new) {
        return None;
    }
    let noted = noted(format, base, user)?;
    let partner = partners(format, base, new);
    let mut above: Vec<Vec<&str>> = vec![Vec::new(); new.len() + 1];
    let mut lines: Vec<String> = new.iter().map(|&line| line.to_owned()).collect();
    for (at, note) in noted.iter().enumerate() {
        let next = partner[at..].iter().flatten().next();
        above[next.copied().unwrap_or(new.len())].extend(&note.above);
        let Some(remark) = note.behind else {
            continue;
        };
        let line = &mut lines[(*partner.get(at)?)?];
        let (code, known) = split(format, line);
        let (_, was) = split(format, base[at]);
        if known != was && known != remark.trim_start() {
            return None;
        }
        *line = format!("{code}{remark}");
    }
    let mut merged = Vec::new();
    for (at, notes) in above.iter().enumerate() {
        merged.extend(notes.iter().map(|&line| line.to_owned()));
        merged.extend(lines.get(at).cloned());
    }
    Some(merged)
}

/// What the user noted at a line.
#[derive(Default)]
struct Noted<'a> {
    /// Remarks on lines of their own before it.
    above: Vec<&'a str>,
    /// The remark at its end, with the space before it, where it is another one than in the base.
    behind: Option<&'a str>,
}

/// One entry for each line of the base, and one for what stands behind the last.
fn noted<'a>(format: Format, base: &[&str], user: &[&'a str]) -> Option<Vec<Noted<'a>>> {
    let mut notes = Vec::new();
    let mut open = Noted::default();
    let mut found = false;
    for line in user {
        let (code, remark) = split(format, line);
        let Some(was) = base.get(notes.len()) else {
            if !is_remark(format, line) {
                return None;
            }
            open.above.push(line);
            found = true;
            continue;
        };
        let (base_code, _) = split(format, was);
        if *line == *was {
            notes.push(std::mem::take(&mut open));
        } else if is_remark(format, line) && !base_code.is_empty() {
            open.above.push(line);
            found = true;
        } else if code == base_code && !code.is_empty() && !remark.is_empty() {
            open.behind = Some(&line[code.len()..]);
            found = true;
            notes.push(std::mem::take(&mut open));
        } else {
            return None;
        }
    }
    let whole = notes.len() == base.len();
    notes.push(open);
    (whole && found).then_some(notes)
}

/// For each line of the base the line that stands for it now.
fn partners(format: Format, base: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let mut partners = vec![None; base.len()];
    for op in capture_diff_slices(Algorithm::Myers, base, new) {
        let (old, now) = (op.old_range(), op.new_range());
        match op {
            DiffOp::Equal { .. } => {
                for (one, other) in old.zip(now) {
                    partners[one] = Some(other);
                }
            }
            DiffOp::Replace { .. } if old.len() == now.len() => {
                for (one, other) in old.zip(now) {
                    partners[one] = alike(format, base[one], new[other]).then_some(other);
                }
            }
            _ => {
                let mut from = now.start;
                for one in old {
                    let alike = (from..now.end).find(|&other| alike(format, base[one], new[other]));
                    if let Some(other) = alike {
                        partners[one] = Some(other);
                        from = other + 1;
                    }
                }
            }
        }
    }
    partners
}

/// Whether one line can be seen as the other one changed: at least half of the words of the shorter
/// one stand in the other, and both begin alike.
fn alike(format: Format, one: &str, other: &str) -> bool {
    let (one, other) = (cut(split(format, one).0), cut(split(format, other).0));
    let shorter = one.len().min(other.len());
    let shared = one.iter().filter(|word| other.contains(word)).count();
    one.first() == other.first() && shorter > 0 && shared * 2 >= shorter
}

fn cut(line: &str) -> Vec<&str> {
    line.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{are_remarks, carried, split};
    use crate::Format;

    #[test]
    fn a_remark_begins_behind_the_code_and_in_no_literal() {
        for (format, line, code, remark) in [
            (Format::Rust, "    a, // b", "    a,", "// b"),
            (
                Format::Rust,
                "    f(\"// x\", '\"'); // y",
                "    f(\"// x\", '\"');",
                "// y",
            ),
            (Format::Rust, "    /// Words.", "", "/// Words."),
            (
                Format::Rust,
                "    a /* one */ + b",
                "    a /* one */ + b",
                "",
            ),
            (Format::Toml, "a = \"#1\" # why", "a = \"#1\"", "# why"),
            (Format::Sql, "    a REAL, -- why", "    a REAL,", "-- why"),
            (
                Format::Style,
                "  a: #fff; /* why */",
                "  a: #fff;",
                "/* why */",
            ),
            (Format::Yaml, "a: b#c", "a: b#c", ""),
            (Format::Markdown, "| a | <!-- b -->", "| a |", "<!-- b -->"),
            (Format::Json, "\"a\": 1 // b", "\"a\": 1 // b", ""),
        ] {
            assert_eq!(split(format, line), (code, remark), "{line}");
        }
    }

    #[test]
    fn remarks_may_go_over_some_lines() {
        assert!(are_remarks(Format::Style, &["/* one", "   two */", ""]));
        assert!(are_remarks(Format::Markdown, &["<!--", "words", "-->"]));
        assert!(!are_remarks(Format::Style, &["/* one", "two */ a {}"]));
        assert!(!are_remarks(Format::Style, &["/* one"]));
        assert!(!are_remarks(Format::Rust, &["", ""]));
    }

    #[test]
    fn remarks_follow_the_lines_that_they_stand_at() {
        let base = ["a: 1,", "b: 2,"];
        let carry = |user: &[&str], new: &[&str]| carried(Format::Rust, &base, user, new);
        let text = |lines: &[&str]| Some(lines.iter().map(|&line| line.to_owned()).collect());
        assert_eq!(
            carry(&["a: 1, // one", "// two", "b: 2,"], &["a: 3,", "b: 4,"]),
            text(&["a: 3, // one", "// two", "b: 4,"])
        );
        assert_eq!(
            carry(&["a: 1,", "b: 2,  // two"], &["a: 1,", "x: 0,", "b: 4,"]),
            text(&["a: 1,", "x: 0,", "b: 4,  // two"])
        );
        assert_eq!(
            carry(&["a: 1,", "b: 2, // two"], &["a: 1,"]),
            None,
            "no such line"
        );
        assert_eq!(carry(&["a: 9, // one", "b: 2,"], &["a: 3,", "b: 2,"]), None);
        assert_eq!(
            carry(&["a: 1, // one", "b: 2,"], &["a: 1, // uno", "b: 2,"]),
            None,
            "two remarks on one line"
        );
        assert_eq!(
            carry(&["a: 1, // one", "b: 2,"], &["a: 3, // one", "b: 2,"]),
            text(&["a: 3, // one", "b: 2,"]),
            "one remark of both"
        );
        assert_eq!(
            carry(&["a: 1, // agreed", "b: 2,"], &["x: 7,", "b: 2,"]),
            None,
            "another line stands there"
        );
    }
}
