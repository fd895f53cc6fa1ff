"""Compare the stubs that ``loopsafe stubgen`` makes with those that were written by hand.

::

    python -m scripts.compare_generated --python ENV/bin/python            # print the table
    python -m scripts.compare_generated --python ENV/bin/python -v redis   # and what differs
    python -m scripts.compare_generated --python ENV/bin/python --write    # put it into the docs

ENV is an environment that has the distributions, at the versions that their METADATA.toml names.
Compared are public functions that block, wherever the class that has them inherits them from.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from loopsafe import Category
from loopsafe_stubs import THIRD_PARTY, Catalogue, Declaration, StubModule, Target
from scripts.compare_catalogues import PAGE, replaced

BEGIN: Final = "<!-- python -m scripts.compare_generated --write -->"
END: Final = "<!-- end of the comparison -->"
TARGET: Final = Target((3, 13), "linux")
DISTRIBUTIONS: Final = (
    "docker",
    "httpx",
    "Jinja2",
    "netmiko",
    "paramiko",
    "pika",
    "PyMySQL",
    "redis",
    "requests",
    "urllib3",
    "zeroconf",
)


class Comparison(NamedTuple):
    """One distribution."""

    name: str
    by_hand: int
    found: list[str]
    other_kind: list[str]
    missed: list[str]
    more: list[str]
    """What the generator says blocks, and we do not."""


class View:
    """What the stubs of one distribution say."""

    def __init__(self, folder: Path) -> None:
        """Read all stubs in a folder."""
        catalogue = Catalogue([folder], TARGET)
        modules = (catalogue.module(name) for name in catalogue.modules())
        self.stubs: list[StubModule] = [stub for stub in modules if stub is not None]
        if catalogue.problems:
            raise catalogue.problems[0]
        self.blocking: dict[str, str] = {}
        self.bases: dict[str, tuple[str, ...]] = {}
        self.named: set[str] = set()
        for stub in self.stubs:
            self.bases.update(stub.bases)
            for declaration in stub.declarations.values():
                self.named.add(declaration.fullname)
                kind = _kind(declaration)
                if kind is not None:
                    self.blocking[declaration.fullname] = kind

    def kind_of(self, fullname: str) -> str | None:
        """Return how a function blocks, its own or one that its class inherits."""
        owner, _, name = fullname.rpartition(".")
        for ancestor in (owner, *self._ancestors(owner)):
            found = self.blocking.get(f"{ancestor}.{name}")
            if found is not None:
                return found
        return None

    def _ancestors(self, name: str) -> Iterator[str]:
        for base in self.bases.get(name, ()):
            yield base
            yield from self._ancestors(base)


def _kind(declaration: Declaration) -> str | None:
    kinds = (one.kind for one in declaration.signatures if one.category is Category.BLOCKING)
    return next(kinds, None)


def compare(name: str, python: str) -> Comparison:
    """Make the stubs of a distribution, and compare them with ours."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["-P", "-m", "loopsafe_mypy.stubgen", name, "--python-executable", python]
        done = subprocess.run(
            [sys.executable, *command, "--output", folder],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(done.stderr)
        made = View(Path(folder))
    ours = View(THIRD_PARTY / name.lower())
    found, other_kind, missed = [], [], []
    for fullname, kind in sorted(ours.blocking.items()):
        there = made.kind_of(fullname)
        if there is None:
            missed.append(f"{fullname} [{kind}]")
        elif there == kind:
            found.append(fullname)
        else:
            other_kind.append(f"{fullname} [{kind}, not {there}]")
    more = [
        f"{fullname} [{kind}]"
        for fullname, kind in sorted(made.blocking.items())
        if ours.kind_of(fullname) is None
    ]
    return Comparison(name, len(ours.blocking), found, other_kind, missed, more)


def table(rows: Sequence[Comparison]) -> str:
    """Return the comparison as a table in Markdown."""
    head = ["distribution", "by hand", "found", "other kind", "missed", "more"]
    lines = [head, ["---", *["---:"] * (len(head) - 1)]]
    for row in rows:
        counts = [len(row.found), len(row.other_kind), len(row.missed), len(row.more)]
        lines.append([f"`{row.name}`", str(row.by_hand), *map(str, counts)])
    sums = [sum(int(line[column]) for line in lines[2:]) for column in range(1, len(head))]
    lines.append(["**all**", *map(str, sums)])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, or write it into the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--python", required=True, help="the interpreter that has the libraries")
    parser.add_argument("--write", action="store_true", help=f"write it into {PAGE.name}")
    parser.add_argument("-v", "--verbose", action="store_true", help="print what differs as well")
    parser.add_argument("names", nargs="*", default=DISTRIBUTIONS, metavar="DISTRIBUTION")
    options = parser.parse_args(arguments)
    rows = [compare(name, options.python) for name in options.names]
    if options.verbose:
        for row in rows:
            for title in ("other_kind", "missed", "more"):
                for line in getattr(row, title):
                    print(f"{row.name}: {title}: {line}")
    made = table(rows)
    if options.write:
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(replaced(text, made, BEGIN, END), encoding="utf-8")
    else:
        print(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
