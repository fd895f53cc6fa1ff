"""The executors of one router by name, each made ready when the first job asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from typing import TypeAlias

from loopsafe._markers import thread_safe
from loopsafe.router._bounded import BoundedPool
from loopsafe.router._errors import UnknownExecutorError
from loopsafe.router._foreign import Foreign
from loopsafe.router._inbox import Inbox
from loopsafe.router._plan import CPU, DEFAULT, name_of
from loopsafe.router._pool import Pool
from loopsafe.router._spec import Workers, checked

Lane: TypeAlias = Pool | Foreign


class Lanes:
    """Executors by name. Made with the router, used from when that is opened.

    Raises:
        TypeError: If what is given is no mapping from names to executors.
    """

    def __init__(
        self, executors: Mapping[str, Workers | Executor] | None, *, portable: bool
    ) -> None:
        given = checked({} if executors is None else executors)
        # To compute in several threads ruins the loop, and gains nothing.
        self._specs = {DEFAULT: Workers(), CPU: Workers(1), **given}
        self._portable = portable
        self.made: dict[str, Lane] = {}

    @property
    def names(self) -> list[str]:
        """The names that functions may ask for."""
        return sorted(self._specs)

    @thread_safe(unchecked=True)  # the lock is held for a dictionary's sake, never for long
    def lane(self, name: str, func: object, inbox: Inbox) -> Lane:
        """Return the executor of a name. Any thread.

        Raises:
            UnknownExecutorError: If there is none, with the name of ``func``, which wants it.
        """
        with inbox.gate:
            lane = self.made.get(name)
            if lane is None:
                lane = self.made[name] = self._make(name, func, inbox)
            return lane

    def _make(self, name: str, func: object, inbox: Inbox) -> Lane:
        spec = self._specs.get(name)
        if spec is None:
            known = ", ".join(f'"{other}"' for other in self.names)
            msg = (
                f'"{name_of(func)}" names executor "{name}", which the router does not have: '
                f"it has {known}; add it with Router(executors=...)"
            )
            raise UnknownExecutorError(msg)
        if isinstance(spec, Executor):
            return Foreign(name, inbox, spec)
        kind = Pool if spec.queue is None else BoundedPool
        return kind(name, inbox, spec, portable=self._portable)
