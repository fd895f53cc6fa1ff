"""Write what was inferred in the notation of effect stubs: one text for each module.

Every marker has the chain of calls that led to it as a comment, so that whoever reviews the stub
can tell whether it is right. What nothing is known of stands there without a marker.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from loopsafe._effects import Category
from loopsafe_mypy.stubgen.outline import Outline, Routine, Shape

WIDTH: Final = 96
VOCABULARY: Final = {
    "collections.abc": ("Callable", "Generator", "Iterable"),
    "contextlib": ("AbstractContextManager", "contextmanager"),
    "loopsafe": ("AnyThread", "InWorker", "OnLoop", "blocking", "callback", "thread_safe"),
}
"""What the notation is imported from."""


class _Scope:
    """A class, or the module: what stands in it."""

    def __init__(self) -> None:
        self.routines: list[Routine] = []
        self.classes: dict[str, _Scope] = {}
        self.bases: list[str] = []

    def inside(self, path: Iterable[str]) -> _Scope:
        scope = self
        for name in path:
            scope = scope.classes.setdefault(name, _Scope())
        return scope


def write(outlines: list[Outline], source: str, *, unknown: bool) -> dict[str, str]:
    """Return the texts of stubs, by the full names of their modules.

    Args:
        outlines: The modules, with what is public in them.
        source: What they were made from, for the first line: a distribution and its version.
        unknown: Whether to name the functions of which it is not known what they do.
    """
    said = [
        item._replace(routines=tuple(one for one in item.routines if unknown or not one.unknown))
        for item in outlines
    ]
    told = [item for item in said if any(not one.unknown for one in item.routines)]
    shapes = {shape.fullname: (item.module, shape) for item in outlines for shape in item.shapes}
    wanted = _with_heirs(told, shapes)
    inherited = {name: known for name, known in shapes.items() if name in wanted}
    texts: dict[str, str] = {}
    defined = {f"{item.module}.{one.path[0]}" for item in told for one in item.routines} | wanted
    for item in said:
        classes = [shape for shape in item.shapes if shape.fullname in wanted]
        exports = {name: full for name, full in item.imported.items() if full in defined}
        has_marks = any(not one.unknown for one in item.routines)
        if has_marks or classes or (exports and item.is_package):
            routines = item.routines if has_marks or classes else ()
            texts[item.module] = _text(
                item._replace(routines=routines), classes, exports, inherited, source
            )
    return texts


def _with_heirs(told: list[Outline], shapes: dict[str, tuple[str, Shape]]) -> set[str]:
    """Return the classes that have marked methods, and those that inherit from them."""
    own = {
        ".".join((item.module, *one.path[:depth]))
        for item in told
        for one in item.routines
        for depth in range(1, len(one.path))
    }
    heirs = {name for name, (_, shape) in shapes.items() if own.intersection(shape.ancestors)}
    # A class between an heir and what it inherits is an heir itself.
    return own | heirs


def _text(
    item: Outline,
    classes: list[Shape],
    exports: dict[str, str],
    inherited: dict[str, tuple[str, Shape]],
    source: str,
) -> str:
    top = _Scope()
    imports: dict[str, str] = {}
    local = {shape.fullname: ".".join(shape.path) for shape in classes}
    for routine in item.routines:
        top.inside(routine.path[:-1]).routines.append(routine)
    for shape in classes:
        scope = top.inside(shape.path)
        for base in shape.bases:
            if base in local:
                scope.bases.append(local[base])
            elif base in inherited:
                module, known = inherited[base]
                imports.setdefault(f"{module}.{known.path[0]}", known.path[0])
                scope.bases.append(".".join(known.path))
    lines = list(_lines(top, ""))
    body = "\n".join(lines)
    head = [f"# Made by loopsafe stubgen from {source}. Review it: see the chains of calls."]
    vocabulary = [
        f"from {module} import {', '.join(used)}"
        for module, names in VOCABULARY.items()
        if (used := [name for name in names if _mentions(body, name)])
    ]
    for name, full in exports.items():
        imports.setdefault(full, name)
    names = [
        f"from {full.rpartition('.')[0]} import {full.rpartition('.')[2]} as {name}"
        for full, name in sorted(imports.items())
    ]
    parts = [head, vocabulary, names, lines]
    return "\n\n".join("\n".join(part).strip("\n") for part in parts if part) + "\n"


def _mentions(body: str, name: str) -> bool:
    code = "\n".join(line for line in body.splitlines() if not line.lstrip().startswith("#"))
    return any(part == name for part in _words(code))


def _words(code: str) -> Iterator[str]:
    word = ""
    for character in f"{code} ":
        if character.isalnum() or character == "_":
            word += character
        elif word:
            yield word
            word = ""


def _lines(scope: _Scope, indent: str) -> Iterator[str]:
    for routine in scope.routines:
        yield from _routine(routine, indent)
    for name, inner in scope.classes.items():
        bases = f"({', '.join(inner.bases)})" if inner.bases else ""
        if not indent:
            yield ""
        if inner.routines or inner.classes:
            yield f"{indent}class {name}{bases}:"
            yield from _lines(inner, f"{indent}    ")
        else:
            yield f"{indent}class {name}{bases}: ..."


def _routine(routine: Routine, indent: str) -> Iterator[str]:
    for line in _comment(routine):
        yield f"{indent}# {line}"
    for decorator in routine.decorators:
        yield f"{indent}@{decorator}"
    if routine.category is Category.BLOCKING:
        instead = f', instead="{routine.instead}"' if routine.instead and _is_own(routine) else ""
        yield f'{indent}@blocking(kind="{routine.kind}"{instead})'
    elif routine.category is not None:
        yield f"{indent}@{routine.category.value}"
    result = " -> Generator" if routine.mode == "iterate" else ""
    yield f"{indent}def {routine.name}({routine.parameters}){result}: ..."


def _is_own(routine: Routine) -> bool:
    """Whether what to use instead was said of the function itself, not of what it calls."""
    return not routine.chain


def _comment(routine: Routine) -> list[str]:
    if routine.unknown:
        return [f'Not known: it calls "{routine.unknown}"']
    if not routine.chain:
        return []
    first, *rest = routine.chain
    text = f'Calls "{first}"' + "".join(f', which calls "{name}"' for name in rest)
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
