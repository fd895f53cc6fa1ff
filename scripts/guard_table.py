"""Say what the guard sees at each level, from a run of the battery.

::

    python -m scripts.guard_table            # print the tables
    python -m scripts.guard_table --write    # put them into docs/guard.md

An operation counts as caught whichever sensor tells of it. What takes only microseconds and is not
watched at a level is missed there; what waits is caught by the watchdog at every level, once it has
waited for long.
"""

from __future__ import annotations

import argparse
import logging
import os
import platform
import sys
import warnings
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loopsafe.guard.settings import LevelName
    from tests.unit.guard.battery.run import Outcome

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "guard.md"
BEGIN: Final = "<!-- python -m scripts.guard_table --write -->"
END: Final = "<!-- end of the tables -->"
LEVELS: Final[tuple[LevelName, ...]] = ("production", "staging", "test")


def main() -> int:
    """Run the battery at each level, and print or write the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true", help=f"put them into {PAGE.name}")
    options = parser.parse_args()
    # Operations that are not caught have to end by themselves.
    os.environ["LOOPSAFE_BATTERY_HOLD"] = "0.3"
    from tests.unit.guard.battery.run import attempt_all  # noqa: PLC0415  (reads the variable)

    warnings.simplefilter("ignore")
    for name in ("loopsafe.guard", "asyncio"):
        logging.getLogger(name).disabled = True
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123  (it is no path)
        kept, sys.stdout = sys.stdout, nowhere
        outcomes = {level: attempt_all(level) for level in LEVELS}
        sys.stdout = kept
    text = "\n".join(tables(outcomes))
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        before, after = page.split(BEGIN)[0], page.split(END)[1]
        PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")
    else:
        print(text)
    return 0


def tables(outcomes: dict[LevelName, list[Outcome]]) -> Iterable[str]:
    """Yield the lines of the tables."""
    kinds = sorted({item.operation.kind for item in outcomes["test"] if item.operation.blocks})
    yield f"Python {platform.python_version()}, Linux. Caught, and by which sensor:"
    yield ""
    yield "| kind | operations | production | staging | test |"
    yield "| --- | --- | --- | --- | --- |"
    total = [item for item in outcomes["test"] if item.operation.blocks]
    for kind in kinds:
        number = sum(item.operation.kind == kind for item in total)
        cells = [_caught(outcomes[level], kind) for level in LEVELS]
        yield f"| {kind} | {number} | {' | '.join(cells)} |"
    sums = [
        sum(bool(item.sensor) for item in outcomes[level] if item.operation.blocks)
        for level in LEVELS
    ]
    yield f"| all | {len(total)} | {' | '.join(map(str, sums))} |"
    harmless = [
        sum(bool(item.sensor) for item in outcomes[level] if not item.operation.blocks)
        for level in LEVELS
    ]
    number = len(outcomes["test"]) - len(total)
    yield f"| harmless: false alarms | {number} | {' | '.join(map(str, harmless))} |"
    for level in ("staging", "test"):
        missed = defaultdict(list)
        for item in outcomes[level]:
            if item.operation.blocks and item.sensor is None:
                missed[item.operation.kind].append(f"`{item.operation.name}`")
        yield ""
        yield f"Missed at the level *{level}*:" + ("" if missed else " none.")
        yield ""
        for kind, names in sorted(missed.items()):
            yield f"* {kind}: {', '.join(sorted(names))}"


def _caught(outcomes: list[Outcome], kind: str) -> str:
    found = [item for item in outcomes if item.operation.blocks and item.operation.kind == kind]
    sensors = Counter(item.sensor for item in found if item.sensor)
    if not sensors:
        return "0"
    detail = ", ".join(f"{name} {number}" for name, number in sorted(sensors.items()))
    return f"{sensors.total()} ({detail})"


if __name__ == "__main__":
    sys.exit(main())
