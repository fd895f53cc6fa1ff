"""Case 75: a code that is disabled by a comment at the top of the file."""
# mypy: disable-error-code="blocking-call"

import time

from loopsafe import blocking, callback


@callback
def on_event() -> None:
    time.sleep(1)


@blocking
def in_worker() -> None:
    on_event()  # E: "on_event"  [loop-only-call]
