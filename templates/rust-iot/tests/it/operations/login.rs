//! The link that the program prints at the start.

use crate::api::client::{Answer, Ask};
use crate::support::eventually;
use crate::support::process::Served;

/// What the backend has printed.
fn printed(backend: &Served) -> String {
    std::fs::read_to_string(backend.folder.path().join("log.printed")).unwrap()
}

#[tokio::test]
async fn dashboard__login__by_a_link_that_is_printed() {
    let backend = Served::start().await;
    let link = format!("http://{}/?login=", backend.http());
    eventually("the link", async || printed(&backend).contains(&link)).await;
    let greeting = printed(&backend);
    let (_, code) = greeting.split_once(&link).unwrap();
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
    assert_eq!(printed(&backend), "");
    assert!(!backend.log().contains("login="), "not in the log either");
}
