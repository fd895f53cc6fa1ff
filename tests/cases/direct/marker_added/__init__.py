"""Case 8: a marker is added in the library: the error moves from the caller to the definition."""
