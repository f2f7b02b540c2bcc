//! The migrations, in the order they are applied; applied ones never change.

/// One migration.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Its file name without `.sql`; begins with its number.
    pub name: &'static str,
    /// Its statements.
    pub sql: &'static str,
}

/// All migrations.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "0001_readings",
        sql: include_str!("../../migrations/0001_readings.sql"),
    },
    Migration {
        name: "0002_devices",
        sql: include_str!("../../migrations/0002_devices.sql"),
    },
    Migration {
        name: "0003_alerts",
        sql: include_str!("../../migrations/0003_alerts.sql"),
    },
];
