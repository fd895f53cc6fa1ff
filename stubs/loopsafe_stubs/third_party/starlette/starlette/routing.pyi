from collections.abc import Awaitable, Callable

from loopsafe import InWorker, OnLoop

class Route:
    def __init__(
        self,
        path,
        endpoint: InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]],
        *args,
        **kwargs,
    ): ...

class Router:
    def add_route(
        self,
        path,
        endpoint: InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]],
        *args,
        **kwargs,
    ): ...
