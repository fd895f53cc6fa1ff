"""No test leaves a guard behind, nor anything of one."""

from __future__ import annotations

import builtins
import importlib
import sys
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType

import pytest

from loopsafe import guard
from loopsafe.guard.catalogue import Watchlist
from loopsafe.guard.engine import ENGINE
from loopsafe.guard.judge import JUDGE


def everything() -> dict[tuple[str, str], object]:
    """Return all attributes of the modules and classes that a guard could touch."""
    for name in ("blockbuster", "loopsafe.guard.sensors.prologue"):
        importlib.import_module(name)
    found: dict[tuple[str, str], object] = {}
    for name in {*Watchlist(()).loaded(), "loopsafe._markers", "builtins", "os", "asyncio"}:
        module = sys.modules[name]
        if not isinstance(module, ModuleType):
            continue
        for attribute, value in vars(module).items():
            found[name, attribute] = value
            if isinstance(value, type):
                for key, item in type.__getattribute__(value, "__dict__").items():
                    found[f"{name}.{attribute}", key] = item
                    found[f"{name}.{attribute}.{key}", "__code__"] = _code(item)
            found[f"{name}.{attribute}", "__code__"] = _code(value)
    found["sys", "meta_path"] = tuple(map(id, sys.meta_path))
    found["builtins", "dir"] = builtins.dir
    return found


def _code(value: object) -> CodeType | None:
    return value.__code__ if isinstance(value, FunctionType) else None


@pytest.fixture(autouse=True)
def callbacks_have_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the watchdog sleep where a test is not about it: a busy machine is slow at anything."""
    for function in (guard.guard, guard.install):
        defaults = {**(function.__kwdefaults__ or {}), "slow_callback": 60.0}
        monkeypatch.setattr(function, "__kwdefaults__", defaults)


@pytest.fixture(autouse=True)
def nothing_stays_behind() -> Iterator[None]:
    """Fail a test that leaves a guard installed."""
    before = ENGINE.top()
    yield
    assert ENGINE.top() is before
    if before is None:
        assert JUDGE.policy is None
