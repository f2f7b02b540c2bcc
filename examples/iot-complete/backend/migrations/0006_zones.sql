-- The zone that a device may move in: a circle, its centre in degrees north and east.
ALTER TABLE devices ADD COLUMN zone_lat REAL;
ALTER TABLE devices ADD COLUMN zone_lng REAL;
ALTER TABLE devices ADD COLUMN zone_radius_m REAL;
