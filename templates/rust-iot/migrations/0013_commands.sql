-- Commands to devices: committed before they are sent, then kept a while to be looked at. answered_ms is when the
-- device said that it did it, or why it did not.
CREATE TABLE commands (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    device INTEGER NOT NULL,
    name TEXT NOT NULL,
    args TEXT NOT NULL,
    status TEXT NOT NULL,
    issued_by TEXT NOT NULL,
    issued_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    sent_ms INTEGER,
    answered_ms INTEGER,
    message TEXT
);

CREATE INDEX commands_of_device ON commands (device, id);

CREATE INDEX commands_open ON commands (status, device) WHERE status IN ('pending', 'sent');
