from loopsafe import callback

from .base import Reading
from .devices import Lamp, Light


@callback
def on_event() -> None:
    Light()
    Lamp("lamp")
    Reading()  # E: reaches "time.sleep"  [blocking-call]
    Reading(1)
