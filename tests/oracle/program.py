"""The abstract program: what a generated program does, without a line of Python.

Owns the vocabulary that the strategies build, `render` writes down and `judge` judges. Functions,
classes and aliases are numbered and refer to each other by number, so that nothing here depends on
how a name is imported. Everything is immutable; an edit makes another program.

``at`` is the identity of a statement or definition: an error is expected *at* one of them, and the
rendering says on which line that is. It survives edits.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

COROUTINE = "coroutine"
CALLBACK = "callback"
THREAD_SAFE = "thread_safe"
BLOCKING = "blocking"
MARKS = (CALLBACK, THREAD_SAFE, BLOCKING)

PLAIN = "plain"
GENERATOR = "generator"
MANAGER = "contextmanager"
PROPERTY = "property"

# Targets: what can be called, or iterated, or entered.


@dataclass(frozen=True)
class OfFunction:
    """A module-level function."""

    function: int


@dataclass(frozen=True)
class OfAlias:
    """A module-level name for a function: ``alias2 = m1.f0``."""

    alias: int


@dataclass(frozen=True)
class OfMethod:
    """A method or property of an object: a parameter, a global, ``self`` or a new instance."""

    cls: int
    name: str
    how: str


@dataclass(frozen=True)
class OfSuper:
    """The next class's method: ``super().name``. ``cls`` is the class around it."""

    cls: int
    name: str


@dataclass(frozen=True)
class OfClass:
    """A constructor. ``supplied``: the caller brings the field that has a default factory."""

    cls: int
    supplied: bool = False


@dataclass(frozen=True)
class OfParameter:
    """The function value that the enclosing function was given."""

    index: int


@dataclass(frozen=True)
class OfLocal:
    """A function defined in the enclosing function."""

    name: str


Target = OfFunction | OfAlias | OfMethod | OfSuper | OfClass | OfParameter | OfLocal

# Values: what can be passed where a function without arguments is expected.


@dataclass(frozen=True)
class Reference:
    """The thing itself: a function, bound method, class, parameter."""

    target: Target


@dataclass(frozen=True)
class Lambda:
    """``lambda: target(...)``."""

    target: Target
    arguments: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Partial:
    """``functools.partial(target, ...)``."""

    target: Target
    arguments: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Sleeper:
    """``time.sleep`` with its argument bound, by a partial or a lambda."""

    form: str


@dataclass(frozen=True)
class Choice:
    """``one if FLAG else two``."""

    one: Value
    two: Value


Value = Reference | Lambda | Partial | Sleeper | Choice

# Statements.


@dataclass(frozen=True)
class Primitive:
    """A call of the standard library."""

    at: int
    name: str


@dataclass(frozen=True)
class Call:
    """A call, or the reading of a property, in one of several dresses."""

    at: int
    target: Target
    arguments: tuple[Value, ...] = ()
    dress: str = "statement"


@dataclass(frozen=True)
class CallValue:
    """A function value made and called: bound to a local first, or in place."""

    at: int
    value: Value
    form: str


@dataclass(frozen=True)
class Library:
    """A function of the standard library that calls its argument: ``sorted(key=)``, ``map``."""

    at: int
    name: str
    target: Target
    form: str


@dataclass(frozen=True)
class HandOff:
    """A function value given to another thread, or to the loop for later."""

    at: int
    way: str
    value: Value


@dataclass(frozen=True)
class Iterate:
    """A generator made and iterated, or only made (``form`` is ``make``)."""

    at: int
    target: Target
    form: str


@dataclass(frozen=True)
class Enter:
    """A ``@contextmanager`` function in a ``with`` statement."""

    at: int
    target: Target
    body: tuple[Statement, ...]


@dataclass(frozen=True)
class Start:
    """A coroutine made, and what becomes of it."""

    at: int
    target: Target
    way: str


@dataclass(frozen=True)
class Block:
    """A compound statement that may or may not run its parts."""

    at: int
    kind: str
    body: tuple[Statement, ...]
    other: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class Dead:
    """Statements that never run."""

    at: int
    kind: str
    body: tuple[Statement, ...]


