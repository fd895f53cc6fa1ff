"""Case 74: an override replaces what the project ignores, for a package and all inside it."""

import time

from lib import opens, slow

from loopsafe import callback


@callback
def on_event() -> None:
    time.sleep(1)
    slow()
    opens()  # E: "opens" reaches  [blocking-call]
