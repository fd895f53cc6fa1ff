"""Case 75: what a silenced module does counts in a module that is not silenced."""

from disabled import slow

from loopsafe import callback


@callback
def calls() -> None:
    slow()  # E: "slow" reaches "time.sleep"  [blocking-call]
