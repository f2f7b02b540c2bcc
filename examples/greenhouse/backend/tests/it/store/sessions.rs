//! Sessions of the dashboard.

use std::time::Duration;

use backend::domain::access::{Principal, Role};

use crate::support::bench::Bench;

#[tokio::test]
async fn sessions_and_codes_end() {
    let bench = Bench::new();
    let who = Principal {
        name: "me".to_owned(),
        role: Role::Admin,
    };
    let minute = Duration::from_secs(60);
    let session = bench
        .store
        .create_session(who.clone(), minute)
        .await
        .unwrap();
    let bench = bench.restart().await;
    let owner = bench.store.session(session.reveal()).await.unwrap();
    assert_eq!(owner, Some(who), "a restart does not sign anybody out");
    let code = bench.store.create_login_code(minute).unwrap();
    let late = bench.store.create_login_code(minute).unwrap();
    assert!(bench.store.redeem_login_code(code.reveal()));
    assert!(!bench.store.redeem_login_code(code.reveal()), "works once");
    bench.clock.advance_ms(60_000);
    assert!(
        !bench.store.redeem_login_code(late.reveal()),
        "works for a while"
    );
    assert_eq!(bench.store.session(session.reveal()).await.unwrap(), None);
}
