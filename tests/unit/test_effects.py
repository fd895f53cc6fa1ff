"""The effect model: the lattice and the table, as `1-model` draws them."""

from __future__ import annotations

import itertools
import subprocess
import sys
import typing

import pytest

from loopsafe._effects import (
    CONTEXT_OF,
    EFFECT_OF,
    FORBIDDEN,
    KINDS,
    Category,
    Context,
    Effect,
    KindName,
    violation,
)

TABLE = {
    (Context.LOOP, Effect.NONE): Effect.NONE,
    (Context.LOOP, Effect.BLOCKS): Effect.BLOCKS,
    (Context.LOOP, Effect.LOOP_ONLY): Effect.NONE,
    (Context.WORKER, Effect.NONE): Effect.NONE,
    (Context.WORKER, Effect.BLOCKS): Effect.NONE,
    (Context.WORKER, Effect.LOOP_ONLY): Effect.LOOP_ONLY,
    (Context.ANYWHERE, Effect.NONE): Effect.NONE,
    (Context.ANYWHERE, Effect.BLOCKS): Effect.BLOCKS,
    (Context.ANYWHERE, Effect.LOOP_ONLY): Effect.LOOP_ONLY,
}


@pytest.mark.parametrize(("context", "effect"), TABLE, ids=str)
def test_the_table(context: Context, effect: Effect) -> None:
    assert violation(context, effect) == TABLE[context, effect]


@pytest.mark.parametrize("context", Context)
def test_an_unknown_effect_is_no_violation(context: Context) -> None:
    """Precision comes first: what cannot be seen is silent, unless strict mode asks."""
    assert violation(context, Effect.UNKNOWN) == Effect.NONE
    assert violation(context, Effect.UNKNOWN | FORBIDDEN[context]) == FORBIDDEN[context]


@pytest.mark.parametrize("context", Context)
def test_joining_effects_joins_violations(context: Context) -> None:
    for first, second in itertools.product(Effect, repeat=2):
        joined = violation(context, first) | violation(context, second)
        assert violation(context, first | second) == joined


@pytest.mark.parametrize(
    ("caller", "callee", "verdict"),
    [
        (Category.COROUTINE, Category.COROUTINE, Effect.NONE),
        (Category.COROUTINE, Category.CALLBACK, Effect.NONE),
        (Category.COROUTINE, Category.THREAD_SAFE, Effect.NONE),
        (Category.COROUTINE, Category.BLOCKING, Effect.BLOCKS),
        (Category.CALLBACK, Category.COROUTINE, Effect.NONE),
        (Category.CALLBACK, Category.CALLBACK, Effect.NONE),
        (Category.CALLBACK, Category.THREAD_SAFE, Effect.NONE),
        (Category.CALLBACK, Category.BLOCKING, Effect.BLOCKS),
        (Category.THREAD_SAFE, Category.COROUTINE, Effect.NONE),
        (Category.THREAD_SAFE, Category.CALLBACK, Effect.LOOP_ONLY),
        (Category.THREAD_SAFE, Category.THREAD_SAFE, Effect.NONE),
        (Category.THREAD_SAFE, Category.BLOCKING, Effect.BLOCKS),
        (Category.BLOCKING, Category.COROUTINE, Effect.NONE),
        (Category.BLOCKING, Category.CALLBACK, Effect.LOOP_ONLY),
        (Category.BLOCKING, Category.THREAD_SAFE, Effect.NONE),
        (Category.BLOCKING, Category.BLOCKING, Effect.NONE),
    ],
)
def test_who_may_call_whom(caller: Category, callee: Category, verdict: Effect) -> None:
    assert violation(CONTEXT_OF[caller], EFFECT_OF[callee]) == verdict


def test_the_tables_are_complete() -> None:
    assert set(CONTEXT_OF) == set(EFFECT_OF) == set(Category)
    assert set(FORBIDDEN) == set(Context)


def test_kinds_are_listed_once_in_the_order_of_their_weight() -> None:
    assert len(KINDS) == len(set(KINDS))
    assert set(KINDS) == set(typing.get_args(KindName))
    assert KINDS[-1] == "other"


def test_it_needs_nothing_but_the_standard_library() -> None:
    """The plugin, the router and the guard share it, so it must not pull one into the other."""
    code = (
        "import importlib.util, sys, loopsafe._effects as effects; before = set(sys.modules);"
        "spec = importlib.util.spec_from_file_location('alone', effects.__file__);"
        "module = importlib.util.module_from_spec(spec); sys.modules['alone'] = module;"
        "spec.loader.exec_module(module); print(*(set(sys.modules) - before))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == ["alone"]
