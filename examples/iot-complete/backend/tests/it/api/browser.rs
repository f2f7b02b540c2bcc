//! Drives a headless Chromium through its debugging pipe: JSON messages, each ended by a zero byte.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::unix::pipe;
use tokio::time::{sleep, timeout};

use crate::support::tools;

const PATIENCE: Duration = Duration::from_secs(30);

/// No window, no sandbox (tests may run as root), nothing fetched in the background.
const FLAGS: &str = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
     --disable-background-networking --disable-component-update --disable-sync \
     --disable-dev-shm-usage --remote-debugging-pipe";

/// Names under which Chromium is installed.
const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// Finds Chromium; `None` when the test has to be left out.
pub fn find(test: &str) -> Option<PathBuf> {
    tools::find_any(test, &NAMES)
}

/// A browser with one page; ends when dropped.
pub struct Browser {
    to: pipe::Sender,
    from: BufReader<pipe::Receiver>,
    session: Option<String>,
    last_id: u64,
    complaints: Vec<String>,
    process: Child,
    _folder: TempDir,
}

impl Browser {
    /// Starts Chromium with a fresh profile.
    pub async fn start(chromium: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let to_path = folder.path().join("to");
        let from_path = folder.path().join("from");
        for path in [&to_path, &from_path] {
            let made = Command::new("mkfifo").arg(path).status().unwrap();
            assert!(made.success());
        }
        // Chromium reads commands from descriptor 3 and answers on 4; a shell can put pipes there.
        let script =
            format!("exec \"$0\" {FLAGS} --user-data-dir=\"$3\" about:blank 3<\"$1\" 4>\"$2\"");
        let from = pipe::OpenOptions::new().open_receiver(&from_path).unwrap();
        let process = Command::new("sh")
            .args(["-c", &script])
            .args([
                chromium,
                &to_path,
                &from_path,
                &folder.path().join("profile"),
            ])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let begun = Instant::now();
        // The pipe can be opened once the shell has opened its other end.
        let to = loop {
            match pipe::OpenOptions::new().open_sender(&to_path) {
                Ok(sender) => break sender,
                Err(error) => assert!(begun.elapsed() < PATIENCE, "{error}"),
            }
            sleep(Duration::from_millis(20)).await;
        };
        let mut browser = Self {
            to,
            from: BufReader::new(from),
            session: None,
            last_id: 0,
            complaints: Vec::new(),
            process,
            _folder: folder,
        };
        browser.attach().await;
        browser
    }

    async fn attach(&mut self) {
        let targets = self.call("Target.getTargets", json!({})).await;
        let targets = targets["targetInfos"].as_array().unwrap();
        let page = targets.iter().find(|target| target["type"] == "page");
        let id = &page.expect("a page")["targetId"];
        let attach = json!({ "targetId": id, "flatten": true });
        let attached = self.call("Target.attachToTarget", attach).await;
        self.session = attached["sessionId"].as_str().map(str::to_owned);
        self.call("Page.enable", json!({})).await;
        self.call("Runtime.enable", json!({})).await;
    }

    /// Sends a command and waits for its result.
    async fn call(&mut self, method: &str, params: Value) -> Value {
        self.last_id += 1;
        let mut message = json!({ "id": self.last_id, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let bytes = format!("{message}\0");
        self.to.write_all(bytes.as_bytes()).await.unwrap();
        loop {
            let mut answer = self.next().await;
            if answer["method"] == "Runtime.exceptionThrown" {
                self.complaints.push(answer["params"].to_string());
            }
            if answer["id"] == self.last_id {
                assert!(answer.get("error").is_none(), "{method}: {answer}");
                return answer["result"].take();
            }
        }
    }

    async fn next(&mut self) -> Value {
        let mut message = Vec::new();
        let begun = Instant::now();
        while message.pop() != Some(0) {
            let read = self.from.read_until(0, &mut message);
            let length = timeout(PATIENCE, read).await.expect("an answer in time");
            assert!(begun.elapsed() < PATIENCE, "the browser ended");
            // The other end of the pipe is not open yet.
            if length.unwrap() == 0 {
                sleep(Duration::from_millis(20)).await;
            }
        }
        serde_json::from_slice(&message).unwrap()
    }

    /// Goes to an address.
    pub async fn open(&mut self, address: &str) {
        self.call("Page.navigate", json!({ "url": address })).await;
    }

    /// Runs a script in the page; returns its value, or what its promise comes to.
    pub async fn run(&mut self, script: &str) -> Value {
        let params = json!({ "expression": script, "returnByValue": true, "awaitPromise": true });
        let mut result = self.call("Runtime.evaluate", params).await;
        assert!(
            result.get("exceptionDetails").is_none(),
            "{script}: {result}"
        );
        result["result"]["value"].take()
    }

    /// Waits until a script returns a text that contains `part`.
    pub async fn wait_for(&mut self, script: &str, part: &str) {
        let begun = Instant::now();
        loop {
            let value = self.run(script).await;
            let text = value.as_str().unwrap_or_default();
            if text.contains(part) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "no `{part}` in: {text}");
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// Errors that no script of the page caught.
    pub fn complaints(&self) -> Vec<String> {
        self.complaints.clone()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
