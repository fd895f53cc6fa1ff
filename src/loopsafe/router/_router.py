"""`Router`: one event loop, its executors, and the rules by which functions reach them."""

from __future__ import annotations

import asyncio
import functools
import itertools
import types
import warnings
from asyncio import _get_running_loop
from collections.abc import Awaitable, Callable, Coroutine, Generator, Mapping
from concurrent.futures import Executor
from typing import Any, Final, ParamSpec, Self, TypeVar, overload

from loopsafe._markers import callback, thread_safe
from loopsafe.router import _fork, _registry, _slow
from loopsafe.router._close import close
from loopsafe.router._errors import (
    RouterClosedError,
    RouterError,
)
from loopsafe.router._future import JobFuture
from loopsafe.router._inbox import CLOSED, Inbox
from loopsafe.router._lanes import Lane, Lanes
from loopsafe.router._mailbox import open_mailbox
from loopsafe.router._misuse import misuse
from loopsafe.router._plan import (
    COROUTINE,
    THREAD_SAFE,
    WORKER,
    coroutine_functions,
    name_of,
    plan_of,
    plans,
)
from loopsafe.router._registry import NOWHERE
from loopsafe.router._slow import Watch
from loopsafe.router._spec import Workers
from loopsafe.router._tally import ExecutorStats, Hook, guarded
from loopsafe.router._worker import delivered, settle

P = ParamSpec("P")
T = TypeVar("T")

_numbers: Final = itertools.count(1)


@types.coroutine
def settled(value: T) -> Generator[Any, Any, T]:
    """Make an awaitable that is there already. No thread, no task, no turn of the loop."""
    return value
    yield


