"""What is done with is freed at once: mypy collects garbage seldom, and cycles would pile up."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from mypy.nodes import MypyFile, SymbolTable

from loopsafe_mypy.analysis import Analysis
from loopsafe_mypy.callgraph import CallGraph
from loopsafe_mypy.config import Config
from loopsafe_mypy.knowledge import Knowledge
from loopsafe_stubs import Catalogue, Target


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Only what nothing refers to is freed in the test."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def module(name: str) -> MypyFile:
    """Return an empty module as mypy has it in memory."""
    tree = MypyFile([], [])
    tree._fullname = name
    tree.path = f"{name}.py"
    tree.names = SymbolTable()
    return tree


@pytest.mark.usefixtures("uncollected")
def test_the_calls_of_a_module_are_freed_when_the_next_one_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There is a graph for each group of modules, and no two at a time."""
    graphs: list[weakref.ref[CallGraph]] = []
    start = CallGraph.__init__

    def note(graph: CallGraph, *arguments: object) -> None:
        start(graph, *arguments)  # type: ignore[arg-type]
        graphs.append(weakref.ref(graph))

    monkeypatch.setattr(CallGraph, "__init__", note)
    catalogue = Catalogue([], Target((3, 13), "linux"))
    analysis = Analysis(Config(), Knowledge(catalogue), keeps_trees=False)
    analysis.program.modules = {name: module(name) for name in ("first", "second")}
    for name in ("first", "second"):
        assert analysis.summarise(name) is not None
    assert [graph() is not None for graph in graphs[1:]] == [False, True]
