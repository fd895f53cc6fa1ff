# Reads a file object that was opened elsewhere: the opening is what is reported.
