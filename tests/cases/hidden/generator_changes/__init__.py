"""Case 43: a function becomes a generator: its charge moves from the call to the iteration."""
