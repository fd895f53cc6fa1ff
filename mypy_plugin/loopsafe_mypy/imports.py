"""Which modules in memory import each other: the group that is inferred together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from mypy.nodes import Import, ImportAll, ImportFrom, MypyFile

from loopsafe_mypy.names import FORM_NAMES


def groups_of(
    module: str, modules: Mapping[str, MypyFile], done: Collection[str]
) -> list[list[str]]:
    """Return the import cycles to infer for ``module``, each sorted, dependencies first.

    The last one contains ``module``. Only modules whose syntax tree is in memory and that are not
    ``done`` count. In a build there is just one cycle, because mypy processes dependencies first.
    """
    first = [name for name in _imported(modules[module], modules) if name not in done]
    if not first:
        return [[module]]
    graph: dict[str, list[str]] = {}
    stack = [module]
    while stack:
        name = stack.pop()
        if name not in graph:
            graph[name] = [item for item in _imported(modules[name], modules) if item not in done]
            stack += graph[name]
    return [sorted(cycle) for cycle in _cycles(graph, module)]


def _cycles(graph: Mapping[str, list[str]], start: str) -> Iterator[list[str]]:
    """Yield the strongly connected components that ``start`` reaches, dependencies first.

    Tarjan's algorithm with an explicit stack.
    """
    order: dict[str, int] = {start: 0}
    low: dict[str, int] = {start: 0}
    open_: list[str] = [start]
    is_open = {start}
    work = [(start, iter(graph[start]))]
    while work:
        name, targets = work[-1]
        for target in targets:
            if target not in order:
                order[target] = low[target] = len(order)
                open_.append(target)
                is_open.add(target)
                work.append((target, iter(graph[target])))
                break
            if target in is_open:
                low[name] = min(low[name], order[target])
        else:
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[name])
            if low[name] == order[name]:
                cycle: list[str] = []
                while not cycle or cycle[-1] != name:
                    cycle.append(open_.pop())
                is_open.difference_update(cycle)
                yield cycle


def imported_by(tree: MypyFile, modules: Mapping[str, MypyFile]) -> Iterator[str]:
    """Yield the modules that a module imports, stubs left out."""
    for name in _named(tree, modules):
        if name in modules and not modules[name].is_stub:
            yield name


def packages_imported(tree: MypyFile) -> Iterator[str]:
    """Yield the names of the top-level packages that a module imports."""
    for node in tree.imports:
        if type(node) is Import:
            for name, _ in node.ids:
                yield name.partition(".")[0]
        elif (type(node) is ImportFrom or type(node) is ImportAll) and not node.relative:
            yield node.id.partition(".")[0]


def declares_slots(tree: MypyFile) -> bool:
    """Whether a module imports what slots for callables are typed with."""
    if tree.fullname.partition(".")[0] == "loopsafe":
        return False
    for node in tree.imports:
        if type(node) is Import:
            if any(name == "loopsafe" for name, _ in node.ids):
                return True
        elif type(node) is ImportFrom and any(name in FORM_NAMES for name, _ in node.names):
            return node.id == "loopsafe"
    return False


def _imported(tree: MypyFile, modules: Mapping[str, MypyFile]) -> Iterator[str]:
    """Yield the modules with a syntax tree that a module imports, stubs left out."""
    for name in _named(tree, modules):
        found = modules.get(name)
        if found is not None and not found.is_stub and not found.is_cache_skeleton:
            yield name


def _named(tree: MypyFile, modules: Mapping[str, MypyFile]) -> Iterator[str]:
    """Yield what may be modules among the names that a module imports."""
    for node in tree.imports:
        if type(node) is Import:
            for name, _ in node.ids:
                parts = name.split(".")
                for count in range(1, len(parts) + 1):
                    yield ".".join(parts[:count])
        elif type(node) is ImportFrom or type(node) is ImportAll:
            base = _absolute(tree, node)
            yield base
            if type(node) is ImportFrom and _may_be_package(modules.get(base)):
                for name, _ in node.names:
                    yield f"{base}.{name}"


def _may_be_package(tree: MypyFile | None) -> bool:
    """Whether a module may have others in it; the path of a namespace package is a folder."""
    if tree is None or tree.is_package_init_file():
        return True
    return not tree.path.endswith((".py", ".pyi"))


def _absolute(tree: MypyFile, node: ImportFrom | ImportAll) -> str:
    if not node.relative:
        return node.id
    parts = tree.fullname.split(".")
    keep = len(parts) - node.relative + (1 if tree.is_package_init_file() else 0)
    return ".".join([*parts[:keep], *([node.id] if node.id else [])])


def origin_of(name: str, modules: Mapping[str, MypyFile]) -> str:
    """Return the top-level package that a name was imported from.

    Args:
        name: The full name under which the importing module knows it: ``app.get`` for ``get``
            after ``from requests import get`` in ``app``, where ``requests`` was not found.
        modules: All modules in memory.

    Returns:
        The package; the name's own if its module says nothing of it.
    """
    module, _, local = name.rpartition(".")
    while module and module not in modules:
        module, _, local = module.rpartition(".")
    for statement in modules[module].imports if module else ():
        found = ""
        if type(statement) is ImportFrom and not statement.relative:
            if any(local == (alias or real) for real, alias in statement.names):
                found = statement.id
        elif type(statement) is Import:
            found = next(
                (id_ for id_, alias in statement.ids if local == (alias or id_.partition(".")[0])),
                "",
            )
        if found:
            return found.partition(".")[0]
    return name.partition(".")[0]
