"""The functions and methods that effect stubs name: found as their modules are imported.

Python functions go to the function sensor; C functions and methods to the patches, which know what
the level asks for. Modules that the program has not loaded are left alone until it loads them.
"""

from __future__ import annotations

from types import FunctionType
from typing import Final

from loopsafe._effects import Effect
from loopsafe.guard import loops, places
from loopsafe.guard.catalogue import Kind, Watched, Watchlist
from loopsafe.guard.judge import QUIET
from loopsafe.guard.sensors.functions import FunctionSensor, Reason
from loopsafe.guard.sensors.imports import ImportNotice
from loopsafe.guard.sensors.patches import Patches
from loopsafe.guard.sensors.selecting import Selecting

SENSOR: Final = "stubs"


class Stubbed:
    """Arms what the effect stubs name."""

    def __init__(self, watchlist: Watchlist, functions: FunctionSensor, patches: Patches) -> None:
        self._watchlist = watchlist
        self._functions = functions
        self._patches = patches
        self._selecting = Selecting(functions, patches, self._arm)
        self._notice = ImportNotice(watchlist.names, self._imported)

    def start(self) -> None:
        """Arm what is loaded, and from now on what gets loaded."""
        for module in self._watchlist.loaded():
            self._arm_module(module)
        self._selecting.start()
        self._patches.replace_captured()
        self._notice.start()

    def stop(self) -> None:
        """Notice no further imports. The functions and patches are disarmed by their sensors."""
        self._notice.stop()

    def _imported(self, module: str) -> None:
        with QUIET:
            self._arm_module(module)
            self._patches.replace_captured()

    def _arm_module(self, module: str) -> None:
        for item in self._watchlist.watched(module):
            if not self._selecting.keeps(item):
                self._arm(item)

    def _arm(self, item: Watched) -> None:
        operation = item.operation
        blocks = operation is not None and operation.effect is Effect.BLOCKS
        if item.kind is Kind.NATIVE:
            # A future's C methods that belong on the loop are left alone: they are called all the
            # time, and where somebody waits for the future they end in loop.call_soon.
            if operation is not None and blocks:
                self._patches.add(item.owner, item.name, item.value, item.fullname, operation)
        elif not blocks or not _is_silent(item.value):
            self._functions.arm(item.value, Reason(operation, SENSOR, owner=item.receiver))


def _is_silent(function: FunctionType) -> bool:
    """Whether it may block: ``asyncio.run`` and all of asyncio, ``linecache``, and the like."""
    code = function.__code__
    return id(code) in loops.ROOTS or places.owner(code.co_filename) is places.Owner.SILENT
