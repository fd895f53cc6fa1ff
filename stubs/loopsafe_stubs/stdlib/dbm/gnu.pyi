# See _gdbm.
