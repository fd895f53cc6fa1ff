# Works in memory. A stream was opened elsewhere: the opening is what is reported.
