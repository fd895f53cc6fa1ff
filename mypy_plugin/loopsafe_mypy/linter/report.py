"""What is printed: findings, in mypy's usual format or in JSON, and what stopped mypy.

Owns the form of the output. What is printed when is decided by those who call.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from collections import Counter
from typing import TYPE_CHECKING, Final

from mypy.errors import Errors
from mypy.util import FancyFormatter, read_py_file

from loopsafe_mypy import codes
from loopsafe_mypy.linter.finding import Finding, read_finding
from loopsafe_mypy.linter.request import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mypy.cache import ErrorTuple
    from mypy.fscache import FileSystemCache
    from mypy.options import Options

    from loopsafe_mypy.linter.seen import Gap

BLOCKER_CODES: Final = frozenset({None, "syntax"})
"""The codes of an error that keeps mypy from reading a file: most have none."""


def explain_unreadable(fatal: list[str], options: Options) -> list[str]:
    """Say what has kept mypy from reading the project.

    mypy reports everything it has found up to then: of that, only errors that stop it are shown.

    Raises:
        CannotRunError: When it is not about the project's files, but about the run.
    """
    records = [json.loads(message) for message in fatal if message.startswith("{")]
    others = [message for message in fatal if not message.startswith("{")]
    if not records:
        raise CannotRunError("; ".join(others).removeprefix("mypy: ").removeprefix("error: "))
    blockers = [record for record in records if record["code"] in BLOCKER_CODES] or records
    lines = others
    for record in blockers:
        lines += _format(read_finding(record, record["file"]), options)
    if any("`--" in line for line in lines):
        lines.append("loopsafe: mypy's configuration has --such-options as such_options")
    return [*lines, "loopsafe: nothing was checked, because of the error above"]


def _format(
    finding: Finding,
    options: Options,
    read: Callable[[str], bytes] | None = None,
    severity: str = "error",
) -> list[str]:
    """Return the lines that mypy would print, in the project's choice of format."""
    place = (
        finding.file,
        finding.line,
        finding.column,
        finding.end_line,
        finding.end_column,
    )
    messages: list[ErrorTuple] = [(*place, severity, finding.message, finding.code or None)]
    messages += [(*place, "note", note, None) for note in finding.notes]
    source = read_py_file(finding.file, read) if options.pretty and read is not None else None
    return Errors(options, hide_error_codes=False).format_messages_default(messages, source)


def print_text(
    findings: list[Finding],
    options: Options,
    fscache: FileSystemCache,
    counts: Mapping[Finding, int],
) -> None:
    """Print findings as mypy would, in the project's choice of format."""
    formatter = _formatter(options)
    for found in findings:
        seen = counts.get(found, 0)
        note = f"Seen in tests: {_count(seen, 'time')}"
        finding = dataclasses.replace(found, notes=(*found.notes, note)) if seen else found
        lines = _format(finding, options, fscache.read)
        if options.pretty:
            lines = formatter.fit_in_terminal(lines)
        for line in lines:
            print(formatter.colorize(line))


def print_gaps(gaps: list[Gap], options: Options) -> None:
    """Print what was seen in tests and not found, in mypy's format."""
    for gap in gaps:
        finding = Finding(gap.file, gap.seen.place.line, 0, 0, 0, gap.message, "", (gap.reason,))
        for line in _format(finding, options, severity="note"):
            print(_formatter(options).colorize(line))


def print_summary(findings: list[Finding], total: int, options: Options) -> None:
    """Print how many findings there are, by code, in how many of the files."""
    if findings:
        counts = Counter(finding.code for finding in findings)
        known = (code.code for code in codes.ALL)
        by_code = ", ".join(f"{counts[code]} {code}" for code in known if counts[code])
        files = len({finding.file for finding in findings})
        text = (
            f"Found {_count(len(findings), 'finding')} in {_count(files, 'file')} "
            f"(checked {_count(total, 'file')}): {by_code}"
        )
    else:
        text = f"Success: no findings in {_count(total, 'file')}"
    print(_formatter(options).style(text, "red" if findings else "green", bold=True))


def _formatter(options: Options) -> FancyFormatter:
    formatter = FancyFormatter(sys.stdout, sys.stderr, hide_error_codes=False)
    if not options.color_output or os.environ.get("NO_COLOR"):
        formatter.dummy_term = True
    return formatter


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def print_json(
    findings: list[Finding], counts: Mapping[Finding, int] | None, gaps: list[Gap]
) -> None:
    """Print one JSON object a line. Columns count from 1.

    With a report of a test run each has ``seen``, how often, and what was seen but not found has
    ``"found": false``.
    """
    for finding in findings:
        record: dict[str, object] = {
            "file": finding.file,
            "line": finding.line,
            "column": finding.column + 1,
            "code": finding.code,
            "message": finding.message,
            "notes": finding.notes,
        }
        if counts is not None:
            record |= {"seen": counts.get(finding, 0), "found": True}
        print(json.dumps(record))
    for gap in gaps:
        place = {"file": gap.file, "line": gap.seen.place.line, "column": 1, "code": gap.seen.code}
        words = {"message": gap.message, "notes": [gap.reason]}
        print(json.dumps({**place, **words, "seen": gap.seen.times, "found": False}))
