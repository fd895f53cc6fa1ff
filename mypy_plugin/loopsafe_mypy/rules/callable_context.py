"""callable-context: a callable is handed to a thread on which it must not run.

Which parameters hand over, and where to, is said by forms: in effect stubs (the callback of
``loop.call_soon`` is ``OnLoop[...]``, the function of ``asyncio.to_thread`` is ``InWorker[...]``)
and in the program's own types, for any slot. A coroutine function handed over like that is never
awaited: unscheduled-coroutine. Hand-offs are checked in every function, marked or not, because the
thread is known from the hand-off alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import CallExpr, Expression
from mypy.types import AnyType, CallableType, Instance, Overloaded, ProperType, get_proper_type

from loopsafe._effects import CONTEXT_OF, KINDS, Category, Context, Effect, violation
from loopsafe_mypy import messages
from loopsafe_mypy.arguments import fitting, given, passed
from loopsafe_mypy.codes import CALLABLE_CONTEXT, UNSCHEDULED_COROUTINE
from loopsafe_mypy.forms import form_of
from loopsafe_mypy.infer import LOOP_ONLY, Fact, most_telling
from loopsafe_mypy.names import AWAITABLES, FORM_CATEGORIES
from loopsafe_mypy.resolve import is_bound
from loopsafe_mypy.rules.override_category import check_protocol
from loopsafe_mypy.rules.site import Event, Finding, Site
from loopsafe_mypy.slots import Slot, slots_of
from loopsafe_mypy.uses import HANDED, is_use, use_of

CONTEXT_OF_USE = {how: context for context, how in HANDED.items()}
CONTEXT_OF_FORM = {form: CONTEXT_OF[category] for form, (category, _) in FORM_CATEGORIES.items()}


def check(site: Site, event: Event) -> Iterator[Finding]:
    """Report arguments of a call that do not suit the thread they are handed to."""
    call = event.node
    if type(call) is not CallExpr:
        return
    for reached in event.reached:
        fact = reached.fact
        if reached.via:
            continue
        if fact.signatures:
            bound = is_bound(fact, call)
            signature = fitting(fact.signatures, call, bound=bound, types=site.scope.types)
            for parameter, argument in passed(signature, call, bound=bound):
                if parameter.form is not None:
                    yield from _handed_over(site, fact.shown, argument, parameter.form)
                elif parameter.plain_form is not None and not (
                    site.resolver.callables.coroutine_function(argument, site.scope)
                ):
                    yield from _handed_over(site, fact.shown, argument, parameter.plain_form)
        for key in fact.effects:
            if is_use(key):
                yield from _passed_on(site, fact, key, call)


def check_slots(site: Site) -> Iterator[Finding]:
    """Report values that do not suit the slots of the program's own types they are put into."""
    if not site.slots:
        return
    for slot in slots_of(site.scope, site.slots):
        form = form_of(slot.expected)
        if form is not None:
            if _awaits(slot.expected) and site.resolver.callables.coroutine_function(
                slot.value, site.scope
            ):
                continue
            yield from _handed_over(site, slot.shown, slot.value, CONTEXT_OF_FORM[form])
        elif type(slot.expected) is Instance and slot.expected.type.is_protocol:
            found = site.scope.types.type_of(slot.value)
            if type(found) is Instance:
                yield from check_protocol(slot.value, found, slot.expected, site)
            elif (
                type(found) is CallableType or type(found) is Overloaded
            ) and not found.is_type_obj():
                yield from _called_by_protocol(site, slot, slot.expected)


def _called_by_protocol(site: Site, slot: Slot, protocol: Instance) -> Iterator[Finding]:
    """Report a function used as a Protocol whose ``__call__`` says on which thread it runs."""
    promised = site.knowledge.facts.get(f"{protocol.type.fullname}.__call__")
    if promised is not None and promised.category not in (None, Category.COROUTINE):
        yield from _handed_over(site, slot.shown, slot.value, CONTEXT_OF[promised.category])


def _awaits(expected: ProperType) -> bool:
    """Whether a slot is for functions whose result is awaited, or passed on."""
    first = expected.items[0] if type(expected) is Overloaded else expected
    result = get_proper_type(first.ret_type) if type(first) is CallableType else None
    return type(result) is AnyType or (
        type(result) is Instance and result.type.fullname in AWAITABLES
    )


def _passed_on(site: Site, fact: Fact, key: str, call: CallExpr) -> Iterator[Finding]:
    """Report arguments that the called function hands to a thread, or calls and forgets."""
    use = use_of(key)
    proved = site.function.body.harmless.get(call, Effect.NONE)
    if use.owner != fact.key or not use.happens_in(site.context, proved):
        return
    for argument in given(use, call):
        if use.how in CONTEXT_OF_USE:
            yield from _handed_over(site, fact.shown, argument, CONTEXT_OF_USE[use.how])
        elif use.how == "drop" and site.resolver.callables.coroutine_function(argument, site.scope):
            shown = getattr(argument, "name", "function")
            text = messages.coroutine_function_handed_over(shown, fact.shown, site.context)
            yield Finding(argument, UNSCHEDULED_COROUTINE, text)


def _handed_over(site: Site, to: str, argument: Expression, context: Context) -> Iterator[Finding]:
    kinds = [kind for kind in KINDS if kind not in site.settings.ignore_kinds]
    callables = site.resolver.callables
    if callables.coroutine_function(argument, site.scope):
        shown = getattr(argument, "name", "function")
        text = messages.coroutine_function_handed_over(shown, to, context)
        yield Finding(argument, UNSCHEDULED_COROUTINE, text)
        return
    for target in callables.targets(argument, site.scope):
        for reached in site.resolver.run(target, site.scope):
            shown, effects = reached.as_called()
            kind = most_telling(effects, kinds)
            if kind is not None and violation(context, Effect.BLOCKS):
                text = messages.callable_context(shown, effects[kind], to, context, blocks=True)
            elif LOOP_ONLY in effects and violation(context, Effect.LOOP_ONLY):
                text = messages.callable_context(
                    shown, effects[LOOP_ONLY], to, context, blocks=False
                )
            else:
                continue
            yield Finding(argument, CALLABLE_CONTEXT, text)
            return
