"""Runs mypy over generated programs, many in one call, and compares with the judge.

Each program is a package of its own, so that a batch of them is one group for the runner of the
conformance cases, which knows all modes of mypy.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.cases import harness
from tests.oracle.judge import judge
from tests.oracle.program import Program
from tests.oracle.render import render
from tests.oracle.strategies import Example
from tests.oracle.switches import enabled

CONFIG = """\
[mypy]
plugins = loopsafe_mypy
strict_optional = true
disable_error_code = unused-coroutine, func-returns-value
"""
Key = tuple[str, int, str]
"""File, line, code."""

_CODE = re.compile(r"\[([a-z]+(?:-[a-z]+)+)\]")
_NAMES = re.compile(r'"([^"]+)"')


class Disagreement(NamedTuple):
    """One difference between the judge and one run of mypy."""

    program: int
    mode: str
    text: str

    @property
    def sort(self) -> tuple[str, str, str]:
        """What disagreements with the same cause have in common: mode, sort, code."""
        return self.mode, self.text.split()[0], _CODE.findall(self.text)[0]


class _Expected(NamedTuple):
    file: str
    line: int
    code: str
    origins: frozenset[str]


def check(
    examples: Sequence[Example],
    folder: Path | None = None,
    until: str | None = None,
    *,
    well_typed: bool = True,
) -> list[Disagreement]:
    """Run a batch of programs in every mode and return all disagreements with the judge.

    Modes behind ``until`` are left out. Ill-typed programs are an error of the strategies, unless
    a program was made smaller with less care than they take: then they are not ``well_typed``.
    """
    with tempfile.TemporaryDirectory(prefix="loopsafe-oracle-") as temporary:
        root = folder or Path(temporary)
        group = write(examples, root / "source" / "batch")
        wanted = {
            second: [
                item
                for number, example in enumerate(examples)
                for item in expected(example.after if second else example.before, f"p{number}")
            ]
            for second in (False, True)
        }
        found: list[Disagreement] = []
        seen: set[str] = set()
        modes = harness.run_modes(group, root / "work", generated=True, well_typed=well_typed)
        with contextlib.closing(modes):  # which stops the daemon
            for mode, second, remarks in modes:
                name = f"{mode}, after the edit" if second else mode
                if name in seen:
                    name = f"{mode}, undone"
                seen.add(name)
                if enabled("mode", [name]):
                    found += _compare(wanted[second], remarks, name)
                if until == name:
                    break
        return found


def write(examples: Sequence[Example], folder: Path) -> harness.Group:
    """Write a batch as a group of cases, with the second versions of what the edit changes."""
    folder.mkdir(parents=True)
    (folder / "mypy.ini").write_text(CONFIG, encoding="utf-8")
    for number, example in enumerate(examples):
        package = folder / f"p{number}"
        package.mkdir()
        before, after = (render(version, f"p{number}").files for version in example)
        for name, text in before.items():
            (package / name).write_text(text, encoding="utf-8")
            if after[name] != text:
                (package / f"{name}.2").write_text(after[name], encoding="utf-8")
    return harness.Group(folder.name, folder)


def expected(program: Program, package: str) -> Iterator[_Expected]:
    """Yield what the judge expects, as places in the files of a package."""
    places = render(program, package).lines
    found: dict[Key, frozenset[str]] = {}
    for verdict in judge(program):
        file, line = places[verdict.at]
        key = (f"{package}/{file}", line, verdict.code)
        found[key] = found.get(key, frozenset()) | verdict.origins
    for key, origins in found.items():
        yield _Expected(*key, origins)


def _compare(
    wanted: Sequence[_Expected], remarks: Sequence[harness.Remark], mode: str
) -> list[Disagreement]:
    errors = [remark for remark in remarks if remark.kind == "E"]
    reported: dict[Key, str] = {(item.file, item.line, item.code): item.text for item in errors}
    problems: list[tuple[str, str]] = []
    for item in wanted:
        key = (item.file, item.line, item.code)
        text = reported.pop(key, None)
        place = f"{item.file}:{item.line}: [{item.code}]"
        if text is None:
            problems.append((item.file, f"missing  {place} for {sorted(item.origins)}"))
        elif item.origins and not _names_one_of(text, item.origins):
            problems.append((item.file, f"blames   {place} {text}, not {sorted(item.origins)}"))
    problems += [
        (file, f"too much {file}:{line}: {text} [{code}]")
        for (file, line, code), text in reported.items()
    ]
    return [
        Disagreement(int(file.partition("/")[0].removeprefix("p")), mode, text)
        for file, text in problems
    ]


def _names_one_of(text: str, origins: frozenset[str]) -> bool:
    """Whether a message names one of the causes that the judge knows."""
    return any(name.rpartition(".")[2] in origins for name in _NAMES.findall(text))
