"""Case 74: a module without an override has the settings of the project."""

import time
from typing import Any

from lib import async_fire, opens, slow, unknown

from loopsafe import callback


@callback
def on_event(value: Any) -> None:
    time.sleep(1)  # E: "time.sleep"  [blocking-call]
    slow()  # E: "slow" reaches "time.sleep"  [blocking-call]
    opens()
    value.go()
    unknown(value)
    async_fire()  # E: "async_fire" reaches "time.sleep"  [blocking-call]
