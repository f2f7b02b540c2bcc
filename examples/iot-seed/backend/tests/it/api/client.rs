//! A small HTTP client: one connection for each request, the answer as status, headers and JSON.

use std::net::SocketAddr;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A request.
pub struct Ask {
    method: &'static str,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Ask {
    /// A request without a body.
    pub fn new(method: &'static str, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// `GET`.
    pub fn get(path: impl Into<String>) -> Self {
        Self::new("GET", path)
    }

    /// `POST` with a JSON body.
    pub fn post(path: impl Into<String>, body: &Value) -> Self {
        Self::new("POST", path).json(body)
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Signs with a key or token.
    pub fn by(self, token: &str) -> Self {
        self.header("authorization", format!("Bearer {token}"))
    }

    /// Sets a JSON body.
    pub fn json(self, body: &Value) -> Self {
        self.header("content-type", "application/json")
            .bytes(body.to_string())
    }

    /// Sets a body of bytes.
    pub fn bytes(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// The method, in lower case.
    pub fn method(&self) -> String {
        self.method.to_ascii_lowercase()
    }

    /// The path without the query.
    pub fn bare_path(&self) -> String {
        let path = self.path.split('?').next();
        path.unwrap_or_default().to_owned()
    }

    /// Opens a connection and sends the request.
    pub async fn open(&self, server: SocketAddr) -> TcpStream {
        let mut stream = TcpStream::connect(server).await.unwrap();
        let mut head = format!(
            "{} {} HTTP/1.1\r\nhost: {server}\r\nconnection: close\r\ncontent-length: {}\r\n",
            self.method,
            self.path,
            self.body.len(),
        );
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        // The server may answer and close before it has read a body that is too large.
        let _ = stream.write_all(&self.body).await;
        stream
    }

    /// Sends the request and reads the whole answer.
    pub async fn send(&self, server: SocketAddr) -> Answer {
        let mut stream = self.open(server).await;
        let mut raw = Vec::new();
        stream.read_to_end(&mut raw).await.unwrap();
        Answer::read(&raw)
    }
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body as text.
    pub text: String,
}

impl Answer {
    fn read(raw: &[u8]) -> Self {
        let text = String::from_utf8_lossy(raw);
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1));
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
        let mut answer = Self {
            status: status.and_then(|word| word.parse().ok()).expect("a status"),
            headers: headers.collect(),
            text: body.to_owned(),
        };
        if answer.header("transfer-encoding") == "chunked" {
            answer.text = whole(body);
        }
        answer
    }

    /// The value of a header; empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// The body as JSON; null when it is empty.
    pub fn json(&self) -> Value {
        if self.text.is_empty() {
            return Value::Null;
        }
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// The body, when the status is the expected one.
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.json()
    }
}

/// The text of a body that was sent in chunks, each with its length in front. Panics when the end is missing.
fn whole(body: &str) -> String {
    let mut text = String::new();
    let mut rest = body;
    loop {
        let (length, chunk) = rest.split_once("\r\n").expect("the length of a chunk");
        match usize::from_str_radix(length, 16).expect("a number") {
            0 => return text,
            length => {
                text.push_str(&chunk[..length]);
                rest = chunk[length..].strip_prefix("\r\n").expect("an end");
            }
        }
    }
}
