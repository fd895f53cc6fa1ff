from collections.abc import Awaitable, Callable

from loopsafe import InWorker, OnLoop

__public_name__ = "django.urls"

def path(
    route,
    view: InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]],
    kwargs=...,
    name=...,
): ...
def re_path(
    route,
    view: InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]],
    kwargs=...,
    name=...,
): ...
