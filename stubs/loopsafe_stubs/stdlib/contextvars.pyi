# Works in memory; see _contextvars.
