-- How many readings in a row have met the condition of a rule that counts them; 0: it is time that must pass.
ALTER TABLE pending_rules ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
