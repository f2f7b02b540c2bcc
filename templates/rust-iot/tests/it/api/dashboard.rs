//! The dashboard in a real browser: it signs in, shows devices and values, follows live, raises no error.

use serde_json::json;

use super::browser::{self, Browser};
use super::client::Ask;
use super::rig::{Rig, sample};

/// The text that the page shows.
const TEXT: &str = "document.body?.innerText ?? ''";

#[tokio::test]
async fn dashboard__shows_values_live() {
    let Some(chromium) = browser::find("dashboard__shows_values_live") else {
        return;
    };
    let rig = Rig::start().await;
    let token = rig.device("attic-7").await;
    let mut browser = Browser::start(&chromium).await;
    let link = format!("http://{}/?login={}", rig.address, rig.login_code());
    browser.open(&link).await;
    browser.wait_for(TEXT, "attic-7").await;
    browser.wait_for(TEXT, "Never seen").await;
    browser.wait_for(TEXT, "Live").await;
    let post = Ask::post("/devices/attic-7/readings", &sample()).by(&token);
    rig.ask(post).await.expect(202);
    browser.wait_for(TEXT, "Online").await;
    browser.run("location.hash = '#/devices/attic-7'").await;
    browser.wait_for(TEXT, "Alert limits").await;
    let body = json!({ "deviceId": "attic-7", "type": "TEST", "message": "the hatch is open" });
    rig.post("/alerts", &body).await.expect(201);
    browser.wait_for(TEXT, "the hatch is open").await;
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn dashboard__tells_how_to_connect() {
    let Some(chromium) = browser::find("dashboard__tells_how_to_connect") else {
        return;
    };
    let rig = Rig::start().await;
    let mut browser = Browser::start(&chromium).await;
    browser.open(&format!("http://{}/", rig.address)).await;
    browser.wait_for(TEXT, "Sign in").await;
    let sign_in = format!(
        "document.getElementById('key').value = '{}'; document.querySelector('form button').click()",
        rig.admin,
    );
    browser.run(&sign_in).await;
    browser.wait_for(TEXT, "provision device").await;
    browser
        .run("document.querySelector('.empty button').click()")
        .await;
    browser
        .run("document.getElementById('new-id').value = 'porch'")
        .await;
    browser
        .run("document.querySelector('.add form button').click()")
        .await;
    browser.wait_for(TEXT, "mosquitto_pub").await;
    let device = rig.get("/devices/porch").await.expect(200);
    assert_eq!(device["status"], "never");
}
