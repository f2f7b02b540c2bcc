//! A user who only formatted: base and render are brought into the user's form before they are merged.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The most words of a place that are compared one by one.
const WORDS: usize = 8_000;

/// Returns whether the user formatted most of a text anew.
pub(crate) fn is_reformatted(base: &[&str], user: &[&str]) -> bool {
    let kept = base
        .iter()
        .filter(|line| !line.trim().is_empty() && line.starts_with(' '));
    let (all, mut same) = (kept.clone().count(), 0);
    let known: HashSet<&str> = user.iter().copied().collect();
    for line in kept {
        same += usize::from(known.contains(line));
    }
    same * 2 < all
}

/// Returns the base and the render as the user formats them, where the user's lines differ from
/// those of the base in nothing but white space and commas before a closing bracket. `None` when
/// there is no such place.
pub(crate) fn as_user(
    base: &[&str],
    user: &[&str],
    new: &[&str],
) -> Option<(Vec<String>, Vec<String>)> {
    let chunks = chunks(base, user);
    if chunks.is_empty() {
        return None;
    }
    // A few lines that stand elsewhere do not show how a person indents.
    let indents = if is_reformatted(base, user) {
        indents(base, user, &chunks)
    } else {
        BTreeMap::new()
    };
    let base_as_user = replaced(base, user, &chunks);
    // Where the render still says what the base said, it takes the user's form too.
    let same = equal_runs(base, new);
    let mut for_new = Vec::new();
    for (lines, form) in &chunks {
        let run = same
            .iter()
            .find(|(of_base, _)| of_base.start <= lines.start && lines.end <= of_base.end);
        if let Some((of_base, of_new)) = run {
            let start = of_new.start + (lines.start - of_base.start);
            for_new.push((start..start + lines.len(), form.clone()));
        }
    }
    let mut own: Vec<String> = Vec::new();
    let mut at = 0;
    let known = |line: usize| same.iter().any(|(_, of_new)| of_new.contains(&line));
    for (lines, form) in for_new {
        own.extend((at..lines.start).map(|line| indented(new[line], &indents, known(line))));
        own.extend(user[form].iter().map(|&line| line.to_owned()));
        at = lines.end;
    }
    own.extend((at..new.len()).map(|line| indented(new[line], &indents, known(line))));
    Some((base_as_user, own))
}

/// Pairs of lines of the base and of the user that differ in form only.
type Chunk = (Range<usize>, Range<usize>);

/// Lines are paired by what stands in them, then word by word where that does not pair them.
fn chunks(base: &[&str], user: &[&str]) -> Vec<Chunk> {
    let ops = capture_diff_slices(Algorithm::Myers, &trimmed(base), &trimmed(user));
    let mut found = Vec::new();
    for op in ops {
        match op {
            DiffOp::Equal {
                old_index,
                new_index,
                len,
            } => {
                let pairs = (old_index..old_index + len).zip(new_index..);
                let differ = pairs.filter(|&(one, other)| base[one] != user[other]);
                found.extend(differ.map(|(one, other)| (one..one + 1, other..other + 1)));
            }
            DiffOp::Replace { .. } => {
                found.extend(within(base, &op.old_range(), user, &op.new_range()));
            }
            DiffOp::Delete { .. } | DiffOp::Insert { .. } => {}
        }
    }
    found
}

fn trimmed<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    lines.iter().map(|line| line.trim()).collect()
}

/// Compares a place word by word and cuts it at every line end that both texts share.
fn within(base: &[&str], old: &Range<usize>, user: &[&str], now: &Range<usize>) -> Vec<Chunk> {
    let (one, ones) = words(&base[old.clone()]);
    let (other, others) = words(&user[now.clone()]);
    if one.len() > WORDS || other.len() > WORDS {
        return Vec::new();
    }
    let mut pairs = BTreeMap::new();
    for op in capture_diff_slices(Algorithm::Myers, &one, &other) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = op
        {
            pairs.extend((0..=len).map(|at| (old_index + at, new_index + at)));
        }
    }
    let starts: BTreeMap<usize, usize> = others
        .iter()
        .enumerate()
        .map(|(at, &word)| (word, at))
        .collect();
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for (line, word) in ones.iter().enumerate() {
        if let Some(at) = pairs.get(word).and_then(|word| starts.get(word)) {
            cuts.push((line, *at));
        }
    }
    let equal = |from: (usize, usize), to: (usize, usize)| {
        let words = (ones[from.0]..ones[to.0], others[from.1]..others[to.1]);
        from.0 < to.0 && from.1 < to.1 && one[words.0] == other[words.1]
    };
    cuts.windows(2)
        .filter(|cut| equal(cut[0], cut[1]))
        .map(|cut| {
            let range = |from: usize, to: usize, by: usize| by + from..by + to;
            (
                range(cut[0].0, cut[1].0, old.start),
                range(cut[0].1, cut[1].1, now.start),
            )
        })
        .collect()
}

