//! One test for each length of period whose statistics are kept, and for each that is not kept for ever.

use crate::{api, store};

#[tokio::test]
async fn rollup__day__is_served() {
    let level = "day";
    store::rollups::holds(level).await;
    api::analytics::serves(level).await;
}

#[tokio::test]
async fn rollup__week__is_served() {
    let level = "week";
    store::rollups::holds(level).await;
    api::analytics::serves(level).await;
}

#[tokio::test]
async fn rollup__month__is_served() {
    let level = "month";
    store::rollups::holds(level).await;
    api::analytics::serves(level).await;
}
