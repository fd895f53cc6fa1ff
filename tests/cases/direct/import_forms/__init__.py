"""Case 7: the same helper through every form of import; at the second run it is mended."""
