# Reads and writes iterables of lines. A file among them was opened elsewhere: the opening is what
# is reported.
