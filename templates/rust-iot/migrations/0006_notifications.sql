-- Messages about alerts for channels besides MQTT: committed with the alert, kept until delivered or given up,
-- then a while to be looked at. due_ms is when to try next, and empty once nothing more is tried.
CREATE TABLE notifications (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    alert INTEGER NOT NULL,
    device_id TEXT NOT NULL,
    state TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    due_ms INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    delivered_ms INTEGER,
    error TEXT
);

CREATE INDEX notifications_waiting ON notifications (channel, alert) WHERE due_ms IS NOT NULL;
