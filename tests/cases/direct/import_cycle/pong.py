import time

from loopsafe import callback

from . import ping


def pong(number: int) -> None:
    time.sleep(1)
    ping.ping(number)


@callback
def on_pong() -> None:
    pong(3)  # E: "pong" reaches "time.sleep"  [blocking-call]
    ping.ping(3)  # E: reaches "time.sleep"  [blocking-call]
