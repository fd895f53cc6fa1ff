"""Every name in the stubs of a distribution exists in that distribution.

A stub that misspells a name, puts it on the wrong class, or forgets that a library moved it says
nothing at all, silently. So each distribution is installed, at the versions that METADATA.toml
lists, and every name is looked up where mypy sees it, and at run time. This needs a network and
some minutes, and is a job of its own: ``pytest tests/third_party``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from mypy.nodes import FuncDef, OverloadedFuncDef, SymbolNode, TypeAlias, TypeInfo, Var
from mypy.types import Instance, get_proper_type

from loopsafe import Category
from loopsafe_stubs import Declaration, Parameter, StubModule
from tests.cases import harness
from tests.third_party.distributions import Distribution, read_distributions
from tests.third_party.typed_view import TypedView, is_coroutine, is_property, takes

ROOT: Final = Path(__file__).resolve().parents[2]
Absent = Callable[[list[tuple[str, str]]], dict[str, str]]

each_distribution = pytest.mark.parametrize(
    "distribution", [pytest.param(item, id=item.name) for item in read_distributions()]
)


def declared(distribution: Distribution) -> Iterator[tuple[StubModule, Declaration, str]]:
    """Yield the functions of a distribution, with their names as written in the module."""
    for stub in distribution.stubs():
        for declaration in stub.declarations.values():
            name = declaration.fullname.removesuffix(".setter").removesuffix(".deleter")
            yield stub, declaration, name.removeprefix(f"{stub.name}.")


@each_distribution
def test_every_name_exists(
    distribution: Distribution, typed: TypedView, absent_at_run_time: Absent
) -> None:
    """In the types that mypy sees, where there are any, or at run time."""
    wanted = [(stub.name, name) for stub, _, name in declared(distribution)]
    wanted += [
        (stub.name, name.removeprefix(f"{stub.name}."))
        for stub in distribution.stubs()
        for name in stub.classes
    ]
    wanted += [(stub.name, "") for stub in distribution.stubs()]
    absent = absent_at_run_time(wanted)
    drift = [
        f"{module}.{name}: {absent[f'{module}:{name}']}"
        for module, name in wanted
        if f"{module}:{name}" in absent
        and not (typed.has(module) if not name else typed.find(f"{module}.{name}", module))
    ]
    assert sorted(set(drift)) == []


@each_distribution
def test_every_name_is_where_mypy_finds_it(distribution: Distribution, typed: TypedView) -> None:
    """A name that is only imported there is known to mypy by another one."""
    elsewhere = []
    for stub in distribution.stubs():
        names = {*stub.classes, *(name for name in stub.declarations if _is_global(stub, name))}
        for name in names:
            node = typed.find(name, stub.name)
            if isinstance(node, (TypeInfo, FuncDef, OverloadedFuncDef)) and node.fullname != name:
                elsewhere.append(f"{name} is {node.fullname}")
            # A class that a function makes is a variable to mypy.
            is_made = isinstance(node, Var) and name in stub.classes
            if isinstance(node, TypeInfo) != (name in stub.classes) and not is_made:
                elsewhere.append(f"{name} is a {type(node).__name__}")
    assert elsewhere == []


@each_distribution
def test_every_function_is_of_the_same_kind(distribution: Distribution, typed: TypedView) -> None:
    """A property is read and a coroutine function is awaited: one must not be taken for another."""
    wrong = []
    for stub, declaration, name in declared(distribution):
        node = typed.find(f"{stub.name}.{name}", stub.name)
        if node is None:
            continue
        categories = {signature.category for signature in declaration.signatures}
        ours = (declaration.is_property, Category.COROUTINE in categories)
        theirs = (is_property(node), is_coroutine(node))
        if ours != theirs:
            wrong.append(f"{declaration.fullname}: property, coroutine: {ours}, there {theirs}")
    assert wrong == []


@each_distribution
def test_every_parameter_that_decides_exists(distribution: Distribution, typed: TypedView) -> None:
    """A ``Literal``, a class or a form on a parameter that is not there would never count."""
    wrong = [
        f"{declaration.fullname}({parameter.name})"
        for stub, declaration, name in declared(distribution)
        for node in [typed.find(f"{stub.name}.{name}", stub.name)]
        for signature in declaration.signatures
        for parameter in signature.parameters
        if node is not None and _decides(parameter) and not takes(node, parameter.name)
    ]
    assert wrong == []


@each_distribution
def test_what_to_use_instead_exists(distribution: Distribution, absent_at_run_time: Absent) -> None:
    """A message must not name what is not there. Other forms of advice have no full name."""
    advice = {
        signature.instead
        for _, declaration, _ in declared(distribution)
        for signature in declaration.signatures
        if signature.instead and "." in signature.instead and signature.instead[0].islower()
    }
    absent = absent_at_run_time([("", name) for name in sorted(advice)])
    assert {name: why for name, why in absent.items() if "cannot be imported" not in why} == {}


@each_distribution
def test_every_import_leads_to_the_definition(
    distribution: Distribution, typed: TypedView, absent_at_run_time: Absent
) -> None:
    """``from fabric.connection import Connection``: so it is there, and here under that name."""
    for stub in distribution.stubs():
        for name, fullname in stub.exports.items():
            module, _, last = fullname.rpartition(".")
            node = typed.find(fullname, module)
            assert node is None or node.fullname == fullname
            assert absent_at_run_time([(module, last)]) == {}
            # Others are imported by the stub alone, to say what a class inherits or a call returns.
            if stub.path.name == "__init__.pyi" and not name.startswith("_"):
                assert node is _followed(typed.find(f"{stub.name}.{name}", stub.name))
                assert absent_at_run_time([(stub.name, name)]) == {}


def _followed(node: SymbolNode | None) -> SymbolNode | None:
    """Return the class that another name stands for: ``connect = Connection``."""
    target = get_proper_type(node.target) if isinstance(node, TypeAlias) else None
    return target.type if isinstance(target, Instance) else node


def _is_global(stub: StubModule, name: str) -> bool:
    return "." not in name.removeprefix(f"{stub.name}.")


def _decides(parameter: Parameter) -> bool:
    return bool(
        parameter.literals is not None
        or parameter.classes
        or parameter.form
        or parameter.plain_form
    )


def test_programs(
    python: Path,
    selected: list[Distribution],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What real programs get: a finding for each call that blocks, and none for its counterpart."""
    if len(selected) != len(read_distributions()):
        pytest.skip("needs all distributions")
    # The programs use loopsafe's markers, and their environment has no loopsafe.
    monkeypatch.setenv("MYPYPATH", str(ROOT / "src"))
    group = harness.Group("programs", Path(__file__).parent / "programs")
    space = harness.Workspace(group, tmp_path)
    reported = space.mypy("--python-executable", str(python))
    assert reported == space.mypy("--python-executable", str(python)), "the second run differs"
    expected = harness.expectations(group)
    problems = [
        problem
        for case in group.cases()
        for problem in harness.differences(expected, reported, case)
    ]
    assert problems == []
