"""Put the forms ``OnLoop[...]``, ``InWorker[...]`` and ``AnyThread[...]`` into types.

mypy drops what ``Annotated`` says. A callable type has a class, though (its ``fallback``), which
survives assignment, attributes, containers and the cache: a class of ours there is the mark.
"""

from __future__ import annotations

from collections.abc import Mapping

from mypy.nodes import Decorator, MypyFile, TypeInfo
from mypy.plugin import AnalyzeTypeContext
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    Overloaded,
    ProperType,
    Type,
    TypeOfAny,
    UnionType,
    get_proper_type,
)

from loopsafe._effects import Category
from loopsafe_mypy.names import FORM_CATEGORIES, FORM_OF, FORMS


def analyze_form(fullname: str, context: AnalyzeTypeContext) -> Type:
    """Return the type inside a form, marked with the thread it is called on."""
    if len(context.type.args) != 1:
        context.api.fail(f'"{context.type.name}" takes exactly one type', context.context)
        return AnyType(TypeOfAny.from_error)
    inside = get_proper_type(context.api.analyze_type(context.type.args[0]))
    return with_form(inside, context.api.named_type(FORMS[fullname], []))


def with_form(found: ProperType, form: Instance) -> ProperType:
    """Return a callable type whose class says its thread; other types as they are."""
    if type(found) is CallableType:
        return found.copy_modified(fallback=form) if not found.is_type_obj() else found
    if type(found) is Overloaded:
        items = [with_form(item, form) for item in found.items]
        return Overloaded([item for item in items if type(item) is CallableType])
    if type(found) is UnionType:
        return UnionType([with_form(get_proper_type(item), form) for item in found.items])
    return found


def mark_definition(
    node: Decorator, category: Category, kind: str | None, modules: Mapping[str, MypyFile]
) -> None:
    """Put the marker of a definition into its type: the decorator's own type drops it.

    A hook for the decorator would hide those of other plugins, and not see
    ``@blocking(kind="disk")``, which is called twice.
    """
    found = get_proper_type(node.var.type) if node.var.type is not None else None
    form = _form(category, kind, modules)
    if type(found) is CallableType and form is not None:
        node.var.type = with_form(found, form)


def _form(category: Category, kind: str | None, modules: Mapping[str, MypyFile]) -> Instance | None:
    """Return the class that stands for a marker, if loopsafe itself is among the modules."""
    name = FORM_OF.get((category, kind)) or FORM_OF.get((category, None))
    holder = modules.get("loopsafe._forms")
    symbol = holder.names.get(name.rpartition(".")[2]) if holder is not None and name else None
    node = symbol.node if symbol is not None else None
    return Instance(node, []) if isinstance(node, TypeInfo) else None


def form_of(found: ProperType) -> str | None:
    """Return the class that marks a callable's type, if it has one."""
    if type(found) is Overloaded:
        found = found.items[0]
    if type(found) is CallableType and found.fallback.type.fullname in FORM_CATEGORIES:
        return found.fallback.type.fullname
    return None
