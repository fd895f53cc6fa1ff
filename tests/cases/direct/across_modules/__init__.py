"""Case 7: a chain through another module; at the second run the helper is mended."""
