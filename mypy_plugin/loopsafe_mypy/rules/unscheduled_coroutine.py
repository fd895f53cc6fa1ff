"""unscheduled-coroutine: sync code makes a coroutine and does not hand it over.

Calling an ``async def`` runs nothing. A callback, thread-safe or blocking function must pass the
coroutine on (to ``create_task``, a task group, any function that takes it), return, yield or
store it. mypy itself reports only a bare expression statement.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import CallExpr
from mypy.types import Instance

from loopsafe._effects import Category
from loopsafe_mypy import messages
from loopsafe_mypy.body import BOUND, COMPARED, CONDITION, DROPPED, FORMATTED
from loopsafe_mypy.codes import UNSCHEDULED_COROUTINE
from loopsafe_mypy.rules.site import Finding, Site
from loopsafe_mypy.walk import LocalUses

FATES = {
    DROPPED: "dropped",
    CONDITION: "tested for truth",
    COMPARED: "compared",
    FORMATTED: "formatted",
    BOUND: "held in a local that is never handed over",
}


def check(site: Site) -> Iterator[Finding]:
    """Report the coroutines that a sync function makes in vain."""
    if site.context is None or site.function.category is Category.COROUTINE:
        return
    uses: LocalUses | None = None
    for call, fate in site.function.body.fates.items():
        if type(call) is not CallExpr or not _makes_coroutine(site, call):
            continue
        if fate == BOUND:
            uses = uses or LocalUses(site.function.node)
            if uses.is_used(call):
                continue
        callee = call.callee
        shown = getattr(callee, "name", "coroutine")
        text = messages.unscheduled_coroutine(shown, FATES[fate], site.function.category)
        yield Finding(call, UNSCHEDULED_COROUTINE, text)


def _makes_coroutine(site: Site, call: CallExpr) -> bool:
    if site.resolver.callables.coroutine_function(call.callee, site.scope):
        return site.scope.types.reachable(call)
    found = site.scope.types.type_of(call)
    return type(found) is Instance and found.type.fullname == "typing.Coroutine"
