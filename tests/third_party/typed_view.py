"""What mypy sees in a package: the names that effect stubs have to use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from mypy import build
from mypy.modulefinder import BuildSource
from mypy.nodes import Decorator, FuncDef, MypyFile, OverloadedFuncDef, SymbolNode, TypeInfo, Var
from mypy.options import Options
from mypy.types import CallableType, Overloaded, get_proper_type


class TypedView:
    """Packages of another environment, analysed by mypy."""

    def __init__(self, modules: Iterable[str], python: Path, cache: Path) -> None:
        """Analyse modules with all that they import.

        Args:
            modules: Their full names. One that mypy cannot find is treated as absent.
            python: The interpreter of the environment that has them.
            cache: A folder for mypy's cache.
        """
        options = Options()
        options.python_executable = str(python)
        options.cache_dir = str(cache)
        options.ignore_errors = True
        options.ignore_missing_imports = True
        options.follow_untyped_imports = True
        options.process_error_codes(error_callback=lambda _: None)
        source = "".join(f"import {name}\n" for name in sorted(modules))
        found = build.build([BuildSource(None, "__main__", source)], options)
        self._modules: dict[str, MypyFile] = found.files

    def has(self, module: str) -> bool:
        """Whether mypy finds a module."""
        return module in self._modules

    def find(self, fullname: str, module: str) -> SymbolNode | None:
        """Return what a full name means in a module; a method may be inherited."""
        tree = self._modules.get(module)
        if tree is None:
            return None
        first, *rest = fullname.removeprefix(f"{module}.").split(".")
        symbol = tree.names.get(first)
        for part in rest:
            if symbol is None or not isinstance(symbol.node, TypeInfo):
                return None
            symbol = symbol.node.get(part)
        return symbol.node if symbol is not None else None


def functions(node: SymbolNode) -> Iterator[FuncDef]:
    """Yield the function behind a definition, or each of its overloads."""
    if isinstance(node, FuncDef):
        yield node
    elif isinstance(node, Decorator):
        yield node.func
    elif isinstance(node, OverloadedFuncDef):
        for item in node.items:
            yield from functions(item)
        if node.impl is not None:
            yield from functions(node.impl)


def is_property(node: SymbolNode) -> bool:
    """Whether a definition is read like an attribute."""
    return any(function.is_property for function in functions(node))


def is_coroutine(node: SymbolNode) -> bool:
    """Whether a call makes a coroutine or an asynchronous generator."""
    return any(function.is_coroutine or function.is_async_generator for function in functions(node))


def takes(node: SymbolNode, parameter: str) -> bool:
    """Whether some overload has a parameter of a name, or takes any keyword."""
    found = list(functions(node))
    for function in found:
        if parameter in function.arg_names or any(kind.is_star() for kind in function.arg_kinds):
            return True
    if isinstance(node, Var):
        found_type = get_proper_type(node.type) if node.type is not None else None
        items = found_type.items if isinstance(found_type, (CallableType, Overloaded)) else []
        return not items or any(
            parameter in item.arg_names or item.is_var_arg or item.is_kw_arg for item in items
        )
    return False
