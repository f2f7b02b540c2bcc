-- Alerts: one row for each episode. The index makes a second open episode of one rule impossible.
CREATE TABLE alerts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    device INTEGER NOT NULL,
    rule TEXT NOT NULL,
    type TEXT NOT NULL,
    severity TEXT NOT NULL,
    raised_ms INTEGER NOT NULL,
    cleared_ms INTEGER,
    acknowledged_ms INTEGER,
    acknowledged_by TEXT,
    metric TEXT,
    value REAL,
    limit_value REAL,
    message TEXT NOT NULL,
    reading TEXT
);

CREATE UNIQUE INDEX alerts_open ON alerts (device, rule) WHERE cleared_ms IS NULL AND rule <> 'manual';

CREATE INDEX alerts_of_device ON alerts (device, id);

-- Rules whose condition holds, but not yet long enough.
CREATE TABLE pending_rules (
    device INTEGER NOT NULL,
    rule TEXT NOT NULL,
    since_ms INTEGER NOT NULL,
    PRIMARY KEY (device, rule)
) WITHOUT ROWID;

-- Alert messages that were committed and not yet handed to the broker.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    device_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_ms INTEGER NOT NULL
);

-- Messages that were refused: why, and how they began.
CREATE TABLE dead_letters (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    received_ms INTEGER NOT NULL,
    device_id TEXT,
    transport TEXT NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    payload BLOB NOT NULL
);
