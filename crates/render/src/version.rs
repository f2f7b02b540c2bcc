//! What the version of a template set is digested from; the build script counts it too.

/// Returns one line per file, its path and the digest of its content, in the order of the paths.
pub fn listed<'a>(
    files: impl Iterator<Item = (&'a str, &'a [u8])>,
    digest: impl Fn(&[u8]) -> String,
) -> String {
    let mut lines: Vec<String> = files
        .map(|(path, bytes)| format!("{path} {}\n", digest(bytes)))
        .collect();
    lines.sort();
    lines.concat()
}
