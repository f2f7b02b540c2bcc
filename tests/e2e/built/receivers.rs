//! Those who are told of alerts: a server that takes requests and one that takes mail, on this machine.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// What came in: the path of a request, or `mail`, and the text.
#[derive(Clone, Debug)]
pub struct Message {
    /// The path of a request, or `mail`.
    pub to: String,
    /// The body of a request; the lines of a mail with its headers.
    pub text: String,
}

/// Both servers, and what they took.
pub struct Receivers {
    /// Where requests go.
    pub http: SocketAddr,
    /// Where mail goes.
    pub mail: SocketAddr,
    taken: Arc<Mutex<Vec<Message>>>,
}

impl Receivers {
    /// Starts both; they end with the test.
    pub fn start() -> Self {
        let taken = Arc::default();
        Self {
            http: serve(&taken, take_request),
            mail: serve(&taken, take_mail),
            taken,
        }
    }

    /// What came in so far.
    pub fn taken(&self) -> Vec<Message> {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.clone()
    }
}

/// Listens, and keeps what `take` reads from each connection.
fn serve(
    taken: &Arc<Mutex<Vec<Message>>>,
    take: fn(BufReader<TcpStream>) -> Vec<Message>,
) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let taken = Arc::clone(taken);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let taken = Arc::clone(&taken);
            thread::spawn(move || {
                let messages = take(BufReader::new(stream));
                let mut taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
                taken.extend(messages);
            });
        }
    });
    address
}

fn take_request(mut stream: BufReader<TcpStream>) -> Vec<Message> {
    let head = line(&mut stream);
    let to = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut length = 0;
    loop {
        let header = line(&mut stream).to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("content-length: ") {
            length = value.parse().unwrap_or_default();
        }
    }
    let mut body = vec![0; length];
    if stream.read_exact(&mut body).is_err() {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(&body).into_owned();
    say(&mut stream, "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
    vec![Message { to, text }]
}

fn take_mail(mut stream: BufReader<TcpStream>) -> Vec<Message> {
    let mut mails = Vec::new();
    say(&mut stream, "220 here\r\n");
    loop {
        let command = line(&mut stream);
        match command.split(' ').next() {
            Some("EHLO" | "HELO" | "MAIL" | "RCPT") => say(&mut stream, "250 fine\r\n"),
            Some("DATA") => {
                say(&mut stream, "354 go on\r\n");
                mails.push(Message {
                    to: "mail".to_owned(),
                    text: mail(&mut stream),
                });
                say(&mut stream, "250 taken\r\n");
            }
            _ => return mails,
        }
    }
}

/// Reads a mail up to the dot; what was encoded in its head and body can be read.
fn mail(stream: &mut BufReader<TcpStream>) -> String {
    let mut text = String::new();
    let mut is_head = true;
    loop {
        let line = line(stream);
        if line == "." {
            return text;
        }
        is_head &= !line.is_empty();
        text.push_str(&match line.split_once("=?utf-8?B?") {
            Some((name, word)) => format!("{name}{}", decoded(word.trim_end_matches("?="))),
            None if is_head => line,
            None => decoded(&line),
        });
        text.push('\n');
    }
}

/// Undoes base64.
fn decoded(text: &str) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text.bytes().filter_map(|byte| {
        let place = DIGITS.iter().position(|digit| *digit == byte);
        place.and_then(|place| u32::try_from(place).ok())
    });
    let digits: Vec<u32> = digits.collect();
    let mut bytes = Vec::new();
    for group in digits.chunks(4) {
        let sum = group.iter().fold(0, |sum, digit| sum << 6 | digit) << (6 * (4 - group.len()));
        bytes.extend_from_slice(&sum.to_be_bytes()[1..group.len()]);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The next line; empty when the other side is gone.
fn line(stream: &mut BufReader<TcpStream>) -> String {
    let mut line = String::new();
    let _ = stream.read_line(&mut line);
    line.trim_end().to_owned()
}

/// The other side may be gone.
fn say(stream: &mut BufReader<TcpStream>, text: &str) {
    let _ = stream.get_mut().write_all(text.as_bytes());
}
