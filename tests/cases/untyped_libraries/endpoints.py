"""Cases 33, 78: a plain function that is decorated as an endpoint runs in a worker thread."""

import asyncio
import time

from fastapi import APIRouter, FastAPI
from flask import Flask

from loopsafe import blocking, callback

app = FastAPI()
router = APIRouter()
flask = Flask(__name__)
LOOP = asyncio.new_event_loop()


def wake() -> None:
    LOOP.call_soon(print)


@app.get("/loop-only")  # E: Loop-only callable "reaches_loop", which reaches "asyncio.AbstractEventLoop.call_soon", handed to "fastapi.FastAPI.get": it is called in a worker thread  [callable-context] # N: "reaches_loop" calls "wake" # N: Define it with "async def", so that it runs on the event loop
def reaches_loop() -> None:
    wake()


@app.get("/blocking")
def blocks() -> None:
    time.sleep(1)
    LOOP.call_soon_threadsafe(print)


@app.get("/coroutine")
async def is_coroutine() -> None:
    wake()
    time.sleep(1)  # E: "time.sleep"  [blocking-call]


@router.post("/marked")  # E: "marked" handed to "fastapi.APIRouter.post"  [callable-context]
@callback
def marked() -> None: ...


@router.put("/worker")
@blocking
def marked_for_worker() -> None:
    time.sleep(1)


@flask.before_request  # E: "before", which reaches "asyncio.AbstractEventLoop.call_soon", handed to "flask.Scaffold.before_request"  [callable-context]
def before() -> None:
    wake()


@flask.after_request
async def after() -> None: ...


class Api:
    def __init__(self) -> None:
        self.app = FastAPI()

        @self.app.get("/inner")  # E: "inner"  [callable-context]
        def inner() -> None:
            wake()
