//! The ways in that the program itself opens: keys by a command, a link at the start.

use serde_json::json;

use crate::api::client::{Answer, Ask};
use crate::support::eventually;
use crate::support::process::{self, Served};

#[tokio::test]
async fn access__key__is_made_by_a_command() {
    let backend = Served::start().await;
    let ask = async |ask: Ask, key: &str| ask.by(key).send(backend.http()).await.status;
    let register = |id: &str| Ask::post("/devices", &json!({ "id": id }));
    for (role, registered) in [("viewer", 403), ("admin", 201)] {
        let key = process::secret(&backend.provision(&["key", "--role", role]));
        let bits = key.strip_prefix("key_").unwrap();
        assert!(bits.len() == 64 && bits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        eventually("the running backend knows the key", async || {
            ask(Ask::get("/devices"), &key).await == 200
        })
        .await;
        assert_eq!(ask(register(role), &key).await, registered, "{role}");
        let files = std::fs::read_dir(backend.folder.path()).unwrap();
        for file in files.map(|file| file.unwrap().path()) {
            let bytes = std::fs::read(&file).unwrap();
            let mut parts = bytes.windows(bits.len());
            let is_there = parts.any(|part| part == bits.as_bytes());
            assert!(!is_there, "{} holds the key", file.display());
        }
    }
}

#[tokio::test]
async fn dashboard__login__by_a_link_that_is_printed() {
    let backend = Served::start().await;
    let link = format!("http://{}/?login=", backend.http());
    eventually("the link", async || backend.printed().contains(&link)).await;
    let printed = backend.printed();
    let (_, code) = printed.split_once(&link).unwrap();
    let code = code.split_whitespace().next().unwrap();
    let open = async || -> Answer {
        let path = format!("/?login={code}");
        Ask::get(path).send(backend.http()).await
    };
    let first = open().await;
    let (cookie, _) = first.header("set-cookie").split_once(';').unwrap();
    let look = Ask::get("/session").header("cookie", cookie);
    let session = look.send(backend.http()).await.expect(200);
    assert_eq!(session["role"], "admin");
    assert_eq!(open().await.header("set-cookie"), "", "once");
    assert!(!backend.log().contains(code), "not in the log");
}

#[tokio::test]
async fn dashboard__login__no_link_where_output_is_collected() {
    let backend = Served::start_with(&[("LOG_FORMAT", "json")]).await;
    backend.process.terminate();
    eventually("it stopped", async || backend.log().contains("stopped")).await;
    assert_eq!(backend.printed(), "");
    assert!(!backend.log().contains("login="), "not in the log either");
}
