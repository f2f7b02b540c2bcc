-- Statistics: one row for each device, period and metric, so that a new metric needs no migration. They are parts that
-- can be put together: days give weeks, months and years. `last_ms` is the time of the value in `last`.
CREATE TABLE rollups (
    device INTEGER NOT NULL,
    level TEXT NOT NULL,
    start_ms INTEGER NOT NULL,
    metric TEXT NOT NULL,
    count INTEGER NOT NULL,
    sum REAL NOT NULL,
    min REAL NOT NULL,
    max REAL NOT NULL,
    last REAL NOT NULL,
    last_ms INTEGER NOT NULL,
    PRIMARY KEY (device, level, start_ms, metric)
) WITHOUT ROWID;

CREATE INDEX rollups_of_level ON rollups (level, start_ms);

-- Periods with readings that are not counted yet, the earliest of them at `from_ms`. Marks are made together with the
-- readings; `taken` is 1 for those that a job is counting, so that marks made meanwhile stay.
CREATE TABLE rollup_marks (
    taken INTEGER NOT NULL,
    start_ms INTEGER NOT NULL,
    device INTEGER NOT NULL,
    from_ms INTEGER NOT NULL,
    PRIMARY KEY (taken, start_ms, device)
) WITHOUT ROWID;

-- What is counted for all stored readings. A level, metric or time zone that is not here was added later.
CREATE TABLE rollup_plan (
    level TEXT NOT NULL,
    metric TEXT NOT NULL,
    zone TEXT NOT NULL,
    PRIMARY KEY (level, metric)
) WITHOUT ROWID;
