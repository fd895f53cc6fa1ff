"""Hypothesis strategies: a program, and the same program after an edit."""

from __future__ import annotations

import dataclasses
from typing import NamedTuple

from hypothesis import strategies as st

from tests.oracle import edits
from tests.oracle import program as p
from tests.oracle.draft import METHODS, Draft, Scope
from tests.oracle.names import IMPORTS
from tests.oracle.switches import OFF, enabled

CATEGORIES = (None, None, None, None, p.COROUTINE, p.CALLBACK, p.THREAD_SAFE, p.BLOCKING)
SHAPES = ("plain", "plain", "plain", "plain", "higher", "higher", "generator", "manager", "two")


class Example(NamedTuple):
    """A program before and after an edit."""

    before: p.Program
    after: p.Program


@st.composite
def programs(draw: st.DrawFn) -> p.Program:
    """Draw a program: first all signatures, then the bodies."""
    modules = draw(st.integers(2, 4))
    draft = Draft(draw, p.Program(modules, (), (), (), ()), 0)
    imports = tuple(
        tuple(draft.pick(enabled("import", IMPORTS)) for _ in range(modules))
        for _ in range(modules)
    )
    functions = tuple(_function(draft, number, modules) for number in range(draft.number(2, 8)))
    draft.program = p.Program(modules, imports, functions, (), ())
    for _ in range(draft.number(0, 4)):
        _class(draft)
    for number in range(draft.number(0, 2)):
        _alias(draft, number)
    _fill(draft)
    return draft.program


@st.composite
def examples(draw: st.DrawFn) -> Example:
    """Draw a program and an edit of it."""
    before = draw(programs())
    return Example(before, edits.edited(draw, before))


def _function(draft: Draft, number: int, modules: int) -> p.Function:
    shape = draft.pick(enabled("shape", SHAPES))
    parameters = {"higher": 1, "two": 2}.get(shape, 0)
    category = None
    if shape == "plain":
        category = draft.pick(CATEGORIES)
    unchecked = category in p.MARKS and draft.number(0, 7) == 7
    return p.Function(
        at=draft.new(),
        name=f"f{number}",
        body=(),
        category=category,
        unchecked=unchecked,
        form={"generator": p.GENERATOR, "manager": p.MANAGER}.get(shape, p.PLAIN),
        parameters=parameters,
        module=draft.number(0, modules - 1),
    )


def _class(draft: Draft) -> None:
    """Add a class, which may inherit from an earlier one of the same module or one before."""
    program = draft.program
    module = draft.number(0, program.modules - 1)
    possible = [
        number
        for number, cls in enumerate(program.classes)
        if cls.module <= module and cls.factory is None
    ]
    bases: tuple[int, ...] = ()
    if possible and draft.number(0, 3):
        bases = (draft.pick(possible),)
    number = len(program.classes)
    factory: p.Value | None = None
    if not bases and draft.number(0, 3) == 3:
        factory = draft.value(Scope(module, depth=2), depth=2, still=True)
        if not all(edits.undecorated(draft.program, target) for target in edits.targets(factory)):
            factory = p.Sleeper("partial")
    left_out = {"__post_init__" if factory is None else "__init__"}
    if "method:second_constructor" in OFF and any(
        method.name.startswith("__") for cls in program.classes for method in cls.methods
    ):
        left_out |= {"__init__", "__post_init__"}
    names = [name for name in METHODS if name not in left_out and draft.number(0, 4) < 2]
    methods = tuple(method(draft, name) for name in enabled("method", names))
    cls = p.Class(draft.new(), f"C{number}", module, bases, methods, factory)
    draft.program = dataclasses.replace(program, classes=(*program.classes, cls))


def method(draft: Draft, name: str) -> p.Function:
    """Draw the signature of a method."""
    form, parameters = METHODS[name]
    category: str | None = None
    if name == "a0":
        category = p.COROUTINE
    elif form in (p.PLAIN, p.PROPERTY) and not parameters and not name.startswith("__"):
        category = draft.pick([None, None, None, *p.MARKS])
    unchecked = category in p.MARKS and draft.number(0, 7) == 7
    return p.Function(draft.new(), name, (), category, unchecked, form, parameters)


def _alias(draft: Draft, number: int) -> None:
    """Add an alias of a function, or of an alias."""
    program = draft.program
    module = draft.number(0, program.modules - 1)
    targets = edits.nameable(program, module)
    if not targets:
        return
    alias = p.Alias(f"alias{number}", module, draft.pick(targets))
    draft.program = dataclasses.replace(program, aliases=(*program.aliases, alias))


def _fill(draft: Draft) -> None:
    """Draw the bodies of all functions and methods."""
    program = draft.program
    functions = tuple(
        dataclasses.replace(function, body=draft.body(edits.scope_of(function, None)))
        for function in program.functions
    )
    classes = tuple(
        dataclasses.replace(
            cls,
            methods=tuple(
                dataclasses.replace(item, body=draft.body(edits.scope_of(item, number, cls.module)))
                for item in cls.methods
            ),
        )
        for number, cls in enumerate(program.classes)
    )
    draft.program = dataclasses.replace(program, functions=functions, classes=classes)
