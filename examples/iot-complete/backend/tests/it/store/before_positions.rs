//! A database from before there were positions: what it holds stays, and is found without a position.

use backend::domain::reading::POSITION_KEY;
use backend::domain::{Page, Timestamp};
use backend::store::migrations::MIGRATIONS;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use crate::support::MANY;
use crate::support::bench::{Bench, NOON};

/// Brings a file to the shape that it had before the migration with this name.
fn made_before(path: &std::path::Path, name: &str) {
    let connection = Connection::open(path).unwrap();
    let table = "CREATE TABLE schema_migrations (name TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_ms INTEGER NOT NULL) WITHOUT ROWID";
    connection.execute_batch(table).unwrap();
    for migration in MIGRATIONS {
        if migration.name.split_once('_').map(|(_, words)| words) == Some(name) {
            return;
        }
        if migration.same_as.is_none() {
            connection.execute_batch(migration.sql).unwrap();
        }
        let digest = Sha256::digest(migration.sql);
        let checksum: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let insert = "INSERT INTO schema_migrations VALUES (?1, ?2, 0)";
        let row = params![migration.name, checksum];
        connection.execute(insert, row).unwrap();
    }
    panic!("there is no migration `{name}`");
}

#[tokio::test]
async fn readings_and_devices_from_before_have_no_position() {
    let bench = Bench::on(|path| {
        made_before(path, "positions");
        let connection = Connection::open(path).unwrap();
        let device = "INSERT INTO devices (id, location, token_hash, created_ms) VALUES ('a', 'cellar', zeroblob(32), 0)";
        connection.execute(device, []).unwrap();
        for (table, ago_ms) in [("readings_hot", 1000), ("readings_cold", 2000)] {
            let insert = format!(
                "INSERT INTO {table} (device, ts_ms, delay_ms, marks) VALUES (1, ?1, 0, 0)"
            );
            let at = NOON.plus_ms(-ago_ms).millis();
            connection.execute(&insert, [at]).unwrap();
        }
    });
    let id = backend::domain::DeviceId::parse("a").unwrap();
    let device = bench.store.device(&id).await.unwrap();
    assert_eq!(device.location.as_deref(), Some("cellar"));
    assert_eq!(device.fix, None);
    let page = Page::new(MANY, None);
    let history = bench.store.history(&id, Timestamp(0), NOON, page);
    let readings = history.await.unwrap().items;
    assert_eq!(readings.len(), 2);
    for reading in readings {
        let shown = serde_json::to_value(&reading).unwrap();
        assert!(shown[POSITION_KEY].is_null(), "{shown}");
    }
}
