# A measurement runs its statement up to a million times, that is, for seconds.

from collections.abc import Callable

from loopsafe import blocking

class Timer:
    @blocking(kind="cpu")
    def timeit(self, number=1000000): ...
    @blocking(kind="cpu")
    def repeat(self, repeat=5, number=1000000): ...
    @blocking(kind="cpu")
    def autorange(self, callback=None): ...

@blocking(kind="cpu")
def timeit(
    stmt: Callable = "pass", setup: Callable = "pass", timer=..., number=1000000, globals=None
): ...
@blocking(kind="cpu")
def repeat(
    stmt: Callable = "pass",
    setup: Callable = "pass",
    timer=...,
    repeat=5,
    number=1000000,
    globals=None,
): ...
@blocking(kind="cpu")
def main(args=None): ...
