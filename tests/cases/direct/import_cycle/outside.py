from loopsafe import callback

from .ping import ping


@callback
def on_event() -> None:
    ping(3)  # E: "ping" reaches "time.sleep"  [blocking-call]
