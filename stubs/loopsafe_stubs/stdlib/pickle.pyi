# See _pickle, where dump() and load() are.
