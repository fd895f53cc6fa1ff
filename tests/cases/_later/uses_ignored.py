"""Case 75: a module with ``ignore_errors`` keeps quiet itself; what it does counts for others."""

from ignored import on_event, outer

from loopsafe import callback


@callback
def calls() -> None:
    outer()  # E: "outer" reaches "time.sleep"  [blocking-call]
    on_event()
