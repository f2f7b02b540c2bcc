-- Readings. New ones are ordered by time, so that a commit touches few pages;
-- a job moves them into the second table, ordered by device, for fast history.
-- Every time in `readings_hot` is at or after the boundary kept in `settings`,
-- every time in `readings_cold` before it: a reading is in one of them only.
--
-- delay_ms: time of arrival minus ts_ms
-- marks: bit 0 = the server gave the time; bits 1 and up = suspect metrics
CREATE TABLE readings_hot (
    ts_ms INTEGER NOT NULL,
    device INTEGER NOT NULL,
    delay_ms INTEGER NOT NULL,
    marks INTEGER NOT NULL,
    m_temperature REAL,
    m_humidity REAL,
    PRIMARY KEY (ts_ms, device)
) WITHOUT ROWID;

CREATE TABLE readings_cold (
    device INTEGER NOT NULL,
    ts_ms INTEGER NOT NULL,
    delay_ms INTEGER NOT NULL,
    marks INTEGER NOT NULL,
    m_temperature REAL,
    m_humidity REAL,
    PRIMARY KEY (device, ts_ms)
) WITHOUT ROWID;
