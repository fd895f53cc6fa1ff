"""Case 8: a marker is removed in the library: the error moves from the definition to the callers."""
