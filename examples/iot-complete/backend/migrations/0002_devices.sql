-- Devices and those who may ask about them. Tokens and keys are kept as SHA-256.
CREATE TABLE devices (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT,
    location TEXT,
    enabled INTEGER NOT NULL DEFAULT 1,
    token_hash BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    last_seen_ms INTEGER,
    revision INTEGER NOT NULL DEFAULT 1
);

-- Devices that were deleted and whose readings a job still has to remove.
CREATE TABLE removed_devices (
    key INTEGER PRIMARY KEY
);

-- Limits that people set; device 0 stands for all devices.
CREATE TABLE limits (
    device INTEGER NOT NULL,
    key TEXT NOT NULL,
    value REAL NOT NULL,
    PRIMARY KEY (device, key)
) WITHOUT ROWID;

CREATE TABLE api_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    created_ms INTEGER NOT NULL
);

CREATE TABLE sessions (
    hash BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    expires_ms INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;
