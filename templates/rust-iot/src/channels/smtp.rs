//! Hands one mail to a mail server (RFC 5321), with encryption and login where there are any.

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufStream};

use super::DeliveryError;
use super::stream::{Stream, connect, encrypt};
use crate::config::channels::Mail;

/// Most bytes of one line that a server may answer.
const MAX_LINE_BYTES: u64 = 4096;

/// Most lines of one answer.
const MAX_LINES: usize = 100;

/// Delivers a mail: its headers and body, lines of any length that end with a line feed.
pub(super) async fn deliver(mail: &Mail, text: &str) -> Result<(), DeliveryError> {
    let stream = connect(&mail.host, mail.port, mail.tls).await?;
    let mut session = Session::new(stream);
    session.answer(&[220]).await?;
    let mut offers = session.hello().await?;
    let mut is_encrypted = mail.tls;
    if !is_encrypted && cfg!(feature = "tls") && offers.starttls {
        session.ask("STARTTLS", &[220]).await?;
        // What the server sent in the clear after its answer is dropped with the buffer.
        session = Session::new(encrypt(&mail.host, session.stream.into_inner()).await?);
        offers = session.hello().await?;
        is_encrypted = true;
    }
    if let Some((user, password)) = &mail.login {
        if !is_encrypted && !is_local(&mail.host) {
            let problem = "the server does not encrypt, so the password is not sent to it";
            return Err(DeliveryError::Protocol(problem.to_owned()));
        }
        if !offers.plain {
            let problem = "the server does not take AUTH PLAIN";
            return Err(DeliveryError::Protocol(problem.to_owned()));
        }
        let login = base64(format!("\0{user}\0{}", password.reveal()).as_bytes());
        session.ask(&format!("AUTH PLAIN {login}"), &[235]).await?;
    }
    let from = format!("MAIL FROM:<{}>", mail.from);
    session.ask(&from, &[250]).await?;
    for to in &mail.to {
        let to = format!("RCPT TO:<{to}>");
        session.ask(&to, &[250, 251]).await?;
    }
    session.ask("DATA", &[354]).await?;
    session.send(&stuffed(text)).await?;
    session.answer(&[250]).await?;
    // The mail is taken; how the connection ends does not matter any more.
    let _ = session.send("QUIT\r\n").await;
    Ok(())
}

/// What a server says it can do.
#[derive(Debug, Default)]
struct Offers {
    starttls: bool,
    plain: bool,
}

struct Session {
    stream: BufStream<Box<dyn Stream>>,
}

impl Session {
    fn new(stream: Box<dyn Stream>) -> Self {
        Self {
            stream: BufStream::new(stream),
        }
    }

    async fn send(&mut self, text: &str) -> Result<(), DeliveryError> {
        self.stream.write_all(text.as_bytes()).await?;
        Ok(self.stream.flush().await?)
    }

    async fn ask(&mut self, command: &str, expected: &[u16]) -> Result<Vec<String>, DeliveryError> {
        self.send(&format!("{command}\r\n")).await?;
        self.answer(expected).await
    }

    async fn hello(&mut self) -> Result<Offers, DeliveryError> {
        let lines = self.ask("EHLO localhost", &[250]).await?;
        let mut offers = Offers::default();
        for line in lines {
            let line = line.to_ascii_uppercase();
            let mut words = line.split(' ');
            match words.next() {
                Some("STARTTLS") => offers.starttls = true,
                Some("AUTH") => offers.plain |= words.any(|word| word == "PLAIN"),
                _ => {}
            }
        }
        Ok(offers)
    }

    /// Reads an answer of one or more lines: `250-more`, `250 last`.
    async fn answer(&mut self, expected: &[u16]) -> Result<Vec<String>, DeliveryError> {
        let not_understood = || DeliveryError::Protocol("no answer of a mail server".to_owned());
        let mut lines = Vec::new();
        while lines.len() < MAX_LINES {
            let mut line = String::new();
            let mut limited = (&mut self.stream).take(MAX_LINE_BYTES);
            limited.read_line(&mut line).await?;
            let code = line.get(..3).and_then(|code| code.parse::<u16>().ok());
            let code = code.ok_or_else(not_understood)?;
            let text = line.get(4..).unwrap_or_default().trim().to_owned();
            let is_last = line.as_bytes().get(3) != Some(&b'-');
            if is_last && !expected.contains(&code) {
                return Err(DeliveryError::Refused {
                    // What follows the code may repeat an address, which is no secret, or a login, which is one.
                    status: code.to_string(),
                    retry_after_s: None,
                });
            }
            lines.push(text);
            if is_last {
                return Ok(lines);
            }
        }
        Err(not_understood())
    }
}

/// Whether a host is this machine.
fn is_local(host: &str) -> bool {
    host == "localhost"
        || host
            .parse()
            .is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
}

/// The text as `DATA` takes it: lines end with both characters, a dot at the beginning is doubled, a dot ends it.
fn stuffed(text: &str) -> String {
    let mut data = String::with_capacity(text.len() + 64);
    for line in text.lines() {
        if line.starts_with('.') {
            data.push('.');
        }
        data.push_str(line);
        data.push_str("\r\n");
    }
    data.push_str(".\r\n");
    data
}

/// The text of some bytes (RFC 4648).
pub(super) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |place: usize| u32::from(chunk.get(place).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = usize::try_from(bits >> (18 - 6 * place) & 63).unwrap_or_default();
            text.push(if place > chunk.len() {
                '='
            } else {
                char::from(DIGITS[digit])
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        let known = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ];
        for (bytes, text) in known {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn no_line_of_a_text_can_end_the_mail() {
        assert_eq!(stuffed("a\n.\n.b\n"), "a\r\n..\r\n..b\r\n.\r\n");
    }

    #[test]
    fn only_this_machine_is_local() {
        assert!(is_local("localhost") && is_local("127.0.0.2") && is_local("::1"));
        assert!(!is_local("example.com") && !is_local("10.0.0.1"));
    }
}
