# Works on text in memory.
