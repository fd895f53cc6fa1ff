"""`allowed`: where blocking is accepted, with a reason; and which exemptions nothing needed.

An exemption belongs to the task (or thread) that made it, through a context variable, so that a
block with an ``await`` in it exempts its own task and no other.
"""

from __future__ import annotations

import contextvars
import dataclasses
import functools
import inspect
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final, TypeVar

from loopsafe.guard.violation import Site

F = TypeVar("F", bound=Callable[..., Any])


@dataclasses.dataclass(eq=False)
class Exemption:
    """One place where blocking is accepted."""

    reason: str
    place: Site
    entered: int = 0
    used: int = 0


_in_force: Final[contextvars.ContextVar[tuple[Exemption, ...]]] = contextvars.ContextVar(
    "loopsafe_guard_allowed", default=()
)
_known: Final[dict[tuple[Site, str], Exemption]] = {}


class allowed:  # noqa: N801  (it reads as a statement: "with guard.allowed(reason):")
    """Accept blocking calls in a block, or in a function.

    ::

        with guard.allowed("read once, before anybody connects"):
            settings = path.read_text()

        @guard.allowed("the driver has no other way, see issue 12")
        def probe() -> None: ...

    It exempts its own task (on a thread without tasks: the thread), also across an ``await``, and
    what is handed to ``call_soon`` or a new task inside. An exemption that nothing needed is
    reported when the guard is uninstalled. Without a guard it does nothing.

    Args:
        reason: Why blocking is right here. It is shown to whoever asks.

    Raises:
        TypeError: If there is no reason.
    """

    def __init__(self, reason: str) -> None:
        given: object = reason
        if not isinstance(given, str) or not given.strip():
            msg = 'guard.allowed needs a reason: guard.allowed("read once, at the start")'
            raise TypeError(msg)
        frame = sys._getframe(1)
        place = Site(frame.f_code.co_qualname, frame.f_code.co_filename, frame.f_lineno)
        # Without a lock: this runs on event loops, and setdefault is one step.
        self._exemption = _known.setdefault((place, reason), Exemption(reason, place))
        self._tokens: list[contextvars.Token[tuple[Exemption, ...]]] = []

    def __enter__(self) -> None:
        self._tokens.append(_enter(self._exemption))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        _leave(self._tokens.pop())

    def __call__(self, func: F, /) -> F:
        """Exempt a function, a coroutine function included, as long as it runs."""
        exemption = self._exemption
        wrapper: Any
        if inspect.iscoroutinefunction(func):

            @functools.wraps(func)
            async def awaiting(*args: Any, **kwargs: Any) -> Any:
                token = _enter(exemption)
                try:
                    return await func(*args, **kwargs)
                finally:
                    _leave(token)

            wrapper = awaiting
        elif inspect.isgeneratorfunction(func) or inspect.isasyncgenfunction(func):
            msg = (
                f'guard.allowed on generator function "{func.__qualname__}": its body runs in its '
                'callers\' context; put "with guard.allowed(...)" into it, between two yields'
            )
            raise TypeError(msg)
        else:

            @functools.wraps(func)
            def calling(*args: Any, **kwargs: Any) -> Any:
                token = _enter(exemption)
                try:
                    return func(*args, **kwargs)
                finally:
                    _leave(token)

            wrapper = calling
        result: F = wrapper
        return result


def _enter(exemption: Exemption) -> contextvars.Token[tuple[Exemption, ...]]:
    exemption.entered += 1
    return _in_force.set((*_in_force.get(), exemption))


def _leave(token: contextvars.Token[tuple[Exemption, ...]]) -> None:
    try:
        _in_force.reset(token)
    except ValueError:
        # Entered in another context, which a fixture with a "yield" does: that one is gone.
        return


def in_force(context: contextvars.Context | None = None) -> tuple[Exemption, ...]:
    """Return the exemptions of a context; of the current one by default."""
    return _in_force.get() if context is None else context.get(_in_force, ())


def unused() -> list[Exemption]:
    """Return the exemptions that were entered since `forget`, and that nothing needed."""
    return [item for item in list(_known.values()) if item.entered and not item.used]


def forget() -> None:
    """Start counting anew."""
    for exemption in list(_known.values()):
        exemption.entered = exemption.used = 0
