"""Compare what loopsafe calls blocking with what other detectors do.

::

    python -m scripts.compare_catalogues            # print the tables
    python -m scripts.compare_catalogues --write    # put them into docs/effect-stubs.md

An operation is a row of one of the files ``tests/meta/blocking_operations*.csv``: a name, and the
detectors that report it, joined with "+". ``none(gap)`` says that it blocks and none does. What
loopsafe says is read from the effect stubs that come with it; so is the kind. What others know of
libraries beside the standard one is in ``third_party_operations.csv``.
"""

from __future__ import annotations

import argparse
import csv
import functools
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from loopsafe import Category
from loopsafe_stubs import Catalogue, Declaration
from loopsafe_stubs.files import third_party_roots
from tests.meta.stub_lookup import TARGETS, catalogue, effect_of

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "effect-stubs.md"
BEGIN: Final = "<!-- python -m scripts.compare_catalogues --write -->"
END: Final = "<!-- end of the tables -->"
DETECTORS: Final = {
    "flake8-async": "flake8-async",
    "ruff": "ruff",
    "blockbuster": "blockbuster",
    "HA": "Home Assistant",
    "audit": "audit events",
}
"""The names of detectors in the files, and in the table. CPython's audit events are none, but what
one could build on them."""
EXCLUDED: Final = "not marked"
"""The kind of an operation that loopsafe calls harmless, for a reason that is given elsewhere."""
SPELLED: Final = {"os.scandir().__next__": "os._ScandirIterator.__next__"}
"""Operations that are no dotted name, and the name that stands for them."""


class Operation(NamedTuple):
    """Something that blocks, by somebody's account."""

    name: str
    detectors: frozenset[str]
    library: str
    """The package that people import: ``os.path`` is one of its own."""
    kind: str


def library_of(name: str) -> str:
    """Return the library of a public name: its first part, but for ``os.path``."""
    if name.startswith("os.path."):
        return "os.path"
    return re.split("[. ]", name)[0] if re.search("[. ]", name) else "builtins"


def operations(files: Iterable[Path] | None = None) -> list[Operation]:
    """Return the operations of the files, sorted by name, with our kind."""
    found = {}
    for path in files or sorted((ROOT / "tests" / "meta").glob("blocking_operations*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                name, sources = line["fullname"], frozenset(line["source"].split("+"))
                ours = marked(name)
                public = ours.shown if ours is not None else name
                kind = blocks(ours) if ours is not None else None
                found[name] = Operation(
                    name, sources & DETECTORS.keys(), library_of(public), kind or EXCLUDED
                )
    return [found[name] for name in sorted(found)]


def marked(name: str) -> Declaration | None:
    """Return what the stubs say of a name on the first target where it blocks, or ``None``."""
    looked_up = (effect_of(target, SPELLED.get(name, name)) for target in TARGETS)
    found = (*looked_up, shown().get(name))
    return next((one for one in found if one is not None and blocks(one) is not None), None)


def blocks(declaration: Declaration) -> str | None:
    """Return the kind of blocking of a declaration, for some arguments, or ``None``."""
    kinds = (one.kind for one in declaration.signatures if one.category is Category.BLOCKING)
    return next(kinds, None)


@functools.cache
def shown() -> dict[str, Declaration]:
    """Return all that blocks, on any target, by the names that messages show."""
    found: dict[str, Declaration] = {}
    for target in TARGETS:
        for module in catalogue(target).modules():
            stub = catalogue(target).module(module)
            for declaration in stub.declarations.values() if stub is not None else ():
                if blocks(declaration) is not None:
                    found.setdefault(declaration.shown, declaration)
    return found


def tables(known: Sequence[Operation]) -> str:
    """Return three tables in Markdown.

    Of the standard library what others know too, and what only we know; then the distributions.
    """
    catalogued = Counter((library_of(name), blocks(one) or "") for name, one in shown().items())
    shared = {one.library for one in known}
    ours = {library for library, _ in catalogued} - shared
    parts = (_beside(known, catalogued), _alone(sorted(ours), catalogued), _third_party())
    return "\n\n".join(parts)


def _third_party() -> str:
    """Return a table of the distributions: what we know, and the detectors that know some of it."""
    everything = Catalogue(third_party_roots(), TARGETS[0])
    others: Counter[tuple[str, str]] = Counter()
    with (ROOT / "tests" / "meta" / "third_party_operations.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            for detector in line["source"].split("+"):
                others[library_of(line["fullname"]), detector] += 1
    head = ["distribution", "in the stubs", "by kind", "flake8-async", "ruff"]
    rows = [head, ["---", "---:", "---", "---:", "---:"]]
    sums = [0, 0, 0]
    for folder in third_party_roots():
        own = Catalogue([folder], TARGETS[0])
        kinds: Counter[str] = Counter()
        for module in own.modules():
            stub = everything.module(module)
            declared = stub.declarations.values() if stub is not None else ()
            kinds.update(kind for one in declared if (kind := blocks(one)) is not None)
        counts = [kinds.total(), others[folder.name, "flake8-async"], others[folder.name, "ruff"]]
        sums = [before + count for before, count in zip(sums, counts, strict=True)]
        shown_kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
        first, *rest = map(_shown, counts)
        rows.append([f"`{folder.name}`", first, shown_kinds, *rest])
    first, *rest = map(_shown, sums)
    rows.append(["**all**", first, "", *rest])
    return _markdown(rows)


def _beside(known: Sequence[Operation], catalogued: Counter[tuple[str, str]]) -> str:
    head = ["library", "kind", "operations", "loopsafe", *DETECTORS.values(), "in the stubs"]
    rows = [head, ["---", "---", *["---:"] * (len(head) - 2)]]
    for library, kind in sorted({(one.library, one.kind) for one in known}):
        group = [one for one in known if (one.library, one.kind) == (library, kind)]
        rows.append([f"`{library}`", kind, *_cells(group, catalogued[library, kind])])
    rows.append(["**all**", "", *_cells(known, sum(catalogued.values()))])
    return _markdown(rows)


def _alone(libraries: Sequence[str], catalogued: Counter[tuple[str, str]]) -> str:
    rows = [["library", "in the stubs only"], ["---", "---"]]
    for library in libraries:
        counts = sorted((kind, n) for (owner, kind), n in catalogued.items() if owner == library)
        rows.append([f"`{library}`", ", ".join(f"{kind} {count}" for kind, count in counts)])
    return _markdown(rows)


def _markdown(rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _cells(group: Sequence[Operation], catalogued: int) -> Iterator[str]:
    yield _shown(len(group))
    yield _shown(sum(one.kind != EXCLUDED for one in group))
    yield from (_shown(sum(name in one.detectors for one in group)) for name in DETECTORS)
    yield _shown(catalogued)


def _shown(count: int) -> str:
    return str(count) if count else ""


def replaced(page: str, new: str, begin: str = BEGIN, end: str = END) -> str:
    """Return the text of the page with other tables between two lines.

    Raises:
        ValueError: If the page has no place for them.
    """
    head, found, rest = page.partition(begin)
    _, ends, tail = rest.partition(end)
    if not found or not ends:
        msg = f'{PAGE.name} has no place for the tables; put them between "{begin}" and "{end}"'
        raise ValueError(msg)
    return f"{head}{begin}\n\n{new}\n\n{end}{tail}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, or write them into the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true", help=f"write them into {PAGE.name}")
    options = parser.parse_args(arguments)
    made = tables(operations())
    if options.write:
        PAGE.write_text(replaced(PAGE.read_text(encoding="utf-8"), made), encoding="utf-8")
    else:
        print(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
