//! A file without the conflict markers of git, where what stands between them can be told apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::steps::Sides;

/// How the lines of git begin around a conflict.
pub(super) const MARKERS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// Returns a text without git's markers: of each conflict our side, with the lines that people added to
/// either.
///
/// # Errors
///
/// The first conflict in which people did more than add lines at different places, or that has no end.
pub(super) fn unmarked(text: &str, renders: &[&str]) -> Result<String, Sides> {
    let generated: BTreeSet<&str> = renders.iter().flat_map(|text| text.lines()).collect();
    let mut plain = String::new();
    let mut sides: Option<[String; 2]> = None;
    let (mut first_line, mut side) = (0, 0_usize);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for (at, line) in lines.iter().copied().enumerate() {
        let is = |marker: &str| line.starts_with(marker);
        match &mut sides {
            None if is("<<<<<<<") => {
                (sides, first_line, side) = (Some([String::new(), String::new()]), at + 1, 0);
            }
            None => plain.push_str(line),
            Some(_) if is("|||||||") => side = 2,
            Some(_) if is("=======") => side = 1,
            Some(both) if is(">>>>>>>") => {
                let own = both
                    .iter()
                    .flat_map(|side| side.lines())
                    .any(|line| !line.trim().is_empty() && !generated.contains(line));
                if own {
                    let around = Around {
                        before: plain.lines().next_back(),
                        after: lines
                            .get(at + 1)
                            .map(|line| line.trim_end_matches(['\r', '\n'])),
                    };
                    let joined = joined([&both[0], &both[1]], renders, &around);
                    let Some(joined) = joined else {
                        let [yours, specgens] = both.clone();
                        return Err(Sides {
                            line: first_line,
                            yours,
                            specgens,
                        });
                    };
                    plain.push_str(&joined);
                } else {
                    plain.push_str(&both[0]);
                }
                sides = None;
            }
            Some(both) => {
                if let Some(side) = both.get_mut(side) {
                    side.push_str(line);
                }
            }
        }
    }
    match sides {
        None => Ok(plain),
        // Its last marker is gone: whose the lines up to the end are, nobody can tell.
        Some([yours, specgens]) => Err(Sides {
            line: first_line,
            yours,
            specgens,
        }),
    }
}

/// The lines around a conflict, which both sides have.
struct Around<'a> {
    before: Option<&'a str>,
    after: Option<&'a str>,
}

/// A side of a conflict: a piece of a render, and what people added to it by the number of generated
/// lines before.
struct Side<'a> {
    generated: Vec<&'a str>,
    added: BTreeMap<usize, Vec<&'a str>>,
}

impl<'a> Side<'a> {
    /// Reads a side; `None` when people did more than add lines of their own to the piece of the render
    /// that stands between the lines around.
    fn of(
        side: &'a str,
        render: &'a str,
        generated: &BTreeSet<&str>,
        around: &Around<'_>,
    ) -> Option<Self> {
        let render: Vec<&str> = render.lines().collect();
        let mut best: Option<(usize, Self)> = None;
        let line_before = |at: usize| at.checked_sub(1).map(|at| render[at]);
        for start in (0..=render.len()).filter(|at| line_before(*at) == around.before) {
            let mut one = Self {
                generated: Vec::new(),
                added: BTreeMap::new(),
            };
            let mut count = 0;
            for line in side.lines() {
                let at = one.generated.len();
                if render.get(start + at) == Some(&line) {
                    one.generated.push(line);
                } else {
                    one.added.entry(at).or_default().push(line);
                    count += 1;
                }
            }
            let mut added = one.added.values().flatten();
            let is_own = added.all(|line| line.trim().is_empty() || !generated.contains(line));
            let end = start + one.generated.len();
            let is_whole = render.get(end).copied() == around.after;
            if is_own && is_whole && best.as_ref().is_none_or(|(least, _)| count < *least) {
                best = Some((count, one));
            }
        }
        best.map(|(_, one)| one)
    }

