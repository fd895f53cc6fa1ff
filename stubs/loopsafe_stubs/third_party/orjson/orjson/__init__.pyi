# It has no functions for files.
