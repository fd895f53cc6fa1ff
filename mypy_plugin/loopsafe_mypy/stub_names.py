"""Do the names in a project's effect stub exist? A misspelled one would say nothing, silently.

Compares a stub with the symbol table of the module that it is about, once mypy has analysed that.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from mypy.nodes import MypyFile, SymbolTable, SymbolTableNode, TypeInfo, Var

from loopsafe_stubs import StubError, StubModule

ANYTHING = "__getattr__"
"""A module or class with this method has names that nobody can list."""


def wrong_names(stub: StubModule, tree: MypyFile) -> Iterator[StubError]:
    """Yield what is wrong with the names that a stub declares functions under.

    Args:
        stub: The stub.
        tree: The module that it describes, with its names resolved.
    """
    for declaration in stub.declarations.values():
        name = declaration.fullname.removesuffix(".setter").removesuffix(".deleter")
        problem = _problem(name.removeprefix(f"{stub.name}.").split("."), stub.name, tree.names)
        if problem is not None:
            yield StubError(stub.path, declaration.line, f"Effect stub: {problem}")


def _problem(parts: list[str], holder: str, names: SymbolTable) -> str | None:
    """Say what is wrong with a dotted name in a module, if anything is."""
    first, *rest = parts
    found = names.get(first)
    if found is None:
        return None if ANYTHING in names else _unknown("module", holder, first, names)
    while rest:
        cls = found.node
        if cls is None or type(cls) is Var:
            return None
        if not isinstance(cls, TypeInfo):
            return f'"{holder}.{first}" is no class'
        elsewhere = _elsewhere(found, holder, first)
        if elsewhere is not None:
            return elsewhere
        holder, first, rest = cls.fullname, rest[0], rest[1:]
        inherited = cls.get(first)
        if inherited is None:
            if cls.fallback_to_any or cls.get(ANYTHING) is not None:
                return None
            known = {name for base in cls.mro for name in base.names}
            return _unknown("class", holder, first, known)
        found = inherited
        if not rest:
            return None  # a method may be inherited
    return _elsewhere(found, holder, first)


def _elsewhere(found: SymbolTableNode, holder: str, name: str) -> str | None:
    """Say where a name is defined, if that is not where the stub says."""
    fullname = found.fullname
    if found.node is None or fullname in {None, f"{holder}.{name}"}:
        return None
    return f'"{holder}.{name}" is defined as "{fullname}"; declare it under that name'


def _unknown(what: str, holder: str, name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, known, 1)
    remedy = f'; did you mean "{close[0]}"?' if close else ""
    return f'{what} "{holder}" has no "{name}"{remedy}'
