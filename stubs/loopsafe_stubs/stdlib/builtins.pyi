# Functions that call what they are given (map, sorted, min, getattr ...) are harmless in
# themselves: effects of their arguments are inferred. __import__() is harmless because what it is
# asked for is nearly always imported already, and print() because everyone prints and standard
# output rarely makes anyone wait.

from loopsafe import blocking

@blocking(kind="console")
def breakpoint(*args, **kws): ...
@blocking(kind="console")
def input(prompt="", /): ...
@blocking(kind="disk")
def open(
    file,
    mode="r",
    buffering=-1,
    encoding=None,
    errors=None,
    newline=None,
    closefd=True,
    opener=None,
): ...
