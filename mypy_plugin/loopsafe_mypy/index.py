"""The functions of a module in memory: what each is called, how it is marked, what it does.

Only the records; `collect` finds them, `definitions` makes them.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import (
    ARG_STAR,
    ARG_STAR2,
    CallExpr,
    ClassDef,
    Decorator,
    Expression,
    FuncDef,
    FuncItem,
    MypyFile,
    Var,
)

from loopsafe._effects import CONTEXT_OF, Category, Context
from loopsafe_mypy.body import Body, Wanted
from loopsafe_mypy.config import Config
from loopsafe_mypy.imports import packages_imported
from loopsafe_mypy.infer import Fact
from loopsafe_mypy.light import LightTypes
from loopsafe_mypy.marks import Mark
from loopsafe_mypy.walk import Walked, walk


class Function:
    """One definition whose body is in memory."""

    __slots__ = (
        "_body",
        "_parameters",
        "decorated",
        "fact",
        "front",
        "inner",
        "light",
        "marks",
        "node",
        "outer",
        "wanted",
        "wrappers",
    )

    def __init__(
        self,
        node: Walked,
        fact: Fact,
        marks: tuple[Mark, ...] = (),
        outer: Function | None = None,
    ) -> None:
        self.node = node
        self.fact = fact
        """What the body does."""
        self.front = fact
        """What callers get: another fact, where decorators or overloads stand in front."""
        self.marks = marks
        self.outer = outer
        self.decorated: Decorator | None = None
        """The definition with its decorators, if it has any."""
        self.wrappers: tuple[Expression, ...] = ()
        """Decorators that may put another function in its place, the innermost first."""
        self.wanted: Wanted | None = None
        """The events to note when the body is walked, if that is known."""
        self._body: Body | None = None
        self._parameters: dict[Var, tuple[str, int]] | None = None
        self.light: LightTypes | None = None
        self.inner: list[Function] | None = None
        """Its local functions, once they have been looked for."""

    @property
    def body(self) -> Body:
        """What the function does, walked once."""
        if self._body is None:
            self._body = walk(self.node, self.wanted)
        return self._body

    @property
    def parameters(self) -> dict[Var, tuple[str, int]]:
        """The parameters: name with stars, and position in a call (the receiver not counted)."""
        if self._parameters is None:
            self._parameters = dict(_parameters(self.node))
        return self._parameters

    @property
    def is_method(self) -> bool:
        """Whether the function is defined in a class."""
        return type(self.node) is FuncDef and bool(self.node.info)

    @property
    def category(self) -> Category | None:
        """The declared category; ``None`` for an unmarked function."""
        return self.fact.category

    @property
    def context(self) -> Context | None:
        """Where the body runs, if that is declared and to be verified."""
        category = self.fact.category
        if category is None or (self.marks and any(mark.unchecked for mark in self.marks)):
            return None
        return CONTEXT_OF[category]

    def use(self, body: Body) -> None:
        """Take a body that was not walked."""
        self._body = body

    def release(self) -> None:
        """Let go of the syntax tree, and of the functions around and inside: they form cycles."""
        self._body = self._parameters = self.light = self.outer = self.inner = None


class Alias:
    """A name of a module or class for a value that can be called: ``nap = time.sleep``.

    Also the default factory of a dataclass field, which the constructor calls.
    """

    __slots__ = ("fact", "value")

    def __init__(self, fact: Fact, value: Expression) -> None:
        self.fact = fact
        self.value = value


class ModuleIndex:
    """The functions, aliases and marked classes of one module."""

    def __init__(self, tree: MypyFile, config: Config) -> None:
        self.tree = tree
        self.config = config
        """The configuration, with the names that the module gives to markers."""
        self.packages = frozenset(packages_imported(tree))
        """The top-level packages it imports."""
        self.functions: list[Function] = []
        self.aliases: list[Alias] = []
        self.classes: list[ClassDef] = []
        """Classes with more than one base."""
        self.marked_classes: list[tuple[ClassDef, Mark]] = []
        self.calls: list[CallExpr] = []
        """Calls whose value a module or class body binds or drops: a marker may be called there."""


def with_inner(functions: list[Function]) -> Iterator[Function]:
    """Yield functions and all the local functions that were found in them."""
    stack = list(functions)
    while stack:
        function = stack.pop()
        yield function
        stack += function.inner or []


def _parameters(node: Walked) -> Iterator[tuple[Var, tuple[str, int]]]:
    if isinstance(node, FuncItem):
        bound = type(node) is FuncDef and bool(node.info) and not node.is_static
        for index, argument in enumerate(node.arguments):
            kind = argument.kind
            stars = "*" if kind is ARG_STAR else "**" if kind is ARG_STAR2 else ""
            if index or not bound:
                has_place = kind.is_positional() or stars == "*"
                name = stars + argument.variable.name
                yield argument.variable, (name, index - bound if has_place else -1)
