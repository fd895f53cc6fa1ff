# Protocols and aliases for type checkers. A protocol says nothing about the thread of those who
# satisfy it.
