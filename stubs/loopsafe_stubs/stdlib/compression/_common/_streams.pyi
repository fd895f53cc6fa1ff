# The base class of compressed streams, which may live in memory.
