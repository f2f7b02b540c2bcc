alter
