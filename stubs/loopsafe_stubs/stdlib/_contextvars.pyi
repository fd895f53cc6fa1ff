# Works in memory. Context.run() calls its argument in place.

from collections.abc import Callable

__public_name__ = "contextvars"

class Context:
    def run(self, callable: Callable, *args, **kwargs): ...
