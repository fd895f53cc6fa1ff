# Works in memory. choice(), choices(), sample() and shuffle() take sequences, and index them.
