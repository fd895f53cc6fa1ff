# The base classes of files, and of BytesIO and StringIO: what waits is marked on the files
# themselves, in _io.
