# Works in memory, and is fast for what programs hash on a loop.
