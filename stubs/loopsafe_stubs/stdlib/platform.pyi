# uname(), platform() and their like look once and remember: harmless.

from loopsafe import blocking

@blocking(kind="disk")
def libc_ver(executable=None, lib="", version="", chunksize=...): ...

# It runs the program "file".
@blocking(kind="subprocess")
def architecture(executable=..., bits="", linkage=""): ...
@blocking(kind="disk")
def freedesktop_os_release(): ...
