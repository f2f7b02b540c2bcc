//! The nearest known word, for "did you mean".

/// Returns the candidate nearest to `word`, when it is near enough to be a slip of the fingers.
///
/// Near enough is a Damerau-Levenshtein distance of 1 up to four characters, 2 up to seven, else 3.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = match word.chars().count() {
        0..=4 => 1,
        5..=7 => 2,
        _ => 3,
    };
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_a_slip_and_refuses_a_stranger() {
        let known = ["threshold", "outside", "state"];
        assert_eq!(nearest("treshold", known), Some("threshold"));
        assert_eq!(nearest("sate", known), Some("state"));
        assert_eq!(nearest("geofence", known), None);
    }
}
