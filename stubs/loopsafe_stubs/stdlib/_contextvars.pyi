# Works in memory. Context.run() calls its argument in place.

from collections.abc import Callable

class Context:
    def run(self, callable: Callable, *args, **kwargs): ...
