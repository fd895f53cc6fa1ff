"""Closing a router: in order, within a limit, and to the end whatever happens on the way."""

from __future__ import annotations

import asyncio
import logging
import sys
import traceback
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from loopsafe._markers import callback
from loopsafe.router import _registry
from loopsafe.router._errors import WrongLoopError
from loopsafe.router._registry import NOWHERE
from loopsafe.router._worker import Worker

if TYPE_CHECKING:
    from loopsafe.router._inbox import Inbox
    from loopsafe.router._router import Router

logger = logging.getLogger("loopsafe")


async def close(router: Router, *, drain: bool) -> None:
    """Close ``router``. Event-loop thread.

    Args:
        router: It may be open, closed, or never have been opened.
        drain: Wait for what was started, before anything is cancelled.

    Raises:
        WrongLoopError: If the router belongs to another loop.
    """
    inbox = router._inbox
    if inbox is None:
        router._state = "closed"
        return
    if router._forked:
        return  # there is nothing here that could be closed
    loop = asyncio.get_running_loop()
    if inbox.loop is not loop:
        msg = f"{router!r} belongs to another event loop: close it there"
        raise WrongLoopError(msg)
    if router._closing is not None:
        await asyncio.shield(router._closing)
        return
    router._closing = loop.create_future()
    try:
        if drain:
            await _drain(router, inbox)
    finally:
        _refuse(router, inbox)
        try:
            await _end(router, inbox)
        finally:
            _finish(router, inbox)
            if not router._closing.done():
                router._closing.set_result(None)


async def _drain(router: Router, inbox: Inbox) -> None:
    """Wait for what was started, and for what that starts."""
    deadline = inbox.loop.time() + router.shutdown_timeout
    while pending := _pending(inbox):
        left = deadline - inbox.loop.time()
        if left <= 0:
            return
        await asyncio.wait(pending, timeout=left)


def _pending(inbox: Inbox) -> set[asyncio.Future[Any]]:
    return inbox.started - {asyncio.current_task()}


@callback(unchecked=True)  # the lock is held by other threads for a few instructions only
def _refuse(router: Router, inbox: Inbox) -> None:
    """Take no more jobs, and cancel what has not begun."""
    with inbox.gate:
        router._home = NOWHERE
        router._state = "closing"
        inbox.closed = True
    for future in _pending(inbox):
        future.cancel()
    for lane in router._made.values():
        lane.cancel_queued()
        lane.stop()


async def _end(router: Router, inbox: Inbox) -> None:
    """Wait for the jobs that run and the tasks that were cancelled, within the limit."""
    if not router.shutdown_timeout:
        return
    waits: list[Coroutine[Any, Any, None]] = [lane.wait_ended() for lane in router._made.values()]
    ends = [asyncio.ensure_future(wait) for wait in waits]
    try:
        pending = {*ends, *_pending(inbox)}
        if pending:
            await asyncio.wait(pending, timeout=router.shutdown_timeout)
    finally:
        for end in ends:
            end.cancel()


@callback(unchecked=True)  # the thread it waits for looks at a stack, and ends
def _finish(router: Router, inbox: Inbox) -> None:
    """Let go of the loop, and say what could not be ended."""
    inbox.mailbox.drain_all()
    for lane in router._made.values():
        for job in lane.stuck():
            _log(lane.name, job, router.shutdown_timeout)
        lane.abandon()
    for task in _pending(inbox):
        if task.done():
            continue
        logger.error("loopsafe: %r did not end when it was cancelled", task)
    inbox.mailbox.drain_all()
    inbox.mailbox.close()
    if router._watch is not None:
        router._watch.stop()
    router._state = "closed"
    _registry.leave(inbox.loop, router)


def _log(executor: str, job: object, limit: float) -> None:
    if not isinstance(job, Worker):
        logger.error(
            'loopsafe: a job of executor "%s" was still running %g s after the router was closed: '
            "%s; its thread or process is not ours to inspect",
            executor,
            limit,
            getattr(job, "name", job),
        )
        return
    frame = sys._current_frames().get(job.ident or 0)
    stack = "".join(traceback.format_stack(frame)) if frame is not None else "(no stack)\n"
    logger.error(
        'loopsafe: thread "%s" was still running %g s after the router was closed; it is left '
        "behind, and does not keep the process from ending\n%s",
        job.name,
        limit,
        stack.rstrip(),
    )
