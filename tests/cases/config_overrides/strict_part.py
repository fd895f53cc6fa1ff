"""Case 74: strict for one module."""

from typing import Any

from lib import opens, slow, unknown

from loopsafe import callback


@callback
def on_event(value: Any) -> None:
    slow()  # E: "slow" reaches "time.sleep"  [blocking-call]
    opens()
    value.go()  # E: [unknown-call]
    unknown(value)  # E: "unknown" reaches  [unknown-call]
