from loopsafe import callback

from . import one, two
from .two import wait


@callback
def on_event(first: one.Device, second: two.Device) -> None:
    wait()
    two.wait()
    one.wait()  # E: reaches "time.sleep"  [blocking-call]
    first.poll()  # E: reaches "time.sleep"  [blocking-call]
    second.poll()
