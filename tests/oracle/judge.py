"""The judge: which errors a program deserves, from the effect model alone, by brute force.

It reads the abstract program, not Python, and shares nothing with the plugin. There are two
threads a body can run on. A *behaviour* says for each of them what a call does wrong there: on the
loop, which waiting functions it reaches; in a worker, which loop-only ones. A function that takes
functions is judged once for each combination of behaviours it is given. All answers start as
"nothing" and are computed again, each from all others, until none changes.

The rules, each with its sentence in the model:

* a declared category is verified once and trusted by callers: `_declared`, `_verify`;
* an unmarked function does what its body does: `_effect`;
* a function that calls its parameter does what is passed: arguments are part of the question;
* what is handed to a thread is judged for that thread, where it is handed over: `_handed_over`;
  a function that hands its parameter over makes every call of it such a place: `_passed_on`;
* a thread check decides which branch runs on which thread: `_live`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

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


def _symbol(index: int) -> Behaviour:
    """A function value of which only the name is known: a parameter of the body under judgement."""
    here = frozenset({f"?{index}"})
    return here, here


def _concrete(origins: Origins) -> Origins:
    return frozenset(origin for origin in origins if not origin.startswith("?"))


def _symbols(origins: Origins) -> frozenset[int]:
    return frozenset(int(origin[1:]) for origin in origins if origin.startswith("?"))


SYMBOLS = (_symbol(0), _symbol(1))
LOST = frozenset({"drop", "unused", "truth", "text"})
UNUSED_LIBRARY = frozenset({"unused_map"})


class Verdict(NamedTuple):
    """An error that must be reported, and the names that it may give as the cause."""

    at: int
    code: str
    origins: Origins


def judge(program: Program) -> list[Verdict]:
    """Return all errors that a program deserves."""
    return _Judge(program).verdicts()


def _library(name: str) -> Behaviour:
    """What one use of the standard library does, on each thread."""
    waits, needs = WAITS.get(name), NEEDS_LOOP.get(name)
    return (
        frozenset({waits}) if waits else NOTHING,
        frozenset({needs}) if needs else NOTHING,
    )


def _declared(category: str, name: str) -> Behaviour:
    """What calling a function of a declared category does, whatever its body is."""
    here = frozenset({name})
    return (
        here if category == BLOCKING else NOTHING,
        here if category == CALLBACK else NOTHING,
    )


class _Judge:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.defined = {
            item.name: item
            for _, function in program.all_functions()
            for item in _definitions(function.body)
        }
        self.known: dict[tuple[str, Arguments, int], Origins] = {}
        self.asked: set[tuple[str, Arguments, int]] = set()
        self.hands: dict[tuple[str, int], frozenset[tuple[int, int]]] = {}
        """What a body, run on a thread, hands over: which parameter, to which thread."""
        self.bodies = {
            str(function.at): function.body for _, function in program.all_functions()
        } | {name: item.body for name, item in self.defined.items()}

    def verdicts(self) -> list[Verdict]:
        """Judge again and again until neither the answers nor the questions change."""
        while True:
            found = sorted(set(self._all()))
            before = dict(self.known), dict(self.hands)
            for question in sorted(self.asked, key=repr):
                key, arguments, thread = question
                self.known[question] = self._effect(self.bodies[key], arguments, thread)
            for key, body in self.bodies.items():
                for thread in BOTH:
                    self.hands[key, thread] = self._hands(body, thread)
            if (self.known, self.hands) == before and set(self.known) == self.asked:
                return found

    # What a body, a call, a value does.

    def _ask(self, key: str, arguments: Arguments, thread: int) -> Origins:
        """Return what is known so far of a body, and have it computed."""
        self.asked.add((key, arguments, thread))
        return self.known.get((key, arguments, thread), NOTHING)

    def _effect(self, body: tuple[Statement, ...], arguments: Arguments, thread: int) -> Origins:
        return NOTHING.union(
            *(
                self._charge(item, arguments, thread)
                for item, threads in _live(body, frozenset({thread}))
                if thread in threads
            )
        )

    def _charge(self, item: Statement, arguments: Arguments, thread: int) -> Origins:
        """Return what a statement does wrong on a thread, apart from the statements in it."""
        match item:
            case Primitive(_, name):
                return _library(name)[thread]
            case Call(_, target, given, _):
                values = tuple(self._behaviour(value, arguments) for value in given)
                made = (self._evaluation(value, arguments, thread) for value in given)
                return self._call(target, values, arguments, thread).union(*made)
            case CallValue(_, value, _):
                return self._evaluation(value, arguments, thread) | (
                    self._behaviour(value, arguments)[thread]
                )
            case Library(_, name, target, _):
                return (
                    NOTHING
                    if name in UNUSED_LIBRARY
                    else self._call(target, (), arguments, thread)
                )
            case HandOff(_, way, value):
                return _library(way)[thread] | self._evaluation(value, arguments, thread)
            case Iterate(_, target, form):
                made = self._call(target, (), arguments, thread)
                return made if form == "make" else made | self._run(target, thread)
            case Enter(_, target, _):
                return self._run(target, thread)
            case Start(_, target, way):
                return _library(way)[thread] | self._call(target, (), arguments, thread)
            case Block(_, "lock", _, _):
                return _library("lock")[thread]
            case _:
                return NOTHING

    def _run(self, target: Target, thread: int) -> Origins:
        """Return what the body behind a generator or a context manager does."""
        function = self.program.signature(target)
        assert function is not None
        return self._ask(str(function.at), (), thread)

    def _call(
        self, target: Target, given: Arguments, arguments: Arguments, thread: int
    ) -> Origins:
        """Return what calling (or, for a property, reading) a target does."""
        match target:
            case OfParameter(index):
                return arguments[index][thread]
            case OfClass(cls, supplied):
                return self._construct(cls, thread, supplied=supplied)
            case OfLocal(name):
                local = self.defined[name]
                if local.category is not None:
                    return _declared(local.category, name)[thread]
                return self._ask(name, arguments, thread)
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
        category = self._category(function)
        if category is not None:
            return _declared(category, function.name)[thread]
        if function.form not in (PLAIN, PROPERTY):
            return NOTHING
        return self._ask(str(function.at), given, thread)

    def _construct(self, cls: int, thread: int, *, supplied: bool) -> Origins:
        """Return what a constructor does: default factory, ``__post_init__``, ``__init__``."""
        factory = self.program.classes[cls].factory
        done = NOTHING
        if factory is not None and not supplied:
            done |= self._behaviour(factory, ())[thread]
        name = "__init__" if factory is None else "__post_init__"
        found = self.program.lookup(cls, name)
        if found is not None:
            done |= self._function(OfMethod(cls, name, "self"), (), thread)
        return done

    def _category(self, function: Function) -> str | None:
        """Return the declared category, be it the one of the method that is overridden."""
        return function.category or next(iter(self._promises(function)), None)

    def _promises(self, function: Function) -> list[str]:
        """Return what the nearest marked methods say that a method overrides."""
        for number, cls in enumerate(self.program.classes):
            if any(method.at == function.at for method in cls.methods):
                marked = (
                    method.category
                    for base in self.program.order(number)[1:]
                    for method in self.program.classes[base].methods
                    if method.name == function.name and method.category is not None
                )
                return [category for category in [next(marked, None)] if category is not None]
        return []

    def _behaviour(self, value: Value, arguments: Arguments) -> Behaviour:
        """Return what calling a function value does, on each thread."""
        return (
            self._called(value, arguments, LOOP),
            self._called(value, arguments, WORKER),
        )

    def _called(self, value: Value, arguments: Arguments, thread: int) -> Origins:
        match value:
            case Sleeper():
                return _library("sleep")[thread]
            case Choice(one, two):
                return self._called(one, arguments, thread) | self._called(two, arguments, thread)
            case Lambda(target, given):
                made = (self._evaluation(item, arguments, thread) for item in given)
                values = tuple(self._behaviour(item, arguments) for item in given)
                return self._call(target, values, arguments, thread).union(*made)
            case Reference(OfMethod() as target):
                return self._function(target, (), thread)
            case Partial(OfMethod() as target, given):
                values = tuple(self._behaviour(item, arguments) for item in given)
                return self._function(target, values, thread)
            case Reference(target):
                return self._call(target, (), arguments, thread)
            case Partial(target, given):
                values = tuple(self._behaviour(item, arguments) for item in given)
                return self._call(target, values, arguments, thread)

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

    # What is wrong.

    def _all(self) -> Iterator[Verdict]:
        for _, function in self.program.all_functions():
            category = self._category(function)
            if function.category is not None:
                yield from self._override(function)
            verified = None if function.unchecked else category
            yield from self._verify(function.body, verified, SYMBOLS)

    def _override(self, function: Function) -> Iterator[Verdict]:
        """Yield an error for an override that does what the base's category excludes."""
        for promise in self._promises(function):
            own = _declared(str(function.category), function.name)
            base = _declared(promise, function.name)
            if any(own[thread] - base[thread] for thread in BOTH):
                yield Verdict(function.at, "override-category", NOTHING)

    def _verify(
        self, body: tuple[Statement, ...], category: str | None, arguments: Arguments
    ) -> Iterator[Verdict]:
        """Yield what is wrong in a body; without a category nothing but hand-offs can be."""
        for item, threads in _live(body, RUNS_ON[category]):
            if category is not None:
                for thread in threads:
                    origins = _concrete(self._charge(item, arguments, thread))
                    if origins:
                        yield Verdict(item.at, CODE[thread], origins)
            yield from self._passed_on(item, threads)
            match item:
                case HandOff():
                    yield from self._handed_over(item, arguments)
                case Start(at, _, way) if way in LOST and category not in (None, COROUTINE):
                    yield Verdict(at, "unscheduled-coroutine", NOTHING)
                case Define(_, _, local, inner, _):
                    yield from self._verify(inner, local, arguments)

    def _handed_over(self, item: HandOff, arguments: Arguments) -> Iterator[Verdict]:
        if isinstance(item.value, Reference):
            function = self.program.signature(item.value.target)
            if function is not None and function.category == COROUTINE:
                yield Verdict(item.at, "unscheduled-coroutine", NOTHING)
                return
        thread = LOOP if item.way in TO_LOOP else WORKER
        origins = _concrete(self._behaviour(item.value, arguments)[thread])
        if origins:
            yield Verdict(item.at, "callable-context", origins)

    # What a function does with the functions that it is given.

    def _passed_on(self, item: Statement, threads: frozenset[int]) -> Iterator[Verdict]:
        """Yield an error for what is passed to a function that hands it to the wrong thread.

        What is bound to a local before it is called stands on a line of its own: ``-at``.
        """
        bound = isinstance(item, CallValue) and item.form != "place"
        for target, given, here in _passes(item, threads):
            for value, to in self._handing(target, given, here):
                origins = _concrete(self._behaviour(value, SYMBOLS)[to])
                if origins:
                    yield Verdict(-item.at if bound else item.at, "callable-context", origins)

    def _handing(
        self, target: Target, given: tuple[Value, ...], threads: frozenset[int]
    ) -> Iterator[tuple[Value, int]]:
        """Yield the values among arguments that the called function hands over, and where to."""
        function = self.program.signature(target)
        if function is None or not given:
            return
        for thread in threads:
            for index, to in self.hands.get((str(function.at), thread), ()):
                yield given[index], to

    def _hands(self, body: tuple[Statement, ...], thread: int) -> frozenset[tuple[int, int]]:
        """Return which of the parameters in sight a body hands over when it runs on a thread."""
        found: set[tuple[int, int]] = set()
        for item, threads in _live(body, frozenset({thread})):
            if thread not in threads:
                continue
            handed = [
                pair
                for target, given, here in _passes(item, frozenset({thread}))
                for pair in self._handing(target, given, here)
            ]
            if isinstance(item, HandOff):
                handed.append((item.value, LOOP if item.way in TO_LOOP else WORKER))
            for value, to in handed:
                symbols = _symbols(self._behaviour(value, SYMBOLS)[to])
                found |= {(index, to) for index in symbols}
            for name in _runs(item):
                found |= self.hands.get((name, thread), frozenset())
        return frozenset(found)


