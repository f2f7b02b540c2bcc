-- What people note of a device beyond its name and place, as a JSON object; nothing is noted of earlier devices.
ALTER TABLE devices ADD COLUMN fields TEXT;
