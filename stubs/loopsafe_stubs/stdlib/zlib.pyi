# Compressing takes time in proportion to its input, and what programs compress on a loop (a frame,
# a response) takes microseconds. The size is not in the type, so a mark would be a false alarm
# nearly always.
