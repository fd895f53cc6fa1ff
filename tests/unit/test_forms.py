"""The forms at run time: ordinary ``Annotated`` types that tools can read."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest

from loopsafe import AnyThread, Context, InWorker, OnLoop

FORMS = {OnLoop: Context.LOOP, InWorker: Context.WORKER, AnyThread: Context.ANYWHERE}
each_form = pytest.mark.parametrize(("form", "context"), FORMS.items(), ids=str)


class Slots:
    """Slots of every context."""

    on_loop: OnLoop[Callable[[int], None]]
    in_worker: InWorker[Callable[[], str]] | None
    anywhere: list[AnyThread[Callable[..., Any]]]


class Nested:
    """A slot whose contents are handed on."""

    slot: OnLoop[InWorker[Callable[[], None]]]


@each_form
def test_a_form_is_annotated(form: Any, context: Context) -> None:
    slot = form[Callable[[int], None]]
    assert get_origin(slot) is Annotated
    assert get_args(slot) == (Callable[[int], None], context)
    assert slot == Annotated[Callable[[int], None], context]


@each_form
def test_a_form_pickles(form: Any, context: Context) -> None:
    slot = form[Callable[[int], None]]
    twin = pickle.loads(pickle.dumps(slot))
    assert twin == slot
    assert get_args(twin)[1] is context


def test_hints_without_extras_show_the_callable_only() -> None:
    assert get_type_hints(Slots) == {
        "on_loop": Callable[[int], None],
        "in_worker": Callable[[], str] | None,
        "anywhere": list[Callable[..., Any]],
    }


def test_hints_with_extras_show_the_context() -> None:
    hints = get_type_hints(Slots, include_extras=True)
    assert get_args(hints["on_loop"])[1] is Context.LOOP
    assert get_args(get_args(hints["in_worker"])[0])[1] is Context.WORKER
    assert get_args(get_args(hints["anywhere"])[0])[1] is Context.ANYWHERE


def test_a_form_of_a_form_keeps_both() -> None:
    """The innermost comes first, as for every ``Annotated`` type."""
    assert get_args(get_type_hints(Nested, include_extras=True)["slot"])[1:] == (
        Context.WORKER,
        Context.LOOP,
    )
