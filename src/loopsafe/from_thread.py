"""The way back: from a worker thread to the event loop that waits for its job.

For functions that `loopsafe.run` or a `loopsafe.Router` has sent to a worker of its own, or to a
`concurrent.futures.ThreadPoolExecutor`. Elsewhere there is no loop to go back to:
`Router.submit` is for other threads.

While a worker waits for the loop, another thread may take its place, so that what it waits for can
use the same executor; where no thread would be left, the call is refused instead of hanging.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, overload

from loopsafe._forms import OnLoop
from loopsafe._markers import blocking, marker_of
from loopsafe.router._errors import NotInWorkerError, NotRoutableError
from loopsafe.router._plan import CALLBACK, COROUTINE, WORKER, name_of, plan_of
from loopsafe.router._scope import local

if TYPE_CHECKING:
    from loopsafe.router._scope import Scope

__all__ = ["call", "check_cancelled", "run"]

P = ParamSpec("P")
T = TypeVar("T")


@overload
def run(func: Callable[P, Coroutine[Any, Any, T]], /, *args: P.args, **kwargs: P.kwargs) -> T: ...
@overload
def run(func: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T: ...
@blocking(unchecked=True)
def run(func: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """Run a function where it belongs, and wait for the result. Worker thread.

    A coroutine function becomes a task on the loop, a callback is called there, each with a copy
    of this thread's context; a thread-safe, blocking or unmarked function is called in place.

    Returns:
        What the function returns.

    Raises:
        NotInWorkerError: If this is no worker of a router; on the loop's own thread for example.
        WouldDeadlockError: If no thread of the executor would be left for what is waited for.
        RouterClosedError: If the router is closed.
        JobLostError: If the loop was closed before there was a result.
        NotRoutableError: If ``func`` is nothing that can be called and routed.
        concurrent.futures.CancelledError: If the task was cancelled.
    """
    route = plan_of(func).route
    scope = _scope(func)
    if route in {COROUTINE, CALLBACK}:
        with scope.waiting():
            return scope.inbox.call(route, func, args, kwargs).outcome()
    return func(*args, **kwargs)


@blocking(unchecked=True)
def call(func: OnLoop[Callable[P, T]], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a plain function on the event loop, and wait for the result. Worker thread.

    It must not block: a callback, a thread-safe function, or one without a mark, such as
    ``writer.close``. It gets a copy of this thread's context.

    Returns:
        What the function returns.

    Raises:
        NotRoutableError: If ``func`` is a coroutine function (use `run`) or marked as blocking.
        NotInWorkerError: See `run`, also for the others.
        WouldDeadlockError: See there.
        RouterClosedError: See there.
        JobLostError: See there.
    """
    route = plan_of(func).route
    if route == COROUTINE:
        msg = f'"{name_of(func)}" is a coroutine function: use loopsafe.from_thread.run(...)'
        raise NotRoutableError(msg)
    if route == WORKER and marker_of(func) is not None:
        msg = f'"{name_of(func)}" is marked @blocking: call it here, not on the event loop'
        raise NotRoutableError(msg)
    scope = _scope(func)
    with scope.waiting():
        result: T = scope.inbox.call(CALLBACK, func, args, kwargs).outcome()
    return result


def check_cancelled() -> None:
    """Raise if nobody waits for this job any longer. Worker thread; never waits.

    A thread cannot be stopped from outside. A job that takes long should ask now and then.

    Raises:
        asyncio.CancelledError: If whoever waited for the job was cancelled, or has cancelled it.
            It is no `Exception`, so the usual ``except`` lets it pass.
        NotInWorkerError: If this is no worker of a router.
    """
    if _scope(check_cancelled).is_cancelled():
        raise asyncio.CancelledError


def _scope(func: object) -> Scope:
    scope = local.scope
    if scope is None:
        msg = (
            f'loopsafe.from_thread: "{name_of(func)}" was asked for on a thread that is no worker '
            "of a router: on the event loop use loopsafe.run(...), in threads of your own "
            "router.submit(...)"
        )
        raise NotInWorkerError(msg)
    return scope
