"""Statements drawn by Hypothesis: well typed where they stand, whatever they do.

Owns what may be written in which body.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from hypothesis import strategies as st

from tests.oracle import program as p
from tests.oracle.switches import OFF, enabled
from tests.oracle.wording import DEAD, DRESSES, HANDOFFS, ITERATIONS, LIBRARY, PRIMITIVES, STARTS

T = TypeVar("T")

METHODS = {
    "m0": (p.PLAIN, 0),
    "m1": (p.PLAIN, 0),
    "h0": (p.PLAIN, 1),
    "p0": (p.PROPERTY, 0),
    "g0": (p.GENERATOR, 0),
    "a0": (p.PLAIN, 0),
    "__init__": (p.PLAIN, 0),
    "__post_init__": (p.PLAIN, 0),
}
"""What each method name is, in every class: overrides fit what they override."""

WAITING = ("sleep", "sleep", "open", "acquire", "call_soon", "event")
"""Primitives that do something, the frequent choice."""


@dataclass(frozen=True)
class Scope:
    """Where a statement stands."""

    module: int
    cls: int | None = None
    asynchronous: bool = False
    form: str = p.PLAIN
    parameters: int = 0
    name: str = ""
    locals: tuple[str, ...] = ()
    depth: int = 0
    nested: bool = False
    """In a local function: no ``super()``, no ``await``, no ``yield``."""
    checked: bool = False
    """Behind a thread check."""
    unchecked: bool = False
    """In a function of which the body is believed."""

    def deeper(self) -> Scope:
        """Return the scope of a block in a compound statement."""
        return dataclasses.replace(self, depth=self.depth + 1)


class Draft:
    """Draws statements for the functions of one program, of which the signatures are known."""

    def __init__(
        self, draw: st.DrawFn, program: p.Program, first: int, *, binds: bool | None = None
    ) -> None:
        self.draw = draw
        self.program = program
        self.next = first
        self.binds = self.number(0, 1) == 0 if binds is None else binds
        """Whether partials bind function values; else functions may hand on what they are given."""

    # Choices.

    def new(self) -> int:
        """Return an identity for a statement or definition."""
        self.next += 1
        return self.next

    def number(self, low: int, high: int) -> int:
        """Draw a number."""
        return self.draw(st.integers(low, high))

    def pick(self, items: Sequence[T]) -> T:
        """Draw one of some items."""
        return items[self.draw(st.integers(0, len(items) - 1))]

    # Targets.

    def functions(self, *, form: str = p.PLAIN, parameters: int = 0) -> list[p.Target]:
        """Return the module-level functions, and aliases, of a shape; no coroutines."""
        return [
            target
            for target in self._named()
            if (function := self.program.signature(target)) is not None
            and function.category != p.COROUTINE
            and (function.form, function.parameters) == (form, parameters)
        ]

    def coroutines(self, scope: Scope) -> list[p.Target]:
        """Return what makes a coroutine."""
        return [
            target
            for target in [*self._named(), *self.methods(scope, "a0")]
            if (function := self.program.signature(target)) is not None
            and function.category == p.COROUTINE
        ]

    def _named(self) -> list[p.Target]:
        functions = [p.OfFunction(number) for number in range(len(self.program.functions))]
        aliases = [p.OfAlias(number) for number in range(len(self.program.aliases))]
        return [*functions, *aliases]

    def methods(self, scope: Scope, *names: str) -> list[p.Target]:
        """Return the methods of some names, on all objects that a body can get at."""
        found: list[p.Target] = []
        for cls in range(len(self.program.classes)):
            for name in names:
                if self.program.lookup(cls, name) is None:
                    continue
                ways = ["global", "construct"]
                if scope.cls is None:
                    ways.append("param")
                found += [p.OfMethod(cls, name, how) for how in enabled("receiver", ways)]
        if scope.cls is not None:
            for name in names:
                if self.program.lookup(scope.cls, name) is not None:
                    found += [p.OfMethod(scope.cls, name, "self")] * 3
                supers = not scope.nested and scope.depth == 0
                if supers and self.program.lookup(scope.cls, name, after=scope.cls) is not None:
                    found += [p.OfSuper(scope.cls, name)] * 3
        return found

    def callees(self, scope: Scope) -> list[p.Target]:
        """Return what can be called without arguments."""
        found = self.functions()
        found += self.methods(scope, "m0", "m1")
        found += [
            p.OfClass(number, supplied)
            for number, cls in enumerate(self.program.classes)
            for supplied in (False, True)
            if not supplied or cls.factory is not None
        ]
        found += [p.OfParameter(index) for index in range(scope.parameters)] * 4
        found += [p.OfLocal(name) for name in scope.locals] * 4
        return found

    # Values.

    def value(self, scope: Scope, *, depth: int = 0, still: bool = False) -> p.Value:
        """Draw a function value; ``still``: making it does nothing."""
        forms = ["reference", "reference", "lambda", "partial", "sleeper"]
        if depth < 2 and self._may_pass(scope):
            forms += ["lambda_higher", "choice"]
            if self.binds or "value:partial_of_handing" not in OFF:
                forms.append("partial_higher")
        form = self.pick(enabled("value", forms))
        calls = form.startswith("lambda") and not self.binds
        if calls and "handoff:lambda_of_parameter" in OFF:
            scope = dataclasses.replace(scope, parameters=0)
        if form == "sleeper":
            return p.Sleeper(self.pick(["partial", "lambda"]))
        if form == "choice":
            return p.Choice(
                self.value(scope, depth=2, still=still), self.value(scope, depth=2, still=still)
            )
        if form.endswith("_higher"):
            higher = self.functions(parameters=1) + self.methods(scope, "h0")
            higher = [target for target in higher if self._fits(target, form, still=still)]
            if higher:
                make = p.Lambda if form == "lambda_higher" else p.Partial
                inside = dataclasses.replace(scope, nested=scope.nested or make is p.Lambda)
                given = self.value(inside, depth=depth + 1, still=still)
                return make(self.pick(higher), (given,))
            form = "lambda"
        found = self.callees(scope)
        if form == "lambda":
            found += self.methods(scope, "p0")
        found = [target for target in found if self._fits(target, form, still=still)]
        if not found:
            return p.Sleeper("partial")
        target = self.pick(found)
        match form:
            case "lambda":
                return p.Lambda(target)
            case "partial":
                return p.Partial(target)
            case _:
                return p.Reference(target)

    @staticmethod
    def _fits(target: p.Target, form: str, *, still: bool) -> bool:
        if form.startswith("lambda"):
            return not isinstance(target, p.OfSuper)
        if isinstance(target, p.OfMethod) and target.how == "construct":
            return not still
        return not (isinstance(target, p.OfClass) and target.supplied)

    # Statements.

    def body(self, scope: Scope, low: int = 0, high: int = 3) -> tuple[p.Statement, ...]:
        """Draw the statements of a block."""
        return tuple(self.statement(scope) for _ in range(self.number(low, high)))

    def statement(self, scope: Scope) -> p.Statement:
        """Draw one statement that is well typed in a scope."""
        kinds = ["call", "waits", "call", "primitive", "higher", "library"]
        kinds += ["value", "iterate", "start"]
        if not self._disputed(scope):
            kinds.append("handoff")
        if scope.depth < 2:
            kinds += ["block", "dead", "define", "enter"]
            disputed = "check:parameter" in OFF or ("check:handing" in OFF and not self.binds)
            if not scope.checked and not (scope.parameters and disputed):
                kinds.append("check")
        kind = self.pick(enabled("statement", kinds))
        if kind in {"block", "dead", "define", "enter", "check"}:
            return self._compound(scope, kind)
        return self._simple(scope, kind)

    @staticmethod
    def _disputed(scope: Scope) -> bool:
        return scope.unchecked and scope.nested and "unchecked:handoff_in_local" in OFF

    def _may_pass(self, scope: Scope) -> bool:
        """Whether function values may be passed on: to what may hand them over, unless `binds`."""
        return self.binds or not self._disputed(scope)

    def _simple(self, scope: Scope, kind: str) -> p.Statement:
        match kind:
            case "primitive":
                return p.Primitive(self.new(), self.pick(enabled("primitive", list(PRIMITIVES))))
            case "call" if found := self.callees(scope) + self.methods(scope, "p0"):
                target = self.pick(found)
                return p.Call(self.new(), target, (), self._dress(target))
            case "higher" if self._may_pass(scope) and (found := self._higher(scope)):
                target = self.pick(found)
                function = self.program.signature(target)
                assert function is not None
                given = tuple(self.value(scope) for _ in range(function.parameters))
                return p.Call(self.new(), target, given, self._dress(target))
            case "library" if found := self._for_library(scope):
                name = self.pick(enabled("library", list(LIBRARY)))
                form = self.pick(enabled("library", ["place", "local"]))
                return p.Library(self.new(), name, self.pick(found), form)
            case "value":
                value = self.value(scope, still=True)
                forms = ["local"] if isinstance(value, p.Choice) else ["local", "inferred", "place"]
                return p.CallValue(self.new(), value, self.pick(enabled("value", forms)))
            case "handoff":
                return self._handoff(scope)
            case "iterate":
                return self._iterate(scope)
            case "start" if found := self.coroutines(scope):
                return self._start(scope, self.pick(found))
            case _:
                return p.Primitive(self.new(), self.pick(enabled("primitive", WAITING)))

    def _higher(self, scope: Scope) -> list[p.Target]:
        return [
            *self.functions(parameters=1),
            *self.functions(parameters=2),
            *self.methods(scope, "h0"),
        ]

    def _for_library(self, scope: Scope) -> list[p.Target]:
        found = self.functions() + self.methods(scope, "m0", "m1", "p0")
        found += [p.OfLocal(name) for name in scope.locals] * 4
        return [target for target in found if self._fits(target, "lambda", still=False)]

    def _dress(self, target: p.Target) -> str:
        if isinstance(target, p.OfSuper):
            return self.pick(["statement", "assign"])
        dress = self.pick(["statement", *enabled("dress", list(DRESSES))])
        unknown = isinstance(target, p.OfClass | p.OfParameter)
        return "statement" if unknown and dress in {"text", "argument"} else dress

    def _handoff(self, scope: Scope) -> p.Statement:
        ways = enabled("handoff", list(HANDOFFS))
        if not scope.asynchronous:
            ways.remove("to_thread")
        way = self.pick(ways)
        lost = [
            target
            for target in self.coroutines(scope)
            if not isinstance(target, p.OfSuper) or "super:coroutine" not in OFF
        ]
        if lost and way != "to_thread" and self.number(0, 5) == 5:
            target = self.pick(lost)
            if not isinstance(target, p.OfMethod) or target.how != "construct":
                return p.HandOff(self.new(), way, p.Reference(target))
        if self.binds and "value:partial_of_handing" in OFF:
            scope = dataclasses.replace(scope, parameters=0)
        return p.HandOff(self.new(), way, self.value(scope))

    def _iterate(self, scope: Scope) -> p.Statement:
        found = self.functions(form=p.GENERATOR) + self.methods(scope, "g0")
        if not found:
            return self._simple(scope, "waits")
        target = self.pick(found)
        forms = enabled("iterate", [*ITERATIONS, "local"])
        if scope.form != p.GENERATOR or scope.nested:
            forms.remove("from")
        if isinstance(target, p.OfMethod) and target.how == "construct":
            forms.remove("local")
        if isinstance(target, p.OfSuper):
            forms = ["for", "list", "make"]
        return p.Iterate(self.new(), target, self.pick(forms))

    def _start(self, scope: Scope, target: p.Target) -> p.Statement:
        ways = enabled("start", [*STARTS, "used"])
        if not scope.asynchronous:
            ways = [way for way in ways if way not in {"await", "gather"}]
        if isinstance(target, p.OfMethod) and target.how == "construct":
            ways.remove("used")
        return p.Start(self.new(), target, self.pick(ways))

    def _compound(self, scope: Scope, kind: str) -> p.Statement:
        inner = scope.deeper()
        match kind:
            case "dead":
                kinds = [*DEAD, "return", "raise", "continue", "break"]
                return p.Dead(self.new(), self.pick(enabled("dead", kinds)), self.body(inner, 1, 2))
            case "check":
                kinds = enabled("check", ["on_loop", "not", "running", "ident", "early"])
                known = dataclasses.replace(inner, checked=True)
                return p.Check(
                    self.new(), self.pick(kinds), self.body(known, 0, 2), self.body(known, 0, 2)
                )
            case "define":
                name = f"local{self.new()}"
                inside = dataclasses.replace(
                    inner,
                    asynchronous=False,
                    nested=True,
                    checked=False,
                    form=p.PLAIN,
                    locals=(*scope.locals, name),
                )
                marks: list[str | None] = [None, None, None, None, p.CALLBACK, p.BLOCKING]
                category = self.pick(marks)
                body = self.body(inside, 0, 2)
                outside = dataclasses.replace(inner, locals=(*scope.locals, name))
                return p.Define(self.new(), name, category, body, self.body(outside, 1, 2))
            case "enter" if found := self.functions(form=p.MANAGER):
                return p.Enter(self.new(), self.pick(found), self.body(inner, 0, 2))
            case _:
                kinds = enabled("block", ["if", "for", "while", "try", "finally", "lock"])
                return p.Block(
                    self.new(), self.pick(kinds), self.body(inner, 1, 2), self.body(inner, 0, 1)
                )
