"""`loopsafe.run`, and the router that a loop has without anybody making one.

Such a router is closed with its loop: `asyncio.run` ends by closing all asynchronous generators
that the loop has seen, and one of them is ours.
"""

from __future__ import annotations

import asyncio
import contextlib
from asyncio import _get_running_loop
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from typing import Any, ParamSpec, TypeVar, overload

from loopsafe._markers import callback
from loopsafe.router import _registry, _slow
from loopsafe.router._misuse import off_loop
from loopsafe.router._plan import (
    COROUTINE,
    THREAD_SAFE,
    WORKER,
    coroutine_functions,
    plan_of,
    plans,
)
from loopsafe.router._router import Router, settled

P = ParamSpec("P")
T = TypeVar("T")


@overload
def run(
    func: Callable[P, Coroutine[Any, Any, T]], /, *args: P.args, **kwargs: P.kwargs
) -> Coroutine[Any, Any, T]: ...
@overload
def run(func: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]: ...
@callback(unchecked=True)
def run(func: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """Run a function where it belongs, by the running loop's own router; await the result.

    The loop's own router is the one that was entered last and is open. Without one, a router is
    made with the default executors when the first job needs a worker, and closed with the loop.
    Otherwise this is `Router.run`. Event-loop thread.

    Raises:
        WrongLoopError: If no event loop runs in this thread. Coroutines and thread-safe functions
            do not need one.
        NotRoutableError: See `Router.run`, also for the others.
        UnknownExecutorError: See there.
        UnpicklableError: See there.
    """
    key = id(func)
    if key in coroutine_functions:
        return func(*args, **kwargs) if kwargs else func(*args)
    plan = plans.get(key) or plan_of(func)
    route = plan.route
    if route == WORKER:
        return current(func)._lane(plan.executor, func).run(func, args, kwargs)
    if route == COROUTINE:
        return func(*args, **kwargs)
    if _get_running_loop() is None and route != THREAD_SAFE:
        raise off_loop(func)
    return settled(func(*args, **kwargs) if kwargs else func(*args))


_slow.in_place.add(run.__code__)


def current(func: object) -> Router:
    """Return the running loop's own router. Event-loop thread.

    Args:
        func: What it is asked for, for the message.

    Raises:
        WrongLoopError: If no loop is running in this thread.
    """
    loop = _get_running_loop()
    if loop is None:
        raise off_loop(func)
    routers = _registry.routers.get(id(loop))
    if routers:
        router = routers[-1]
        if router._home is loop:
            return router
        # Another loop had this id before: it was closed, and its routers were not.
        _registry.purge()
        return current(func)
    return _made(loop)


def _made(loop: asyncio.AbstractEventLoop) -> Router:
    _registry.purge()
    router = Router()
    router._warns = False  # nobody made it who could close it
    router._open(loop)
    lifetime = _lifetime(router)
    with contextlib.suppress(StopIteration):
        lifetime.asend(None).send(None)
    _registry.lifetimes[id(loop)] = lifetime
    return router


async def _lifetime(router: Router) -> AsyncGenerator[None]:
    try:
        yield
    finally:
        await router.aclose()
