"""unknown-call: in strict mode, a call of which nothing is known, in a body with a declared thread.

Silent by default: a tool that cries wolf is switched off.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import CallExpr

from loopsafe_mypy import messages
from loopsafe_mypy.codes import UNKNOWN_CALL
from loopsafe_mypy.infer import UNKNOWN
from loopsafe_mypy.rules.site import Event, Finding, Site
from loopsafe_mypy.unknown import unknown_call


def check(site: Site, event: Event) -> Iterator[Finding]:
    """Report a call that the analysis could not see through."""
    if site.context is None or not site.settings.strict:
        return
    unknown = (
        unknown_call(event.node, site.scope, site.resolver, site.knowledge)
        if type(event.node) is CallExpr
        else None
    )
    if unknown is not None:
        _, witness = unknown
        text = messages.unknown_call(witness.path[0], witness._replace(path=()))
        yield Finding(event.node, UNKNOWN_CALL, text)
        return
    for reached in event.reached:
        shown, effects = reached.as_called()
        if UNKNOWN in effects:
            text = messages.unknown_call(shown, effects[UNKNOWN])
            yield Finding(event.node, UNKNOWN_CALL, text)
            return
