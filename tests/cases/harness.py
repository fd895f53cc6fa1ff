"""Run conformance cases: real Python files that say, on each line, what loopsafe reports there.

A folder below ``tests/cases`` is one group: its files are checked in a single mypy call, with the
group's ``mypy.ini`` (or the default one below). In it

* ``name.py`` is a case of one module; ``name/`` with an ``__init__.py`` is a case of several;
* ``# E: text  [code]`` at the end of a line expects an error there, ``# N: text`` a note; ``text``
  may be left out (``# E: [code]``), and a part of the message is enough;
* ``lib.py.2`` is ``lib.py`` at the second run, with the expectations of that run;
* mypy's own errors are no concern of a case: only loopsafe's codes are looked at.

Every group is checked in every mode of `MODES`, and all modes must agree with the expectations.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import NamedTuple

from loopsafe_mypy import codes
from tests import read_typeshed

ROOT = Path(__file__).parent
MODES = ("cold", "warm", "edited", "undone", "parallel", "daemon", "reversed", "uncached")
CODES = frozenset(code.code for code in codes.ALL)
DEFAULT_CONFIG = "[mypy]\nplugins = loopsafe_mypy\ncheck_untyped_defs = true\n"

_EXPECTED = re.compile(r"# (?P<kind>[EN]): (?P<text>.*?)\s*(?:\[(?P<code>[a-z-]+)\])?$")
NO_WORKER = "Failed to establish connection with worker"
"""mypy gives its workers three seconds to start, which a busy machine may not have."""
ATTEMPTS = 10
_REPORTED = re.compile(
    r"^(?P<file>[^:\n]+):(?P<line>\d+): (?P<kind>error|note): (?P<text>.*?)"
    r"(?:  \[(?P<code>[a-z-]+)\])?$"
)


class Remark(NamedTuple):
    """One line of mypy's output, or one expectation."""

    file: str
    line: int
    kind: str
    """``E`` or ``N``."""
    text: str
    code: str


class Group(NamedTuple):
    """A folder of cases that share a configuration."""

    name: str
    folder: Path

    def files(self) -> list[Path]:
        """Return the modules of the group, as they are at the first run."""
        return sorted(self.folder.rglob("*.py"))

    def cases(self) -> list[str]:
        """Return the names of the cases: single modules and packages."""
        return sorted({self.case_of(str(path.relative_to(self.folder))) for path in self.files()})

    @staticmethod
    def case_of(file: str) -> str:
        """Return the case that a file (relative to the group) belongs to."""
        first, *rest = Path(file).parts
        return first if rest else first.removesuffix(".py")


def groups() -> list[Group]:
    """Return all groups of cases."""
    return [
        Group(path.name, path)
        for path in sorted(ROOT.iterdir())
        if path.is_dir() and not path.name.startswith(("_", "."))
    ]


def expectations(group: Group, *, second: bool = False) -> list[Remark]:
    """Return what the files of a group expect, at the first or the second run."""
    found: list[Remark] = []
    for path in group.files():
        later = path.with_name(path.name + ".2")
        source = later if second and later.exists() else path
        name = str(path.relative_to(group.folder))
        for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
            for part in re.split(r"(?=# [EN]: )", line)[1:]:
                match = _EXPECTED.match(part.strip())
                assert match is not None, f"{source}:{number}: cannot read this expectation"
                code = match["code"] or ""
                assert not code or code in CODES, f"{source}:{number}: no such code: {code}"
                found.append(Remark(name, number, match["kind"], match["text"], code))
    return found


def parse(output: str) -> list[Remark]:
    """Return loopsafe's errors in mypy's output, each followed by its notes."""
    found: list[Remark] = []
    ours = False
    for line in output.splitlines():
        match = _REPORTED.match(line)
        if match is None:
            continue
        if match["kind"] == "error":
            ours = match["code"] in CODES
        if ours:
            kind = "E" if match["kind"] == "error" else "N"
            found.append(
                Remark(match["file"], int(match["line"]), kind, match["text"], match["code"] or "")
            )
    return found


def foreign(output: str) -> list[str]:
    """Return the errors in mypy's output that are not loopsafe's."""
    return [
        line
        for line in output.splitlines()
        if (match := _REPORTED.match(line))
        and match["kind"] == "error"
        and match["code"] not in CODES
    ]


def differences(expected: list[Remark], reported: list[Remark], case: str) -> list[str]:
    """Return what is missing and what is too much for one case, in words."""
    wanted = [item for item in expected if Group.case_of(item.file) == case]
    errors = [item for item in reported if Group.case_of(item.file) == case]
    unused = [item for item in errors if item.kind == "E"]
    problems: list[str] = []
    for item in wanted:
        pool = unused if item.kind == "E" else errors
        match = next((other for other in pool if _fits(item, other)), None)
        if match is None:
            problems.append(
                f"missing  {item.file}:{item.line}: {item.kind}: {item.text} {item.code}"
            )
        elif item.kind == "E":
            unused.remove(match)
    problems += [f"too much {item.file}:{item.line}: {item.text} [{item.code}]" for item in unused]
    return problems


