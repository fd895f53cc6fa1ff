"""override-category: an override promises less than the method that it overrides.

Whoever calls the method of a base (or of a Protocol) relies on what is declared there, so an
override must not have an effect that the base's category excludes: ``@blocking`` over
``@callback``, ``@callback`` over ``@thread_safe``. The other way round is fine. An unmarked
override inherits the category; two bases that disagree leave it without one.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import ClassDef, Expression, FuncDef, TypeInfo
from mypy.types import Instance

from loopsafe._effects import EFFECT_OF, Category, Effect
from loopsafe_mypy import messages
from loopsafe_mypy.codes import OVERRIDE_CATEGORY
from loopsafe_mypy.infer import Fact, effect_of
from loopsafe_mypy.knowledge import Knowledge
from loopsafe_mypy.overrides import declarations
from loopsafe_mypy.rules.site import Finding, Site


def check(site: Site) -> Iterator[Finding]:
    """Report a method that declares (or inherits) more than one of its bases allows."""
    node, own = site.function.node, site.function.fact
    if type(node) is not FuncDef or not node.info or own.category in (None, Category.COROUTINE):
        return
    marks = site.function.marks
    for base in declarations(node.info, node.name, site.knowledge):
        if _exceeds(own, base):
            text = messages.override_category(
                own.shown, own.category, base.shown, base.category, inherits=not marks
            )
            yield Finding(marks[0].node if marks else node, OVERRIDE_CATEGORY, text)
            return


def check_class(node: ClassDef, knowledge: Knowledge) -> Iterator[Finding]:
    """Report what a class inherits from one base and another base does not allow."""
    first: dict[str, TypeInfo] = {}
    for base in node.info.mro[1:]:
        for name in sorted(knowledge.declared.intersection(base.names)):
            if name in node.info.names or first.setdefault(name, base) is base:
                continue
            inherited = knowledge.facts.get(f"{first[name].fullname}.{name}")
            declared = knowledge.facts.get(f"{base.fullname}.{name}")
            if inherited is None or declared is None:
                continue
            if any(_is_below(node.info, one, two) for one, two in ((inherited, declared),)):
                continue  # reported, or allowed, where that class overrides this one
            if _exceeds(inherited, declared):
                text = messages.override_category(
                    inherited.shown,
                    inherited.category,
                    declared.shown,
                    declared.category,
                    inherits=True,
                )
                yield Finding(node, OVERRIDE_CATEGORY, text)
                return


def check_protocol(
    value: Expression, found: Instance, protocol: Instance, site: Site
) -> Iterator[Finding]:
    """Report a value whose class has the shape of a Protocol but does more than it allows."""
    if protocol.type in found.type.mro:
        return
    for name in protocol.type.protocol_members:
        if name not in site.knowledge.declared:
            continue
        promised = site.knowledge.facts.get(f"{protocol.type.fullname}.{name}")
        key = site.resolver.members.member(found.type, name)
        actual = site.knowledge.facts.get(key or "")
        if promised is None or actual is None or promised.category is None:
            continue
        allowed = EFFECT_OF[promised.category] | Effect.UNKNOWN
        excess = [kind for kind in actual.effects if effect_of(kind) & ~allowed]
        if excess:
            text = messages.protocol_category(
                actual.shown, promised.shown, promised.category, actual.effects[excess[0]]
            )
            yield Finding(value, OVERRIDE_CATEGORY, text)
            return


def _exceeds(own: Fact, base: Fact) -> bool:
    if own.category is None or base.category is None or own.category is Category.COROUTINE:
        return False
    return bool(EFFECT_OF[own.category] & ~EFFECT_OF[base.category])


def _is_below(info: TypeInfo, lower: Fact, upper: Fact) -> bool:
    """Whether the class that defines one method inherits from the class that defines another."""
    owners = {base.fullname: base for base in info.mro}
    first = owners.get(lower.key.rpartition(".")[0])
    return first is not None and any(
        base.fullname == upper.key.rpartition(".")[0] for base in first.mro
    )
