# Handlers of errors are called like endpoints.

from collections.abc import Awaitable, Callable

from loopsafe import InWorker, OnLoop

__public_name__ = "starlette"

class Starlette:
    def add_route(
        self,
        path,
        route: InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]],
        *args,
        **kwargs,
    ): ...
    def add_exception_handler(
        self,
        exc_class_or_status_code,
        handler: InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]],
    ): ...
