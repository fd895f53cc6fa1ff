"""Why a router cannot be used here and now, said in the words of whoever tried."""

from __future__ import annotations

from asyncio import _get_running_loop
from typing import TYPE_CHECKING

from loopsafe.router._errors import RouterClosedError, WrongLoopError
from loopsafe.router._plan import name_of, plan_of
from loopsafe.router._registry import NOWHERE

if TYPE_CHECKING:
    from loopsafe.router._router import Router


def misuse(router: Router, func: object) -> Exception:
    """Return the error for ``func``, which could not be routed."""
    try:
        plan_of(func)
    except TypeError as error:
        return error
    name = name_of(func)
    if router._home is NOWHERE:
        remedy = 'enter it with "async with"' if router._state == "not open" else "make a new one"
        return RouterClosedError(f'"{name}" was not run: {router!r}; {remedy}')
    if _get_running_loop() is None:
        return off_loop(func)
    return WrongLoopError(
        f'"{name}" was not run: {router!r} belongs to another event loop; use loopsafe.run(...), '
        "which takes the running loop's own router, or router.submit(...)"
    )


def off_loop(func: object) -> WrongLoopError:
    """Say that no loop runs in this thread."""
    return WrongLoopError(
        f'"{name_of(func)}" was not run: no event loop runs in this thread; in a worker use '
        "loopsafe.from_thread.run(...), elsewhere router.submit(...)"
    )
