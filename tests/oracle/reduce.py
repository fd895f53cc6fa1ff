"""Makes an example on which plugin and judge disagree as small as it gets.

Hypothesis would try one smaller example after the other, and each costs a start of mypy. Here all
ways to make the example smaller by one step are tried in a single batch, those that keep the
disagreement are applied together as far as possible, and so on until none is left.
"""

from __future__ import annotations

import dataclasses
import operator
import re
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tests.oracle import edits, runner
from tests.oracle import program as p
from tests.oracle.judge import judge
from tests.oracle.render import render
from tests.oracle.runner import Disagreement
from tests.oracle.strategies import Example

Step = Callable[[p.Program], p.Program]
AT_ONCE = 150


def reduced(
    example: Example, problems: Sequence[Disagreement], seconds: float
) -> tuple[Example, list[Disagreement]]:
    """Return a smaller example with a disagreement like the first one, and its disagreements."""
    like = problems[0]
    best, found = example, list(problems)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        steps = list(_steps(best, like))
        kept = [
            step
            for step, bad in zip(steps, _tried(best, [[s] for s in steps], like), strict=True)
            if bad
        ]
        if not kept:
            break
        together = [kept[: max(1, len(kept) >> shift)] for shift in range(len(kept).bit_length())]
        for chosen, bad in zip(together, _tried(best, together, like), strict=True):
            if bad:
                best, found = _applied(best, chosen), bad
                break
        else:
            break
    return best, found


def _tried(
    example: Example, attempts: Sequence[Sequence[Step]], like: Disagreement
) -> Iterator[list[Disagreement]]:
    """Yield, for each list of steps, the disagreements like the first one that are left."""
    candidates = [_applied(example, steps) for steps in attempts]
    for start in range(0, len(candidates), AT_ONCE):
        part = candidates[start : start + AT_ONCE]
        sound = [
            number
            for number, candidate in enumerate(part)
            if candidate != example and _sound(candidate)
        ]
        found = (
            runner.check([part[number] for number in sound], until=like.mode, well_typed=False)
            if sound
            else []
        )
        for number in range(len(part)):
            yield [
                item._replace(program=0, text=re.sub(r"\bp\d+([/.])", r"p0\1", item.text))
                for item in found
                if sound[item.program] == number and item.sort == like.sort
            ]


def _applied(example: Example, steps: Sequence[Step]) -> Example:
    before, after = example
    for step in steps:
        before, after = step(before), step(after)
    return Example(before, after)


def _sound(example: Example) -> bool:
    """Whether nothing refers to what is gone."""
    try:
        for version in example:
            render(version, "p0")
            judge(version)
    except (AssertionError, LookupError, StopIteration):
        return False
    return True


def _steps(example: Example, like: Disagreement) -> Iterator[Step]:
    before, after = example
    if before != after:
        yield lambda _: before
        if "after" in like.mode:
            yield lambda _: after
    program = after
    for number in reversed(range(len(program.functions))):
        yield _without("functions", p.OfFunction, "function", number)
    for number in reversed(range(len(program.classes))):
        yield _without("classes", (p.OfClass, p.OfMethod, p.OfSuper), "cls", number)
    for number in reversed(range(len(program.aliases))):
        yield _without("aliases", p.OfAlias, "alias", number)
    for version in dict.fromkeys(example):
        for cls, function in version.all_functions():
            if cls is not None:
                yield _drop_method(function.at)
            yield _in_functions(function.at, category=None, unchecked=False)
            yield _in_functions(function.at, module=0)
            for item in edits.statements(function.body):
                yield _in_blocks(item.at, lambda _: ())
                for name in p.PARTS if not isinstance(item, p.Define) else ("then",):
                    if getattr(item, name, ()):
                        yield _in_blocks(item.at, operator.attrgetter(name))
                if isinstance(item, p.Call) and item.dress != "statement":
                    yield _in_blocks(
                        item.at, lambda item: (dataclasses.replace(item, dress="statement"),)
                    )
    plain = tuple(("module",) * program.modules for _ in range(program.modules))
    yield lambda version: dataclasses.replace(version, imports=plain)
    yield lambda version: _mapped(version, _simpler_value)


def _simpler_value(item: object) -> object:
    match item:
        case p.Choice(one, _):
            return one
        case p.OfMethod(cls, name, "param" | "construct"):
            return p.OfMethod(cls, name, "global")
        case _:
            return item


def _in_blocks(at: int, change: Callable[[Any], tuple[p.Statement, ...]]) -> Step:
    """Replace one statement by others."""

    def block(body: tuple[p.Statement, ...]) -> tuple[p.Statement, ...]:
        return tuple(new for item in body for new in (change(item) if item.at == at else (item,)))

    return lambda program: edits.each(
        program,
        lambda function, _: dataclasses.replace(function, body=p.rewrite(function.body, block)),
    )


def _in_functions(at: int, **fields: object) -> Step:
    """Change one function, unless it is a coroutine, which others await."""

    def change(function: p.Function, _: int | None) -> p.Function:
        if function.at != at or (function.category == p.COROUTINE and "category" in fields):
            return function
        return dataclasses.replace(function, **fields)  # type: ignore[arg-type]

    return lambda program: edits.each(program, change)


def _drop_method(at: int) -> Step:
    return lambda program: dataclasses.replace(
        program,
        classes=tuple(
            dataclasses.replace(
                cls, methods=tuple(method for method in cls.methods if method.at != at)
            )
            for cls in program.classes
        ),
    )


def _without(field: str, kinds: Any, index: str, number: int) -> Step:
    """Leave out a definition that nothing refers to, and count on from the next."""

    def renumbered(item: object) -> object:
        if isinstance(item, kinds):
            if getattr(item, index) == number:
                raise LookupError
            if getattr(item, index) > number:
                return dataclasses.replace(item, **{index: getattr(item, index) - 1})
        if isinstance(item, p.Class) and field == "classes":
            if number in item.bases:
                raise LookupError
            return dataclasses.replace(
                item, bases=tuple(base - (base > number) for base in item.bases)
            )
        return item

    def step(program: p.Program) -> p.Program:
        left = getattr(program, field)
        if number >= len(left):
            return program
        shorter = dataclasses.replace(
            program,
            **{field: (*left[:number], *left[number + 1 :])},  # type: ignore[arg-type]
        )
        try:
            changed = _mapped(shorter, renumbered)
        except LookupError:
            return program
        assert isinstance(changed, p.Program)
        return changed

    return step


def _mapped(item: Any, change: Callable[[object], object]) -> Any:
    """Return a tree of dataclasses and tuples with every node changed, inner ones first."""
    if isinstance(item, tuple):
        return tuple(_mapped(part, change) for part in item)
    if dataclasses.is_dataclass(item) and not isinstance(item, type):
        fields = {
            field.name: _mapped(getattr(item, field.name), change)
            for field in dataclasses.fields(item)
        }
        return change(dataclasses.replace(item, **fields))
    return item
