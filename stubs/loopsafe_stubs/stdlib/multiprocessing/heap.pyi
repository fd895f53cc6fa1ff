# Works in shared memory.
