# Parses in memory; ParseFile() gets a file that is open already.
