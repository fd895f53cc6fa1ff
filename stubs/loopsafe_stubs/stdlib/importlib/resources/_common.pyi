# Finds the package of a resource, which is imported already in general. as_file() copies only what
# is not a file.
