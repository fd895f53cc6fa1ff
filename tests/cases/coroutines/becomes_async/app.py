from loopsafe import callback

from .lib import poll, refresh, relay


@callback
def on_event() -> None:
    refresh()
    relay()
    poll()  # E: is never run  [unscheduled-coroutine]
