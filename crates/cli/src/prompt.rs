//! The text that a command reads: an argument, a file, or standard input.

use std::io::{self, IsTerminal as _, Read as _};
use std::path::Path;

use specgen_diag::{Diagnostic, ExitClass};

use crate::failure::Failure;

/// The longest text that is read, in bytes.
const MOST_BYTES: usize = 1 << 20;

/// Returns the text of an argument; `-` stands for standard input.
///
/// # Errors
///
/// Refuses what is too long or no text, with the position of the first byte that is none.
pub fn from_argument(text: &str) -> Result<String, Failure> {
    if text != "-" {
        return checked(text.as_bytes().to_vec(), "the prompt");
    }
    if io::stdin().is_terminal() {
        return Err(Diagnostic::error(
            "E020",
            ExitClass::Usage,
            "`-` reads standard input, which is a terminal",
        )
        .hint("type the text as an argument, or pipe it in")
        .into());
    }
    let bytes = limited(&mut io::stdin().lock(), "standard input")?;
    checked(bytes, "standard input")
}

/// Returns the text of a file.
///
/// # Errors
///
/// Refuses what cannot be read, is too long or no text.
pub fn from_file(path: &Path) -> Result<String, Failure> {
    let name = format!("`{}`", path.display());
    let mut file = std::fs::File::open(path).map_err(|error| unreadable(&name, &error))?;
    let bytes = limited(&mut file, &name)?;
    checked(bytes, &name)
}

fn limited(stream: &mut dyn io::Read, name: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let most = u64::try_from(MOST_BYTES + 1).unwrap_or(u64::MAX);
    let read = stream.take(most).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(name, &error))?;
    Ok(bytes)
}

fn unreadable(name: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error(
        "E020",
        ExitClass::Usage,
        format!("cannot read {name}: {error}"),
    )
    .hint("check the path")
}

fn checked(bytes: Vec<u8>, name: &str) -> Result<String, Failure> {
    if bytes.len() > MOST_BYTES {
        return Err(Diagnostic::error(
            "E021",
            ExitClass::Usage,
            format!("{name} is longer than {MOST_BYTES} bytes"),
        )
        .hint("describe the backend in some sentences; a page is plenty")
        .into());
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = &error.as_bytes()[..at];
        let line = before.split(|byte| *byte == b'\n').count();
        Diagnostic::error(
            "E022",
            ExitClass::Usage,
            format!("{name} is no text: byte {at}, in line {line}, is not UTF-8"),
        )
        .hint("save it as UTF-8 text")
        .into()
    })
}

#[cfg(test)]
mod tests {
    use super::{MOST_BYTES, checked};
    use crate::failure::Failure;

    fn refusal(bytes: Vec<u8>) -> (&'static str, String) {
        match checked(bytes, "the prompt") {
            Err(Failure::Told(told)) => (told.0[0].code, told.0[0].message.clone()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn binary_and_endless_texts_are_refused_with_a_position() {
        let (code, message) = refusal(b"one\ntwo \xff three".to_vec());
        assert_eq!(code, "E022");
        assert!(message.contains("byte 8, in line 2"), "{message}");
        assert_eq!(refusal(vec![b'a'; MOST_BYTES + 1]).0, "E021");
        assert!(checked(vec![b'a'; MOST_BYTES], "the prompt").is_ok());
    }
}
