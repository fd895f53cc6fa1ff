# Works in memory. A pattern that takes long is a matter of the pattern, which is not seen here.
