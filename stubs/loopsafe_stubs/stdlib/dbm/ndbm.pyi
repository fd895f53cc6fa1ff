# See _dbm.
