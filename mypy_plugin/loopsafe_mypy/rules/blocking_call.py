"""blocking-call: a body that may run on the loop's thread calls what makes a thread wait.

Source of the rule: the asyncio documentation, "Developing with asyncio: Running Blocking Code", and
Home Assistant's developer guide. Coroutines, callbacks and thread-safe functions are checked;
the same event is reported once, for the kind of blocking with the shortest chain.
"""

from __future__ import annotations

from collections.abc import Iterator

from loopsafe._effects import KINDS, Effect
from loopsafe_mypy import messages
from loopsafe_mypy.codes import BLOCKING_CALL
from loopsafe_mypy.infer import most_telling
from loopsafe_mypy.rules.site import Event, Finding, Site


def check(site: Site, event: Event) -> Iterator[Finding]:
    """Report an event that blocks where that is forbidden."""
    if Effect.BLOCKS not in site.forbidden:
        return
    kinds = [kind for kind in KINDS if kind not in site.settings.ignore_kinds]
    for reached in event.reached:
        shown, effects = reached.as_called()
        kind = most_telling(effects, kinds)
        if kind is not None:
            text = messages.blocking_call(
                shown, effects[kind], site.function.category, site.function.fact.shown
            )
            yield Finding(event.node, BLOCKING_CALL, text)
            return
