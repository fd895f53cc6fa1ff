# Works on fragments of sound in memory.
