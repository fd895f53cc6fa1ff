# The other functions are those of _curses.

from collections.abc import Callable

def wrapper(func: Callable, /, *arg, **kwds): ...
