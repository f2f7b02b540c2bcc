-- Readings can hold a position, in degrees north and east; earlier ones have none.
ALTER TABLE readings_hot ADD COLUMN lat REAL;
ALTER TABLE readings_hot ADD COLUMN lng REAL;
ALTER TABLE readings_cold ADD COLUMN lat REAL;
ALTER TABLE readings_cold ADD COLUMN lng REAL;

-- Where a device was last, and the time of the reading that said so.
ALTER TABLE devices ADD COLUMN lat REAL;
ALTER TABLE devices ADD COLUMN lng REAL;
ALTER TABLE devices ADD COLUMN fix_ms INTEGER;