def _fits(expected: Remark, reported: Remark) -> bool:
    return (
        (expected.file, expected.line, expected.kind)
        == (reported.file, reported.line, reported.kind)
        and expected.text in reported.text
        and expected.code in ("", reported.code)
    )


class Workspace:
    """A copy of a group in a folder of its own, and mypy runs over it."""

    def __init__(
        self, group: Group, folder: Path, *, generated: bool = False, well_typed: bool = False
    ) -> None:
        """Copy a group; in ``well_typed`` code mypy itself must find nothing wrong."""
        self.group = group
        self.generated = generated
        self.well_typed = well_typed
        self.folder = folder / group.name
        shutil.copytree(group.folder, self.folder, ignore=shutil.ignore_patterns("*.2"))
        config = self.folder / "mypy.ini"
        if not config.exists() and not (self.folder / "pyproject.toml").exists():
            config.write_text(DEFAULT_CONFIG, encoding="utf-8")
        self._status = self.folder / "dmypy.json"
        self._clock = int(time.time()) - 1_000_000

    def mypy(self, *options: str, files: list[str] | None = None) -> list[Remark]:
        """Run mypy once and return what loopsafe reported."""
        return self._run("mypy", [*options, *(files or self.files())])

    def daemon(self, command: str, *options: str) -> list[Remark]:
        """Run one command of mypy's daemon."""
        given = ["--status-file", str(self._status), command, *options]
        return self._run("mypy.dmypy", given)

    def files(self) -> list[str]:
        """Return the files to check, relative to the workspace."""
        return [str(path.relative_to(self.group.folder)) for path in self.group.files()]

    def edit(self) -> None:
        """Go on to the second version of each file; touch those that have none.

        Generated files that have none stay as they are: an edit is as small as it was drawn.
        """
        for path in self.group.files():
            target = self.folder / path.relative_to(self.group.folder)
            later = path.with_name(path.name + ".2")
            if later.exists():
                self._write(later, target)
            elif not self.generated:
                with target.open("a", encoding="utf-8") as file:
                    file.write("\n_touched = 1\n")

    def undo(self) -> None:
        """Go back to the first version of each file."""
        for path in self.group.files():
            if not self.generated or path.with_name(path.name + ".2").exists():
                self._write(path, self.folder / path.relative_to(self.group.folder))

    def cache_without_the_group(self, name: str) -> tuple[str, str]:
        """Make a cache of what the first run found out, but for the group's own modules.

        Typeshed is read from scratch in the modes "cold", "uncached" and "daemon", which is enough.
        """
        cache = self.folder / f".{name}_cache"
        shutil.copytree(self.folder / read_typeshed.CACHE, cache)
        read_typeshed.forget(cache, self.group.cases())
        return "--cache-dir", cache.name

    def _write(self, source: Path, target: Path) -> None:
        """Copy a file; mypy compares whole seconds, so each version gets a second of its own."""
        shutil.copyfile(source, target)
        self._clock += 2
        os.utime(target, (self._clock, self._clock))

    def _run(self, module: str, arguments: list[str]) -> list[Remark]:
        for _ in range(ATTEMPTS):
            done = subprocess.run(
                [sys.executable, "-m", module, *arguments],
                cwd=self.folder,
                capture_output=True,
                text=True,
                check=False,
                timeout=300,
            )
            output = done.stdout + done.stderr
            if NO_WORKER not in output:
                break
        assert "INTERNAL ERROR" not in output, output
        assert "Traceback" not in output, output
        assert "loopsafe: internal error" not in output, output
        assert done.returncode in (0, 1), output
        if self.well_typed:
            wrong = foreign(done.stdout)
            assert not wrong, "ill-typed generated code:\n" + "\n".join(wrong)
        return parse(done.stdout)


def run_modes(
    group: Group, folder: Path, *, generated: bool = False, well_typed: bool = False
) -> Generator[tuple[str, bool, list[Remark]]]:
    """Check a group in every mode; yield it, whether it saw the second version, the result."""
    space = Workspace(group, folder, generated=generated, well_typed=well_typed)
    yield "cold", False, space.mypy()
    yield "warm", False, space.mypy()
    space.edit()
    yield "edited", True, space.mypy()
    space.undo()
    yield "undone", False, space.mypy()
    yield "parallel", False, space.mypy("-n", "2", *space.cache_without_the_group("parallel"))
    backwards = list(reversed(space.files()))
    given = space.cache_without_the_group("reversed")
    yield "reversed", False, space.mypy(*given, files=backwards)
    yield "uncached", False, space.mypy("--cache-dir", "/dev/null")
    try:
        space.daemon("start", "--", "--local-partial-types")
        yield "daemon", False, space.daemon("check", *space.files())
        space.edit()
        yield "daemon", True, space.daemon("check", *space.files())
        space.undo()
        yield "daemon", False, space.daemon("check", *space.files())
    finally:
        space.daemon("stop")