def _live(
    body: tuple[Statement, ...], threads: frozenset[int]
) -> Iterator[tuple[Statement, frozenset[int]]]:
    """Yield the statements that may run, each with the threads that it may run on."""
    for item in body:
        yield item, threads
        match item:
            case Block(_, _, inner, other):
                yield from _live(inner + other, threads)
            case Enter(_, _, inner):
                yield from _live(inner, threads)
            case Check(_, _, on, off):
                yield from _live(on, threads & {LOOP})
                yield from _live(off, threads & {WORKER})
            case Define(_, _, _, _, then):
                yield from _live(then, threads)
            case Dead():
                pass


def _definitions(body: tuple[Statement, ...]) -> Iterator[Define]:
    for item in body:
        for name in ("body", "other", "on", "off", "then"):
            yield from _definitions(getattr(item, name, ()))
        if isinstance(item, Define):
            yield item


def _passes(
    item: Statement, threads: frozenset[int]
) -> Iterator[tuple[Target, tuple[Value, ...], frozenset[int]]]:
    """Yield the calls with arguments in a statement; a lambda may run on any thread."""
    values: list[Value] = []
    match item:
        case Call(_, target, given, _):
            yield target, given, threads
            values += given
        case CallValue(_, value, _) | HandOff(_, _, value):
            values.append(value)
    while values:
        match values.pop():
            case Lambda(target, given):
                yield target, given, BOTH
                values += given
            case Partial(target, given):
                yield target, given, BOTH
                values += given
            case Choice(one, two):
                values += [one, two]


def _runs(item: Statement) -> Iterator[str]:
    """Yield the local functions that a statement calls by name."""
    match item:
        case Call(_, OfLocal(name), _, _) | Library(_, _, OfLocal(name), _):
            yield name
        case CallValue(_, (Reference(OfLocal(name)) | Lambda(OfLocal(name))), _):
            yield name
