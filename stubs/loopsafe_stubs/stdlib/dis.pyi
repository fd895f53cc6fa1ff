# Works on code in memory, and prints.
