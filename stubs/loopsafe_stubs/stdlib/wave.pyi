# open() takes a path or a file object, which is nearly always one in memory where a program has a
# loop (sound from the network): what a path costs is missed.
