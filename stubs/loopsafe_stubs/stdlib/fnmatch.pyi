# Works in memory.
