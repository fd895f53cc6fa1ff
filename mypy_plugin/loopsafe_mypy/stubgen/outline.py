"""What is known of the functions of one module, as plain data: mypy frees its tree soon.

Only what an effect stub can say is taken: the effect, its chain, the parameters and what is done
with them, and how classes hang together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from mypy.nodes import (
    ARG_NAMED,
    ARG_NAMED_OPT,
    ARG_OPT,
    ARG_POS,
    ARG_STAR,
    ARG_STAR2,
    Decorator,
    FuncDef,
    MypyFile,
    OverloadedFuncDef,
    TypeInfo,
)
from mypy.types import CallableType, Instance, get_proper_type

from loopsafe._effects import KINDS, Category
from loopsafe_mypy.index import Alias, Function, ModuleIndex
from loopsafe_mypy.infer import LOOP_ONLY, UNKNOWN, Fact, Mode, Witness
from loopsafe_mypy.knowledge import Knowledge
from loopsafe_mypy.summary import NOT_SHARED
from loopsafe_mypy.typer import flatten
from loopsafe_mypy.uses import is_use, use_of

PREFERRED: Final = ("network", "database", "subprocess")
"""Of several kinds of blocking the one that tells most: ``ignore_kinds`` must not hide a request
because a certificate is read from disk before it."""

ANNOTATIONS: Final = {
    "call": "Callable",
    "drop": "Callable",
    "iterate": "Iterable",
    "enter": "AbstractContextManager",
    "loop": "OnLoop[Callable[..., object]]",
    "worker": "InWorker[Callable[..., object]]",
    "anywhere": "AnyThread[Callable[..., object]]",
}
"""How a stub says what is done with an argument."""

SILENT: Final = frozenset({"__del__", "__getattr__", "__getattribute__", "__repr__", "__str__"})
"""Special methods that nobody calls by name, or everybody all the time."""


class Routine(NamedTuple):
    """A function, a method, or an accessor of a property."""

    path: tuple[str, ...]
    """The names of the classes around it, and its own."""
    category: Category | None
    kind: str | None
    instead: str
    chain: tuple[str, ...]
    """The functions called on the way to what blocks, which is the last."""
    unknown: str
    """The call that nothing is known of, where it is not known whether the function blocks."""
    mode: Mode
    decorators: tuple[str, ...]
    parameters: str

    @property
    def name(self) -> str:
        """Its own name."""
        return self.path[-1]


class Shape(NamedTuple):
    """A class."""

    fullname: str
    path: tuple[str, ...]
    bases: tuple[str, ...]
    """The full names of the classes it names as its bases."""
    ancestors: tuple[str, ...]
    """The full names of all classes that it inherits from."""


class Outline(NamedTuple):
    """One module."""

    module: str
    is_package: bool
    routines: tuple[Routine, ...]
    shapes: tuple[Shape, ...]
    returned: frozenset[str]
    """The full names of classes whose instances its functions return."""
    imported: dict[str, str]
    """What it imports and users may import from it: full names, by the name here."""
    heirs: tuple[tuple[str, Routine], ...] = ()
    """Routines that its methods are in classes of other modules, with these modules."""


def outline(
    index: ModuleIndex,
    knowledge: Knowledge,
    shared: Mapping[str, Sequence[tuple[TypeInfo, Fact]]],
) -> Outline:
    """Return what is known of a module.

    Args:
        index: Its functions.
        knowledge: What is known of functions.
        shared: For methods that synchronous and asynchronous classes share, what the former
            implement.
    """
    tree = index.tree
    routines: dict[tuple[str, ...], Routine] = {}
    heirs: list[tuple[str, Routine]] = []
    for function in index.functions:
        heirs += _inherited(function, shared.get(function.front.key, ()))
        routine = _routine(function, knowledge)
        if routine is not None:
            routines.setdefault((*routine.path, *routine.decorators), routine)
    for alias in index.aliases:
        routine = _of_alias(alias)
        if routine is not None:
            routines.setdefault(routine.path, routine)
    return Outline(
        tree.fullname,
        tree.is_package_init_file(),
        tuple(routines.values()),
        tuple(_shapes(tree)),
        frozenset(_returned(index)),
        dict(_imported(tree)),
        tuple(heirs),
    )


def with_heirs(outlines: Mapping[str, Outline]) -> list[Outline]:
    """Return the modules by name, with shared methods in the classes that they are known of."""
    added: dict[str, dict[tuple[str, ...], Routine]] = {}
    for item in outlines.values():
        for module, routine in item.heirs:
            added.setdefault(module, {}).setdefault(routine.path, routine)
    found = []
    for name, item in sorted(outlines.items()):
        own = {routine.path for routine in item.routines}
        more = [one for path, one in added.get(name, {}).items() if path not in own]
        found.append(item._replace(routines=(*item.routines, *more)))
    return found


def _inherited(
    function: Function, implementations: Sequence[tuple[TypeInfo, Fact]]
) -> Iterator[tuple[str, Routine]]:
    """Yield the routines that a shared method is in some of the classes that inherit it."""
    node = function.node
    known = [info for info, fact in implementations if _blocking(fact)[0] is not None]
    for info, fact in implementations:
        kind, witness, _ = _blocking(fact)
        if any(base in known for base in info.mro[1:]):
            continue  # it inherits what is said there
        if kind is None or not isinstance(node, FuncDef) or _own(info, node) is not node:
            continue
        path = tuple(info.fullname.removeprefix(f"{info.module_name}.").split("."))
        chain = (fact.shown, *witness.path)
        routine = Routine(
            (*path, node.name),
            Category.BLOCKING,
            kind,
            witness.instead,
            chain,
            "",
            function.front.mode,
            tuple(_decorators(function)),
            _parameters(node, {}),
        )
        yield info.module_name, routine


def _own(info: TypeInfo, node: FuncDef) -> object:
    """Return what a class has under the name of a method."""
    symbol = info.get(node.name)
    found = symbol.node if symbol is not None else None
    if isinstance(found, OverloadedFuncDef):
        found = found.impl
    return found.func if isinstance(found, Decorator) else found


def _routine(function: Function, knowledge: Knowledge) -> Routine | None:
    """Return what a stub has to say of a function, or ``None`` for nothing."""
    node, fact = function.node, function.front
    fact = knowledge.facts.get(fact.key, fact)
    if not isinstance(node, FuncDef) or fact.mode == "elsewhere":
        return None
    if fact.category is Category.COROUTINE or any(mark in fact.key for mark in NOT_SHARED):
        return None
    uses = _uses(fact)
    kind, witness, unknown = _blocking(fact)
    declared = fact.category if function.marks or fact.category is Category.BLOCKING else None
    if kind is None and declared is None and not unknown and not uses:
        return None
    category = Category.BLOCKING if kind is not None else declared
    return Routine(
        _path(fact),
        category,
        kind if category is Category.BLOCKING else None,
        witness.instead,
        witness.path,
        "" if category is not None else unknown,
        fact.mode,
        tuple(_decorators(function)),
        _parameters(node, uses),
    )


def _of_alias(alias: Alias) -> Routine | None:
    fact = alias.fact
    kind, witness, _ = _blocking(fact)
    if kind is None or any(mark in fact.key for mark in NOT_SHARED) or "<" in fact.key:
        return None
    is_method = fact.key.count(".") > fact.module.count(".") + 1
    parameters = "self, *args, **kwargs" if is_method else "*args, **kwargs"
    path = _path(fact)
    chain = witness.path
    return Routine(
        path, Category.BLOCKING, kind, witness.instead, chain, "", fact.mode, (), parameters
    )


def _path(fact: Fact) -> tuple[str, ...]:
    key = fact.key.removesuffix(".setter").removesuffix(".deleter")
    return tuple(key.removeprefix(f"{fact.module}.").split("."))


def _blocking(fact: Fact) -> tuple[str | None, Witness, str]:
    """Return the kind of blocking that tells most, its witness, and the unknown call if any."""
    order = (*PREFERRED, *(kind for kind in KINDS if kind not in PREFERRED))
    kind = next((kind for kind in order if kind in fact.effects), None)
    if kind is not None:
        return kind, fact.effects[kind], ""
    unknown = fact.effects.get(UNKNOWN)
    if unknown is None:
        return None, fact.effects.get(LOOP_ONLY, Witness(0, ())), ""
    return None, Witness(0, ()), unknown.path[-1] if unknown.path else ""


def _uses(fact: Fact) -> dict[str, str]:
    """Return the annotations that say what the function does with its parameters."""
    found: dict[str, set[str]] = {}
    for key in fact.effects:
        if is_use(key):
            use = use_of(key)
            if use.owner == fact.key:
                found.setdefault(use.name.lstrip("*"), set()).add(ANNOTATIONS[use.how])
    return {name: " | ".join(sorted(items)) for name, items in found.items()}


def _decorators(function: Function) -> Iterator[str]:
    node = function.node
    if not isinstance(node, FuncDef):
        return
    key = function.front.key
    accessor = next((part for part in ("setter", "deleter") if key.endswith(f".{part}")), None)
    if accessor is not None:
        yield f"{node.name}.{accessor}"
    elif node.is_property:
        yield "property"
    elif node.is_class and node.name != "__new__":
        yield "classmethod"
    elif node.is_static and node.name != "__new__":
        yield "staticmethod"
    if function.front.mode == "enter":
        yield "contextmanager"


def _parameters(node: FuncDef, uses: dict[str, str]) -> str:
    """Return the parameters as a stub writes them."""
    parts: list[str] = []
    positional_only = False
    keywords = False
    is_special = node.name.startswith("__")  # to mypy the parameters of these have no names
    for argument in node.arguments:
        name, kind = argument.variable.name, argument.kind
        if positional_only and not argument.pos_only:
            parts.append("/")
        positional_only = argument.pos_only and not is_special
        if kind in (ARG_NAMED, ARG_NAMED_OPT) and not keywords:
            parts.append("*")
            keywords = True
        keywords = keywords or kind is ARG_STAR
        stars = {ARG_STAR: "*", ARG_STAR2: "**"}.get(kind, "")
        text = stars + name + (f": {uses[name]}" if name in uses else "")
        if kind in (ARG_OPT, ARG_NAMED_OPT):
            text += " = ..." if name in uses else "=..."
        parts.append(text)
    if positional_only and all(item.kind in (ARG_POS, ARG_OPT) for item in node.arguments):
        parts.append("/")
    return ", ".join(parts)


def _shapes(tree: MypyFile) -> Iterator[Shape]:
    stack = [(tree.names, ())]
    while stack:
        names, around = stack.pop()
        for name, symbol in names.items():
            info = symbol.node
            if not isinstance(info, TypeInfo) or info.module_name != tree.fullname:
                continue
            path: tuple[str, ...] = (*around, name)
            if not name.isidentifier() or info.fullname != ".".join((tree.fullname, *path)):
                continue
            bases = tuple(base.type.fullname for base in info.bases)
            yield Shape(info.fullname, path, bases, tuple(item.fullname for item in info.mro[1:]))
            stack.append((info.names, path))  # type: ignore[arg-type]


def _returned(index: ModuleIndex) -> Iterator[str]:
    for function in index.functions:
        node = function.node
        signature = get_proper_type(node.type) if isinstance(node, FuncDef) and node.type else None
        if isinstance(signature, CallableType):
            for item in flatten(get_proper_type(signature.ret_type)):
                if isinstance(item, Instance):
                    yield item.type.fullname


def _imported(tree: MypyFile) -> Iterator[tuple[str, str]]:
    for name, symbol in tree.names.items():
        node = symbol.node
        if symbol.module_hidden or name.startswith("_"):
            continue
        if isinstance(node, Decorator):
            node = node.func
        if isinstance(node, (TypeInfo, FuncDef, OverloadedFuncDef)):
            fullname = node.fullname
            if fullname and fullname != f"{tree.fullname}.{name}":
                yield name, fullname
