"""How one module of a generated package names what is defined in the others: its imports."""

from __future__ import annotations

from tests.oracle.program import Function, OfAlias, OfFunction, Program

IMPORTS = (
    "module",
    "module_as",
    "dotted",
    "name",
    "name_as",
    "relative",
    "relative_name",
    "star",
    "facade",
    "facade_name",
)


class Names:
    """The names of one module, and the import lines that they need."""

    def __init__(self, program: Program, package: str, module: int) -> None:
        self.program = program
        self.package = package
        self.module = module
        self.suffix = f"m{module}"
        self.lines: set[str] = set()
        self.facade: set[str] = set()
        """Lines of the package's facade, through which some modules import."""

    def of(self, target: OfFunction | OfAlias) -> str:
        """Return how this module spells a function or alias."""
        if isinstance(target, OfFunction):
            function = self.program.functions[target.function]
            return self._spell(function.module, function.name)
        alias = self.program.aliases[target.alias]
        return self._spell(alias.module, alias.name)

    def of_class(self, number: int) -> str:
        """Return how this module spells a class."""
        cls = self.program.classes[number]
        return self._spell(cls.module, cls.name)

    def of_instance(self, number: int) -> str:
        """Return how this module spells the global object of a class."""
        cls = self.program.classes[number]
        return self._spell(cls.module, f"the_{cls.name}")

    def marker(self, function: Function) -> str:
        """Return the decorator that declares a function's category."""
        name = str(function.category)
        if function.at % 3 == 0:
            name = f"loopsafe.{name}"
        if function.unchecked:
            return f"{name}(unchecked=True)"
        if function.category == "blocking" and function.at % 2:
            return f'{name}(kind="disk")'
        return name

    def _spell(self, other: int, name: str) -> str:
        if other == self.module:
            return name
        target, full = f"m{other}", f"{self.package}.m{other}"
        match self.program.imports[self.module][other]:
            case "module":
                line, spelled = f"from {self.package} import {target}", f"{target}.{name}"
            case "module_as":
                line, spelled = f"import {full} as the_{target}", f"the_{target}.{name}"
            case "dotted":
                line, spelled = f"import {full}", f"{full}.{name}"
            case "name":
                line, spelled = f"from {full} import {name}", name
            case "name_as":
                line, spelled = f"from {full} import {name} as other_{name}", f"other_{name}"
            case "relative":
                line, spelled = f"from . import {target}", f"{target}.{name}"
            case "relative_name":
                line, spelled = f"from .{target} import {name}", name
            case "star" if self._may_star(other):
                line, spelled = f"from {full} import *", name
            case "star":
                line, spelled = f"from {full} import {name}", name
            case "facade":
                self.facade.add(f"from .{target} import {name} as {name}")
                line, spelled = f"from {self.package} import api", f"api.{name}"
            case _:
                self.facade.add(f"from .{target} import {name} as api_{name}")
                line, spelled = f"from {self.package}.api import api_{name}", f"api_{name}"
        self.lines.add(line)
        return spelled

    def _may_star(self, other: int) -> bool:
        """Whether a star import leads not back here: mypy would lose names, or see them twice."""
        return other < self.module and all(
            row[self.module] not in {"name", "relative_name", "star"}
            for row in self.program.imports[: other + 1]
        )
