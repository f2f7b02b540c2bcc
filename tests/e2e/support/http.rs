//! A small HTTP client: one connection for each request.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use serde_json::Value;

const PATIENCE: Duration = Duration::from_secs(20);

/// Who asks where.
pub struct Client {
    server: SocketAddr,
    header: String,
}

impl Client {
    /// Someone unknown.
    pub fn unknown(server: SocketAddr) -> Self {
        Self {
            server,
            header: String::new(),
        }
    }

    /// Someone who shows a header with every request.
    pub fn with_header(server: SocketAddr, name: &str, value: &str) -> Self {
        Self {
            server,
            header: format!("{name}: {value}\r\n"),
        }
    }

    /// Asks for a path.
    pub fn get(&self, path: &str) -> Answer {
        let mut raw = Vec::new();
        self.open(path).read_to_end(&mut raw).unwrap();
        Answer::read(&String::from_utf8_lossy(&raw))
    }

    /// Sends JSON to a path.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        let body = body.to_string();
        let more = format!(
            "content-type: application/json\r\ncontent-length: {}\r\n",
            body.len()
        );
        let mut raw = Vec::new();
        let mut stream = self.send("POST", path, &more, &body);
        stream.read_to_end(&mut raw).unwrap();
        Answer::read(&String::from_utf8_lossy(&raw))
    }

    /// Asks for a path that answers with JSON.
    pub fn json(&self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }

    /// The next live event of a kind that comes within `limit`.
    pub fn event(&self, kind: &str, limit: Duration) -> Value {
        let start = Instant::now();
        let wanted = format!("event: {kind}");
        let mut lines = BufReader::new(self.open("/events")).lines();
        while start.elapsed() < limit {
            let line = lines.next().expect("the stream stands").unwrap();
            if line != wanted {
                continue;
            }
            let data = lines.next().expect("data after the kind").unwrap();
            return serde_json::from_str(data.trim_start_matches("data: ")).unwrap();
        }
        panic!("no live event `{kind}` within {limit:?}");
    }

    /// Opens a WebSocket.
    pub fn socket(&self, path: &str) -> Socket {
        let more = "upgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n";
        let mut stream = BufReader::new(self.send("GET", path, more, ""));
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(stream.read_line(&mut head).unwrap(), 0, "{head}");
        }
        assert!(head.starts_with("HTTP/1.1 101"), "{head}");
        Socket { stream }
    }

    fn open(&self, path: &str) -> TcpStream {
        self.send("GET", path, "", "")
    }

    fn send(&self, method: &str, path: &str, more: &str, body: &str) -> TcpStream {
        let mut stream = TcpStream::connect_timeout(&self.server, PATIENCE).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let (server, header) = (self.server, &self.header);
        let closes = if more.contains("connection: ") {
            ""
        } else {
            "connection: close\r\n"
        };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {server}\r\n{closes}{header}{more}\r\n{body}"
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream
    }
}

/// What a server sends over a WebSocket.
pub struct Socket {
    stream: BufReader<TcpStream>,
}

impl Socket {
    /// Reads messages until one holds a text; returns it.
    pub fn until(&mut self, text: &str) -> String {
        loop {
            let message = self.message();
            if message.contains(text) {
                return message;
            }
        }
    }

    /// The next message. A server cuts none of ours and hides none behind a mask.
    fn message(&mut self) -> String {
        let [_, short] = self.bytes();
        let length = match short & 0x7f {
            126 => usize::from(u16::from_be_bytes(self.bytes())),
            127 => usize::try_from(u64::from_be_bytes(self.bytes())).unwrap(),
            length => usize::from(length),
        };
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        String::from_utf8_lossy(&body).into_owned()
    }

    fn bytes<const COUNT: usize>(&mut self) -> [u8; COUNT] {
        let mut bytes = [0; COUNT];
        self.stream.read_exact(&mut bytes).unwrap();
        bytes
    }
}

/// An answer.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: String,
    headers: Vec<(String, String)>,
}

impl Answer {
    fn read(raw: &str) -> Self {
        let (head, body) = raw.split_once("\r\n\r\n").expect("a head and a body");
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1));
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
        Self {
            status: status.and_then(|word| word.parse().ok()).expect("a status"),
            headers: headers.collect(),
            body: body.to_owned(),
        }
    }

    /// The value of a header; empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }
}
