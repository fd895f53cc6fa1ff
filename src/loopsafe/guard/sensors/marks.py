"""Which functions are marked: those that exist, and those that are marked later.

A marker is an attribute of a function and is registered nowhere, so what exists is found by looking
through the objects that the garbage collector knows. Later marks of loopsafe's own are noticed when
they are made. Another framework's mark (Home Assistant's ``_hass_callback``) is an attribute that
it sets by itself: `refresh` finds those.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from types import FunctionType
from typing import Final

from loopsafe import _markers
from loopsafe._effects import Category
from loopsafe._markers import Marker, marker_of
from loopsafe.guard.operations import from_marker
from loopsafe.guard.sensors.functions import MARKS, FunctionSensor, Reason, promised

_INFORMED: Final = _markers.forget
"""Who is told when something is marked."""


class Marks:
    """Arms marked functions."""

    def __init__(self, functions: FunctionSensor) -> None:
        self._functions = functions

    def start(self) -> None:
        """Arm what is marked, and from now on what gets marked."""
        _INFORMED.append(self._marked)
        self.refresh()

    def stop(self) -> None:
        """Notice no further marks."""
        if self._marked in _INFORMED:
            _INFORMED.remove(self._marked)

    def _marked(self, target: object) -> None:
        if target is None:
            self.refresh()  # Another framework's mark has been registered.
        elif isinstance(target, FunctionType):
            marker = marker_of(target)
            if marker is not None:
                self._arm(target, marker)

    def refresh(self) -> None:
        """Arm every marked function there is. It looks at all objects: some 50 ns for each."""
        for function, marker in _marked_functions():
            self._arm(function, marker)

    def _arm(self, function: FunctionType, marker: Marker) -> None:
        if marker.category is Category.COROUTINE:
            return
        self._watch(function, marker)
        if marker.category is not Category.BLOCKING:
            promised(function.__code__, believed=marker.unchecked)

    def _watch(self, function: FunctionType, marker: Marker) -> None:
        name = f"{function.__module__}.{function.__qualname__}"
        operation = from_marker(name, marker.category, marker.kind, marker.instead)
        if operation is not None:
            method = "." in function.__qualname__.rpartition("<locals>.")[2]
            self._functions.arm(function, Reason(operation._replace(method=method), MARKS, marker))


def _marked_functions() -> Iterator[tuple[FunctionType, Marker]]:
    for candidate in gc.get_objects():
        # type(), not isinstance(): a proxy may do anything when it is asked for its class.
        if type(candidate) is not FunctionType or not candidate.__dict__:
            continue
        marker = marker_of(candidate)
        if marker is None:
            continue
        wrapped = candidate.__dict__.get("__wrapped__")
        # A wrapper stands for what it wraps, which is a function of its own and found as such.
        if wrapped is None or marker_of(wrapped) != marker:
            yield candidate, marker