class Router:
    """Runs every function on the thread where it belongs, by its category.

    ::

        async with Router(executors={"db": Workers(4)}) as router:
            value = await router.run(function, argument)

    A router belongs to the event loop on which it is entered, and becomes that loop's own until it
    is left: `loopsafe.run` and `Job` use it.

    Args:
        executors: Executors by the name that ``@blocking(executor=...)`` gives: `Workers`, or any
            `concurrent.futures.Executor`. Two names have a meaning: ``"default"`` is for blocking
            functions that name none (``Workers()`` if not given), ``"cpu"`` for
            ``@blocking(kind="cpu")`` (``Workers(1)`` if not given: computing in several threads
            ruins the loop; give it a process or interpreter pool). An executor that you made is
            yours: the router cancels its jobs when it is closed, and does not shut it down.
        shutdown_timeout: Seconds that leaving waits for what was started, and again for what
            still runs after everything else was cancelled. 0 waits for nothing.
        on_job: Called on the event-loop thread with a `JobReport` for every job that an executor
            has ended, and every task that `start` or `submit` began. What it raises goes to the
            loop's exception handler and changes nothing.
        slow_callback: Seconds after which a callback or thread-safe function that still runs on
            the loop is logged, with its name and stack; ``None`` never does.
        portable: Wake the loop and the workers in the way that works on every system, also where
            there is a quicker one. For comparisons.

    Raises:
        TypeError: If an executor is none, or ``on_job`` cannot be called.
        ValueError: If a number of seconds is negative, or ``slow_callback`` is 0.
    """

    def __init__(
        self,
        *,
        executors: Mapping[str, Workers | Executor] | None = None,
        shutdown_timeout: float = 10.0,
        on_job: Hook | None = None,
        slow_callback: float | None = 0.1,
        portable: bool = False,
    ) -> None:
        self._lanes = Lanes(executors, portable=portable)
        self._made = self._lanes.made
        if not shutdown_timeout >= 0:
            msg = f"Router(shutdown_timeout={shutdown_timeout}): a number of seconds, 0 or more"
            raise ValueError(msg)
        if slow_callback is not None and not slow_callback > 0:
            msg = f"Router(slow_callback={slow_callback}): more than 0 seconds, or None for never"
            raise ValueError(msg)
        if on_job is not None and not callable(on_job):
            msg = f"Router(on_job=...) needs a function, not {on_job!r}"
            raise TypeError(msg)
        self.shutdown_timeout: Final = shutdown_timeout
        self._hook = on_job
        self._slow_callback = slow_callback
        self._portable = portable
        self._number = next(_numbers)
        self._home: object = NOWHERE
        self._warns = True
        self._forked = False
        self._state = "not open"
        self._inbox: Inbox | None = None
        self._watch: Watch | None = None
        self._closing: asyncio.Future[None] | None = None
        _fork.routers.add(self)

    def __repr__(self) -> str:
        return f"<Router {self._number} {self._state}, executors: {', '.join(self._lanes.names)}>"

    async def __aenter__(self) -> Self:
        """Open the router on the running loop.

        Raises:
            RouterError: If it was opened before.
        """
        self._open(asyncio.get_running_loop())
        return self

    async def __aexit__(self, kind: object, error: object, traceback: object) -> None:
        """Close the router, see `aclose`; without waiting for what was started after an error."""
        await close(self, drain=kind is None)

    async def aclose(self) -> None:
        """Close the router. Event-loop thread.

        Waits for what `start` and `submit` began, which may still route jobs, then takes no more
        jobs, cancels what is queued, and waits for what runs; each for ``shutdown_timeout`` seconds
        at most. What is stuck after that is logged with its stack, its waiters are cancelled, and
        its thread is left behind: it cannot be stopped, and will not keep the process from ending.
        When the waiting is cancelled, the router is closed without it. A second call waits for the
        first.

        Raises:
            WrongLoopError: If the router belongs to another loop.
        """
        await close(self, drain=True)

    @overload
    def run(
        self, func: Callable[P, Coroutine[Any, Any, T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> Coroutine[Any, Any, T]: ...
    @overload
    def run(self, func: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]: ...
    @callback(unchecked=True)
    def run(self, func: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Run a function where it belongs; await the result. Event-loop thread.

        ==================  ====================================================================
        category of func    what happens
        ==================  ====================================================================
        coroutine           its coroutine is returned as it is: nothing runs until it is awaited
        callback            called at once, in place
        thread-safe         called at once, in place
        blocking, unmarked  queued at once for a worker of the executor it names, or the default
        ==================  ====================================================================

        A worker gets a copy of the current context. Cancelling the wait cancels a job that is
        queued; one that runs goes on, keeps its thread until it is over, and may ask
        `loopsafe.from_thread.check_cancelled`. Exceptions are raised as the function raised them;
        of a function that is called in place, by this call already. ``SystemExit`` and
        ``KeyboardInterrupt`` end the program as they do from a task. Where the executor's queue is
        full, the wait includes that for room.

        Raises:
            NotRoutableError: If ``func`` is nothing that can be called and routed.
            UnknownExecutorError: If it names an executor that the router does not have.
            UnpicklableError: If it must leave the process and cannot.
            RouterClosedError: If the router is not open.
            WrongLoopError: If this is not the thread of the router's loop.
        """
        if _get_running_loop() is not self._home:
            raise misuse(self, func)
        if id(func) in coroutine_functions:
            return func(*args, **kwargs) if kwargs else func(*args)
        plan = plans.get(id(func)) or plan_of(func)
        route = plan.route
        if route == WORKER:
            lane = self._made.get(plan.executor) or self._lane(plan.executor, func)
            return lane.run(func, args, kwargs)
        if route == COROUTINE:
            return func(*args, **kwargs)
        return settled(func(*args, **kwargs) if kwargs else func(*args))

    @overload
    def start(
        self, func: Callable[P, Coroutine[Any, Any, T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> asyncio.Task[T]: ...
    @overload
    def start(
        self, func: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> asyncio.Future[T]: ...
    @callback(unchecked=True)
    def start(self, func: Callable[..., Any], /, *args: Any, **kwargs: Any) -> asyncio.Future[Any]:
        """Start a function where it belongs, and go on. Event-loop thread.

        A coroutine becomes a task with the function's name (from Python 3.12 on it runs at once
        until it first waits); a callback or thread-safe function is called at once, in place; a
        blocking or unmarked one is queued for a worker. What was started is kept alive, and
        awaited when the router is closed. What it raises is in the future; if nobody looks,
        asyncio logs it. To cancel the future is to cancel the job, as for `run`.

        Raises:
            QueueFullError: If the executor's queue is full.
            NotRoutableError: See `run`, also for the others.
            UnknownExecutorError: See there.
            UnpicklableError: See there.
            RouterClosedError: See there.
            WrongLoopError: See there.
        """
        inbox = self._inbox
        if inbox is None or _get_running_loop() is not self._home:
            raise misuse(self, func)
        plan = plan_of(func)
        if plan.route == COROUTINE:
            return inbox.begin(func(*args, **kwargs), name_of(func))
        if plan.route == WORKER:
            lane = self._lane(plan.executor, func)
            future = lane.start(func, args, kwargs)
            inbox.keep(future)
            return future
        future = inbox.loop.create_future()
        try:
            future.set_result(func(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  (it is in the future)
            future.set_exception(delivered(error, func))
        return future

    @overload
    @thread_safe(unchecked=True)
    def submit(
        self, func: Callable[P, Coroutine[Any, Any, T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> JobFuture[T]: ...
    @overload
    @thread_safe(unchecked=True)
    def submit(
        self, func: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> JobFuture[T]: ...
    @thread_safe(unchecked=True)  # its locks are held for a few instructions
    def submit(self, func: Callable[..., Any], /, *args: Any, **kwargs: Any) -> JobFuture[Any]:
        """Hand a function over to where it belongs, from any thread. Never waits.

        A coroutine function becomes a task on the router's loop, a callback is called there, a
        thread-safe function is called at once, in place; a blocking or unmarked one is queued for
        a worker. All get a copy of the caller's context.

        Returns:
            A `concurrent.futures.Future`: wait for it with ``result()``, on another thread than
            the router's loop.

        Raises:
            QueueFullError: If the executor's queue is full.
            RouterClosedError: If the router is not open.
            NotRoutableError: See `run`, also for the others.
            UnknownExecutorError: See there.
            UnpicklableError: See there.
        """
        plan = plan_of(func)
        inbox = self._inbox
        if inbox is None or self._home is NOWHERE:
            raise misuse(self, func)
        if plan.route not in {WORKER, THREAD_SAFE}:
            return inbox.call(plan.route, func, args, kwargs)
        future: JobFuture[Any] = JobFuture(inbox.loop, name_of(func))
        if plan.route == WORKER:
            with inbox.gate:
                if inbox.closed:
                    raise RouterClosedError(CLOSED)
                self._lane(plan.executor, func).submit(future, func, args, kwargs)
            return future
        future.set_running_or_notify_cancel()
        try:
            settle(future, func(*args, **kwargs), None)
        except Exception as error:  # noqa: BLE001  (it is in the future)
            settle(future, None, delivered(error, func))
        return future

    @overload
    def wrap(
        self, func: Callable[P, Coroutine[Any, Any, T]], /
    ) -> Callable[P, Coroutine[Any, Any, T]]: ...
    @overload
    def wrap(self, func: Callable[P, T], /) -> Callable[P, Coroutine[Any, Any, T]]: ...
    def wrap(self, func: Callable[..., Any], /) -> Callable[..., Coroutine[Any, Any, Any]]:
        """Return an async function of the same signature that runs ``func`` where it belongs.

        For places that want a coroutine function, a web framework's route for example. Any thread;
        the router need not be open yet.

        Raises:
            NotRoutableError: If ``func`` is nothing that can be called and routed.
        """
        plan_of(func)

        async def routed(*args: Any, **kwargs: Any) -> Any:
            return await self.run(func, *args, **kwargs)

        # Not its attributes: a mark on func is none on a coroutine function.
        return functools.update_wrapper(routed, func, updated=())

    def stats(self) -> dict[str, ExecutorStats]:
        """Return what each executor has done and is doing. Any thread.

        Under ``"loop"`` are the tasks that `start` and `submit` began. An executor that no job has
        asked for yet is left out. The figures of one snapshot may be a job apart.
        """
        found = {name: lane.stats() for name, lane in tuple(self._made.items())}
        if self._inbox is not None:
            found["loop"] = self._inbox.stats()
        return found

    def _open(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._state != "not open":
            msg = f"{self!r} was opened before: make a new one"
            raise RouterError(msg)
        hook = None if self._hook is None else guarded(self._hook, loop)
        self._inbox = Inbox(open_mailbox(loop, portable=self._portable), hook)
        self._home = loop
        self._state = "open"
        if self._slow_callback is not None:
            self._watch = Watch(self._slow_callback)
        _registry.enter(loop, self)

    def _lane(self, name: str, func: object) -> Lane:
        """Return an executor of the router, made when it is first asked for. Any thread."""
        lane = self._made.get(name)
        if lane is None:
            if self._inbox is None:
                raise misuse(self, func)
            lane = self._lanes.lane(name, func, self._inbox)
        return lane

    def __del__(self) -> None:
        if getattr(self, "_state", "") == "open":
            if self._warns:
                warnings.warn(f"unclosed {self!r}", ResourceWarning, source=self, stacklevel=2)
            for lane in self._made.values():
                lane.stop()
            if self._watch is not None:
                self._watch.stop()


_slow.in_place.update({Router.run.__code__, Router.start.__code__})
