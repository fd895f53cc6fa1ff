"""Case 24: a coroutine function passed where a plain function is called back."""

from collections.abc import Callable

from loopsafe import callback


async def work() -> None: ...


def call_now(action: Callable[[], object]) -> None:
    action()


@callback
def on_event() -> None:
    call_now(work)  # E: Coroutine "work" is never run
