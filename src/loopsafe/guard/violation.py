"""One violation: what, where, on which loop, through which frames, and what to do instead.

Owns the facts and the words for them. Whether something *is* a violation is decided in
`loopsafe.guard.judge`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from loopsafe._effects import Effect

LONGEST_CHAIN: Final = 12
"""Frames that a text shows. What is cut is in the middle, and the text says so."""

BLOCKING_CALL: Final = "blocking-call"
LOOP_ONLY_CALL: Final = "loop-only-call"
CODE_OF: Final = {Effect.BLOCKS: BLOCKING_CALL, Effect.LOOP_ONLY: LOOP_ONLY_CALL}
"""The mypy plugin's codes: both enforcers speak of the same two mistakes."""


class Site(NamedTuple):
    """One frame of a chain."""

    function: str
    """The qualified name, without the module."""
    file: str
    line: int

    def __str__(self) -> str:
        return f'"{self.function}" ({self.file}:{self.line})'


class Violation(NamedTuple):
    """Something that a thread did and must not do."""

    operation: str
    """The full name of what was called, as the effect stub shows it."""
    effect: Effect
    kind: str | None
    instead: str | None
    """The effect stub's remedy: the full name of what to use on the event loop."""
    chain: tuple[Site, ...]
    """From the loop's callback (first) to the frame that made the call (last)."""
    place: Site
    """The innermost frame of the program itself: not of the standard library."""
    loop: str
    thread: str
    sensor: str
    task: str | None = None
    milliseconds: float | None = None
    """How long the callback had been running. Only the watchdog knows."""

    @property
    def code(self) -> str:
        """``"blocking-call"`` or ``"loop-only-call"``."""
        return CODE_OF[self.effect]

    @property
    def key(self) -> tuple[str, str, int]:
        """What makes two violations the same one."""
        return self.operation, self.place.file, self.place.line

    def headline(self) -> str:
        """Say it in one line."""
        if self.effect is Effect.LOOP_ONLY:
            fact = f'Call off the event-loop thread: "{self.operation}"'
        elif self.milliseconds is not None:
            fact = (
                f'Event loop stuck for {self.milliseconds:.0f} ms: "{self.place.function}" '
                f'is in "{self.operation}"'
            )
        else:
            kind = f" ({self.kind})" if self.kind else ""
            fact = f'Blocking call on the event loop: "{self.operation}"{kind}'
        return f"{fact} at {self.place.file}:{self.place.line}"

    def remedy(self) -> str:
        """Say what to do instead."""
        name = self.operation.removeprefix("__main__.")
        if self.effect is Effect.LOOP_ONLY:
            if name.startswith("asyncio."):
                return "Hand it to the loop: loop.call_soon_threadsafe(...)"
            return f"Hand it to the loop: loop.call_soon_threadsafe({name}, ...)"
        if self.sensor == "watchdog":
            return f'Run "{self.place.function}" in a worker, or give the loop a turn in between'
        if self.kind == "import":
            return "Import it before the loop runs, at the top of the module"
        worker = f"in a worker: await loopsafe.run({name}, ...)"
        return f'Use "{self.instead}", or run it {worker}' if self.instead else f"Run it {worker}"

    def text(self) -> str:
        """Say all of it: the fact, then the chain, then the remedy."""
        task = f', task "{self.task}"' if self.task else ""
        lines = [self.headline(), f"  on {self.loop}, thread {self.thread}{task}"]
        lines += [f"  {line}" for line in self._chain()]
        return "\n".join([*lines, f"  {self.remedy()}"])

    def as_json(self) -> dict[str, Any]:
        """Return what the report holds of it."""
        return {
            "code": self.code,
            "operation": self.operation,
            "kind": self.kind,
            "instead": self.instead,
            "sensor": self.sensor,
            "loop": self.loop,
            "thread": self.thread,
            "task": self.task,
            "milliseconds": self.milliseconds,
            "place": self.place._asdict(),
            "chain": [site._asdict() for site in self.chain],
        }

    def _chain(self) -> Iterator[str]:
        sites = self.chain
        cut = len(sites) - LONGEST_CHAIN
        for index, site in enumerate(sites):
            if cut > 0 and index == LONGEST_CHAIN // 2:
                yield f"... {cut} more frames"
            if cut <= 0 or not LONGEST_CHAIN // 2 <= index < LONGEST_CHAIN // 2 + cut:
                yield f"{site} calls" if index < len(sites) - 1 else f"{site} calls it"


def from_json(data: dict[str, Any]) -> Violation:
    """Read what `Violation.as_json` has written.

    Raises:
        KeyError, TypeError, ValueError: If it is something else.
    """
    effects = {code: effect for effect, code in CODE_OF.items()}
    return Violation(
        operation=str(data["operation"]),
        effect=effects[data["code"]],
        kind=data["kind"],
        instead=data["instead"],
        chain=tuple(_site(item) for item in data["chain"]),
        place=_site(data["place"]),
        loop=str(data["loop"]),
        thread=str(data["thread"]),
        sensor=str(data["sensor"]),
        task=data["task"],
        milliseconds=data["milliseconds"],
    )


def _site(data: dict[str, Any]) -> Site:
    return Site(str(data["function"]), str(data["file"]), int(data["line"]))
