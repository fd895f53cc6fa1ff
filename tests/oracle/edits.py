"""Edits: what a programmer changes between two runs, so that both versions are well typed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

from hypothesis import strategies as st

from tests.oracle import program as p
from tests.oracle.draft import Draft, Scope
from tests.oracle.names import IMPORTS
from tests.oracle.switches import OFF, enabled

Bodies = Callable[[p.Function, int | None], p.Function]


def edited(draw: st.DrawFn, program: p.Program) -> p.Program:
    """Draw one to three changes of a program, and return the program after them."""
    binds = any(isinstance(item, p.Partial) and item.arguments for item in nodes(program))
    draft = Draft(draw, program, last_identity(program), binds=binds)
    for _ in range(draft.number(1, 3)):
        kind = draft.pick(
            enabled("edit", ["remove", "insert", "category", "move", "alias", "import", "method"])
        )
        CHANGES[kind](draft)
    return draft.program


def last_identity(program: p.Program) -> int:
    """Return the highest ``at`` in a program."""
    found = [0, *(cls.at for cls in program.classes)]
    waiting: list[p.Statement] = []
    for _, function in program.all_functions():
        found.append(function.at)
        waiting += function.body
    while waiting:
        item = waiting.pop()
        found.append(item.at)
        if isinstance(item, p.Define):
            found.append(int(item.name.removeprefix("local")))
        for name in p.PARTS:
            waiting += getattr(item, name, ())
    return max(found)


def nodes(tree: object) -> Iterator[object]:
    """Yield all dataclasses in a tree."""
    if isinstance(tree, tuple):
        for part in tree:
            yield from nodes(part)
    elif dataclasses.is_dataclass(tree):
        yield tree
        for field in dataclasses.fields(tree):
            yield from nodes(getattr(tree, field.name))


def scope_of(function: p.Function, cls: int | None, module: int | None = None) -> Scope:
    """Return the scope of a function's body."""
    return Scope(
        module=function.module if module is None else module,
        cls=cls,
        asynchronous=function.category == p.COROUTINE,
        form=function.form,
        parameters=function.parameters,
        name=function.name,
        unchecked=function.unchecked,
    )


def each(program: p.Program, change: Bodies) -> p.Program:
    """Return a program in which every function and method was changed."""
    return dataclasses.replace(
        program,
        functions=tuple(change(function, None) for function in program.functions),
        classes=tuple(
            dataclasses.replace(
                cls, methods=tuple(change(method, number) for method in cls.methods)
            )
            for number, cls in enumerate(program.classes)
        ),
    )


def statements(*bodies: tuple[p.Statement, ...]) -> list[p.Statement]:
    """Return all statements of some bodies, the inner ones first."""
    found: list[p.Statement] = []

    def note(body: tuple[p.Statement, ...]) -> tuple[p.Statement, ...]:
        found.extend(body)
        return body

    for body in bodies:
        p.rewrite(body, note)
    return found


def _statements(program: p.Program) -> list[p.Statement]:
    return statements(*(function.body for _, function in program.all_functions()))


def _without(program: p.Program, at: int) -> p.Program:
    def drop(body: tuple[p.Statement, ...]) -> tuple[p.Statement, ...]:
        return tuple(item for item in body if item.at != at)

    return each(
        program,
        lambda function, _: dataclasses.replace(function, body=p.rewrite(function.body, drop)),
    )


def _remove(draft: Draft) -> None:
    """Delete a statement, with all that is in it."""
    found = _statements(draft.program)
    if found:
        draft.program = _without(draft.program, draft.pick(found).at)


def _insert(draft: Draft) -> None:
    """Write a new statement into a function."""
    chosen, cls = _place(draft)
    item = draft.statement(scope_of(chosen, cls))
    _put(draft, chosen, item)


def _move(draft: Draft) -> None:
    """Move a statement that means the same everywhere to another function."""
    movable = [
        item
        for item in _statements(draft.program)
        if isinstance(item, p.Primitive)
        or (
            isinstance(item, p.Call)
            and isinstance(item.target, p.OfFunction | p.OfAlias)
            and not item.arguments
        )
    ]
    if not movable:
        return
    item = draft.pick(movable)
    draft.program = _without(draft.program, item.at)
    chosen, _ = _place(draft)
    _put(draft, chosen, item)


def _place(draft: Draft) -> tuple[p.Function, int | None]:
    places = [(function, cls) for cls, function in draft.program.all_functions()]
    return draft.pick(places)


def _put(draft: Draft, chosen: p.Function, item: p.Statement) -> None:
    position = draft.number(0, len(chosen.body))

    def change(function: p.Function, _: int | None) -> p.Function:
        if function.at != chosen.at:
            return function
        body = (*function.body[:position], item, *function.body[position:])
        return dataclasses.replace(function, body=body)

    draft.program = each(draft.program, change)


