//! The page of statistics in a real browser.

use backend::domain::levels::{LEVELS, ZONE};

use super::analytics::count;
use super::browser;
use super::dashboard::{TEXT, signed_in};
use super::rig::{NOON, Rig};

const DAY_MS: i64 = 86_400_000;

#[tokio::test]
async fn rollups__dashboard__shows_charts_and_numbers() {
    let Some(chromium) = browser::find("rollups__dashboard__shows_charts_and_numbers") else {
        return;
    };
    let rig = Rig::start().await;
    rig.device("attic-7").await;
    rig.device("porch").await;
    for (id, ago_ms) in [("attic-7", 0), ("attic-7", 800 * DAY_MS), ("porch", 0)] {
        rig.reading(id, ago_ms).await;
    }
    count(&rig).await;
    let mut browser = signed_in(&rig, &chromium).await;
    browser
        .run("document.querySelector('nav a[data-page=statistics]').click()")
        .await;
    let rows = "String(document.querySelectorAll('tbody tr').length)";
    for (place, level) in LEVELS.iter().enumerate() {
        let press = format!("document.querySelectorAll('.ranges button')[{place}].click()");
        browser.run(&press).await;
        let name = level.length.name_of(level.start_of(NOON), &ZONE);
        browser.wait_for(TEXT, &name).await;
        browser.wait_for(rows, "2").await;
        let charts = "String(document.querySelectorAll('.chart .dot, .chart .series').length)";
        browser
            .wait_for(charts, &(2 * level.metrics.len()).to_string())
            .await;
    }
    // One device instead of all.
    let choose = "const choice = document.querySelector('select'); choice.value = 'porch'; choice.dispatchEvent(new Event('change'))";
    browser.run(choose).await;
    browser.wait_for(rows, "1").await;
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
