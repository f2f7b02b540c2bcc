//! Limits: set and returned to their default, for one device, by administrators only.

use backend::domain::rule::LimitScope;
use backend::rules::RULES;
use serde_json::{Value, json};

use super::client::Ask;
use super::rig::Rig;

/// Every limit that can be set for a device, with its default.
fn settable() -> Vec<(&'static str, Option<f64>)> {
    RULES
        .iter()
        .filter(|rule| rule.scope == LimitScope::PerDevice)
        .flat_map(|rule| rule.limits)
        .map(|limit| (limit.key, limit.default))
        .collect()
}

#[tokio::test]
async fn endpoint__post_devices_threshold__sets_and_resets() {
    let rig = Rig::start().await;
    rig.device("a").await;
    rig.device("b").await;
    for (key, default) in settable() {
        let set = json!({ key: 12.5 });
        let after = rig.post("/devices/a/threshold", &set).await.expect(200);
        assert_eq!(after[key], 12.5);
        let shown = rig.get("/devices/a/threshold").await.expect(200);
        assert_eq!(shown, after);
        let device = rig.get("/devices/a").await.expect(200);
        assert_eq!(device["alertThreshold"], after);
        let other = rig.get("/devices/b/threshold").await.expect(200);
        assert_eq!(other[key], json!(default), "other devices keep their limit");
        let nothing = rig
            .post("/devices/a/threshold", &json!({}))
            .await
            .expect(200);
        assert_eq!(nothing, after, "what is not named stays");
        let reset = json!({ key: Value::Null });
        let after = rig.post("/devices/a/threshold", &reset).await.expect(200);
        assert_eq!(after[key], json!(default));
    }
}

#[tokio::test]
async fn endpoint__post_devices_threshold__refuses_what_is_no_limit() {
    let rig = Rig::start().await;
    rig.device("a").await;
    let unknown = rig
        .post("/devices/a/threshold", &json!({ "no_such_limit": 1 }))
        .await;
    assert_eq!(
        unknown.expect(422)["errors"][0]["pointer"],
        "/no_such_limit"
    );
    for (key, default) in settable() {
        let wrong = rig
            .post("/devices/a/threshold", &json!({ key: "high" }))
            .await;
        assert_eq!(wrong.expect(422)["errors"][0]["pointer"], format!("/{key}"));
        let shown = rig.get("/devices/a/threshold").await.expect(200);
        assert_eq!(shown[key], json!(default));
    }
    rig.post("/devices/nobody/threshold", &json!({}))
        .await
        .expect(404);
}

#[tokio::test]
async fn role__admin__only__set_limits() {
    let rig = Rig::start().await;
    let token = rig.device("a").await;
    let set = || Ask::post("/devices/a/threshold", &json!({}));
    rig.ask(set()).await.expect(401);
    rig.ask(set().by(&token)).await.expect(401);
    rig.ask(set().by(&rig.viewer)).await.expect(403);
    rig.ask(set().by(&rig.admin)).await.expect(200);
}
