//! Limits: set and returned to their default, for one device, by administrators only.

use backend::domain::rule::LimitScope;
use backend::rules::RULES;
use serde_json::{Map, Value, json};

use super::client::Ask;
use super::rig::Rig;
use crate::catalog::RULE_CASES;
use crate::ingest::metrics::{all_usual, sent};
use crate::rules::cases::pauses_ms;

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

/// A limit counts from the next reading of its device on.
pub async fn applies_at_once(rule: &str) {
    let case = RULE_CASES.iter().find(|case| case.rule == rule).unwrap();
    let rule = RULES.iter().find(|row| row.name == rule).unwrap();
    let rig = Rig::start().await;
    for device in ["a", "b"] {
        rig.device(device).await;
    }
    let body: Map<String, Value> = case
        .limits
        .iter()
        .map(|one| (one.key.to_owned(), json!(one.limit)))
        .collect();
    let send = async |device: &str, value: f64| {
        for pause_ms in pauses_ms(rule) {
            rig.clock.advance_ms(pause_ms);
            let mut reading = all_usual();
            reading[case.metric] = sent(case.metric, value);
            let path = format!("/devices/{device}/readings");
            rig.post(path, &reading).await.expect(202);
        }
    };
    let raised = async || {
        let items = rig.items(&format!("/alerts?rule={}", rule.name)).await;
        items
            .iter()
            .map(|alert| alert["deviceId"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let has_default = rule.limits.iter().any(|limit| limit.default.is_some());
    if !has_default {
        send("a", case.raises).await;
        assert_eq!(raised().await, Vec::<String>::new(), "no limit is set");
    }
    let body = Value::Object(body);
    rig.post("/devices/a/threshold", &body).await.expect(200);
    assert_eq!(raised().await, Vec::<String>::new(), "no reading yet");
    send("a", case.ends).await;
    assert_eq!(raised().await, Vec::<String>::new(), "not beyond the limit");
    send("a", case.raises).await;
    assert_eq!(raised().await, ["a"]);
    if !has_default {
        send("b", case.raises).await;
        assert_eq!(raised().await, ["a"], "the limit of one device");
    }
}

#[tokio::test]
async fn endpoint__post_devices_threshold__sets_and_resets__what_the_rules_compare_with() {
    for case in RULE_CASES.iter().filter(|case| !case.limits.is_empty()) {
        applies_at_once(case.rule).await;
    }
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
