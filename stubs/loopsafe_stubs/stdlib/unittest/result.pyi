# Works in memory, and prints.
