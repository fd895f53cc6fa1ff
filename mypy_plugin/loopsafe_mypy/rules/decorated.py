"""callable-context: a decorator hands the function below it to a thread on which it must not run.

``@app.get("/")`` of FastAPI registers an endpoint: a plain ``def`` runs in a worker thread, so it
must not reach what belongs to the loop, and may block. An effect stub says so, with a form on the
parameter of the decorator or of the decorator that is returned. Of the program's own decorators it
is known which of them hand their argument over.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import CallExpr, Expression

from loopsafe._effects import KINDS, Category, Context, Effect, violation
from loopsafe_mypy import messages
from loopsafe_mypy.arguments import fitting
from loopsafe_mypy.codes import CALLABLE_CONTEXT, UNSCHEDULED_COROUTINE
from loopsafe_mypy.infer import LOOP_ONLY, Fact, most_telling
from loopsafe_mypy.members import Scope
from loopsafe_mypy.resolve import is_bound
from loopsafe_mypy.rules.callable_context import CONTEXT_OF_USE
from loopsafe_mypy.rules.site import Finding, Site
from loopsafe_mypy.uses import is_use, use_of
from loopsafe_stubs import Parameter


def check(site: Site) -> Iterator[Finding]:
    """Report a decorated function that does not suit the thread it is handed to."""
    decorated = site.function.decorated
    for decorator in decorated.decorators if decorated is not None else ():
        for to, context, takes_coroutines in _handed(decorator, site):
            finding = _unsuited(site, decorator, to, context, takes_coroutines=takes_coroutines)
            if finding is not None:
                yield finding
                break


def _handed(decorator: Expression, site: Site) -> Iterator[tuple[str, Context, bool]]:
    """Yield who takes the function below a decorator, for which thread; also coroutines?"""
    call = decorator if type(decorator) is CallExpr else None
    callee = call.callee if call is not None else decorator
    function = site.function
    around = Scope(function.outer, site.scope.types) if function.outer else site.scope
    for key in site.resolver.callables.keys(callee, around):
        fact = site.knowledge.facts.get(key)
        if fact is None:
            continue
        if fact.signatures:
            bound = is_bound(fact, call)
            signature = fitting(fact.signatures, call, bound=bound, types=site.scope.types)
            own = signature.parameters[bound:]
            found = signature.decorates if call is not None else next(iter(own), None)
            yield from _by_form(fact, found)
        elif call is None:
            for name in fact.effects:
                use = use_of(name) if is_use(name) else None
                if use is not None and use.owner == key and use.position == 0:
                    context = CONTEXT_OF_USE.get(use.how)
                    if context is not None:
                        yield fact.shown, context, False


def _by_form(fact: Fact, found: Parameter | None) -> Iterator[tuple[str, Context, bool]]:
    if found is not None and found.form is not None:
        yield fact.shown, found.form, False
    elif found is not None and found.plain_form is not None:
        yield fact.shown, found.plain_form, True


def _unsuited(
    site: Site, at: Expression, to: str, context: Context, *, takes_coroutines: bool
) -> Finding | None:
    fact = site.function.front
    shown, effects = fact.shown, fact.effects
    if fact.category is Category.COROUTINE:
        if takes_coroutines:
            return None
        text = messages.coroutine_function_handed_over(shown, to, context)
        return Finding(at, UNSCHEDULED_COROUTINE, text)
    kinds = [kind for kind in KINDS if kind not in site.settings.ignore_kinds]
    kind = most_telling(effects, kinds)
    if kind is not None and violation(context, Effect.BLOCKS):
        text = messages.callable_context(shown, effects[kind], to, context, blocks=True)
    elif LOOP_ONLY in effects and violation(context, Effect.LOOP_ONLY):
        text = messages.callable_context(shown, effects[LOOP_ONLY], to, context, blocks=False)
        text = messages.decorated(text, takes_coroutines=takes_coroutines)
    else:
        return None
    return Finding(at, CALLABLE_CONTEXT, text)
