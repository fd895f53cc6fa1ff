# A dependency is called like an endpoint.

from collections.abc import Awaitable, Callable

from loopsafe import InWorker, OnLoop

__public_name__ = "fastapi"

def Depends(
    dependency: InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]] = ...,
    *args,
    **kwargs,
): ...
def Security(
    dependency: InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]] = ...,
    *args,
    **kwargs,
): ...
