"""A module's facts as one line of text, for the symbol that mypy caches and hashes.

Sorted and free of line numbers, so that it changes only when an effect does: every change makes
mypy check all dependents again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from loopsafe._effects import Category
from loopsafe_mypy.infer import Fact, Witness


def encode(facts: Iterable[Fact]) -> str:
    """Return the text for the facts of one module that other modules may need."""
    rows: dict[str, list[Any]] = {}
    for fact in facts:
        if not fact.matters or "<locals>" in fact.key or "@" in fact.key:
            continue  # local to a function; "@" stands before a local class's line number
        category = fact.category.value if fact.category else ""
        effects = {
            key: [witness.depth, witness.instead, *witness.path]
            for key, witness in fact.effects.items()
        }
        rows[fact.key.removeprefix(fact.module + ".")] = [category, fact.mode, fact.shown, effects]
    return json.dumps(rows, sort_keys=True, separators=(",", ":"))


def decode(text: str, module: str) -> Iterator[Fact]:
    """Yield the facts that `encode` wrote for a module."""
    for name, (category, mode, shown, effects) in json.loads(text).items():
        yield Fact(
            f"{module}.{name}",
            module,
            shown,
            Category(category) if category else None,
            mode,
            {
                key: Witness(depth, tuple(path), instead)
                for key, (depth, instead, *path) in effects.items()
            },
        )
