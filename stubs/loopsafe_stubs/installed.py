"""Effect stubs that installed distributions bring along: the entry point group ``loopsafe.stubs``.

An entry point names a folder by a dotted path, such as ``acme = acme.effects`` in the package
``acme``; the folder mirrors a module tree, as every root does. Nothing is imported to find it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from loopsafe_stubs.notation import StubError

if TYPE_CHECKING:
    from importlib.metadata import Distribution, EntryPoint

GROUP: Final = "loopsafe.stubs"
"""The entry point group."""


INFO: Final = (".dist-info", ".egg-info")
"""How the folders end in which installers describe distributions."""


class Shipped(NamedTuple):
    """What the installed distributions offer."""

    roots: tuple[Path, ...] = ()
    problems: tuple[StubError, ...] = ()
    """Entry points that lead nowhere."""


def shipped_stubs() -> Shipped:
    """Return the folders that entry points of this interpreter's distributions name.

    Only where a file mentions the group is the machinery of entry points loaded at all: most
    programs have no such distribution, and every run would pay for it.
    """
    if not any(_mentions_group(folder) for folder in sys.path):
        return Shipped()
    from importlib.metadata import distributions  # noqa: PLC0415  (see above)

    roots: list[Path] = []
    problems: list[StubError] = []
    for distribution, point in _entry_points(distributions()):
        folder = _folder(point.value)
        if folder is not None:
            roots.append(folder)
            continue
        name = distribution.metadata["Name"]
        where = Path(str(distribution.locate_file(name)))
        message = (
            f'Effect stub: entry point "{point.name} = {point.value}" of distribution "{name}" '
            f'in group "{GROUP}" names no folder'
        )
        problems.append(StubError(where, 1, message))
    return Shipped(tuple(roots), tuple(problems))


def _mentions_group(folder: str) -> bool:
    """Whether a folder on the path has a distribution with an entry point in the group."""
    wanted = GROUP.encode()
    try:
        with os.scandir(folder or ".") as entries:
            found = [entry.path for entry in entries if entry.name.endswith(INFO)]
    except OSError:  # a zip file, or a folder that is not there
        return False
    for path in found:
        try:
            with open(os.path.join(path, "entry_points.txt"), "rb") as file:  # noqa: PTH118, PTH123
                if wanted in file.read():
                    return True
        except OSError:
            continue
    return False


def _entry_points(found: Iterable[Distribution]) -> Iterator[tuple[Distribution, EntryPoint]]:
    """Yield the group's entry points, sorted; a distribution counts where it is found first."""
    first: dict[str, Distribution] = {}
    for distribution in found:
        first.setdefault(distribution.metadata["Name"].lower(), distribution)
    for _, distribution in sorted(first.items()):
        for point in sorted(distribution.entry_points.select(group=GROUP)):
            yield distribution, point


def _folder(dotted: str) -> Path | None:
    """Return the folder of a package, or of a folder in it, without importing anything."""
    from importlib.util import find_spec  # noqa: PLC0415  (as above)

    top, *rest = dotted.split(".")
    try:
        spec = find_spec(top)
    except (ImportError, ValueError):
        return None
    for location in (spec and spec.submodule_search_locations) or ():
        folder = Path(location, *rest)
        if folder.is_dir():
            return folder
    return None
