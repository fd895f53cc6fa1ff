# Source lines come from linecache, mostly from its memory. Tracebacks are shown on every loop.
