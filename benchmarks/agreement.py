"""How much the plugin sees before mypy has checked the bodies: types by declaration or mypy's own.

Effects are inferred at interface time, with types that declarations give (`light.LightTypes`).
For every call in Home Assistant's core and helpers this compares what that resolves with what
mypy's own types resolve at implementation time.

    python benchmarks/agreement.py            prints the shares, and what is most often not seen
"""

from __future__ import annotations

import collections
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from home_assistant import default_cache, unpacked
from mypy.checker import TypeChecker
from mypy.main import main as run_mypy
from mypy.nodes import CallExpr, FuncItem, MemberExpr

from loopsafe_mypy import compat, session
from loopsafe_mypy.analysis import Analysis
from loopsafe_mypy.body import CALL
from loopsafe_mypy.index import Function, ModuleIndex, with_inner
from loopsafe_mypy.members import Scope
from loopsafe_mypy.typer import CheckedTypes

TARGETS = ("homeassistant/core.py", "homeassistant/helpers")


class Comparison:
    """Counts, call by call."""

    def __init__(self) -> None:
        self.counts: collections.Counter[str] = collections.Counter()
        self.unseen: collections.Counter[str] = collections.Counter()

    def module(self, index: ModuleIndex, analysis: Analysis, checker: TypeChecker) -> None:
        """Compare the calls of one module, in place of checking it."""
        if not index.tree.fullname.startswith(("homeassistant.core", "homeassistant.helpers")):
            return
        checked = CheckedTypes(compat.type_map(checker))
        for function in with_inner(list(index.functions)):
            if isinstance(function.node, FuncItem):
                for call in function.body.events.get(CALL, ()):
                    if checked.reachable(call):
                        self.call(call, function, analysis, checked)

    def call(
        self, call: CallExpr, function: Function, analysis: Analysis, checked: CheckedTypes
    ) -> None:
        """Compare one call."""
        keys = analysis.resolver.callables.keys
        by_mypy = set(keys(call.callee, Scope(function, checked)))
        light = set(keys(call.callee, Scope(function, analysis.program.light_types(function))))
        if not by_mypy:
            self.counts["mypy does not resolve it"] += 1
        elif by_mypy == light:
            self.counts["the same"] += 1
        else:
            self.counts["something else" if light else "nothing"] += 1
            receiver = call.callee.expr if isinstance(call.callee, MemberExpr) else call.callee
            self.unseen[type(receiver).__name__] += 1

    def lines(self) -> Iterator[str]:
        """Yield the result for people."""
        resolved = sum(self.counts.values()) - self.counts["mypy does not resolve it"]
        yield f"{resolved} calls that mypy's types resolve; types by declaration resolve to"
        for name in ("the same", "nothing", "something else"):
            yield f"  {name:<15} {self.counts[name]:6}  {self.counts[name] / resolved:.1%}"
        yield f"not seen, by receiver: {dict(self.unseen.most_common(5))}"


def main() -> None:
    """Run mypy in this process, with a comparison where the plugin would check."""
    comparison = Comparison()
    session.check_module = comparison.module  # type: ignore[attr-defined]
    source = unpacked(default_cache())
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "mypy.ini")
        config.write_text(
            "[mypy]\nplugins = loopsafe_mypy\nignore_missing_imports = true\n"
            "[loopsafe]\ncallback_decorators = homeassistant.core.callback\n",
            encoding="utf-8",
        )
        os.chdir(source)
        try:
            with Path(folder, "output").open("w", encoding="utf-8") as output:
                run_mypy(
                    args=[f"--config-file={config}", f"--cache-dir={folder}", *TARGETS],
                    stdout=output,
                    clean_exit=True,
                )
        except SystemExit as done:
            if done.code not in (0, 1):
                raise
    for line in comparison.lines():
        print(line)


if __name__ == "__main__":
    main()
