"""How far the functions are followed that functions hand on to each other."""

from __future__ import annotations

from typing import Final

from mypy.nodes import CallExpr, Var

from loopsafe._effects import Effect
from loopsafe_mypy.callables import MAX_FOLLOWED, Target

MAX_RAN: Final = 200
"""How many functions are followed at most that one value may lead to."""


class Way:
    """How far a look at one value has come: functions are given functions that are given others.

    What is handed from validator to validator, say, would be followed along every path there is,
    which are millions in some programs. So each function is followed once, and so many in all.
    """

    __slots__ = ("depth", "harmless", "ran", "variables")

    def __init__(self, above: Way | None = None, harmless: Effect = Effect.NONE) -> None:
        """Start, or go one function deeper.

        Args:
            above: The way so far.
            harmless: Effects that do not matter from here on.
        """
        self.depth: int = 0 if above is None else above.depth + 1
        self.harmless: Effect = harmless if above is None else harmless | above.harmless
        self.variables: set[Var] = set() if above is None else above.variables
        """Variables whose values have been looked at."""
        self.ran: set[object] = set() if above is None else above.ran

    def goes_on(self, target: Target, mode: str, call: CallExpr | None = None) -> bool:
        """Whether to look at what a target runs: not if that was done before."""
        if self.depth == 0:
            return True
        what = (target, mode, call, self.harmless)
        if self.depth > MAX_FOLLOWED or what in self.ran or len(self.ran) > MAX_RAN:
            return False
        self.ran.add(what)
        return True
