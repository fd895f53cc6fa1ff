"""What of a library can be called from outside: the rest has no place in a stub.

A name that begins with an underscore is private, but a private class may be inherited by a public
one, and a public function may return an instance of it; then its methods are called all the same.
Private *modules* say nothing: libraries define in them what they offer elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from loopsafe_mypy.stubgen.outline import SILENT, Outline, Routine


def is_public_name(name: str) -> bool:
    """Whether users may use a name: special methods are meant for everyone."""
    return not name.startswith("_") or (name.startswith("__") and name.endswith("__"))


def public(outlines: Iterable[Outline]) -> list[Outline]:
    """Return the modules with those functions only that can be called from outside."""
    known = list(outlines)
    classes = _public_classes(known)
    return [
        item._replace(
            routines=tuple(
                routine for routine in item.routines if _is_public(routine, item, classes)
            )
        )
        for item in known
    ]


def _public_classes(outlines: list[Outline]) -> set[str]:
    shapes = {shape.fullname: shape for item in outlines for shape in item.shapes}
    open_ = [name for name, shape in shapes.items() if all(map(is_public_name, shape.path))]
    open_ += [name for item in outlines for name in item.returned if name in shapes]
    found: set[str] = set()
    while open_:
        name = open_.pop()
        if name not in found:
            found.add(name)
            open_ += [base for base in shapes[name].ancestors if base in shapes]
    return found


def _is_public(routine: Routine, outline: Outline, classes: set[str]) -> bool:
    *around, name = routine.path
    if not is_public_name(name) or name in SILENT:
        return False
    if not around:
        return not name.startswith("__")
    return ".".join((outline.module, *around)) in classes
