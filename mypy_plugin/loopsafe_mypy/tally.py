"""How many calls of a module are seen through, and why the others are not.

Only for ``loopsafe check --stats``, which counts. The figures of a module travel as one more of
mypy's messages about it: so they come back from worker processes, and from the cache of a module
that has not changed, in the way that findings do. What they look like to people is the linter's
matter.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import NamedTuple

from mypy.nodes import CallExpr

from loopsafe_mypy.analysis import Analysis
from loopsafe_mypy.body import CALL
from loopsafe_mypy.index import ModuleIndex, with_inner
from loopsafe_mypy.members import Scope
from loopsafe_mypy.reasons import Reason, Unseen
from loopsafe_mypy.typer import CheckedTypes
from loopsafe_mypy.unknown import unseen


class Tally(NamedTuple):
    """The calls in the functions of a module, or of several."""

    calls: int
    """Those that can be reached."""
    unknown: Counter[Unseen]
    """Those that are not seen through, by the reason."""

    def text(self) -> str:
        """Return the figures as the text of a message."""
        rows = sorted((key.reason.value, key.module, n) for key, n in self.unknown.items())
        return json.dumps([self.calls, rows])


def read_tally(text: str) -> Tally:
    """Read the figures from the text of a message."""
    calls, rows = json.loads(text)
    found = {Unseen(Reason(reason), module): number for reason, module, number in rows}
    return Tally(calls, Counter(found))


def count(index: ModuleIndex, analysis: Analysis, checked: CheckedTypes) -> Tally:
    """Count the calls in the functions of a module, with the types that mypy has found.

    What stands in no function (a module's top level, a class's body, a default argument) runs when
    the module is imported, on no thread in particular, and is left out.
    """
    calls = 0
    unknown: Counter[Unseen] = Counter()
    for function in with_inner(index.functions):
        scope = Scope(function, checked)
        for call in function.body.events.get(CALL, ()):
            if type(call) is CallExpr and checked.reachable(call):
                calls += 1
                found = unseen(call, scope, analysis.resolver, analysis.knowledge)
                if found is not None:
                    unknown[found] += 1
    return Tally(calls, unknown)
