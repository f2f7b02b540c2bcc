//! Brings a database to the shape that this program needs.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::migrations::{MIGRATIONS, Migration};
use crate::domain::Timestamp;

/// Why a database could not be brought to its shape.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// The file cannot be read or written.
    #[error("database `{path}`: {source}")]
    Database {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The folder of the file cannot be made.
    #[error("folder `{path}`: {source}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// An applied migration has another text now.
    #[error(
        "migration `{name}` was changed after it was applied; restore it and put the change into a new one"
    )]
    Changed {
        /// The migration.
        name: String,
    },
    /// The database was made by a newer program.
    #[error(
        "the database has migration `{name}`, which this program does not know; start the newer program"
    )]
    Newer {
        /// The migration.
        name: String,
    },
}

/// What [`migrate`] did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Migrated {
    /// Names of the migrations that were applied now.
    pub applied: Vec<&'static str>,
    /// Where the copy of the database lies that was made before.
    pub backup: Option<PathBuf>,
}

/// Opens the database with the settings that all connections share.
///
/// # Errors
/// When the file cannot be opened or is no database.
pub fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Applies what is missing, in the order of the names and each migration in its own transaction. A database that
/// holds something is copied first.
///
/// # Errors
/// When the file cannot be written, or its history does not fit this program.
pub fn migrate(path: &Path, now: Timestamp) -> Result<Migrated, SchemaError> {
    make_folder(path)?;
    run(path, now, MIGRATIONS).map_err(|error| match error {
        Failure::Schema(error) => error,
        Failure::Database(source) => SchemaError::Database {
            path: path.to_owned(),
            source,
        },
    })
}

fn make_folder(path: &Path) -> Result<(), SchemaError> {
    let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    else {
        return Ok(());
    };
    std::fs::create_dir_all(folder).map_err(|source| SchemaError::Folder {
        path: folder.to_owned(),
        source,
    })
}

enum Failure {
    Schema(SchemaError),
    Database(rusqlite::Error),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

fn run(path: &Path, now: Timestamp, migrations: &[Migration]) -> Result<Migrated, Failure> {
    let mut connection = connect(path)?;
    connection.execute_batch(
        "CREATE TABLE IF NOT EXISTS schema_migrations (
            name TEXT PRIMARY KEY,
            checksum TEXT NOT NULL,
            applied_ms INTEGER NOT NULL
        ) WITHOUT ROWID",
    )?;
    refuse_unknown(&connection, migrations)?;
    let missing = missing(&connection, migrations)?;
    let mut done = Migrated::default();
    if !missing.is_empty() && missing.len() < migrations.len() {
        done.backup = Some(back_up(&connection, path, now)?);
    }
    for migration in missing {
        let transaction = connection.transaction()?;
        let runs = !has_run_as_twin(&transaction, migration, migrations)?;
        if runs {
            transaction.execute_batch(migration.sql)?;
        }
        transaction.execute(
            "INSERT INTO schema_migrations (name, checksum, applied_ms) VALUES (?1, ?2, ?3)",
            params![migration.name, checksum(migration.sql), now.millis()],
        )?;
        transaction.commit()?;
        if runs {
            done.applied.push(migration.name);
        }
    }
    Ok(done)
}

/// Whether a migration that does the same was applied: two branches may have written it under two names.
fn has_run_as_twin(
    connection: &Connection,
    migration: &Migration,
    migrations: &[Migration],
) -> rusqlite::Result<bool> {
    let first = |one: &Migration| one.same_as.unwrap_or(one.name);
    let mut statement = connection.prepare("SELECT 1 FROM schema_migrations WHERE name = ?1")?;
    for twin in migrations {
        let is_twin = twin.name != migration.name && first(twin) == first(migration);
        if is_twin && statement.exists([twin.name])? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn refuse_unknown(connection: &Connection, migrations: &[Migration]) -> Result<(), Failure> {
    let mut statement = connection.prepare("SELECT name FROM schema_migrations ORDER BY name")?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?;
    for name in names {
        let name = name?;
        if !migrations.iter().any(|known| known.name == name) {
            return Err(Failure::Schema(SchemaError::Newer { name }));
        }
    }
    Ok(())
}

fn missing<'a>(
    connection: &Connection,
    migrations: &'a [Migration],
) -> Result<Vec<&'a Migration>, Failure> {
    let mut missing = Vec::new();
    let mut in_order: Vec<&Migration> = migrations.iter().collect();
    in_order.sort_by_key(|migration| migration.name);
    for migration in in_order {
        let applied: Option<String> = connection
            .query_row(
                "SELECT checksum FROM schema_migrations WHERE name = ?1",
                [migration.name],
                |row| row.get(0),
            )
            .optional()?;
        match applied {
            None => missing.push(migration),
            Some(known) if known == checksum(migration.sql) => {}
            Some(_) => {
                let name = migration.name.to_owned();
                return Err(Failure::Schema(SchemaError::Changed { name }));
            }
        }
    }
    Ok(missing)
}

