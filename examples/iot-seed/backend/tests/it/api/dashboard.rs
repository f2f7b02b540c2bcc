//! The dashboard in a real browser: it signs in, shows devices and values, follows live, raises no error.

use std::path::Path;

use backend::clock::{Clock, SystemClock};
use backend::domain::METRICS;
use backend::identity::INTERVAL_MS;
use serde_json::{Value, json};

use super::browser::{self, Browser};
use super::client::Ask;
use super::rig::Rig;
use super::sessions::login_code;
use crate::ingest::metrics::all_usual;

/// The text that the page shows.
pub const TEXT: &str = "document.body?.innerText ?? ''";

/// Opens the dashboard signed in, and waits until it is live.
pub async fn signed_in(rig: &Rig, chromium: &Path) -> Browser {
    let mut browser = Browser::start(chromium).await;
    let link = format!("http://{}/?login={}", rig.address, login_code(rig));
    browser.open(&link).await;
    browser.wait_for(TEXT, "Live").await;
    browser
}

#[tokio::test]
async fn dashboard__shows_values_live() {
    let Some(chromium) = browser::find("dashboard__shows_values_live") else {
        return;
    };
    let rig = Rig::start().await;
    let token = rig.device("attic-7").await;
    let mut browser = signed_in(&rig, &chromium).await;
    browser.wait_for(TEXT, "attic-7").await;
    browser.wait_for(TEXT, "Never seen").await;
    let post = Ask::post("/devices/attic-7/readings", &all_usual()).by(&token);
    rig.ask(post).await.expect(202);
    browser.wait_for(TEXT, "Online").await;
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
    // What the page learns in the meantime does not hide the token, which is shown only once.
    rig.reading("porch", 0).await;
    browser
        .wait_for("document.getElementById('live').className", "on")
        .await;
    let stays = "new Promise((done) => setTimeout(() => done(document.body.innerText), 1500))";
    browser.wait_for(stays, "mosquitto_pub").await;
    browser
        .run("document.querySelector('.add button').click()")
        .await;
    browser.wait_for(TEXT, "Online").await;
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn dashboard__alerts__are_shown_and_acknowledged() {
    let Some(chromium) = browser::find("dashboard__alerts__are_shown_and_acknowledged") else {
        return;
    };
    let rig = Rig::start().await;
    rig.device("attic-7").await;
    let mut browser = signed_in(&rig, &chromium).await;
    let body = json!({ "deviceId": "attic-7", "type": "TEST", "message": "the hatch is open" });
    let alert = rig.post("/alerts", &body).await.expect(201);
    browser.wait_for(TEXT, "the hatch is open").await;
    browser.wait_for("document.title", "(1)").await;
    browser
        .run("document.querySelector('.alert button').click()")
        .await;
    browser.wait_for(TEXT, "acknowledged by").await;
    let path = format!("/alerts/{}", alert["id"]);
    let seen = rig.get(&path).await.expect(200);
    assert_ne!(seen["acknowledgedAt"], Value::Null);
    let clear = Ask::new("POST", format!("{path}/clear")).by(&rig.admin);
    rig.ask(clear).await.expect(200);
    browser.run("location.hash = '#/alerts'").await;
    browser.wait_for(TEXT, "Cleared").await;
    browser.wait_for(TEXT, "the hatch is open").await;
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn dashboard__limits__are_set_by_the_form() {
    let Some(chromium) = browser::find("dashboard__limits__are_set_by_the_form") else {
        return;
    };
    let rig = Rig::start().await;
    rig.device("attic-7").await;
    let before = rig.get("/devices/attic-7/threshold").await.expect(200);
    let mut browser = signed_in(&rig, &chromium).await;
    browser.run("location.hash = '#/devices/attic-7'").await;
    browser.wait_for(TEXT, "Alert limits").await;
    let name = browser
        .run("document.querySelector('form input').name")
        .await;
    browser
        .run("document.querySelector('form input').value = '12.5'")
        .await;
    browser
        .run("document.querySelector('form button').click()")
        .await;
    browser.wait_for(TEXT, "Saved").await;
    let mut expected = before;
    expected[name.as_str().unwrap()] = json!(12.5);
    let after = rig.get("/devices/attic-7/threshold").await.expect(200);
    assert_eq!(after, expected, "the others stay");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// The ranges of the charts: the length of a bucket and of the whole, in seconds.
const RANGES: [(i64, i64); 4] = [(0, 600), (20, 3600), (300, 86_400), (1800, 604_800)];

/// Readings with a pause between them, as a chart shows them.
struct Stretches {
    /// The shortest range that shows the pause; the longest where none does.
    range: usize,
    /// How many seconds ago the readings were.
    ago_s: [i64; 4],
    /// How many lines show them: one breaks after three times what usually lies between readings or buckets.
    lines: usize,
}

impl Stretches {
    fn of_usual_readings() -> Self {
        let usual_s = (INTERVAL_MS / 1000).max(1);
        let step_s = |range: usize| usual_s.max(RANGES[range].0);
        // The browser asks some seconds later.
        let longest_s = |range: usize| (RANGES[range].1 - 60) / 6;
        let fitting = (0..RANGES.len()).find(|range| step_s(*range) <= longest_s(*range));
        let range = fitting.unwrap_or(RANGES.len() - 1);
        let step_s = step_s(range).min(longest_s(range));
        Self {
            range,
            ago_s: [6, 5, 1, 0].map(|steps| steps * step_s + 1),
            lines: if fitting.is_some() { 2 } else { 1 },
        }
    }
}

#[tokio::test]
async fn dashboard__chart__shows_lines_with_gaps() {
    let Some(chromium) = browser::find("dashboard__chart__shows_lines_with_gaps") else {
        return;
    };
    let rig = Rig::start().await;
    rig.device("attic-7").await;
    let Stretches {
        range,
        ago_s,
        lines,
    } = Stretches::of_usual_readings();
    // The browser has the time of the machine.
    let now = SystemClock.now();
    let readings: Vec<Value> = ago_s
        .iter()
        .map(|ago_s| {
            let mut reading = all_usual();
            reading["timestamp"] = json!(now.plus_ms(-1000 * ago_s).millis());
            reading
        })
        .collect();
    rig.clock.advance_ms(now.since_ms(rig.clock.now()));
    rig.post("/devices/attic-7/readings", &json!(readings))
        .await
        .expect(202);
    let mut browser = signed_in(&rig, &chromium).await;
    browser.run("location.hash = '#/devices/attic-7'").await;
    let buttons = "String(document.querySelectorAll('.ranges button').length)";
    browser.wait_for(buttons, &RANGES.len().to_string()).await;
    let choose =
        |range: usize| format!("document.querySelectorAll('.ranges button')[{range}].click()");
    browser.run(&choose(range)).await;
    let shown = "String(document.querySelectorAll('.chart .series').length)";
    browser
        .wait_for(shown, &(lines * METRICS.len()).to_string())
        .await;
    if range < 2 {
        browser.run(&choose(3)).await;
        // One bucket shows as a dot; when the readings straddle two, as a line.
        let marks = "String(document.querySelectorAll('.chart .dot, .chart .series').length)";
        browser.wait_for(marks, &METRICS.len().to_string()).await;
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
