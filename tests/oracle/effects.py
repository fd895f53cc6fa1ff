"""What bodies, calls and values do: behaviours, from the effect model alone, by brute force.

There are two threads a body can run on. A *behaviour* says for each of them what a call does wrong
there: on the loop, which waiting functions it reaches; in a worker, which loop-only ones. A
function that takes functions is asked about once for each combination of what it may be given.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.oracle.program import (
    BLOCKING,
    CALLBACK,
    COROUTINE,
    PLAIN,
    PROPERTY,
    THREAD_SAFE,
    Block,
    Call,
    CallValue,
    Check,
    Choice,
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

LOOP, WORKER = 0, 1
BOTH = frozenset({LOOP, WORKER})
RUNS_ON = {
    COROUTINE: frozenset({LOOP}),
    CALLBACK: frozenset({LOOP}),
    THREAD_SAFE: BOTH,
    BLOCKING: frozenset({WORKER}),
    None: BOTH,
}
CODE = {LOOP: "blocking-call", WORKER: "loop-only-call"}

Origins = frozenset[str]
Behaviour = tuple[Origins, Origins]
Arguments = tuple[Behaviour, ...]
Handed = frozenset[tuple[int, int]]
"""Parameters, by number, and the threads that they are handed to."""

NOTHING: Origins = frozenset()

WAITS = {
    "sleep": "sleep",
    "open": "open",
    "path": "read_text",
    "listdir": "listdir",
    "subprocess": "run",
    "acquire": "acquire",
    "queue": "get",
    "result": "result",
    "input": "input",
    "lock": "__enter__",
    "run": "run",
    "until_complete": "run_until_complete",
}
NEEDS_LOOP = {
    "event": "set",
    "stop": "stop",
    "call_soon": "call_soon",
    "call_later": "call_later",
    "loop_task": "create_task",
    "create_task": "create_task",
    "used": "create_task",
}
TO_LOOP = frozenset({"call_soon", "call_later", "threadsafe"})


def symbol(index: int) -> Behaviour:
    """A function value of which only the name is known: a parameter of the body under judgement."""
    here = frozenset({f"?{index}"})
    return here, here


def concrete(origins: Origins) -> Origins:
    """Leave out what depends on a parameter."""
    return frozenset(origin for origin in origins if not origin.startswith("?"))


def parameters_in(origins: Origins) -> frozenset[int]:
    """Return the parameters on which something depends."""
    return frozenset(int(origin[1:]) for origin in origins if origin.startswith("?"))


SYMBOLS = (symbol(0), symbol(1))
LOST = frozenset({"drop", "unused", "truth", "text"})
UNUSED_LIBRARY = frozenset({"unused_map"})


def library(name: str) -> Behaviour:
    """What one use of the standard library does, on each thread."""
    waits, needs = WAITS.get(name), NEEDS_LOOP.get(name)
    return (
        frozenset({waits}) if waits else NOTHING,
        frozenset({needs}) if needs else NOTHING,
    )


def declared(category: str, name: str) -> Behaviour:
    """What calling a function of a declared category does, whatever its body is."""
    here = frozenset({name})
    return (
        here if category == BLOCKING else NOTHING,
        here if category == CALLBACK else NOTHING,
    )


class Effects:
    """What everything in one program does, as far as it is known yet."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.defined = {
            item.name: item
            for _, function in program.all_functions()
            for item in definitions(function.body)
        }
        self.known: dict[tuple[str, Arguments, int], Origins] = {}
        self.asked: set[tuple[str, Arguments, int]] = set()
        self.hands: dict[tuple[str, int], Handed] = {}
        """What a body, run on a thread, hands over: which parameter, to which thread."""
        self.bodies = {
            str(function.at): function.body for _, function in program.all_functions()
        } | {name: item.body for name, item in self.defined.items()}

    # What a body, a call, a value does.

    def ask(self, key: str, arguments: Arguments, thread: int) -> Origins:
        """Return what is known so far of a body, and have it computed."""
        self.asked.add((key, arguments, thread))
        return self.known.get((key, arguments, thread), NOTHING)

    def effect(self, body: tuple[Statement, ...], arguments: Arguments, thread: int) -> Origins:
        return NOTHING.union(
            *(
                self.charge(item, arguments, thread)
                for item, threads in live(body, frozenset({thread}))
                if thread in threads
            )
        )

    def charge(self, item: Statement, arguments: Arguments, thread: int) -> Origins:
        """Return what a statement does wrong on a thread, apart from the statements in it."""
        match item:
            case Primitive(_, name):
                return library(name)[thread]
            case Call(_, target, given, _):
                values = tuple(self.behaviour(value, arguments) for value in given)
                making = (self._evaluation(value, arguments, thread) for value in given)
                return self.call(target, values, arguments, thread).union(*making)
            case CallValue(_, value, _):
                return (
                    self._evaluation(value, arguments, thread)
                    | (self.behaviour(value, arguments)[thread])
                )
            case Library(_, name, target, _):
                return (
                    NOTHING if name in UNUSED_LIBRARY else self.call(target, (), arguments, thread)
                )
            case HandOff(_, way, value):
                return library(way)[thread] | self._evaluation(value, arguments, thread)
            case Iterate(_, target, form):
                made = self.call(target, (), arguments, thread)
                return made if form == "make" else made | self._run(target, thread)
            case Enter(_, target, _):
                return self._run(target, thread)
            case Start(_, target, way):
                return library(way)[thread] | self.call(target, (), arguments, thread)
            case Block(_, "lock", _, _):
                return library("lock")[thread]
            case _:
                return NOTHING

    def _run(self, target: Target, thread: int) -> Origins:
        """Return what the body behind a generator or a context manager does."""
        function = self.program.signature(target)
        assert function is not None
        return self.ask(str(function.at), (), thread)

    def call(self, target: Target, given: Arguments, arguments: Arguments, thread: int) -> Origins:
        """Return what calling (or, for a property, reading) a target does."""
        match target:
            case OfParameter(index):
                return arguments[index][thread]
            case OfClass(cls, supplied):
                return self._construct(cls, thread, supplied=supplied)
            case OfLocal(name):
                local = self.defined[name]
                if local.category is not None:
                    return declared(local.category, name)[thread]
                return self.ask(name, arguments, thread)
            case OfMethod(cls, _, "construct"):
                made = self._construct(cls, thread, supplied=False)
                return made | self._function(target, given, thread)
            case _:
                return self._function(target, given, thread)

    def _function(
        self, target: OfFunction | OfAlias | OfMethod | OfSuper, given: Arguments, thread: int
    ) -> Origins:
        function = self.program.signature(target)
        assert function is not None
        category = self.category(function)
        if category is not None:
            return declared(category, function.name)[thread]
        if function.form not in (PLAIN, PROPERTY):
            return NOTHING
        return self.ask(str(function.at), given, thread)

    def _construct(self, cls: int, thread: int, *, supplied: bool) -> Origins:
        """Return what a constructor does: default factory, ``__post_init__``, ``__init__``."""
        factory = self.program.classes[cls].factory
        done = NOTHING
        if factory is not None and not supplied:
            done |= self.behaviour(factory, ())[thread]
        name = "__init__" if factory is None else "__post_init__"
        found = self.program.lookup(cls, name)
        if found is not None:
            done |= self._function(OfMethod(cls, name, "self"), (), thread)
        return done

    def category(self, function: Function) -> str | None:
        """Return the declared category, be it the one of the method that is overridden."""
        return function.category or next(iter(self.promises(function)), None)

    def promises(self, function: Function) -> list[str]:
        """Return what the marked methods say that a method overrides, the nearest first."""
        return [
            method.category
            for number, cls in enumerate(self.program.classes)
            if any(method.at == function.at for method in cls.methods)
            for base in self.program.order(number)[1:]
            for method in self.program.classes[base].methods
            if method.name == function.name and method.category not in (None, COROUTINE)
        ]

    def behaviour(self, value: Value, arguments: Arguments) -> Behaviour:
        """Return what calling a function value does, on each thread."""
        return (
            self._called(value, arguments, LOOP),
            self._called(value, arguments, WORKER),
        )

    def _called(self, value: Value, arguments: Arguments, thread: int) -> Origins:
        match value:
            case Sleeper():
                return library("sleep")[thread]
            case Choice(one, two):
                return self._called(one, arguments, thread) | self._called(two, arguments, thread)
            case Lambda(target, given):
                made = (self._evaluation(item, arguments, thread) for item in given)
                values = tuple(self.behaviour(item, arguments) for item in given)
                return self.call(target, values, arguments, thread).union(*made)
            case Reference(OfMethod() as target):
                return self._function(target, (), thread)
            case Partial(OfMethod() as target, given):
                values = tuple(self.behaviour(item, arguments) for item in given)
                return self._function(target, values, thread)
            case Reference(target):
                return self.call(target, (), arguments, thread)
            case Partial(target, given):
                values = tuple(self.behaviour(item, arguments) for item in given)
                return self.call(target, values, arguments, thread)

    def _evaluation(self, value: Value, arguments: Arguments, thread: int) -> Origins:
        """Return what making a function value does: ``Device().poll`` makes a device."""
        done = NOTHING
        if isinstance(value, Choice):
            for part in (value.one, value.two):
                done |= self._evaluation(part, arguments, thread)
        if isinstance(value, Partial):
            for part in value.arguments:
                done |= self._evaluation(part, arguments, thread)
        if isinstance(value, Reference | Partial):
            target = value.target
            if isinstance(target, OfMethod) and target.how == "construct":
                done |= self._construct(target.cls, thread, supplied=False)
        return done


def live(
    body: tuple[Statement, ...], threads: frozenset[int]
) -> Iterator[tuple[Statement, frozenset[int]]]:
    """Yield the statements that may run, each with the threads that it may run on."""
    for item in body:
        yield item, threads
        match item:
            case Block(_, _, inner, other):
                yield from live(inner + other, threads)
            case Enter(_, _, inner):
                yield from live(inner, threads)
            case Check(_, _, on, off):
                yield from live(on, threads & {LOOP})
                yield from live(off, threads & {WORKER})
            case Define(_, _, _, _, then):
                yield from live(then, threads)
            case _:
                pass


def definitions(body: tuple[Statement, ...]) -> Iterator[Define]:
    for item in body:
        for name in ("body", "other", "on", "off", "then"):
            yield from definitions(getattr(item, name, ()))
        if isinstance(item, Define):
            yield item