/// The words of some lines, and for each line, and behind the last, how many words stand before it.
fn words<'a>(lines: &[&'a str]) -> (Vec<&'a str>, Vec<usize>) {
    let mut words: Vec<&str> = Vec::new();
    let mut counts = vec![0];
    for line in lines {
        let mut rest = line.trim();
        while let Some(first) = rest.chars().next() {
            let name = |c: char| c.is_alphanumeric() || c == '_';
            let length = if name(first) {
                rest.find(|c| !name(c)).unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            let (word, behind) = rest.split_at(length);
            let closes = [")", "]", "}", ">"].contains(&word);
            if closes && words.last() == Some(&",") {
                words.pop();
            }
            words.push(word);
            rest = behind.trim_start();
        }
        // A comma at the end of a line may be taken away by the first word of the next.
        let ends = words.len() - usize::from(words.last() == Some(&","));
        counts.push(if words.last() == Some(&",") {
            ends + 1
        } else {
            ends
        });
    }
    let last = words.len();
    for count in &mut counts {
        *count = (*count).min(last);
    }
    (words, counts)
}

/// How the user indents what the base indents so, where that is always the same.
fn indents<'a>(base: &[&'a str], user: &[&'a str], chunks: &[Chunk]) -> BTreeMap<&'a str, &'a str> {
    let mut found: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for (lines, form) in chunks
        .iter()
        .filter(|(lines, form)| lines.len() == 1 && form.len() == 1)
    {
        let (one, other) = (base[lines.start], user[form.start]);
        if one.trim().is_empty() {
            continue;
        }
        let (one, other) = (indent(one), indent(other));
        let seen = found.entry(one).or_insert(Some(other));
        if *seen != Some(other) {
            *seen = None;
        }
    }
    found
        .into_iter()
        .filter_map(|(one, other)| Some((one, other?)))
        .collect()
}

fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

fn indented(line: &str, indents: &BTreeMap<&str, &str>, known: bool) -> String {
    let own = indent(line);
    match indents.get(own) {
        Some(users) if !known && !own.is_empty() => format!("{users}{}", &line[own.len()..]),
        _ => line.to_owned(),
    }
}

fn replaced(base: &[&str], user: &[&str], chunks: &[Chunk]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut at = 0;
    for (old, form) in chunks {
        lines.extend(base[at..old.start].iter().map(|&line| line.to_owned()));
        lines.extend(user[form.clone()].iter().map(|&line| line.to_owned()));
        at = old.end;
    }
    lines.extend(base[at..].iter().map(|&line| line.to_owned()));
    lines
}

fn equal_runs(base: &[&str], new: &[&str]) -> Vec<Chunk> {
    let ops = capture_diff_slices(Algorithm::Myers, base, new).into_iter();
    ops.filter(|op| matches!(op, DiffOp::Equal { .. }))
        .map(|op| (op.old_range(), op.new_range()))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::{Format, three_way};

    fn merged(base: &str, user: &str, new: &str) -> Option<String> {
        let bytes = str::as_bytes;
        let merge = three_way(bytes(base), bytes(user), bytes(new), &[], Format::Rust);
        merge.expect("text").text()
    }

    const BASE: &str = "fn f(a: u8, b: u8) {\n    let x = a;\n    g(x);\n}\n";

    #[test]
    fn a_text_with_other_indents_takes_what_is_new_in_them() {
        let user = BASE.replace("    ", "\t");
        let new = BASE
            .replace("g(x)", "g(x, b)")
            .replace("    g", "    let y = b;\n    g");
        let expected = new.replace("    ", "\t");
        assert_eq!(merged(BASE, &user, &new), Some(expected));
    }

    #[test]
    fn a_wrapped_statement_that_the_render_does_not_change_stays_wrapped() {
        let user = "fn f(\n    a: u8,\n    b: u8,\n) {\n  let x = a;\n  g(x);\n}\n";
        let new = BASE.replace("g(x)", "h(x)");
        let expected = user.replace("g(x)", "h(x)");
        assert_eq!(merged(BASE, user, &new), Some(expected));
    }

    #[test]
    fn an_edit_among_the_formatting_is_kept() {
        let user = "fn f(a: u8, b: u8) {\n\tlet x = a;\n\tlet mine = b;\n\tg(x);\n}\n";
        let new = BASE.replace("g(x)", "h(x)");
        let expected = user.replace("g(x)", "h(x)");
        assert_eq!(merged(BASE, user, &new), Some(expected));
        let other = BASE.replace("let x = a", "let x = 1");
        assert_eq!(merged(BASE, &user.replace("x = a", "x = 2"), &other), None);
    }
}
