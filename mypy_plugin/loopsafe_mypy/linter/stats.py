"""What ``loopsafe check --stats`` prints: how much was seen, by package and by reason.

Owns the form of it. The figures are `loopsafe_mypy.tally`'s, one for each file that was checked.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from loopsafe_mypy.reasons import FACTS, Reason, Unseen
from loopsafe_mypy.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WIDTH: Final = 80
PACKAGES: Final = 20
"""How many packages have a line of their own; the rest share one."""
LINES: Final = 3
"""How many lines the names of libraries may take."""


def by_package(tallies: Mapping[str, Tally], modules: Mapping[str, str]) -> dict[str, Tally]:
    """Add figures up by top-level package.

    Args:
        tallies: The figures by file.
        modules: The modules' names by file.

    Returns:
        The packages with most calls first.
    """
    calls: Counter[str] = Counter()
    unknown: dict[str, Counter[Unseen]] = defaultdict(Counter)
    for file, tally in tallies.items():
        package = modules.get(file, file).partition(".")[0]
        calls[package] += tally.calls
        unknown[package].update(tally.unknown)
    return {
        package: Tally(number, unknown[package])
        for package, number in sorted(calls.items(), key=lambda item: (-item[1], item[0]))
    }


def total_of(packages: Mapping[str, Tally]) -> Tally:
    """Add up the figures of several packages."""
    total = Tally(0, Counter())
    for tally in packages.values():
        total = Tally(total.calls + tally.calls, total.unknown + tally.unknown)
    return total


def text_lines(packages: Mapping[str, Tally]) -> Iterator[str]:
    """Yield the figures for people, in lines of at most 80 columns."""
    total = total_of(packages)
    if not total.calls:
        yield "Calls seen through: none of 0, no function of the project makes a call"
        return
    yield f"{'Calls in functions of':<44} {'calls':>13} {'unknown':>9} {'seen':>9}"
    names = list(packages)
    shown = {name: packages[name] for name in names[:PACKAGES]}
    rest = {name: packages[name] for name in names[PACKAGES:]}
    if rest:
        shown[f"(others: {len(rest)} packages)"] = total_of(rest)
    if len(packages) > 1:
        shown["(all)"] = total
    for name, tally in shown.items():
        unknown = tally.unknown.total()
        seen = _percent(tally.calls - unknown, tally.calls)
        yield f"  {_cut(name, 42):<42} {tally.calls:>13,} {unknown:>9,} {seen:>9}"
    if not total.unknown:
        return
    yield f"{'What is unknown, and why':<44} {'':>13} {'calls':>9} {'share':>9}"
    for reason in Reason:
        found = Counter({key.module: n for key, n in total.unknown.items() if key.reason is reason})
        if found:
            share = _percent(found.total(), total.calls)
            yield f"  {FACTS[reason]:<42} {'':>13} {found.total():>9,} {share:>9}"
            if any(found):
                yield from _libraries(found)


def _libraries(found: Counter[str]) -> Iterator[str]:
    """Yield lines with the names of libraries, as many as three lines hold."""
    items = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    parts = [f"{name} {number:,}" for name, number in items]
    lines = [""]
    for position, part in enumerate(parts):
        left = f"and {len(parts) - position} more"
        room = WIDTH - 4 - (len(left) + 2 if len(lines) == LINES else 0)
        part = _cut(part, 60)  # noqa: PLW2901  (the same, if it is of a sensible length)
        joined = f"{lines[-1]}, {part}" if lines[-1] else part
        if len(joined) <= room:
            lines[-1] = joined
        elif len(lines) < LINES:
            lines[-1] += ","
            lines.append(part)
        else:
            lines[-1] += f", {left}"
            break
    yield from (f"    {line}" for line in lines)


def json_line(packages: Mapping[str, Tally]) -> str:
    """Return the figures as one JSON object, whose only key is ``stats``."""
    return json.dumps(
        {
            "stats": {
                package: {
                    "calls": tally.calls,
                    "unknown": [
                        {"reason": key.reason.value, "library": key.module or None, "calls": n}
                        for key, n in sorted(
                            tally.unknown.items(),
                            key=lambda item: (item[0].reason.value, item[0].module),
                        )
                    ],
                }
                for package, tally in packages.items()
            }
        }
    )


def _percent(part: int, whole: int) -> str:
    """Return a share; it says 100 only if nothing is missing."""
    if part == whole:
        return "100 %"
    return f"{min(part / whole, 0.999):.1%}".replace("%", " %")


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 3]}..."
