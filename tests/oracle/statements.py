"""The statements of a generated program as lines of Python."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from tests.oracle.names import Names
from tests.oracle.program import (
    PROPERTY,
    Block,
    Call,
    CallValue,
    Check,
    Choice,
    Dead,
    Define,
    Enter,
    Function,
    HandOff,
    Iterate,
    Lambda,
    Library,
    OfAlias,
    OfClass,
    OfFunction,
    OfLocal,
    OfMethod,
    OfParameter,
    OfSuper,
    Partial,
    Primitive,
    Program,
    Reference,
    Sleeper,
    Start,
    Statement,
    Target,
    Value,
)
from tests.oracle.wording import (
    CONSTRUCTORS,
    DEAD,
    DRESSES,
    HANDOFFS,
    ITERATIONS,
    LIBRARY,
    PRIMITIVES,
    STARTS,
)


class Writer:
    """The lines of one module below its imports, and the places of statements in them."""

    def __init__(self, program: Program, names: Names) -> None:
        self.program = program
        self.names = names
        self.lines: list[str] = []
        self.places: dict[int, int] = {}
        self._indent = 0
        self._function: Function | None = None
        self._cls: int | None = None
        self._depth = 0

    def line(self, text: str) -> None:
        """Write one line."""
        self.lines.append("    " * self._indent + text)

    def place(self, at: int) -> None:
        """Remember that something stands on the line that comes next."""
        self.places[at] = len(self.lines) + 1

    @contextlib.contextmanager
    def deeper(self) -> Iterator[None]:
        """Indent what is written meanwhile."""
        self._indent += 1
        yield
        self._indent -= 1

    def enter(self, function: Function, cls: int | None) -> None:
        """Say whose body comes next."""
        self._function, self._cls = function, cls

    def signature(self, function: Function, cls: int | None) -> str:
        """Return the parameters: ``self``, function values, then objects with defaults."""
        given = ["self"] if cls is not None else []
        given += [f"a{index}: Callable[[], object]" for index in range(function.parameters)]
        given += [
            f"r{number}: {self.names.of_class(number)} = {self.names.of_instance(number)}"
            for number in sorted(receivers(function.body))
        ]
        return ", ".join(given)

    # Expressions.

    def target(self, target: Target) -> str:
        """Return the expression for what is called."""
        match target:
            case OfFunction() | OfAlias():
                return self.names.of(target)
            case OfMethod(cls, name, how):
                owner = {"self": "self", "param": f"r{cls}"}.get(how)
                if how == "construct":
                    owner = f"{self.names.of_class(cls)}()"
                return f"{owner or self.names.of_instance(cls)}.{name}"
            case OfSuper(_, name):
                return f"super().{name}"
            case OfClass(cls):
                return self.names.of_class(cls)
            case OfParameter(index):
                return f"a{index}"
            case OfLocal(name):
                return name

    def call(self, target: Target, arguments: tuple[Value, ...] = ()) -> str:
        """Return the expression for a call (of a property: its reading)."""
        called = self.target(target)
        function = self.program.signature(target)
        if function is not None and function.form == PROPERTY:
            return called
        given = [self.value(value) for value in arguments]
        if isinstance(target, OfClass) and target.supplied:
            given.append("None")
        return f"{called}({', '.join(given)})"

    def value(self, value: Value) -> str:
        """Return the expression for a function value."""
        match value:
            case Reference(target):
                return self.target(target)
            case Lambda(target, arguments):
                return f"lambda: {self.call(target, arguments)}"
            case Partial(target, arguments):
                given = [self.target(target), *(self.value(item) for item in arguments)]
                return f"partial({', '.join(given)})"
            case Sleeper("lambda"):
                return "lambda: time.sleep(1)"
            case Sleeper():
                return "functools.partial(time.sleep, 1)"
            case Choice(one, two):
                return f"(({self.value(one)}) if JOBS_{self.names.suffix} else ({self.value(two)}))"

    # Statements.

    def block(self, body: tuple[Statement, ...], *, tail: bool = False) -> None:
        """Write statements; ``tail``: the enclosing function ends after them."""
        for index, item in enumerate(body):
            self._statement(item, tail=tail and index == len(body) - 1)
        if not body:
            self.line("pass")

    def _inner(self, body: tuple[Statement, ...]) -> None:
        with self.deeper():
            self.block(body)

    def _at(self, at: int, text: str) -> None:
        self.place(at)
        self.line(text)

    def _statement(self, item: Statement, *, tail: bool) -> None:
        module = self.names.suffix
        match item:
            case Primitive(at, name):
                self._at(at, PRIMITIVES[name].format(module))
            case Call(at, target, arguments, dress):
                call = self.call(target, arguments)
                self._at(at, DRESSES[dress].format(call=call, at=at, module=module))
            case CallValue(at, value, "place"):
                self._at(at, f"({self.value(value)})()")
            case CallValue(at, value, form):
                declared = ": Callable[[], object]" if form == "local" else ""
                self._at(-at, f"v{at}{declared} = {self.value(value)}")
                self._at(at, f"v{at}()")
            case Library(at, name, target, form):
                made = f"lambda _: {self.call(target)}"
                if form == "local":
                    self.line(f"v{at}: Callable[[int], int] = {made}")
                    made = f"v{at}"
                self._at(at, LIBRARY[name].format(made))
            case HandOff(at, way, value):
                self._at(at, HANDOFFS[way].format(self.value(value), module))
            case Iterate(at, target, form):
                made = self.call(target)
                if form == "local":
                    self.line(f"v{at} = {made}")
                    form, made = "for", f"v{at}"
                self._at(at, ITERATIONS[form].format(made))
            case Enter(at, target, body):
                self._at(at, f"with {self.call(target)}:")
                self._inner(body)
            case Start(at, target, way):
                made = self.call(target)
                if way == "used":
                    self.line(f"v{at} = {made}")
                    way, made = "loop_task", f"v{at}"
                self._at(at, STARTS[way].format(made, module, at=at))
            case Define():
                self._define(item)
            case Block() | Dead() | Check():
                self._compound(item, tail=tail)

    def _define(self, item: Define) -> None:
        if item.category is not None:
            self.line(f"@{item.category}")
        self.line(f"def {item.name}() -> int:")
        self._depth += 1
        self._inner(item.body)
        with self.deeper():
            self.line("return 0")
        self._depth -= 1
        self.block(item.then)

    def _compound(self, item: Block | Dead | Check, *, tail: bool) -> None:
        module = self.names.suffix
        match item:
            case Block(at, "lock", body, other):
                self._at(at, f"with LOCK_{module}:")
                self._inner(body + other)
            case Block(_, kind, body, other):
                opening, closing = {
                    "if": (f"if JOBS_{module}:", "else:"),
                    "for": ("for _ in range(2):", "else:"),
                    "while": (f"while JOBS_{module}:", "else:"),
                    "try": ("try:", "except ValueError:"),
                    "finally": ("try:", "finally:"),
                }[kind]
                self.line(opening)
                self._inner(body)
                if other or closing != "else:":
                    self.line(closing)
                    self._inner(other)
            case Dead(_, ("return" | "raise") as kind, body):
                self.line(f"if JOBS_{module}:")
                with self.deeper():
                    self.line("raise ValueError" if kind == "raise" else self._return())
                    self.block(body)
            case Dead(_, ("continue" | "break") as kind, body):
                self.line("for _ in range(2):")
                with self.deeper():
                    self.line(kind)
                    self.block(body)
            case Dead(_, kind, body):
                for line in DEAD[kind]:
                    self.line(line)
                self._inner(body)
            case Check(_, "early", on, off) if tail:
                self.line("if loopsafe.on_loop():")
                with self.deeper():
                    self.block(on)
                    self.line(self._return())
                self.block(off)
            case Check(_, "running", on, off):
                self.line("try:")
                self.line("    asyncio.get_running_loop()")
                self.line("except RuntimeError:")
                self._inner(off)
                self.line("else:")
                self._inner(on)
            case Check(_, kind, on, off):
                first, second = (off, on) if kind == "not" else (on, off)
                self.line(
                    {
                        "not": "if not loopsafe.on_loop():",
                        "ident": f"if LOOP_THREAD_{module} == threading.get_ident():",
                    }.get(kind, "if loopsafe.on_loop():")
                )
                self._inner(first)
                self.line("else:")
                self._inner(second)

    def _return(self) -> str:
        plain = self._depth or (
            self._function is not None
            and self._function.form in ("plain", PROPERTY)
            and self._function.name not in CONSTRUCTORS
        )
        return "return 0" if plain else "return"


def receivers(body: tuple[Statement, ...]) -> set[int]:
    """Return the classes of which a body uses an object that is a parameter."""
    found: set[int] = set()
    waiting: list[object] = [body]
    while waiting:
        item = waiting.pop()
        if isinstance(item, OfMethod) and item.how == "param":
            found.add(item.cls)
        elif isinstance(item, tuple):
            waiting.extend(item)
        elif hasattr(item, "__dataclass_fields__"):
            waiting.extend(getattr(item, name) for name in item.__dataclass_fields__)
    return found
