//! The way in that the program itself opens: keys by a command.

use serde_json::json;

use crate::api::client::Ask;
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
