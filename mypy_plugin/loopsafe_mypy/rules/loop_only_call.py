"""loop-only-call: a body that runs off the loop's thread calls what belongs to the loop.

Source of the rule: the asyncio documentation, "Developing with asyncio: Concurrency and
Multithreading": almost all asyncio objects are not thread-safe. Blocking and thread-safe functions
are checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from loopsafe._effects import Effect
from loopsafe_mypy import messages
from loopsafe_mypy.codes import LOOP_ONLY_CALL
from loopsafe_mypy.infer import LOOP_ONLY
from loopsafe_mypy.rules.site import Event, Finding, Site


def check(site: Site, event: Event) -> Iterator[Finding]:
    """Report an event that needs the loop where the body is not on it."""
    if Effect.LOOP_ONLY not in site.forbidden:
        return
    for reached in event.reached:
        shown, effects = reached.as_called()
        if LOOP_ONLY in effects:
            text = messages.loop_only_call(shown, effects[LOOP_ONLY], site.function.category)
            yield Finding(event.node, LOOP_ONLY_CALL, text)
            return
