# Works in memory, and keeps a profile of what others do.
