# abspath(), relpath() and expanduser() ask for the working directory or the home directory at most:
# the kernel and the environment answer from memory.

from loopsafe import blocking

__public_name__ = "os.path"

@blocking(kind="disk")
def realpath(filename, *, strict=False): ...
@blocking(kind="disk")
def islink(path): ...
@blocking(kind="disk")
def ismount(path): ...
@blocking(kind="disk")
def lexists(path): ...
