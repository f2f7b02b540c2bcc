//! The fields of devices in a real browser.

use backend::domain::fields::FIELDS;

use super::browser;
use super::dashboard::{TEXT, signed_in};
use super::fields::{bare, samples};
use super::rig::Rig;

#[tokio::test]
async fn dashboard__fields__are_filled_in() {
    let Some(chromium) = browser::find("dashboard__fields__are_filled_in") else {
        return;
    };
    let rig = Rig::start().await;
    rig.device("attic-7").await;
    let row = &FIELDS[0];
    let [value, _] = samples(row);
    let text = bare(&value);
    let mut browser = signed_in(&rig, &chromium).await;
    browser.run("location.hash = '#/devices/attic-7'").await;
    browser.wait_for(TEXT, "About it").await;
    let fill = format!(
        "const input = document.getElementById('field-{}'); input.value = '{text}'; input.form.requestSubmit()",
        row.key,
    );
    browser.run(&fill).await;
    browser.wait_for(TEXT, "Saved.").await;
    let device = rig.get("/devices/attic-7").await.expect(200);
    assert_eq!(device[row.key], value);
    browser.run("location.hash = '#/'").await;
    browser.wait_for(TEXT, &format!("{}: ", row.label)).await;
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
