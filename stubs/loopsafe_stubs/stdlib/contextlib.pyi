# Enters and leaves what it is given: the effect is that of the context manager. chdir() is harmless
# as os.chdir() is.
