# load() and dump() use a file object that was opened elsewhere, and may be in memory: the opening
# is what is reported. loads() and dumps() compute.
