//! Played devices: within a minute there is an alert that was raised and cleared.

use std::time::Duration;

use backend::domain::Page;
use backend::domain::alert::{AlertFilter, AlertStatus};
use backend::domain::rule::LimitScope;
use backend::rules::RULES;

use crate::support::MANY;
use crate::support::whole::Whole;

#[tokio::test]
async fn operations__simulate__raises_and_clears_within_a_minute() {
    let settable = |rule: &&backend::domain::rule::Rule| {
        rule.scope == LimitScope::PerDevice && rule.metric.is_some() && rule.for_ms == 0
    };
    if !RULES.iter().any(|rule| settable(&rule)) {
        return;
    }
    let whole = Whole::start_simulating(2).await;
    let (own, _) = whole.device("own").await;
    let cleared = AlertFilter {
        status: Some(AlertStatus::Cleared),
        ..AlertFilter::default()
    };
    let started = tokio::time::Instant::now();
    loop {
        let found = whole
            .store()
            .alerts(cleared.clone(), Page::new(MANY, None))
            .await;
        if !found.unwrap().items.is_empty() {
            break;
        }
        assert!(
            started.elapsed() < Duration::from_secs(60),
            "no alert was raised and cleared"
        );
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    let latest = whole
        .store()
        .latest(None, Page::new(MANY, None))
        .await
        .unwrap();
    assert_eq!(latest.items.len(), 2, "both are played");
    let own = whole.store().device(&own).await.unwrap();
    assert_eq!(own.last_seen, None, "no other device is touched");
}
