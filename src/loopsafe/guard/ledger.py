"""What a guard has seen: each distinct violation once, with a count.

Safe on any thread. It knows nothing of policies: everything that is found is written down here,
also what was raised and then swallowed by an ``except`` of the program.
"""

from __future__ import annotations

import dataclasses
import threading

from loopsafe.guard.violation import Violation


@dataclasses.dataclass
class Record:
    """One distinct violation."""

    first: Violation
    count: int = 0
    raised: bool = False
    """Whether the program has been told by an exception, at least once."""
    milliseconds: float | None = None
    """The longest time, where the watchdog has seen it."""


class Ledger:
    """The violations that one guard has seen."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._records: dict[tuple[str, str, int], Record] = {}

    def add(self, violation: Violation, *, raised: bool = False) -> Record:
        """Count a violation and return its record."""
        with self._lock:
            record = self._records.setdefault(violation.key, Record(violation))
            record.count += 1
            record.raised |= raised
            self._lengthen(record, violation.milliseconds)
            return record

    def lengthen(self, violation: Violation, milliseconds: float) -> None:
        """Note that a stall which was counted already has gone on."""
        with self._lock:
            record = self._records.get(violation.key)
            if record is not None:
                self._lengthen(record, milliseconds)

    def records(self) -> list[Record]:
        """Return what was seen, in the order in which it was seen first."""
        # Without the lock, which a loop that asks would wait for: a copy is made in one step.
        return list(self._records.values())

    @staticmethod
    def _lengthen(record: Record, milliseconds: float | None) -> None:
        if milliseconds is not None:
            record.milliseconds = max(record.milliseconds or 0.0, milliseconds)
