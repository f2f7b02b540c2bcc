-- Readings can hold co2; earlier ones have none.
ALTER TABLE readings_hot ADD COLUMN m_co2 REAL;
ALTER TABLE readings_cold ADD COLUMN m_co2 REAL;
