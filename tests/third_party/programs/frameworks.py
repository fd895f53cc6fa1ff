"""Web frameworks and other loops."""

import time

import anyio
import anyio.from_thread
import anyio.to_thread
import trio
from asgiref.sync import sync_to_async
from django.core.cache import cache
from django.db import models, transaction
from django.shortcuts import get_object_or_404
from fastapi import BackgroundTasks, Depends, FastAPI
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route
from starlette.testclient import TestClient

from loopsafe import callback

app = FastAPI()


def dependency() -> int:
    time.sleep(1)
    return 1


async def later() -> None:
    """Run on the loop."""


@callback
def on_loop() -> None:
    """Belong to the loop."""


@app.get("/sync")
def sync_endpoint(value: int = Depends(dependency)) -> int:
    time.sleep(1)
    return value


@app.get("/async")
async def async_endpoint(tasks: BackgroundTasks, value: int = Depends(later)) -> int:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]
    tasks.add_task(dependency)
    tasks.add_task(later)
    BackgroundTask(later)
    await run_in_threadpool(dependency)
    await run_in_threadpool(on_loop)  # E: [callable-context]
    Route("/", later)
    Route("/", dependency)
    return value


async def on_anyio() -> None:
    await anyio.to_thread.run_sync(dependency)
    await anyio.to_thread.run_sync(on_loop)  # E: [callable-context]
    anyio.run(later)  # E: [blocking-call]
    anyio.from_thread.run(later)  # E: [blocking-call]
    with anyio.from_thread.start_blocking_portal() as portal:  # E: [blocking-call]
        portal.start_task_soon(later)
    async with anyio.create_task_group() as group:
        group.start_soon(later)


async def on_trio() -> None:
    await trio.to_thread.run_sync(dependency)
    await trio.to_thread.run_sync(on_loop)  # E: [callable-context]
    trio.from_thread.run_sync(on_loop)  # E: [blocking-call]
    trio.run(later)  # E: [blocking-call]


async def on_asgiref() -> None:
    await sync_to_async(dependency)()
    await sync_to_async(on_loop)()  # E: [callable-context]


class Item(models.Model):
    """A table."""

    name = models.CharField(max_length=10)


async def on_django(items: "models.QuerySet[Item]", item: Item) -> None:
    items.filter(name="x").exclude(name="y")
    items.get(name="x")  # E: "django.db.models.QuerySet.get"  [blocking-call]  # N: Use "QuerySet.aget"
    for _ in items:  # E: [blocking-call]
        pass
    list(items)  # E: [blocking-call]
    async for _ in items:
        pass
    await items.aget(name="x")
    item.save()  # E: [blocking-call]
    await item.asave()
    with transaction.atomic():  # E: [blocking-call]
        pass
    get_object_or_404(Item, name="x")  # E: [blocking-call]
    cache.get("key")  # E: [blocking-call]
    await cache.aget("key")


def reaches_loop() -> int:
    on_loop()
    return 1


@app.get("/default")
def with_default(value: int = Depends(reaches_loop)) -> int:  # E: [callable-context]
    return value


async def on_test_client() -> None:
    TestClient(app).get("/sync")  # E: [blocking-call]


async def routes() -> None:
    Route("/", on_loop)  # E: [callable-context]
    app.add_api_route("/", on_loop)  # E: [callable-context]
    app.add_api_route("/", later)
    Depends(on_loop)  # E: [callable-context]
