"""`Router.wrap` inside a Starlette application, asked by a real client over a real socket."""

from __future__ import annotations

import asyncio
import contextvars
import inspect
import socket
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from loopsafe import Category, Router, blocking, callback, category_of

pytest.importorskip("starlette", reason="Starlette is not installed")
httpx = pytest.importorskip("httpx", reason="httpx is not installed")
uvicorn = pytest.importorskip("uvicorn", reason="uvicorn is not installed")

from starlette.applications import Starlette  # noqa: E402  (only where it is installed)
from starlette.requests import Request  # noqa: E402
from starlette.responses import JSONResponse  # noqa: E402
from starlette.routing import Route  # noqa: E402

VISITOR: contextvars.ContextVar[str] = contextvars.ContextVar("VISITOR", default="nobody")


@blocking
def report(request: Request) -> JSONResponse:
    VISITOR.set("overwritten, in a copy")
    return JSONResponse({"thread": threading.current_thread().name, "path": request.url.path})


@callback
def counter(request: Request) -> JSONResponse:
    return JSONResponse({"thread": threading.current_thread().name, "path": request.url.path})


@blocking
def failing(request: Request) -> JSONResponse:
    raise LookupError(request.url.path)


def test_routes() -> None:
    """Each handler on its thread, and an error is the application's to answer."""
    router = Router()

    async def not_found(_: Request, error: Exception) -> JSONResponse:
        return JSONResponse({"missing": str(error)}, status_code=404)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with router:
            yield

    handlers = {"/report": report, "/counter": counter, "/failing": failing}
    application = Starlette(
        routes=[Route(path, router.wrap(func)) for path, func in handlers.items()],
        lifespan=lifespan,
        exception_handlers={LookupError: not_found},
    )

    async def main() -> list[Any]:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
            config = uvicorn.Config(application, log_level="error", ws="none")
            server = uvicorn.Server(config)
            serving = asyncio.create_task(server.serve(sockets=[listener]))
            try:
                async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
                    gets = [client.get(path) for path in (*handlers, *handlers)]
                    return list(await asyncio.gather(*gets))
            finally:
                server.should_exit = True
                await serving

    answers = asyncio.run(main())
    for blocked, in_place, failed in (answers[:3], answers[3:]):
        assert blocked.json()["thread"].startswith("loopsafe-default-")
        assert in_place.json() == {
            "thread": threading.current_thread().name,
            "path": "/counter",
        }
        assert (failed.status_code, failed.json()) == (404, {"missing": "/failing"})
    assert router.stats()["default"].done == 2
    assert router.stats()["default"].failed == 2
    assert not [thread for thread in threading.enumerate() if "loopsafe" in thread.name]


def test_the_wrapper_is_an_async_function_of_the_same_signature() -> None:
    """Frameworks ask with `inspect`, and what they find is not marked."""
    wrapped = Router().wrap(report)
    assert inspect.iscoroutinefunction(wrapped)
    assert inspect.signature(wrapped) == inspect.signature(report)
    assert (wrapped.__name__, wrapped.__doc__) == (report.__name__, report.__doc__)
    assert category_of(wrapped) is Category.COROUTINE
    assert not hasattr(wrapped, "__loopsafe__")
