//! What goes wrong says what, where, and in one form.

use backend::domain::page::MAX_LIMIT;

use super::client::Ask;
use super::rig::Rig;

#[tokio::test]
async fn access__errors__are_problem_details() {
    let rig = Rig::start().await;
    let answer = rig.get("/devices/nobody").await;
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.expect(404);
    assert_eq!(problem["title"], "Not Found");
    assert_eq!(problem["status"], 404);
    assert_eq!(problem["instance"], "/devices/nobody");
    assert_eq!(problem["type"], "about:blank");
}

#[tokio::test]
async fn unknown_paths_and_methods_are_named() {
    let rig = Rig::start().await;
    let nowhere = rig.ask(Ask::get("/nowhere")).await;
    assert_eq!(nowhere.expect(404)["instance"], "/nowhere");
    let method = rig.ask(Ask::new("PUT", "/devices")).await;
    assert!(method.header("allow").contains("GET"), "{method:?}");
    method.expect(405);
    for path in ["/devices/a%2Fb", "/devices/%FF", "/alerts/one"] {
        rig.get(path).await.expect(404);
    }
}

#[tokio::test]
async fn access__errors__name_the_wrong_parameter() {
    let rig = Rig::start().await;
    rig.device("a").await;
    let too_many = format!("/devices?limit={}", MAX_LIMIT + 1);
    let cases = [
        ("/devices?limit=0", "?limit"),
        (too_many.as_str(), "?limit"),
        ("/devices?limit=many", "?limit"),
        ("/devices?status=sleepy", "?status"),
        ("/devices?colour=red", "?colour"),
        ("/devices?cursor=%2B%2Bno", "?cursor"),
        ("/alerts?severity=loud", "?severity"),
        ("/alerts?device=a%20b", "?device"),
        ("/readings/device/a?from=yesterday", "?from"),
        (
            "/readings/device/a?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z",
            "?from",
        ),
        ("/readings/device/a?bucketSeconds=0", "?bucketSeconds"),
        ("/catalog?x=1", "?x"),
    ];
    for (path, pointer) in cases {
        let problem = rig.get(path).await.expect(400);
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{path}");
    }
}

#[tokio::test]
async fn bodies_that_cannot_be_read_are_refused() {
    let rig = Rig::start().await;
    let post = |kind: &str, body: &str| {
        Ask::new("POST", "/devices")
            .by(&rig.admin)
            .header("content-type", kind)
            .bytes(body)
    };
    rig.ask(post("application/json", "{")).await.expect(400);
    rig.ask(post("application/json", "[]")).await.expect(400);
    rig.ask(post("text/plain", "{}")).await.expect(415);
    let long = "x".repeat(20_000);
    rig.ask(post("application/json", &long)).await.expect(413);
    let unknown = r#"{"id":"a","a/b~c":1}"#;
    let problem = rig.ask(post("application/json", unknown)).await.expect(422);
    assert_eq!(problem["errors"][0]["pointer"], "/a~1b~0c");
}
