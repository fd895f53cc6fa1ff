# Cached answers about a file: most were known before they were asked.
