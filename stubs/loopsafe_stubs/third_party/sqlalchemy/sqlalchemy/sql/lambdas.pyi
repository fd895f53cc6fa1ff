# The locks here are held for an instant; mapping classes works in memory.
