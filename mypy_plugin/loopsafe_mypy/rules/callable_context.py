"""callable-context: a callable is handed to a thread on which it must not run.

Which parameters hand over, and where to, is said by the forms in effect stubs: the callback of
``loop.call_soon`` is ``OnLoop[...]``, the function of ``asyncio.to_thread`` is ``InWorker[...]``.
A coroutine function handed over like that is never awaited: unscheduled-coroutine. Hand-offs are
checked in every function, marked or not, because the thread is known from the hand-off alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import CallExpr, Expression

from loopsafe._effects import KINDS, Context, Effect, violation
from loopsafe_mypy import messages
from loopsafe_mypy.arguments import fitting, passed
from loopsafe_mypy.codes import CALLABLE_CONTEXT, UNSCHEDULED_COROUTINE
from loopsafe_mypy.infer import LOOP_ONLY, Fact, most_telling
from loopsafe_mypy.resolve import is_bound
from loopsafe_mypy.rules.site import Event, Finding, Site


def check(site: Site, event: Event) -> Iterator[Finding]:
    """Report arguments of a call that do not suit the thread they are handed to."""
    call = event.node
    if not isinstance(call, CallExpr):
        return
    for fact, _, _ in event.reached:
        if not fact.signatures:
            continue
        bound = is_bound(fact, call)
        signature = fitting(fact.signatures, call, bound=bound, types=site.scope.types)
        for parameter, argument in passed(signature, call, bound=bound):
            if parameter.form is not None:
                yield from _handed_over(site, fact, argument, parameter.form)


def _handed_over(site: Site, to: Fact, argument: Expression, context: Context) -> Iterator[Finding]:
    kinds = [kind for kind in KINDS if kind not in site.settings.ignore_kinds]
    if site.resolver.coroutine_function(argument, site.scope):
        shown = getattr(argument, "name", "function")
        text = messages.coroutine_function_handed_over(shown, to.shown, context)
        yield Finding(argument, UNSCHEDULED_COROUTINE, text)
        return
    for key in site.resolver.callees(argument, site.scope):
        fact = site.knowledge.facts.get(key)
        if fact is None or fact.mode != "call":
            continue
        kind = most_telling(fact.effects, kinds)
        if kind is not None and violation(context, Effect.BLOCKS):
            text = messages.callable_context(
                fact.shown, fact.effects[kind], to.shown, context, blocks=True
            )
        elif LOOP_ONLY in fact.effects and violation(context, Effect.LOOP_ONLY):
            text = messages.callable_context(
                fact.shown, fact.effects[LOOP_ONLY], to.shown, context, blocks=False
            )
        else:
            continue
        yield Finding(argument, CALLABLE_CONTEXT, text)
        return