def _category(draft: Draft) -> None:
    """Mark a function differently, unless its type must be known early."""
    program = draft.program
    kept = {
        program.functions[alias.target.function].at
        for alias in program.aliases
        if isinstance(alias.target, p.OfFunction)
        and program.functions[alias.target.function].module != alias.module
    } | {
        program.functions[target.function].at
        for cls in program.classes
        if cls.factory is not None
        for target in targets(cls.factory)
        if isinstance(target, p.OfFunction)
    }
    possible = [
        function
        for _, function in program.all_functions()
        if function.at not in kept
        and function.category != p.COROUTINE
        and function.form in (p.PLAIN, p.PROPERTY)
        and not function.parameters
        and not function.name.startswith("__")
    ]
    if not possible:
        return
    chosen = draft.pick(possible)
    category = draft.pick([None, *p.MARKS])

    def change(function: p.Function, _: int | None) -> p.Function:
        if function.at != chosen.at:
            return function
        return dataclasses.replace(function, category=category, unchecked=False)

    draft.program = each(draft.program, change)


def targets(value: p.Value) -> list[p.Target]:
    """Return all that a function value refers to."""
    match value:
        case p.Choice(one, two):
            return targets(one) + targets(two)
        case p.Sleeper():
            return []
        case p.Reference(target):
            return [target]
        case p.Lambda(target, given) | p.Partial(target, given):
            return [target, *(inner for item in given for inner in targets(item))]


def undecorated(program: p.Program, target: p.Target) -> bool:
    """Whether mypy knows the type of a function before it has checked the module."""
    if not isinstance(target, p.OfFunction):
        return False
    function = program.functions[target.function]
    return function.form != p.MANAGER and function.category in (None, p.COROUTINE)


def nameable(program: p.Program, module: int) -> list[p.OfFunction | p.OfAlias]:
    """Return what a module can give another name to.

    Of another module nothing that is decorated: in an import cycle mypy cannot always tell its
    type. Aliases only where they are defined, for the same reason.
    """
    found: list[p.OfFunction | p.OfAlias] = [
        p.OfFunction(number)
        for number, function in enumerate(program.functions)
        if function.module == module or undecorated(program, p.OfFunction(number))
    ]
    found += [
        p.OfAlias(number) for number, other in enumerate(program.aliases) if other.module == module
    ]
    return found


def _alias(draft: Draft) -> None:
    """Let an alias name another function of the same shape."""
    program = draft.program
    if not program.aliases:
        return
    number = draft.number(0, len(program.aliases) - 1)
    old = program.signature(p.OfAlias(number))
    assert old is not None
    possible = [
        target
        for target in nameable(program, program.aliases[number].module)
        if isinstance(target, p.OfFunction) and _alike(program.functions[target.function], old)
    ]
    if not possible:
        return
    alias = dataclasses.replace(program.aliases[number], target=draft.pick(possible))
    aliases = (*program.aliases[:number], alias, *program.aliases[number + 1 :])
    draft.program = dataclasses.replace(program, aliases=aliases)


def _alike(one: p.Function, two: p.Function) -> bool:
    """Whether a call of one function could as well call the other."""
    return (one.form, one.parameters, one.category == p.COROUTINE) == (
        two.form,
        two.parameters,
        two.category == p.COROUTINE,
    )


def _import(draft: Draft) -> None:
    """Import a module in another way."""
    program = draft.program
    one, two = (draft.number(0, program.modules - 1) for _ in range(2))
    rows = [list(row) for row in program.imports]
    rows[one][two] = draft.pick(enabled("import", IMPORTS))
    imports = tuple(tuple(row) for row in rows)
    draft.program = dataclasses.replace(program, imports=imports)


def _method(draft: Draft) -> None:
    """Override an inherited method, or stop overriding it."""
    program = draft.program
    names = sorted({method.name for cls in program.classes for method in cls.methods})
    possible = [
        (number, name)
        for number in range(len(program.classes))
        for name in names
        if program.lookup(number, name, after=number) is not None
        and not (name.startswith("__") and "method:second_constructor" in OFF)
    ]
    if not possible:
        return
    number, name = draft.pick(possible)
    cls = program.classes[number]
    methods = tuple(method for method in cls.methods if method.name != name)
    if methods == cls.methods:
        inherited = program.lookup(number, name)
        assert inherited is not None
        pattern = program.classes[inherited[0]].methods[inherited[1]]
        category = p.COROUTINE if pattern.category == p.COROUTINE else None
        body = draft.body(scope_of(pattern, number, cls.module), 1, 2)
        added = dataclasses.replace(
            pattern, at=draft.new(), body=body, category=category, unchecked=False
        )
        methods = (*methods, added)
    classes = list(program.classes)
    classes[number] = dataclasses.replace(cls, methods=methods)
    draft.program = dataclasses.replace(program, classes=tuple(classes))


CHANGES: dict[str, Callable[[Draft], None]] = {
    "remove": _remove,
    "insert": _insert,
    "category": _category,
    "move": _move,
    "alias": _alias,
    "import": _import,
    "method": _method,
}
