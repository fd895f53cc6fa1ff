"""What a rule is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from mypy.errorcodes import ErrorCode
from mypy.nodes import Context as Position
from mypy.nodes import Expression

from loopsafe._effects import Context, Effect
from loopsafe_mypy.config import Config, Settings
from loopsafe_mypy.index import Function
from loopsafe_mypy.knowledge import Knowledge
from loopsafe_mypy.members import Scope
from loopsafe_mypy.messages import Text
from loopsafe_mypy.resolve import Reached, Resolver


class Finding(NamedTuple):
    """One error to report."""

    at: Position
    code: ErrorCode
    text: Text


class Site(NamedTuple):
    """One function that is being checked."""

    function: Function
    context: Context | None
    """Where its body runs; ``None`` for an unmarked or unchecked function."""
    forbidden: Effect
    """The effects that this context forbids: a row of the table."""
    scope: Scope
    resolver: Resolver
    knowledge: Knowledge
    slots: AbstractSet[str]
    """What may be filled in the module at hand: see `Knowledge.slots`."""
    settings: Settings
    config: Config


class Event(NamedTuple):
    """One event of the function, and what it runs."""

    what: int
    node: Expression
    reached: list[Reached]
