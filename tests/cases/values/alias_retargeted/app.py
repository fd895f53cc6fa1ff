from loopsafe import callback

from . import lib
from .lib import refresh, update


@callback
def on_event() -> None:
    refresh()
    update()  # E: reaches "time.sleep"  [blocking-call]
    lib.refresh()
    lib.update()  # E: reaches "time.sleep"  [blocking-call]
    lib.later()
    lib.Device.run()
