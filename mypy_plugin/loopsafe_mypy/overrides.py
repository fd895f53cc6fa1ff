"""Overrides: what a class promises for a method holds for the classes below it.

An unmarked override inherits the category that the nearest base declares, in the project or in an
effect stub, and is verified. `rules.override_category` reports one that declares more.
"""

from __future__ import annotations

from mypy.nodes import FuncDef, TypeInfo

from loopsafe._effects import Category
from loopsafe_mypy.index import Function
from loopsafe_mypy.infer import Fact
from loopsafe_mypy.knowledge import Knowledge

NOT_INHERITED = frozenset({"__init__", "__new__", "__init_subclass__", "__class_getitem__"})


def inherit(function: Function, knowledge: Knowledge) -> None:
    """Give an unmarked override the category of the method that it overrides."""
    node = function.node
    if (
        function.fact.category is not None
        or type(node) is not FuncDef
        or not node.info
        or node.name not in knowledge.declared
        or function.front is not function.fact
    ):
        return
    for declared in declarations(node.info, node.name, knowledge):
        take_over(function, declared, knowledge)
        return


def take_over(function: Function, declared: Fact, knowledge: Knowledge) -> None:
    """Give an unmarked function the category of another one."""
    fact = function.fact
    fact.category = declared.category
    fact.effects = dict(declared.effects)
    knowledge.announce(fact)


def declarations(info: TypeInfo, name: str, knowledge: Knowledge) -> list[Fact]:
    """Return what the bases of a class declare of a method, the nearest base first."""
    if name in NOT_INHERITED:
        return []
    found = (knowledge.facts.get(f"{base.fullname}.{name}") for base in info.mro[1:])
    return [
        fact
        for fact in found
        if fact is not None and fact.category not in (None, Category.COROUTINE)
    ]
