# There is no stub for ctypes itself: a foreign function may do anything, so it stays unknown.

from loopsafe import blocking

# It runs the compiler and the linker.
@blocking(kind="subprocess")
def find_library(name): ...
