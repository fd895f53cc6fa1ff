"""Report how much of the standard library the effect stubs have considered.

::

    python -m scripts.stub_coverage                # a line for each module
    python -m scripts.stub_coverage os socket      # of some modules, with the names that are left
    python -m scripts.stub_coverage --accept os    # they were read: record them as harmless

Each function, method, property and special method that typeshed defines, on any supported Python
version and platform, is one of four things:

marked
    Its effect stub gives it a category, a thread for a callable, or a use of an argument.
harmless
    It was read, and nothing is to be said: the stub names it without a marker, the record of
    considered names has it (`considered`), or a rule covers it (`typeshed_names`).
unknown
    Its module has no effect stub, on purpose: see `LEFT_UNKNOWN`.
not yet considered
    Nobody has looked. In modules that can wait (`reach`) there must be none, which a test holds.
"""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from loopsafe import Category
from loopsafe_stubs import Declaration
from scripts import considered
from scripts.reach import reaches_out
from scripts.typeshed_names import defined
from tests.meta.stub_lookup import TARGETS, catalogue
from tests.meta.typeshed_source import module_names

LEFT_UNKNOWN: Final = {
    "_ctypes": "a foreign function may do anything",
    "ctypes": "a foreign function may do anything",
    "ctypes.wintypes": "its classes are those of ctypes",
}
"""Modules without an effect stub, so that strict mode reports calls of them, and why."""


class Row(NamedTuple):
    """The report's line on one module."""

    module: str
    reaches_out: bool | None
    names: int
    marked: int
    harmless: int
    unknown: int
    missing: tuple[str, ...]
    """The names that nobody has considered."""


@functools.cache
def declared(module: str) -> Mapping[str, bool]:
    """Return what the stub of a module names, on any target, and whether it says anything."""
    found: dict[str, bool] = {}
    for target in TARGETS:
        stub = catalogue(target).module(module)
        for declaration in stub.declarations.values() if stub is not None else ():
            name = declaration.fullname.removeprefix(f"{module}.")
            name = name.removesuffix(".setter").removesuffix(".deleter")
            found[name] = found.get(name, False) or says_something(declaration)
    return found


def says_something(declaration: Declaration) -> bool:
    """Whether a declaration has an effect, or passes on those of its arguments."""
    return any(
        (signature.category is not None and signature.category is not Category.COROUTINE)
        or any(one.form is not None or one.uses for one in signature.parameters)
        for signature in declaration.signatures
    )


def row(module: str, record: Mapping[str, AbstractSet[str]]) -> Row:
    """Return the report's line on one module.

    Without an effect stub nothing of a module is harmless: mypy knows nothing of it.
    """
    functions = defined(module)
    stub = declared(module)
    accepted = record.get(module, frozenset()) if has_stub(module) else frozenset()
    missing = tuple(
        sorted(
            name
            for name, by_rule in functions.items()
            if module not in LEFT_UNKNOWN
            and considered.WHOLE not in accepted
            and name not in stub
            and name not in accepted
            and not (has_stub(module) and by_rule)
        )
    )
    marked = sum(stub.get(name, False) for name in functions)
    unknown = len(functions) if module in LEFT_UNKNOWN else 0
    harmless = len(functions) - marked - unknown - len(missing)
    return Row(module, reaches_out(module), len(functions), marked, harmless, unknown, missing)


def has_stub(module: str) -> bool:
    """Whether there is an effect stub of a module that can be read."""
    return any(catalogue(target).module(module) is not None for target in TARGETS)


def stale(record: Mapping[str, AbstractSet[str]]) -> list[str]:
    """Return what stands in the record and should not: gone from typeshed, or in the stub now."""
    return [
        f"{module}.{name}"
        for module, names in sorted(record.items())
        for name in sorted(names - {considered.WHOLE})
        if name not in defined(module) or name in declared(module)
    ]


def accept(
    modules: Iterable[str], record: Mapping[str, AbstractSet[str]]
) -> dict[str, AbstractSet[str]]:
    """Return the record with all that is left of some modules, and without what is stale in them.

    A module that cannot wait, as far as this interpreter knows, is accepted as a whole.

    Raises:
        ValueError: If a module has no effect stub, in which its harmlessness would be said.
    """
    accepted = dict(record)
    for module in modules:
        if not has_stub(module):
            msg = f'"{module}" has no effect stub; write one, and say in it why it is harmless'
            raise ValueError(msg)
        if reaches_out(module) is False:
            accepted[module] = frozenset({considered.WHOLE})
            continue
        names = accepted.get(module, frozenset()) & defined(module).keys()
        left = row(module, {}).missing
        accepted[module] = frozenset((names | set(left)) - declared(module).keys())
    return {module: names for module, names in accepted.items() if names}


def report(rows: Sequence[Row]) -> str:
    """Return the rows as a table with totals; "*" stands at modules that can wait."""
    head = f"{'module':40}{'names':>8}{'marked':>8}{'harmless':>10}{'unknown':>9}{'not yet':>9}"
    lines = [head, "-" * len(head)]
    for item in rows:
        shown = f"{item.module}{' *' if item.reaches_out else ''}"
        lines.append(_line(shown, [item]))
    lines.append("-" * len(head))
    lines.append(_line("that can wait (*)", [item for item in rows if item.reaches_out]))
    lines.append(_line("all", rows))
    return "\n".join(lines)


def _line(title: str, rows: Sequence[Row]) -> str:
    names, marked, harmless, unknown = (
        sum(column)
        for column in zip(
            *((one.names, one.marked, one.harmless, one.unknown) for one in rows), strict=True
        )
    )
    missing = sum(len(one.missing) for one in rows)
    return f"{title:40}{names:8}{marked:8}{harmless:10}{unknown:9}{missing:9}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report; the exit status is 1 if a module that can wait is not fully considered."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("modules", nargs="*", help="full names of modules; all, if there are none")
    parser.add_argument("--accept", action="store_true", help="record what is left as harmless")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.modules) - set(module_names()))
    if unknown:
        parser.error(f"typeshed has no module {', '.join(unknown)}")
    if options.accept and not options.modules:
        parser.error("--accept needs the names of the modules that were read")
    record: Mapping[str, AbstractSet[str]] = considered.read()
    if options.accept:
        try:
            record = accept(options.modules, record)
        except ValueError as error:
            parser.error(str(error))
        considered.PATH.write_text(considered.render(record), encoding="utf-8")
    rows = [row(module, record) for module in options.modules or module_names()]
    print(report([item for item in rows if item.names or options.modules]))
    if options.modules:
        for item in rows:
            for name in item.missing:
                print(f"{item.module}.{name}")
    return int(any(item.reaches_out and item.missing for item in rows))


if __name__ == "__main__":
    sys.exit(main())
