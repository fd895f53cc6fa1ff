"""Which modules in memory import each other: the group that is inferred together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from mypy.nodes import Import, ImportAll, ImportFrom, MypyFile


def group_of(
    module: str, modules: Mapping[str, MypyFile], done: Collection[str]
) -> list[str]:
    """Return the modules that form an import cycle with ``module``, itself included, sorted.

    Only modules whose syntax tree is in memory and that are not ``done`` count: mypy processes
    dependencies first, so an import that is not done belongs to the cycle.
    """
    reachable: dict[str, list[str]] = {}
    stack = [module]
    while stack:
        name = stack.pop()
        if name in reachable:
            continue
        reachable[name] = [item for item in _imported(modules[name], modules) if item not in done]
        stack += reachable[name]
    back: dict[str, list[str]] = {}
    for name, targets in reachable.items():
        for target in targets:
            back.setdefault(target, []).append(name)
    cycle: set[str] = {module}
    stack = [module]
    while stack:
        for name in back.get(stack.pop(), ()):
            if name not in cycle:
                cycle.add(name)
                stack.append(name)
    return sorted(cycle)


def imported_by(tree: MypyFile, modules: Mapping[str, MypyFile]) -> Iterator[str]:
    """Yield the modules that a module imports, stubs left out."""
    for name in _named(tree):
        if name in modules and not modules[name].is_stub:
            yield name


def _imported(tree: MypyFile, modules: Mapping[str, MypyFile]) -> Iterator[str]:
    """Yield the modules with a syntax tree that a module imports, stubs left out."""
    for name in _named(tree):
        found = modules.get(name)
        if found is not None and not found.is_stub and not found.is_cache_skeleton:
            yield name


def _named(tree: MypyFile) -> Iterator[str]:
    for node in tree.imports:
        if isinstance(node, Import):
            for name, _ in node.ids:
                parts = name.split(".")
                for count in range(1, len(parts) + 1):
                    yield ".".join(parts[:count])
        elif isinstance(node, (ImportFrom, ImportAll)):
            base = _absolute(tree, node)
            yield base
            if isinstance(node, ImportFrom):
                for name, _ in node.names:
                    yield f"{base}.{name}"


def _absolute(tree: MypyFile, node: ImportFrom | ImportAll) -> str:
    if not node.relative:
        return node.id
    parts = tree.fullname.split(".")
    keep = len(parts) - node.relative + (1 if tree.is_package_init_file() else 0)
    return ".".join([*parts[:keep], *([node.id] if node.id else [])])
