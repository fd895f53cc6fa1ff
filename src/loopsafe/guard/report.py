"""What was seen, as a file: written by the pytest plugin, read by ``loopsafe check --seen``.

The format is JSON, with a version. A record says how often, in which tests, and the whole
violation.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple

from loopsafe.guard.ledger import Record
from loopsafe.guard.violation import Violation, from_json

VERSION: Final = 1


class Seen(NamedTuple):
    """One distinct violation, over a whole test run."""

    violation: Violation
    times: int
    tests: tuple[str, ...]
    """The tests in which it was seen, each once, in the order in which they ran."""
    milliseconds: float | None = None

    def as_json(self) -> dict[str, Any]:
        """Return what the file holds of it."""
        return {
            **self.violation.as_json(),
            "count": self.times,
            "tests": list(self.tests),
            "milliseconds": self.milliseconds,
        }


def seen_from(data: dict[str, Any]) -> Seen:
    """Read what `Seen.as_json` has written.

    Raises:
        KeyError, TypeError, ValueError: If it is something else.
    """
    tests = tuple(str(test) for test in data["tests"])
    return Seen(from_json(data), int(data["count"]), tests, data["milliseconds"])


class Collection:
    """What was seen in several ledgers: of tests, of worker processes."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str, int], Seen] = {}

    def add(self, found: Seen) -> None:
        """Add what was seen elsewhere."""
        known = self._seen.get(found.violation.key)
        if known is None:
            self._seen[found.violation.key] = found
            return
        tests = (*known.tests, *(test for test in found.tests if test not in known.tests))
        times = [item for item in (known.milliseconds, found.milliseconds) if item is not None]
        longest = max(times) if times else None
        self._seen[found.violation.key] = Seen(
            known.violation, known.times + found.times, tests, longest
        )

    def add_records(self, records: Iterable[Record], test: str | None) -> None:
        """Add what a guard has seen, in a test."""
        for record in records:
            tests = (test,) if test is not None else ()
            self.add(Seen(record.first, record.count, tests, record.milliseconds))

    def all(self) -> list[Seen]:
        """Return everything, by place."""
        return sorted(self._seen.values(), key=lambda item: item.violation.place[1:])


def write_report(path: Path, seen: Iterable[Seen]) -> None:
    """Write a report.

    Raises:
        OSError: If it cannot be written.
    """
    data = {"loopsafe": VERSION, "violations": [item.as_json() for item in seen]}
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
