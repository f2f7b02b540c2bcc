//! The migrations. They are applied in the order of their names; applied ones never change.

/// One migration.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Its file name without `.sql`; begins with its number.
    pub name: &'static str,
    /// Its statements.
    pub sql: &'static str,
    /// The one that does the same and came from another branch: only one of the two runs on a database.
    pub same_as: Option<&'static str>,
}

/// The migration in a file of the folder `migrations`.
macro_rules! migration {
    ($name:literal) => {
        Migration {
            name: $name,
            sql: include_str!(concat!("../../migrations/", $name, ".sql")),
            same_as: None,
        }
    };
    ($name:literal, same_as $first:literal) => {
        Migration {
            same_as: Some($first),
            ..migration!($name)
        }
    };
}

/// All migrations. One of your own is a file in `migrations` and a line here.
pub const MIGRATIONS: &[Migration] = &[
    migration!("0001_readings"),
    migration!("0002_devices"),
    migration!("0003_alerts"),
];