@dataclass(frozen=True)
class Check:
    """A question on which thread this is: ``on`` runs on the loop, ``off`` elsewhere."""

    at: int
    kind: str
    on: tuple[Statement, ...]
    off: tuple[Statement, ...]


@dataclass(frozen=True)
class Define:
    """A local function, and statements that may use it."""

    at: int
    name: str
    category: str | None
    body: tuple[Statement, ...]
    then: tuple[Statement, ...]


Statement = (
    Primitive
    | Call
    | CallValue
    | Library
    | HandOff
    | Iterate
    | Enter
    | Start
    | Block
    | Dead
    | Check
    | Define
)

PARTS = ("body", "other", "on", "off", "then")
"""The fields of statements that hold statements."""


@dataclass(frozen=True)
class Function:
    """A function or method. ``parameters`` counts the function values that it takes."""

    at: int
    name: str
    body: tuple[Statement, ...]
    category: str | None = None
    unchecked: bool = False
    form: str = PLAIN
    parameters: int = 0
    module: int = 0


@dataclass(frozen=True)
class Class:
    """A class; ``factory`` makes it a dataclass with one field."""

    at: int
    name: str
    module: int
    bases: tuple[int, ...]
    methods: tuple[Function, ...]
    factory: Value | None = None


@dataclass(frozen=True)
class Alias:
    """A module-level assignment of a function, or of an earlier alias."""

    name: str
    module: int
    target: OfFunction | OfAlias


@dataclass(frozen=True)
class Program:
    """Some modules that import each other. ``imports[a][b]``: how module a imports module b."""

    modules: int
    imports: tuple[tuple[str, ...], ...]
    functions: tuple[Function, ...]
    classes: tuple[Class, ...]
    aliases: tuple[Alias, ...]

    def order(self, cls: int) -> list[int]:
        """Return a class and all it inherits from, in the order of attribute lookup (C3)."""
        bases = self.classes[cls].bases
        queues = [self.order(base) for base in bases] + [list(bases)]
        found = [cls]
        while any(queues):
            heads = [queue[0] for queue in queues if queue]
            head = next(head for head in heads if not any(head in queue[1:] for queue in queues))
            found.append(head)
            queues = [[item for item in queue if item != head] for queue in queues]
        return found

    def lookup(self, cls: int, name: str, after: int | None = None) -> tuple[int, int] | None:
        """Return class and index of the method that a name means, or that follows a class."""
        order = self.order(cls)
        for owner in order[order.index(after) + 1 if after is not None else 0 :]:
            for index, method in enumerate(self.classes[owner].methods):
                if method.name == name:
                    return owner, index
        return None

    def signature(self, target: Target) -> Function | None:
        """Return the function that a target leads to, if it is one with a definition."""
        match target:
            case OfFunction(function):
                return self.functions[function]
            case OfAlias(alias):
                return self.signature(self.aliases[alias].target)
            case OfMethod(cls, name, _):
                found = self.lookup(cls, name)
            case OfSuper(cls, name):
                found = self.lookup(cls, name, after=cls)
            case _:
                return None
        assert found is not None, target
        return self.classes[found[0]].methods[found[1]]

    def all_functions(self) -> Iterator[tuple[int | None, Function]]:
        """Yield all functions and methods, each with its class."""
        for function in self.functions:
            yield None, function
        for number, cls in enumerate(self.classes):
            for method in cls.methods:
                yield number, method


def rewrite(
    body: tuple[Statement, ...],
    change: Callable[[tuple[Statement, ...]], tuple[Statement, ...]],
) -> tuple[Statement, ...]:
    """Return a body with every block of statements in it changed, inner ones first."""
    done: list[Statement] = []
    for item in body:
        parts: dict[str, Any] = {
            name: rewrite(part, change)
            for name in PARTS
            if (part := getattr(item, name, None)) is not None
        }
        done.append(dataclasses.replace(item, **parts) if parts else item)
    return change(tuple(done))
