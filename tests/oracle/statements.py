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

CONSTRUCTORS = ("__init__", "__post_init__")
"""Methods that return nothing."""

PRIMITIVES = {
    "sleep": "time.sleep(1)",
    "open": 'open("file")',
    "path": 'pathlib.Path("file").read_text()',
    "listdir": "os.listdir()",
    "subprocess": 'subprocess.run(["true"])',
    "acquire": "LOCK_{0}.acquire()",
    "acquire_now": "LOCK_{0}.acquire(blocking=False)",
    "queue": "QUEUE_{0}.get()",
    "queue_now": "QUEUE_{0}.get(block=False)",
    "result": "FUTURE_{0}.result()",
    "input": "input()",
    "event": "EVENT_{0}.set()",
    "stop": "LOOP_{0}.stop()",
    "call_soon": "LOOP_{0}.call_soon(len, ())",
    "threadsafe": "LOOP_{0}.call_soon_threadsafe(len, ())",
    "length": "len(())",
    "upper": '"text".upper()',
}

DRESSES = {
    "statement": "{call}",
    "assign": "x{at} = {call}",
    "comprehension": "[{call} for _ in (1,)]",
    "lazy": "list({call} for _ in (1,))",
    "assert": "assert {call}, 1",
    "text": 'f"{{({call})}}"',
    "ternary": "{call} if JOBS_{module} else 0",
    "and": "JOBS_{module} and {call}",
    "tuple": "({call}, 1)",
    "condition": "if {call}: pass",
    "argument": "str({call})",
    "walrus": "(x{at} := {call})",
}

LIBRARY = {
    "sorted": "sorted([1, 2], key={0})",
    "sort": "[1, 2].sort(key={0})",
    "min": "min([1, 2], key={0})",
    "max": "max((1, 2), key={0})",
    "map": "list(map({0}, [1, 2]))",
    "filter": "list(filter({0}, [1, 2]))",
    "loop": "for _ in map({0}, [1, 2]): pass",
    "reduce": "reduce(lambda one, two: ({0})(one), [1, 2])",
    "unused_map": "map({0}, [1, 2])",
}

ITERATIONS = {
    "for": "for _ in {0}: pass",
    "list": "list({0})",
    "tuple": "tuple({0})",
    "next": "next({0})",
    "sum": "sum({0})",
    "max": "max({0})",
    "any": "any({0})",
    "sorted": "sorted({0})",
    "in": "1 in {0}",
    "comprehension": "[_ for _ in {0}]",
    "set": "{{_ for _ in {0}}}",
    "unpack": "one, *more = {0}",
    "star": "[0, *{0}]",
    "zip": "for _, _ in zip({0}, [1]): pass",
    "enumerate": "for _, _ in enumerate({0}): pass",
    "from": "yield from {0}",
    "make": "{0}",
}

HANDOFFS = {
    "call_soon": "LOOP_{1}.call_soon({0})",
    "call_later": "LOOP_{1}.call_later(1, {0})",
    "threadsafe": "LOOP_{1}.call_soon_threadsafe({0})",
    "thread": "threading.Thread(target={0})",
    "executor": "LOOP_{1}.run_in_executor(None, {0})",
    "submit": "POOL_{1}.submit({0})",
    "to_thread": "await asyncio.to_thread({0})",
}

STARTS = {
    "drop": "{0}",
    "await": "await {0}",
    "gather": "await asyncio.gather({0})",
    "loop_task": "LOOP_{1}.create_task({0})",
    "create_task": "asyncio.create_task({0})",
    "threadsafe": "asyncio.run_coroutine_threadsafe({0}, LOOP_{1})",
    "run": "asyncio.run({0})",
    "until_complete": "LOOP_{1}.run_until_complete({0})",
    "store": "JOBS_{1}.append({0})",
    "unused": "x{at} = {0}",
    "truth": "if {0}: pass",
    "text": 'f"{{({0})}}"',
}

DEAD = {
    "type_checking": ("if TYPE_CHECKING:",),
    "false": ("if False:",),
    "while_false": ("while False:",),
    "else_true": ("if True:", "    pass", "else:"),
    "version": ("if sys.version_info < (3, 8):",),
    "platform": ('if sys.platform == "plan9":',),
}


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
                return (
                    f"(({self.value(one)}) if JOBS_{self.names.suffix} else ({self.value(two)}))"
                )

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
            case CallValue(at, value, "local"):
                self._at(-at, f"v{at}: Callable[[], object] = {self.value(value)}")
                self._at(at, f"v{at}()")
            case CallValue(at, value, "inferred"):
                self._at(-at, f"v{at} = {self.value(value)}")
                self._at(at, f"v{at}()")
            case CallValue(at, value, _):
                self._at(at, f"({self.value(value)})()")
            case Library(at, name, target, form):
                made = f"lambda _: {self.call(target)}"
                if form == "local":
                    self.line(f"v{at}: Callable[[int], int] = {made}")
                    made = f"v{at}"
                self._at(at, LIBRARY[name].format(made))
            case HandOff(at, way, value):
                self._at(at, HANDOFFS[way].format(self.value(value), module))
            case Iterate(at, target, "local"):
                self.line(f"v{at} = {self.call(target)}")
                self._at(at, f"for _ in v{at}: pass")
            case Iterate(at, target, form):
                self._at(at, ITERATIONS[form].format(self.call(target)))
            case Enter(at, target, body):
                self._at(at, f"with {self.call(target)}:")
                self._inner(body)
            case Start(at, target, "used"):
                self.line(f"v{at} = {self.call(target)}")
                self._at(at, f"LOOP_{module}.create_task(v{at})")
            case Start(at, target, way):
                self._at(at, STARTS[way].format(self.call(target), module, at=at))
            case Define(_, name, category, body, then):
                if category is not None:
                    self.line(f"@{category}")
                self.line(f"def {name}() -> int:")
                self._depth += 1
                self._inner(body)
                with self.deeper():
                    self.line("return 0")
                self._depth -= 1
                self.block(then)
            case Block() | Dead() | Check():
                self._compound(item, tail=tail)

    def _compound(self, item: Block | Dead | Check, *, tail: bool) -> None:
        module = self.names.suffix
        match item:
            case Block(at, "lock", body, other):
                self._at(at, f"with LOCK_{module}:")
                self._inner(body + other)
            case Block(_, kind, body, other):
                first, second = {
                    "if": (f"if JOBS_{module}:", "else:"),
                    "for": ("for _ in range(2):", "else:"),
                    "while": (f"while JOBS_{module}:", "else:"),
                    "try": ("try:", "except ValueError:"),
                    "finally": ("try:", "finally:"),
                }[kind]
                self.line(first)
                self._inner(body)
                if other or second in {"except ValueError:", "finally:"}:
                    self.line(second)
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
