"""Logs callbacks that keep the loop from everything else, while they do.

To measure every call would cost more than the call. A thread looks at the loop's stack now and
then instead: if a call that we made *in place* is still the same call later, it is slow. So a
quick callback pays nothing, and a slow one is logged with the place where it is.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from types import CodeType, FrameType
from typing import Final

from loopsafe.router._plan import name_of

logger = logging.getLogger("loopsafe")

in_place: Final[set[CodeType]] = set()
"""The code of our functions that call others in place; their local ``func`` is what they call."""


class Watch:
    """Watches one thread. Made on the event-loop thread.

    Args:
        limit: Seconds that a callback may take. What takes one and a half times as long is found
            for certain.
    """

    def __init__(self, limit: float) -> None:
        self._limit = limit
        self._ident = threading.get_ident()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="loopsafe-slow", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread. Any thread."""
        self._stop.set()
        if self._thread is not threading.current_thread():
            self._thread.join(1.0)

    def _run(self) -> None:
        seen: FrameType | None = None
        since = 0.0
        while not self._stop.wait(self._limit / 2):
            frame = found(self._ident)
            now = time.monotonic()
            if frame is None or frame is not seen:
                seen, since = frame, now
            elif since and now - since >= self._limit:
                self._log(frame)
                since = 0.0  # once a call
            del frame

    def _log(self, frame: FrameType) -> None:
        func = frame.f_locals.get("func")
        stack = traceback.format_stack(sys._current_frames().get(self._ident))
        logger.warning(
            'loopsafe: "%s" has been running on the event loop for more than %g s\n%s',
            name_of(func),
            self._limit,
            "".join(stack).rstrip(),
        )


def found(ident: int) -> FrameType | None:
    """Return the innermost call in place on a thread's stack."""
    frame = sys._current_frames().get(ident)
    while frame is not None and frame.f_code not in in_place:
        frame = frame.f_back
    return frame
