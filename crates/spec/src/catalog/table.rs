//! Comma-separated data files without quoting, as they are embedded.

/// Returns the fields of each record below the header.
pub(super) fn records(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .skip(1)
        .filter(|line| !line.is_empty())
        .map(|line| line.split(',').collect())
}

/// Returns the words of a field that are separated by bars.
pub(super) fn words(field: &'static str) -> Vec<&'static str> {
    field.split('|').filter(|word| !word.is_empty()).collect()
}
