"""Functions that Home Assistant has marked run where it would run them, and beside it."""

from __future__ import annotations

import asyncio
import functools
import threading
from typing import Any

import pytest

from loopsafe import Category, Job, Router, category_of

core = pytest.importorskip("homeassistant.core", reason="Home Assistant is not installed")


def mark(func: Any) -> Any:
    """Mark a function as Home Assistant does."""
    return core.callback(func)


class Entity:
    """Methods as integrations write them."""

    @mark
    def async_write_ha_state(self, value: int = 0) -> tuple[int, int]:
        return threading.get_ident(), value

    async def async_update(self, value: int = 0) -> tuple[int, int]:
        await asyncio.sleep(0)
        return threading.get_ident(), value

    def update(self, value: int = 0) -> tuple[int, int]:
        return threading.get_ident(), value

    @mark
    def __call__(self, value: int = 0) -> tuple[int, int]:
        return threading.get_ident(), value


@pytest.mark.parametrize(
    ("func", "category"),
    [
        (Entity().async_write_ha_state, Category.CALLBACK),
        (functools.partial(Entity().async_write_ha_state, 3), Category.CALLBACK),
        (Entity().async_update, Category.COROUTINE),
        (functools.partial(Entity().async_update, 3), Category.COROUTINE),
        (Entity().update, Category.BLOCKING),
    ],
)
def test_jobs_agree_with_home_assistant(func: Any, category: Category) -> None:
    """`HassJob` and `Job` put the same function on the same thread."""
    kinds = {
        Category.CALLBACK: core.HassJobType.Callback,
        Category.COROUTINE: core.HassJobType.Coroutinefunction,
        Category.BLOCKING: core.HassJobType.Executor,
    }
    assert Job(func).category is category
    assert core.HassJob(func).job_type is kinds[category]

    async def main() -> None:
        async with Router() as router:
            for way in (Job(func).run, functools.partial(router.run, func)):
                ident, _ = await way()
                assert (ident == threading.get_ident()) is (category is not Category.BLOCKING)

    asyncio.run(main())


def test_a_callable_object() -> None:
    """`HassJob` sends it to a thread, whatever its ``__call__`` is marked with; `Job` looks."""
    assert core.HassJob(Entity()).job_type is core.HassJobType.Executor
    assert Job(Entity()).category is Category.CALLBACK


def test_its_own_functions() -> None:
    """What its core marks is known without telling us."""
    assert category_of(core.HomeAssistant.async_run_hass_job) is Category.CALLBACK
    assert category_of(core.EventBus.async_fire) is Category.CALLBACK
    assert category_of(core.HomeAssistant.async_start) is Category.COROUTINE
