//! Two texts as a unified difference, as `git diff` and `patch` know it.

use similar::TextDiff;

/// How many lines that stay are shown around a change.
const AROUND: usize = 3;

/// Returns the difference of a file, `None` standing for a file that is not there; empty when the
/// texts are the same. What is no text is only said to differ.
pub fn unified(path: &str, old: Option<&[u8]>, new: Option<&[u8]>) -> String {
    if old == new {
        return String::new();
    }
    let read = |bytes: Option<&[u8]>| String::from_utf8(bytes.unwrap_or_default().to_vec());
    let (Ok(before), Ok(after)) = (read(old), read(new)) else {
        return format!("binary files a/{path} and b/{path} differ\n");
    };
    let name = |side: &str, bytes: Option<&[u8]>| match bytes {
        Some(_) => format!("{side}/{path}"),
        None => "/dev/null".to_owned(),
    };
    TextDiff::from_lines(&before, &after)
        .unified_diff()
        .context_radius(AROUND)
        .header(&name("a", old), &name("b", new))
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn it_is_what_patch_reads() {
        let text = unified("a.txt", Some(b"one\ntwo\n"), Some(b"one\n2\n"));
        assert_eq!(
            text,
            "--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n"
        );
        let new = unified("a.txt", None, Some(b"one"));
        assert!(new.starts_with("--- /dev/null\n+++ b/a.txt\n@@"), "{new}");
        assert!(new.contains("+one\n\\ No newline at end of file"), "{new}");
        assert_eq!(unified("a.txt", Some(b"same"), Some(b"same")), "");
        assert!(unified("a.bin", Some(b"\xff"), None).starts_with("binary"));
    }
}
