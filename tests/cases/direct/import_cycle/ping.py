from loopsafe import callback

from . import pong


def ping(number: int) -> None:
    if number:
        pong.pong(number - 1)


@callback
def on_ping() -> None:
    ping(3)  # E: "ping" reaches "time.sleep"  [blocking-call]
    pong.pong(3)  # E: reaches "time.sleep"  [blocking-call]
