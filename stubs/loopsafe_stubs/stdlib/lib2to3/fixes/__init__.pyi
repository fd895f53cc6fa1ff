# Rules that rewrite trees in memory.
