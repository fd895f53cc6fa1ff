"""What a guard was asked to do, checked when it is asked.

Owns the options and their messages. Environment variables are read here, too, so that one place
knows every spelling.
"""

from __future__ import annotations

import asyncio
import enum
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeVar, cast

from loopsafe._effects import KINDS

OnViolation = Literal["raise", "warn", "log"]
LevelName = Literal["production", "staging", "test"]

ACTIONS: Final[tuple[OnViolation, ...]] = ("raise", "warn", "log")
VARIABLE: Final = "LOOPSAFE_GUARD"
LEVEL_VARIABLE: Final = "LOOPSAFE_GUARD_LEVEL"
SLOW_CALLBACK: Final = 0.1
"""Seconds. The same as asyncio's own ``slow_callback_duration``."""

T = TypeVar("T")


class Level(enum.IntEnum):
    """How much is watched. Each level includes the ones before it."""

    PRODUCTION = 1
    """Marked functions, and a watchdog for callbacks that take too long."""
    STAGING = 2
    """And the Python functions of the effect stubs, and the interpreter's audit events."""
    TEST = 3
    """And C functions and methods, which are replaced as long as the guard is installed."""


class Settings(NamedTuple):
    """The options of one guard."""

    on_violation: OnViolation
    level: Level
    slow_callback: float | None
    ignore_kinds: frozenset[str]
    allow: tuple[str, ...]
    stub_paths: tuple[Path, ...]
    loop: asyncio.AbstractEventLoop | None


def read_settings(  # noqa: PLR0913  (options, by keyword)
    on_violation: str,
    *,
    level: str,
    slow_callback: float | None,
    ignore_kinds: Iterable[str],
    allow: Iterable[str],
    stub_paths: Iterable[str | os.PathLike[str]],
    loop: asyncio.AbstractEventLoop | None,
) -> Settings:
    """Check the options of a guard.

    Raises:
        TypeError: If a list of names is a single string, or what is given is of another kind.
        ValueError: If an option has a value that means nothing. The text names the option, the
            value and those that are known.
    """
    for option, value in (
        ("ignore_kinds", ignore_kinds),
        ("allow", allow),
        ("stub_paths", stub_paths),
    ):
        if isinstance(value, (str, bytes)):
            msg = f"guard: {option} takes a list of names, not {value!r}"
            raise TypeError(msg)
    kinds = frozenset(ignore_kinds)
    unknown = sorted(kinds.difference(KINDS))
    if unknown:
        raise _unknown(option="ignore_kinds", value=unknown[0], known=KINDS)
    if not _is_a_limit(slow_callback):
        msg = f"guard: slow_callback is a number of seconds above 0, or None; not {slow_callback!r}"
        raise ValueError(msg)
    patterns = tuple(allow)
    for pattern in patterns:
        if not _is_a(pattern, str):
            msg = f"guard: allow takes patterns of names, not {pattern!r}"
            raise TypeError(msg)
    if loop is not None and not _is_a(loop, asyncio.AbstractEventLoop):
        msg = f"guard: loop is an event loop, or None; not {loop!r}"
        raise TypeError(msg)
    paths = tuple(Path(path) for path in stub_paths)
    for path in paths:
        if not path.is_dir():
            msg = f'guard: stub_paths: "{path}" is no folder'
            raise ValueError(msg)
    return Settings(
        read_action(on_violation, "on_violation"),
        read_level(level, "level"),
        slow_callback,
        kinds,
        patterns,
        paths,
        loop,
    )


def _is_a(value: object, kind: type) -> bool:
    return isinstance(value, kind)


def _is_a_limit(value: object) -> bool:
    return value is None or (isinstance(value, (int, float)) and value > 0)


def read_action(value: str, option: str) -> OnViolation:
    """Return what to do about a violation; ``option`` is for the message."""
    return _one_of(
        value, option, lambda name: next((item for item in ACTIONS if item == name), None), ACTIONS
    )


def read_level(value: str, option: str) -> Level:
    """Return the level of that name; ``option`` is for the message."""
    levels = {level.name.lower(): level for level in Level}
    return _one_of(value, option, levels.get, levels)


def from_environment(environ: Mapping[str, str]) -> tuple[OnViolation, LevelName] | None:
    """Return what ``LOOPSAFE_GUARD`` and ``LOOPSAFE_GUARD_LEVEL`` ask for, if anything.

    Raises:
        ValueError: If one of them has a value that means nothing.
    """
    value = environ.get(VARIABLE, "")
    if not value or value == "0":
        return None
    action = read_action(value, VARIABLE)
    level = environ.get(LEVEL_VARIABLE) or "test"
    read_level(level, LEVEL_VARIABLE)
    return action, cast("LevelName", level)


def _one_of(value: str, option: str, find: Callable[[str], T | None], known: Iterable[str]) -> T:
    given: object = value
    found = find(given) if isinstance(given, str) else None
    if found is None:
        raise _unknown(option, value, known)
    return found


def _unknown(option: str, value: object, known: Iterable[str]) -> ValueError:
    names = ", ".join(f'"{name}"' for name in known)
    shown = f'"{value}"' if isinstance(value, str) else repr(value)
    return ValueError(f"guard: {option}: {shown} is unknown; use one of {names}")
