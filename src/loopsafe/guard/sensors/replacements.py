"""The functions that take the place of C functions and methods.

They run on every thread and mostly where nothing is wrong, so each begins with the cheapest
question that settles it: is the socket in non-blocking mode, is the lock free, is a loop running
here at all?
"""

from __future__ import annotations

import selectors
import sys
from collections.abc import Callable
from typing import Any, Final

from loopsafe.guard.judge import JUDGE, QUIET, Event
from loopsafe.guard.operations import Operation
from loopsafe.guard.sensors.functions import running

SENSOR: Final = "patches"
SELECTORS_OWN: Final = frozenset(
    {"select.epoll.poll", "select.kqueue.control", "select.devpoll.poll"}
)
_SELECTORS_FILE: Final = selectors.DefaultSelector.select.__code__.co_filename

Maker = Callable[[Operation, Any], Callable[..., Any]]


def _consider(
    operation: Operation,
    original: Any,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    loop: Any,
) -> Any:
    """Judge a call on the loop's thread, then make it."""
    if not JUDGE.wants(operation, loop):
        return original(*args, **kwargs)
    frame = sys._getframe(2)
    if not JUDGE.consider(Event(operation, frame, loop, SENSOR), args, kwargs):
        # Harmless in itself: a stream over a socket, or over a compressed file, waits in that.
        return original(*args, **kwargs)
    with QUIET:  # What it does inside has been told.
        return original(*args, **kwargs)


def function_for(operation: Operation) -> Callable[..., Any]:
    """Return a function that takes the original first: it is bound by a ``partial``."""

    def call(original: Any, /, *args: Any, **kwargs: Any) -> Any:
        loop = running()
        if loop is None:
            return original(*args, **kwargs)
        return _consider(operation, original, args, kwargs, loop)

    return call


def method_for(fullname: str) -> Maker:
    """Return what makes the replacement of a method."""
    owner, _, name = fullname.rpartition(".")
    if owner == "_socket.socket":
        return _named(_socket_method)
    if owner in {"_thread.lock", "_thread.LockType", "_thread.RLock"}:
        return _named(_lock_enter if name == "__enter__" else _lock_acquire)
    if fullname in SELECTORS_OWN:
        return _named(_selectors_method)
    return _named(_method)


def _named(maker: Maker) -> Maker:
    def make(operation: Operation, original: Any) -> Callable[..., Any]:
        replacement = maker(operation, original)
        for attribute in ("__name__", "__qualname__", "__doc__"):
            setattr(replacement, attribute, getattr(original, attribute, None))
        replacement.__wrapped__ = original  # type: ignore[attr-defined]
        return replacement

    return make


def _method(operation: Operation, original: Any) -> Callable[..., Any]:
    def call(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        loop = running()
        if loop is None:
            return original(self, *args, **kwargs)
        return _consider(operation, original, (self, *args), kwargs, loop)

    return call


def _socket_method(operation: Operation, original: Any) -> Callable[..., Any]:
    import _socket  # noqa: PLC0415  (whoever has a socket's method has it)

    timeout = _socket.socket.gettimeout

    def call(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        if timeout(self) == 0.0:
            return original(self, *args, **kwargs)
        loop = running()
        if loop is None:
            return original(self, *args, **kwargs)
        return _consider(operation, original, (self, *args), kwargs, loop)

    return call


def _selectors_method(operation: Operation, original: Any) -> Callable[..., Any]:
    """Stand for what a loop waits in, at each of its turns, by way of a selector."""

    def call(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        frame = sys._getframe(1)
        if frame.f_code.co_filename == _SELECTORS_FILE:
            # Waiting in a selector is watched where a program does that.
            return original(self, *args, **kwargs)
        loop = running()
        if loop is None:
            return original(self, *args, **kwargs)
        return _consider(operation, original, (self, *args), kwargs, loop)

    return call


def _lock_acquire(operation: Operation, original: Any) -> Callable[..., Any]:
    def acquire(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        if not args and not kwargs and original(self, False):  # noqa: FBT003  (as threading does)
            return True
        loop = running()
        if loop is None:
            return original(self, *args, **kwargs)
        if operation.waits((self, *args), kwargs):
            if original(self, False):  # noqa: FBT003
                return True
            return _consider(operation, original, (self, *args), kwargs, loop)
        return original(self, *args, **kwargs)

    return acquire


def _lock_enter(operation: Operation, original: Any) -> Callable[..., Any]:
    plain = vars(original.__objclass__)["acquire"]
    # It may have been replaced already.
    acquire = _lock_acquire(operation, getattr(plain, "__wrapped__", plain))

    def enter(self: Any, /) -> Any:
        return acquire(self)

    return enter