fn back_up(connection: &Connection, path: &Path, now: Timestamp) -> rusqlite::Result<PathBuf> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}.backup", now.millis()));
    let backup = PathBuf::from(name);
    connection.execute("VACUUM INTO ?1", [backup.to_string_lossy().as_ref()])?;
    Ok(backup)
}

fn checksum(text: &str) -> String {
    super::credentials::hex(&Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
#[expect(
    non_snake_case,
    reason = "the keys of criteria are set apart by double underscores"
)]
mod tests {
    use super::*;

    const FIRST: Migration = Migration {
        name: "0001_first",
        sql: "CREATE TABLE one (a INTEGER)",
        same_as: None,
    };
    const SECOND: Migration = Migration {
        name: "0002_second",
        sql: "ALTER TABLE one ADD COLUMN b INTEGER",
        same_as: None,
    };

    fn try_run(path: &Path, migrations: &[Migration]) -> Result<Migrated, String> {
        run(path, Timestamp(7), migrations).map_err(|error| match error {
            Failure::Schema(error) => error.to_string(),
            Failure::Database(error) => error.to_string(),
        })
    }

    #[test]
    fn storage__migrate__copies_what_is_there_and_applies_what_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let first = try_run(&path, &[FIRST]).unwrap();
        assert_eq!(first.applied, ["0001_first"]);
        assert_eq!(first.backup, None, "an empty database needs no copy");
        let count = |path: &Path, what: &str| {
            let connection = Connection::open(path).unwrap();
            let query = format!("SELECT count({what}) FROM one");
            let count = connection.query_row(&query, [], |row| row.get::<_, i64>(0));
            count.map_err(|error| error.to_string())
        };
        let before = connect(&path).unwrap();
        before.execute("INSERT INTO one VALUES (1)", []).unwrap();
        let second = try_run(&path, &[FIRST, SECOND]).unwrap();
        assert_eq!(second.applied, ["0002_second"]);
        let copy = second.backup.unwrap();
        assert_eq!(count(&copy, "a"), Ok(1));
        assert!(count(&copy, "b").is_err(), "the copy is as it was before");
        assert_eq!(count(&path, "b"), Ok(0));
        assert_eq!(try_run(&path, &[FIRST, SECOND]), Ok(Migrated::default()));
    }

    #[test]
    fn storage__migrate__applies_by_name_what_another_branch_brought() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let ours = Migration {
            name: "0002_ours",
            sql: "ALTER TABLE one ADD COLUMN c INTEGER",
            same_as: None,
        };
        let third = Migration {
            name: "0003_third",
            sql: "UPDATE one SET c = b",
            same_as: None,
        };
        try_run(&path, &[FIRST, SECOND]).unwrap();
        let merged = try_run(&path, &[FIRST, SECOND, third, ours]).unwrap();
        assert_eq!(merged.applied, ["0002_ours", "0003_third"]);
    }

    #[test]
    fn storage__migrate__runs_one_of_two_that_branches_wrote_alike() {
        const TWIN: Migration = Migration {
            name: "0003_second",
            same_as: Some(SECOND.name),
            ..SECOND
        };
        let before: [&[Migration]; 4] = [
            &[],
            &[FIRST],
            &[FIRST, SECOND],
            &[
                FIRST,
                Migration {
                    same_as: None,
                    ..TWIN
                },
            ],
        ];
        for migrations in before {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("test.db");
            try_run(&path, migrations).unwrap();
            let merged = try_run(&path, &[FIRST, SECOND, TWIN]).unwrap();
            assert!(!merged.applied.contains(&"0003_second"), "{merged:?}");
            assert_eq!(
                try_run(&path, &[FIRST, SECOND, TWIN]),
                Ok(Migrated::default())
            );
        }
    }

    #[test]
    fn refuses_a_history_that_does_not_fit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        try_run(&path, &[FIRST, SECOND]).unwrap();
        let newer = try_run(&path, &[FIRST]).unwrap_err();
        assert!(newer.contains("0002_second"), "{newer}");
        let edited = Migration {
            sql: "CREATE TABLE other (a INTEGER)",
            ..FIRST
        };
        let changed = try_run(&path, &[edited, SECOND]).unwrap_err();
        assert!(changed.contains("0001_first"), "{changed}");
    }
}
