//! Dashboard sessions: by key, by one-time link, and only from the dashboard itself.

use std::time::Duration;

use serde_json::json;

use super::client::{Answer, Ask};
use super::rig::Rig;

/// The cookie that an answer sets, as a browser sends it back.
fn cookie(answer: &Answer) -> String {
    let cookie = answer.header("set-cookie");
    for part in ["; HttpOnly", "; SameSite=Strict", "; Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    cookie.split(';').next().unwrap().to_owned()
}

/// A one-time code for the dashboard.
pub fn login_code(rig: &Rig) -> String {
    let code = rig.store.create_login_code(Duration::from_secs(900));
    code.unwrap().reveal().to_owned()
}

#[tokio::test]
async fn access__session__opens_with_a_key() {
    let rig = Rig::start().await;
    let login = Ask::post("/session", &json!({ "key": rig.viewer }));
    let answer = rig.ask(login).await;
    let cookie = cookie(&answer);
    assert_eq!(answer.expect(200)["role"], "viewer");
    let by_cookie = |ask: Ask| ask.header("cookie", format!("other=1; {cookie}"));
    rig.ask(by_cookie(Ask::get("/devices"))).await.expect(200);
    let write = by_cookie(Ask::post("/devices", &json!({ "id": "a" })));
    rig.ask(write).await.expect(403);
    let leave = by_cookie(Ask::new("DELETE", "/session"));
    rig.ask(leave).await.expect(204);
    rig.ask(by_cookie(Ask::get("/devices"))).await.expect(401);
    let wrong = Ask::post("/session", &json!({ "key": "key_wrong" }));
    rig.ask(wrong).await.expect(401);
}

#[tokio::test]
async fn dashboard__login__opens_one_session() {
    let rig = Rig::start().await;
    let link = format!("/?login={}", login_code(&rig));
    let first = Ask::get(link.clone()).send(rig.address).await;
    assert_eq!((first.status, first.header("location")), (303, "/"));
    let cookie = cookie(&first);
    let session = rig
        .ask(Ask::get("/session").header("cookie", &cookie))
        .await;
    assert_eq!(session.expect(200)["role"], "admin");
    let second = Ask::get(link).send(rig.address).await;
    assert_eq!(
        (second.status, second.header("location")),
        (303, "/#/expired")
    );
    assert_eq!(second.header("set-cookie"), "");
}

#[tokio::test]
async fn access__session__lasts_twelve_hours() {
    let rig = Rig::start().await;
    let login = Ask::post("/session", &json!({ "key": rig.admin }));
    let cookie = cookie(&rig.ask(login).await);
    let look = || Ask::get("/devices").header("cookie", &cookie);
    rig.clock.advance_ms(12 * 3_600_000 - 1000);
    rig.ask(look()).await.expect(200);
    rig.clock.advance_ms(2000);
    rig.ask(look()).await.expect(401);
}

#[tokio::test]
async fn a_session_changes_nothing_from_other_pages() {
    let rig = Rig::start().await;
    let login = Ask::post("/session", &json!({ "key": rig.admin }));
    let cookie = cookie(&rig.ask(login).await);
    let write = |id: &str| Ask::post("/devices", &json!({ "id": id })).header("cookie", &cookie);
    let own = format!("http://{}", rig.address);
    let allowed = [
        ("a", "sec-fetch-site", "same-origin"),
        ("b", "origin", own.as_str()),
    ];
    for (id, name, value) in allowed {
        rig.ask(write(id).header(name, value)).await.expect(201);
    }
    let refused = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "http://127.0.0.1:1"),
        ("origin", "null"),
    ];
    for (name, value) in refused {
        rig.ask(write("c").header(name, value)).await.expect(403);
    }
}

#[tokio::test]
async fn a_key_is_told_whose_it_is_and_nothing_secret() {
    let rig = Rig::start().await;
    let whoami = rig.get("/session").await.expect(200);
    assert_eq!(whoami, json!({ "name": "Viewer", "role": "viewer" }));
}
