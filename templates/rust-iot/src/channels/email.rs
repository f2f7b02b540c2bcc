//! Sends a mail for each message.

use super::DeliveryError;
use super::smtp::{base64, deliver};
use super::text::Text;
use crate::config::channels::Mail;
use crate::domain::Timestamp;
use crate::identity;
use crate::store::DueNotification;

/// Bytes of a line of base64.
const LINE_BYTES: usize = 57;

/// Sends a message. Each try carries the same id, by which mail programs tell a repetition.
pub(super) async fn send(
    mail: &Mail,
    message: &DueNotification,
    at: Timestamp,
) -> Result<(), DeliveryError> {
    deliver(mail, &letter(mail, message, at)?).await
}

/// Headers and body.
fn letter(mail: &Mail, message: &DueNotification, at: Timestamp) -> Result<String, DeliveryError> {
    let text = Text::of(message)?;
    let host = mail.from.rsplit('@').next().unwrap_or_default();
    let headers = [
        ("From", mail.from.clone()),
        ("To", mail.to.join(",\n ")),
        ("Subject", subject(&text.title())),
        ("Date", date(at)),
        (
            "Message-ID",
            format!("<{}-{}@{host}>", identity::NAME, message.id),
        ),
        ("Auto-Submitted", "auto-generated".to_owned()),
        ("MIME-Version", "1.0".to_owned()),
        ("Content-Type", "text/plain; charset=utf-8".to_owned()),
        ("Content-Transfer-Encoding", "base64".to_owned()),
    ];
    let mut letter: String = headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\n"))
        .collect();
    for line in text.body().as_bytes().chunks(LINE_BYTES) {
        letter.push('\n');
        letter.push_str(&base64(line));
    }
    letter.push('\n');
    Ok(letter)
}

/// A time as mails write it: `31 Jan 2026 12:00:00 +0000`.
fn date(at: Timestamp) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let text = at.to_string();
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let month = part(5, 7).parse::<usize>().unwrap_or(1);
    let month = MONTHS.get(month - 1).copied().unwrap_or_default();
    format!(
        "{} {month} {} {} +0000",
        part(8, 10),
        part(0, 4),
        part(11, 19)
    )
}

/// A subject in words of at most 75 characters each (RFC 2047).
fn subject(title: &str) -> String {
    let mut words = vec![String::new()];
    for c in title.chars() {
        let word = words
            .last_mut()
            .filter(|word| word.len() + c.len_utf8() <= 45);
        match word {
            Some(word) => word.push(c),
            None => words.push(c.to_string()),
        }
    }
    let words = words
        .iter()
        .map(|word| format!("=?utf-8?B?{}?=", base64(word.as_bytes())));
    words.collect::<Vec<_>>().join("\n ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_has_its_headers_and_no_header_from_outside() {
        let mail = Mail {
            host: "h".to_owned(),
            port: 25,
            tls: false,
            login: None,
            from: "iot@example.com".to_owned(),
            to: vec!["a@x".to_owned(), "b@x".to_owned()],
        };
        let message = DueNotification {
            id: 7,
            attempts: 0,
            payload: r#"{"type":"A\nBcc: c@x","state":"raised","severity":"high","deviceId":"a","message":"31 °C\n.","timestamp":"t"}"#.to_owned(),
        };
        let letter = letter(&mail, &message, Timestamp(1_769_860_800_000)).unwrap();
        let (head, body) = letter.split_once("\n\n").unwrap();
        assert!(head.contains("To: a@x,\n b@x\n"), "{head}");
        assert!(
            head.contains("Date: 31 Jan 2026 12:00:00 +0000\n"),
            "{head}"
        );
        assert!(head.contains("-7@example.com>\n"), "{head}");
        assert!(!letter.contains("Bcc"), "{letter}");
        assert_eq!(body, "MzEgwrBDCi4KdA==\n");
    }

    #[test]
    fn long_subjects_are_folded_between_characters() {
        let folded = subject(&"°".repeat(60));
        assert!(folded.lines().all(|line| line.len() <= 76), "{folded}");
        assert_eq!(folded.lines().count(), 3);
    }
}
