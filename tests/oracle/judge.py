"""The judge: which errors a program deserves, from the effect model alone, by brute force.

It reads the abstract program, not Python, and shares nothing with the plugin. All answers start as
"nothing" and are computed again, each from all others, until none changes.

The rules, each with its sentence in the model:

* a declared category is verified once and trusted by callers: `declared`, `_verify`;
* an unmarked function does what its body does: `Effects.effect`;
* a function that calls its parameter does what is passed: arguments are part of the question;
* what is handed to a thread is judged for that thread, where it is handed over: `_handed_over`;
  a function that hands its parameter over makes every call of it such a place: `_passed_on`;
* a thread check decides which branch runs on which thread: `live`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tests.oracle.effects import (
    BOTH,
    CODE,
    LOOP,
    LOST,
    NOTHING,
    RUNS_ON,
    SYMBOLS,
    TO_LOOP,
    UNUSED_LIBRARY,
    WORKER,
    Arguments,
    Effects,
    Handed,
    Origins,
    concrete,
    declared,
    live,
    parameters_in,
)
from tests.oracle.program import (
    COROUTINE,
    Call,
    CallValue,
    Choice,
    Define,
    Function,
    HandOff,
    Lambda,
    Library,
    OfLocal,
    Partial,
    Program,
    Reference,
    Start,
    Statement,
    Target,
    Value,
)


class Verdict(NamedTuple):
    """An error that must be reported, and the names that it may give as the cause."""

    at: int
    code: str
    origins: Origins


def judge(program: Program) -> list[Verdict]:
    """Return all errors that a program deserves."""
    return _Judge(program).verdicts()


class _Judge(Effects):
    """Compares what bodies do with what is declared of them."""

    def verdicts(self) -> list[Verdict]:
        """Judge again and again until neither the answers nor the questions change."""
        while True:
            found = sorted(set(self._all()))
            before = dict(self.known), dict(self.hands)
            for question in sorted(self.asked, key=repr):
                key, arguments, thread = question
                self.known[question] = self.effect(self.bodies[key], arguments, thread)
            for key, body in self.bodies.items():
                for thread in BOTH:
                    self.hands[key, thread] = self._hands(body, thread)
            if (self.known, self.hands) == before and set(self.known) == self.asked:
                return found

    # What is wrong.

    def _all(self) -> Iterator[Verdict]:
        for _, function in self.program.all_functions():
            category = self.category(function)
            yield from self._override(function)
            if function.unchecked:
                yield from self._believe(function.body)
            else:
                yield from self._verify(function.body, category, SYMBOLS)

    def _override(self, function: Function) -> Iterator[Verdict]:
        """Yield an error for an override that does what one of the bases excludes."""
        category = self.category(function)
        for promise in self.promises(function):
            own, base = declared(str(category), ""), declared(promise, "")
            if any(own[thread] - base[thread] for thread in BOTH):
                yield Verdict(function.at, "override-category", NOTHING)

    def _believe(self, body: tuple[Statement, ...]) -> Iterator[Verdict]:
        """Yield what is wrong in a body that is believed: in local functions with marks."""
        for item, _ in live(body, BOTH):
            if isinstance(item, Define):
                if item.category is None:
                    yield from self._believe(item.body)
                else:
                    yield from self._verify(item.body, item.category, SYMBOLS)

    def _verify(
        self, body: tuple[Statement, ...], category: str | None, arguments: Arguments
    ) -> Iterator[Verdict]:
        """Yield what is wrong in a body; without a category nothing but hand-offs can be."""
        for item, threads in live(body, RUNS_ON[category]):
            if category is not None:
                for thread in threads:
                    origins = concrete(self.charge(item, arguments, thread))
                    if origins:
                        yield Verdict(item.at, CODE[thread], origins)
            yield from self._passed_on(item, threads or BOTH)
            match item:
                case HandOff():
                    yield from self._handed_over(item, arguments)
                case Start(at, _, way) if way in LOST and category not in (None, COROUTINE):
                    yield Verdict(at, "unscheduled-coroutine", NOTHING)
                case Define(_, _, local, inner, _):
                    yield from self._verify(inner, local, arguments)
                case _:
                    pass

    def _handed_over(self, item: HandOff, arguments: Arguments) -> Iterator[Verdict]:
        if isinstance(item.value, Reference):
            function = self.program.signature(item.value.target)
            if function is not None and function.category == COROUTINE:
                yield Verdict(item.at, "unscheduled-coroutine", NOTHING)
                return
        thread = LOOP if item.way in TO_LOOP else WORKER
        origins = concrete(self.behaviour(item.value, arguments)[thread])
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
                origins = concrete(self.behaviour(value, SYMBOLS)[to])
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

    def _hands(self, body: tuple[Statement, ...], thread: int) -> Handed:
        """Return which of the parameters in sight a body hands over when it runs on a thread."""
        found: Handed = frozenset()
        for item, threads in live(body, frozenset({thread})):
            if thread not in threads:
                continue
            match item:
                case Call(_, target, given, _):
                    found |= self._hands_called(target, given, thread)
                case CallValue(_, value, _):
                    found |= self._hands_run(value, thread)
                case Library(_, name, target, _) if name not in UNUSED_LIBRARY:
                    found |= self._hands_called(target, (), thread)
                case HandOff(_, way, value):
                    to = LOOP if way in TO_LOOP else WORKER
                    found |= self._hands_value(value, to) | self._hands_run(value, to)
                case _:
                    pass
        return found

    def _hands_value(self, value: Value, to: int) -> Handed:
        """Return which parameters run when a value that is handed over runs."""
        return frozenset((index, to) for index in parameters_in(self.behaviour(value, SYMBOLS)[to]))

    def _hands_called(self, target: Target, given: tuple[Value, ...], thread: int) -> Handed:
        """Return what is handed over when a target is called, by it or by what it is given."""
        if isinstance(target, OfLocal):
            return self.hands.get((target.name, thread), frozenset())
        found: Handed = frozenset()
        for value, to in self._handing(target, given, frozenset({thread})):
            found |= self._hands_value(value, to)
        function = self.program.signature(target)
        if function is not None and given:
            for index in parameters_in(self.ask(str(function.at), SYMBOLS, thread)):
                found |= self._hands_run(given[index], thread)
        return found

    def _hands_run(self, value: Value, thread: int) -> Handed:
        """Return what is handed over when a function value is called."""
        match value:
            case Choice(one, two):
                return self._hands_run(one, thread) | self._hands_run(two, thread)
            case Reference(target):
                return self._hands_called(target, (), thread)
            case Lambda(target, given) | Partial(target, given):
                return self._hands_called(target, given, thread)
            case _:
                return frozenset()


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
        case _:
            pass
    while values:
        match values.pop():
            case Lambda(target, given) | Partial(target, given):
                yield target, given, BOTH
                values += given
            case Choice(one, two):
                values += [one, two]
            case _:
                pass
