from collections.abc import Awaitable, Callable

from loopsafe import InWorker, OnLoop

__public_name__ = "flask"

class App:
    def add_url_rule(
        self,
        rule,
        endpoint=...,
        view_func: InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]] = ...,
        *args,
        **kwargs,
    ): ...
