"""Put the forms ``OnLoop[...]``, ``InWorker[...]`` and ``AnyThread[...]`` into types.

mypy drops what ``Annotated`` says. A callable type has a class, though (its ``fallback``), which
survives assignment, attributes, containers and the cache: a class of ours there is the mark.
"""

from __future__ import annotations

from mypy.plugin import AnalyzeTypeContext
from mypy.types import (
    AnyType,
    CallableType,
    Overloaded,
    ProperType,
    Type,
    TypeOfAny,
    get_proper_type,
)

from loopsafe_mypy.names import FORM_CATEGORIES, FORMS


def analyze_form(fullname: str, context: AnalyzeTypeContext) -> Type:
    """Return the type inside a form, marked with the thread it is called on."""
    if len(context.type.args) != 1:
        context.api.fail(f'"{context.type.name}" takes exactly one type', context.context)
        return AnyType(TypeOfAny.from_error)
    inside = get_proper_type(context.api.analyze_type(context.type.args[0]))
    return mark(inside, FORMS[fullname], context)


def mark(found: ProperType, form: str, context: AnalyzeTypeContext) -> ProperType:
    """Return a callable type whose class says its thread; other types as they are."""
    if isinstance(found, CallableType):
        return found.copy_modified(fallback=context.api.named_type(form, []))
    if isinstance(found, Overloaded):
        items = [mark(item, form, context) for item in found.items]
        return Overloaded([item for item in items if isinstance(item, CallableType)])
    return found


def form_of(found: ProperType) -> str | None:
    """Return the class that marks a callable's type, if it has one."""
    if isinstance(found, Overloaded):
        found = found.items[0]
    if isinstance(found, CallableType) and found.fallback.type.fullname in FORM_CATEGORIES:
        return found.fallback.type.fullname
    return None