    /// Returns the place here that is the place `at` of another side; `None` when it could be several.
    fn place(&self, other: &Side<'_>, at: usize) -> Option<usize> {
        let only = |line: &str| {
            let mut found = (0..self.generated.len()).filter(|at| self.generated[*at] == line);
            found.next().filter(|_| found.next().is_none())
        };
        match at {
            0 => Some(0),
            _ if at == other.generated.len() => Some(self.generated.len()),
            _ => {
                let after = only(other.generated[at - 1]).map(|place| place + 1);
                after.or_else(|| only(other.generated[at]))
            }
        }
    }
}

/// Returns our side of a conflict with what people added to either; `None` when they did more, or wrote
/// at the same place.
fn joined(sides: [&str; 2], renders: &[&str], around: &Around<'_>) -> Option<String> {
    let generated: BTreeSet<&str> = renders.iter().flat_map(|text| text.lines()).collect();
    // A side may hold what several branches rendered: then it is no piece of one render.
    let of = |side| {
        let mut pieces = renders.iter();
        pieces.find_map(|render| Side::of(side, render, &generated, around))
    };
    let (mut ours, theirs) = (of(sides[0])?, of(sides[1])?);
    for (at, lines) in &theirs.added {
        let place = ours.place(&theirs, *at)?;
        if ours.added.insert(place, lines.clone()).is_some() {
            return None;
        }
    }
    let end = if sides.iter().any(|side| side.contains("\r\n")) {
        "\r\n"
    } else {
        "\n"
    };
    let mut text = String::new();
    for at in 0..=ours.generated.len() {
        let added = ours.added.get(&at).into_iter().flatten().copied();
        for line in added.chain(ours.generated.get(at).copied()) {
            text.push_str(line);
            text.push_str(end);
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::unmarked;

    const OURS: &str = "a\nb\nours\nc\nd\n";
    const THEIRS: &str = "a\nb\nc\ntheirs\nd\n";

    #[test]
    fn a_conflict_without_an_end_takes_no_line_with_it() {
        let whole = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> other\n";
        let text = format!("a\n{whole}b\n<<<<<<< HEAD\nc\n=======\nd\nmine\n");
        let sides = unmarked(&text, &[OURS, THEIRS]).unwrap_err();
        assert_eq!(sides.line, 8);
        assert_eq!(sides.specgens, "d\nmine\n", "the end of the file is kept");
    }

    #[test]
    fn markers_around_generated_lines_settle_themselves() {
        let text = "a\nb\n<<<<<<< HEAD\nours\nc\n||||||| base\nc\n=======\nc\ntheirs\n>>>>>>> other\nd\nmine\n";
        assert_eq!(
            unmarked(text, &[OURS, THEIRS]),
            Ok("a\nb\nours\nc\nd\nmine\n".to_owned())
        );
        let text = "a\n<<<<<<< HEAD\nmine\n=======\ntheirs\n>>>>>>> other\nd\n";
        let sides = unmarked(text, &[OURS, THEIRS]).unwrap_err();
        assert_eq!((sides.line, sides.yours.as_str()), (2, "mine\n"));
    }

    #[test]
    fn lines_that_people_added_at_different_places_stay_on_both_sides() {
        let ours = "a\none\ntwo\nz\n";
        let theirs = "a\none\nthree\nz\n";
        let text =
            "a\n<<<<<<< HEAD\none\n// Ann\ntwo\n=======\n// Bob\none\nthree\n>>>>>>> other\nz\n";
        assert_eq!(
            unmarked(text, &[ours, theirs]),
            Ok("a\n// Bob\none\n// Ann\ntwo\nz\n".to_owned())
        );
        assert_eq!(
            unmarked(&text.replace('\n', "\r\n"), &[ours, theirs]),
            Ok("a\r\n// Bob\r\none\r\n// Ann\r\ntwo\r\nz\r\n".to_owned())
        );
        let same_place = text.replace("// Bob\none\n", "one\n// Bob\n");
        assert!(unmarked(&same_place, &[ours, theirs]).is_err());
        let changed = text.replace("// Bob\none\nthree\n", "one, said Bob\nthree\n");
        assert!(
            unmarked(&changed, &[ours, theirs]).is_err(),
            "one was changed"
        );
    }
}
