//! What became of messages for channels, over HTTP.

use backend::domain::channel::Channel;
use serde_json::{Value, json};

use super::rig::Rig;

#[tokio::test]
async fn endpoint__get_notifications__shows_what_became_of_them() {
    let rig = Rig::start().await;
    rig.device("a").await;
    let alert = json!({ "deviceId": "a", "type": "TEST", "message": "x" });
    let alert = rig.post("/alerts", &alert).await.expect(201);
    let items = rig.items("/notifications").await;
    let expected = Channel::of_rule("manual", false).count();
    assert!(items.len() == expected && expected > 0, "{items:?}");
    for item in &items {
        assert_eq!(item["alertId"], alert["id"]);
        assert_eq!(item["delivery"], "waiting");
    }
    let channel = items[0]["channel"].as_str().unwrap();
    let path = format!("/notifications?channel={channel}&delivery=waiting");
    let one = rig.get(path).await.expect(200);
    assert_eq!(one["items"], json!([items[0]]));
    let id = items[0]["id"].as_i64().unwrap();
    rig.store.notification_delivered(id).await.unwrap();
    for (delivery, id) in [
        ("delivered", items[0]["id"].clone()),
        ("failed", Value::Null),
    ] {
        let path = format!("/notifications?channel={channel}&delivery={delivery}");
        let found = rig.get(path).await.expect(200);
        assert_eq!(found["items"][0]["id"], id, "{delivery}");
    }
    rig.get("/notifications?delivery=lost").await.expect(400);
}
