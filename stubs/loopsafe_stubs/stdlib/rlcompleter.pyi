# Looks at objects in memory.
