# uname() and its like ask the kernel once and remember: harmless. Which processor it is, they leave
# open until somebody asks; then "uname -p" is run.

from loopsafe import blocking

@blocking(kind="disk")
def libc_ver(executable=None, lib="", version="", chunksize=...): ...
@blocking(kind="subprocess")
def processor(): ...

# It asks for the processor, too, and looks for the version of libc in the interpreter's file.
@blocking(kind="subprocess")
def platform(aliased=False, terse=False): ...

# It runs the program "file".
@blocking(kind="subprocess")
def architecture(executable=..., bits="", linkage=""): ...
@blocking(kind="disk")
def freedesktop_os_release(): ...
