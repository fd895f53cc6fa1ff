"""`Job`: a function whose category was looked up once, for what is called again and again."""

from __future__ import annotations

import asyncio
import contextlib
from asyncio import _get_running_loop
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar, overload

from loopsafe._effects import Category
from loopsafe._markers import callback, thread_safe
from loopsafe.router import _exact, _slow
from loopsafe.router._current import current
from loopsafe.router._current import run as run_by_plan
from loopsafe.router._misuse import off_loop
from loopsafe.router._plan import CALLBACK, COROUTINE, THREAD_SAFE, WORKER, name_of, plan_of
from loopsafe.router._router import settled
from loopsafe.router._scope import local

P = ParamSpec("P")
T = TypeVar("T")

CATEGORIES = {
    COROUTINE: Category.COROUTINE,
    CALLBACK: Category.CALLBACK,
    THREAD_SAFE: Category.THREAD_SAFE,
    WORKER: Category.BLOCKING,
}

RUN_DOC = """\
Run the function where it belongs; await the result. See `loopsafe.run`. Event-loop thread."""
START_DOC = """\
Start the function where it belongs, by the running loop's own router. See `Router.start`.
Event-loop thread."""
FIRE_DOC = """\
Run the function where it belongs, and forget about it: for listeners and timers.

A callback is called at once, in place, a thread-safe function as well; a coroutine becomes a task,
everything else goes to a worker. The result is dropped. What the function raises goes to the
loop's exception handler, so one listener that fails costs the others nothing. Event-loop thread,
or a worker of a router, from where a callback or coroutine is handed over to the loop.

Raises:
    TypeError: If the arguments do not fit.
    WrongLoopError: On any other thread.
    QueueFullError: See `Router.start`.
"""


class Job(Generic[P, T]):
    """A function with its category, looked up once.

    A `functools.partial`, a bound method and a callable object will do. The job keeps what it was
    made of alive. Marks that come later are not seen. Any thread may make one.

    Raises:
        NotRoutableError: If ``func`` is nothing that can be called and routed.
    """

    func: Callable[P, T | Coroutine[Any, Any, T]]
    category: Category
    name: str

    if TYPE_CHECKING:

        @overload
        def __init__(self: Job[P, T], func: Callable[P, Coroutine[Any, Any, T]], /) -> None: ...
        @overload
        def __init__(self: Job[P, T], func: Callable[P, T], /) -> None: ...
        def __init__(self, func: Callable[..., Any], /) -> None:
            """See the class."""

        @callback(unchecked=True)
        def run(self, *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
            """Run the function where it belongs; await the result."""

        @callback(unchecked=True)
        def start(self, *args: P.args, **kwargs: P.kwargs) -> asyncio.Future[T]:
            """Start the function where it belongs."""

        @thread_safe(unchecked=True)
        def fire(self, *args: P.args, **kwargs: P.kwargs) -> None:
            """Run the function where it belongs, and forget about it."""

    else:
        # pyright would take the names in here for variables.
        __slots__ = {  # noqa: RUF023  (in the order in which they are explained)
            "func": "The function.",
            "category": "The `Category` by which it is routed; an unmarked function is taken for a "
            "blocking one.",
            "name": "Its qualified name.",
            "run": RUN_DOC,
            "start": START_DOC,
            "fire": FIRE_DOC,
            "__weakref__": "For caches.",
        }

        def __init__(self, func: Callable[..., Any], /) -> None:
            route = plan_of(func).route
            self.func = func
            self.category = CATEGORIES[route]
            self.name = name_of(func)
            self.start = _starter(func)
            if route == COROUTINE:
                self.run = func
                self.fire = _queued(self)
            elif route == WORKER:
                self.run = _runner(func)
                self.fire = _queued(self)
            else:
                self.run = _in_place(func, anywhere=route == THREAD_SAFE)
                self.fire = _fired(self, anywhere=route == THREAD_SAFE)

    def __repr__(self) -> str:
        return f"<Job {self.name} ({self.category.value})>"


def _runner(func: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
    def run(*args: Any, **kwargs: Any) -> Any:
        return run_by_plan(func, *args, **kwargs)

    return run


def _starter(func: Callable[..., Any]) -> Callable[..., asyncio.Future[Any]]:
    def start(*args: Any, **kwargs: Any) -> Any:
        return current(func).start(func, *args, **kwargs)

    return start


def _in_place(func: Callable[..., Any], *, anywhere: bool) -> Callable[..., Awaitable[Any]]:
    def run(*args: Any, **kwargs: Any) -> Awaitable[Any]:
        if not anywhere and _get_running_loop() is None:
            raise off_loop(func)
        return settled(func(*args, **kwargs) if kwargs else func(*args))

    _slow.in_place.add(run.__code__)
    return run


def _queued(job: Job[..., Any]) -> Callable[..., None]:
    """Return what starts a coroutine or a worker's job and reports its failure."""
    func = job.func
    report = _reporter(job)

    def over(future: asyncio.Future[Any]) -> None:
        error = None if future.cancelled() else future.exception()
        if isinstance(error, Exception):
            report(error, future.get_loop())

    def fire(*args: Any, **kwargs: Any) -> None:
        if _get_running_loop() is None:
            _elsewhere(job, args, kwargs)
            return
        future = current(func).start(func, *args, **kwargs)
        if future.done():
            over(future)
        else:
            future.add_done_callback(over)

    return fire


def _fired(job: Job[..., Any], *, anywhere: bool) -> Callable[..., None]:
    """Return what calls a callback or thread-safe function at once."""
    func = job.func
    report = _reporter(job)

    def failed(error: Exception) -> None:
        # Arguments that do not fit are the caller's mistake, not the job's.
        traceback = error.__traceback__
        if isinstance(error, TypeError) and traceback is not None and traceback.tb_next is None:
            raise error
        report(error, asyncio.get_running_loop())

    def elsewhere(*args: Any, **kwargs: Any) -> None:
        _elsewhere(job, args, kwargs)

    def fire(*args: Any, **kwargs: Any) -> None:
        if _get_running_loop() is None:
            elsewhere(*args, **kwargs)
            return
        try:
            func(*args, **kwargs)
        except Exception as error:  # noqa: BLE001  (reported)
            failed(error)

    _slow.in_place.add(fire.__code__)
    if anywhere:
        return fire
    return _exact.make(func, _get_running_loop, elsewhere, failed) or fire


def _elsewhere(job: Job[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Fire a job on a thread without a loop."""
    func = job.func
    route = plan_of(func).route
    scope = local.scope
    if scope is None:
        raise off_loop(func)
    report = _reporter(job)
    loop = scope.mailbox.loop

    def failed(error: BaseException | None) -> None:
        if isinstance(error, Exception):
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is left to tell
                loop.call_soon_threadsafe(report, error, loop)

    if route in {CALLBACK, COROUTINE}:
        future = scope.inbox.call(route, func, args, kwargs)
        future.add_done_callback(
            lambda done: failed(None if done.cancelled() else done.exception())
        )
        return
    try:
        func(*args, **kwargs)
    except Exception as error:  # noqa: BLE001  (reported)
        failed(error)


def _reporter(job: Job[..., Any]) -> Callable[[Exception, asyncio.AbstractEventLoop], None]:
    def report(error: Exception, loop: asyncio.AbstractEventLoop) -> None:
        message = f'loopsafe: job "{job.name}" failed'
        loop.call_exception_handler({"message": message, "exception": error, "job": job})

    return report
