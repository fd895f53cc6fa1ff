# Writes a few lines to a file that is open already, from its own thread.
