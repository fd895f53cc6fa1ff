"""What a test run saw (``pytest --loopsafe-report``), side by side with what was found.

Owns the reading of such a report, and the answer to one question: what was seen and not found, and
why not? A violation counts as found if any frame on its way has a finding at its line.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from loopsafe_mypy.linter.request import CannotRunError
from loopsafe_stubs import Catalogue, Target

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from loopsafe_mypy.linter.finding import Finding

VERSION: Final = 1


class Place(NamedTuple):
    """A frame of a chain."""

    function: str
    file: str
    line: int


class Seen(NamedTuple):
    """One distinct violation that tests have met."""

    code: str
    operation: str
    kind: str | None
    sensor: str
    times: int
    tests: tuple[str, ...]
    place: Place
    chain: tuple[Place, ...]


class Gap(NamedTuple):
    """A violation that was seen, and not found."""

    seen: Seen
    file: str
    """As findings show it: relative to the working directory where it is below that."""
    reason: str

    @property
    def message(self) -> str:
        """Say what was seen, and how often."""
        times = f"{self.seen.times} times" if self.seen.times > 1 else "once"
        first = f", first in {self.seen.tests[0]}" if self.seen.tests else ""
        return f'Seen in tests but not found: "{self.seen.operation}" ({times}{first})'


def read_seen(name: str) -> list[Seen]:
    """Read a report.

    Raises:
        CannotRunError: If there is none, or it is none. The text names the file.
    """
    try:
        data = json.loads(Path(name).read_text(encoding="utf-8"))
    except OSError as error:
        message = f'--seen: cannot read "{name}": {error.strerror}'
        raise CannotRunError(message) from None
    except ValueError as error:
        message = f'--seen: "{name}" is no JSON: {error}'
        raise CannotRunError(message) from None
    if not isinstance(data, dict) or data.get("loopsafe") != VERSION:
        message = (
            f'--seen: "{name}" is no report of this version of loopsafe: write it with '
            "pytest --loopsafe-guard --loopsafe-report=FILE"
        )
        raise CannotRunError(message)
    try:
        return [_seen(item) for item in data["violations"]]
    except (KeyError, TypeError, ValueError) as error:
        message = f'--seen: "{name}" is damaged: {type(error).__name__}: {error}'
        raise CannotRunError(message) from None


def compare(
    seen: Iterable[Seen],
    findings: Iterable[Finding],
    checked: Collection[str],
    stub_paths: Iterable[Path] = (),
) -> tuple[dict[Finding, int], list[Gap]]:
    """Return how often each finding was seen, and what was seen and not found.

    Args:
        seen: What the tests have met.
        findings: What the check has found.
        checked: The files that were checked, as findings name them.
        stub_paths: The project's own effect stubs.
    """
    by_place: dict[tuple[Path, int], list[Finding]] = {}
    for finding in findings:
        for line in range(finding.line, max(finding.line, finding.end_line) + 1):
            by_place.setdefault((Path(finding.file).resolve(), line), []).append(finding)
    counts: dict[Finding, int] = {}
    missing: list[Seen] = []
    for item in seen:
        matching = {
            finding
            for place in item.chain
            for finding in by_place.get((Path(place.file).resolve(), place.line), ())
        }
        for finding in matching:
            counts[finding] = counts.get(finding, 0) + item.times
        if not matching:
            missing.append(item)
    known = _names_in_stubs(stub_paths) if missing else frozenset()
    inside = {Path(file).resolve() for file in checked}
    gaps = [Gap(item, _relative(item.place.file), _reason(item, known, inside)) for item in missing]
    return counts, sorted(gaps, key=lambda gap: (gap.file, gap.seen.place.line, gap.seen.operation))


def _reason(item: Seen, known: frozenset[str], checked: Collection[Path]) -> str:
    """Say why the check has not found it, which is what has to be mended."""
    if not any(Path(place.file).resolve() in checked for place in item.chain):
        return "None of the files on the way was checked"
    if item.sensor == "watchdog":
        return 'How long code computes cannot be found: mark it with @blocking(kind="cpu")'
    if item.kind == "import":
        return "An import statement is no call: move it to the top of the module"
    if item.sensor != "marks" and item.operation not in known:
        return f'A gap in the effect stubs: none says what "{item.operation}" does'
    chain = " calls ".join(f'"{place.function}"' for place in item.chain)
    return f"The effect is known, but the way to it is not: {chain}; --strict says where it ends"


def _names_in_stubs(stub_paths: Iterable[Path]) -> frozenset[str]:
    catalogue = Catalogue.of_project(stub_paths, Target(sys.version_info[:2], sys.platform))
    stubs = (catalogue.module(name) for name in catalogue.modules())
    return frozenset(
        declaration.shown
        for stub in stubs
        if stub is not None
        for declaration in stub.declarations.values()
        if any(signature.category is not None for signature in declaration.signatures)
    )


def _relative(file: str) -> str:
    try:
        return str(Path(file).resolve().relative_to(Path.cwd()))
    except ValueError:
        return file


def _seen(item: dict[str, Any]) -> Seen:
    return Seen(
        code=str(item["code"]),
        operation=str(item["operation"]),
        kind=item["kind"],
        sensor=str(item["sensor"]),
        times=int(item["count"]),
        tests=tuple(str(test) for test in item["tests"]),
        place=_place(item["place"]),
        chain=tuple(_place(place) for place in item["chain"]),
    )


def _place(item: dict[str, Any]) -> Place:
    return Place(str(item["function"]), str(item["file"]), int(item["line"]))
