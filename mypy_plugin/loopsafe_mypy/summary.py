"""A module's facts as one line of text, for the symbol that mypy caches and hashes.

Sorted and free of line numbers, so that it changes only when an effect does: every change makes
mypy check all dependents again.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from loopsafe._effects import Category, Context
from loopsafe_mypy.infer import Fact, Witness
from loopsafe_mypy.uses import BODY
from loopsafe_stubs import Parameter, Signature

NOT_SHARED: Final = ("<locals>", "@", BODY)
"""In the keys of what other modules cannot name; "@" stands before a local class's line."""


_ENCODER: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


def is_shared(key: str) -> bool:
    """Whether other modules can name the function."""
    return ("<" not in key and "@" not in key) or not any(mark in key for mark in NOT_SHARED)


def is_told(fact: Fact) -> bool:
    """Whether a summary has something to say of a function."""
    return fact.matters and is_shared(fact.key)


def encode(facts: Iterable[Fact]) -> str:
    """Return the text for the facts of one module that other modules may need."""
    rows: dict[str, list[Any]] = {}
    for fact in facts:
        if not is_told(fact):
            continue
        category = fact.category.value if fact.category else ""
        effects = {
            key: [witness.depth, witness.instead, *witness.path]
            for key, witness in fact.effects.items()
        }
        row = rows[fact.key.removeprefix(fact.module + ".")] = [
            category,
            fact.mode,
            fact.shown,
            effects,
        ]
        if fact.signatures or fact.calls_super:
            signatures = [_row(signature) for signature in fact.signatures]
            row += [fact.calls_super, fact.origin, signatures]
    return _ENCODER.encode(rows) if rows else "{}"


def decode(text: str, module: str) -> Iterator[Fact]:
    """Yield the facts that `encode` wrote for a module."""
    for name, row in json.loads(text).items():
        category, mode, shown, effects, *rest = row
        calls_super, origin, signatures = rest or (False, "", ())
        fact = Fact(
            f"{module}.{name}",
            module,
            shown,
            Category(category) if category else None,
            mode,
            {
                key: Witness(depth, tuple(path), instead)
                for key, (depth, instead, *path) in effects.items()
            },
            tuple(_signature(*item) for item in signatures),
        )
        fact.calls_super = calls_super
        fact.origin = origin
        yield fact


def _row(signature: Signature) -> list[Any]:
    category = signature.category.value if signature.category else ""
    parameters = [
        [
            *item[:5],
            repr(item.literals),
            item.form.value if item.form else "",
            item.uses,
            item.classes,
            item.plain_form.value if item.plain_form else "",
        ]
        for item in signature.parameters
    ]
    return [category, signature.kind, signature.instead, parameters]


def _signature(
    category: str, kind: str | None, instead: str | None, parameters: list[list[Any]]
) -> Signature:
    return Signature(
        tuple(_parameter(*item) for item in parameters),
        Category(category) if category else None,
        kind,
        instead,
    )


def _parameter(  # noqa: PLR0913  (the columns of a row)
    name: str,
    positional: bool,  # noqa: FBT001
    keyword: bool,  # noqa: FBT001
    required: bool,  # noqa: FBT001
    variadic: bool,  # noqa: FBT001
    literals: str,
    form: str,
    uses: list[str],
    classes: list[str],
    plain_form: str,
) -> Parameter:
    return Parameter(
        name,
        positional,
        keyword,
        required,
        variadic,
        ast.literal_eval(literals),
        Context(form) if form else None,
        tuple(uses),
        tuple(classes),
        Context(plain_form) if plain_form else None,
    )
