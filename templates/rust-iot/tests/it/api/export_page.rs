//! The table of the readings of a device, downloaded from its page in a real browser.

use super::browser;
use super::dashboard::{TEXT, signed_in};
use super::rig::Rig;

#[tokio::test]
async fn dashboard__export__downloads_the_range() {
    let Some(chromium) = browser::find("dashboard__export__downloads_the_range") else {
        return;
    };
    let rig = Rig::start().await;
    rig.device("attic-7").await;
    let mut browser = signed_in(&rig, &chromium).await;
    browser.run("location.hash = '#/devices/attic-7'").await;
    browser.wait_for(TEXT, "Download CSV").await;
    // The clock of the rig stands still, that of the browser does not: the names of the columns are all there is.
    let table = "fetch(document.querySelector('a[download]').href).then((got) => got.text())";
    browser.wait_for(table, "deviceId,timestamp").await;
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
