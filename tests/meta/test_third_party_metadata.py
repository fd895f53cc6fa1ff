"""The stubs of distributions, as far as they can be looked at without the distributions.

That their names exist is verified by a job of its own: ``tests/third_party``.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from loopsafe import Context
from loopsafe_stubs import BUNDLED, THIRD_PARTY, Catalogue, Signature, read_stub
from loopsafe_stubs.notation import CLASSES, FORMS
from tests.meta.stub_lookup import TARGETS
from tests.third_party.distributions import METADATA, Distribution, read_distributions

ROOT: Final = Path(__file__).resolve().parents[2]
DISTRIBUTIONS: Final = read_distributions()
FILES: Final = sorted(THIRD_PARTY.rglob("*.pyi"))

each_distribution = pytest.mark.parametrize(
    "distribution", DISTRIBUTIONS, ids=[item.name for item in DISTRIBUTIONS]
)


def normal(name: str) -> str:
    """Return the name of a distribution as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@each_distribution
def test_metadata(distribution: Distribution) -> None:
    """The folder is named after the distribution, and says what it was checked against."""
    assert distribution.folder.name == normal(distribution.name)
    assert distribution.covers
    pins = [re.fullmatch(r"([\w.-]+)==[\w.]+", item) for item in distribution.checked]
    assert all(pins), distribution.checked
    checked = {normal(pin[1]) for pin in pins if pin is not None}
    if distribution.types is None:
        assert normal(distribution.name) in checked
    else:
        assert normal(distribution.types) in checked


def test_every_folder_is_a_distribution() -> None:
    """And has stubs."""
    folders = {path for path in THIRD_PARTY.iterdir() if path.is_dir()}
    assert {item.folder for item in DISTRIBUTIONS} == folders
    assert all((folder / METADATA).is_file() for folder in folders)
    assert all(any(folder.rglob("*.pyi")) for folder in folders)


def test_a_module_belongs_to_one_distribution() -> None:
    """And to none that is in the standard library."""
    counted = Counter(
        module
        for root in (*BUNDLED, *(item.folder for item in DISTRIBUTIONS))
        for module in Catalogue([root], TARGETS[0]).modules()
    )
    assert [module for module, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("target", TARGETS, ids=[str(target) for target in TARGETS])
def test_every_stub_can_be_read(target: object) -> None:
    """On every interpreter; a stub that cannot be read counts as absent."""
    (wanted,) = [item for item in TARGETS if item is target]
    stubs = Catalogue([item.folder for item in DISTRIBUTIONS], wanted)
    stubs.load_all()
    assert [str(problem) for problem in stubs.problems] == []


def test_every_stub_is_python() -> None:
    """The reader parses only; the compiler also sees a parameter that is named twice."""
    for path in FILES:
        compile(path.read_text(encoding="utf-8"), path, "exec")


def test_a_stub_that_declares_nothing_says_why() -> None:
    """Its module is harmless then, which needs a reason."""
    silent = [
        str(path)
        for item in DISTRIBUTIONS
        for stub in item.stubs()
        for path in [stub.path]
        if not stub.declarations and not stub.exports and "#" not in path.read_text("utf-8")
    ]
    assert silent == []


def test_only_what_decides_is_annotated() -> None:
    """Types belong to the library: a stub annotates a parameter only to say when, or where."""
    meant = {*FORMS, *CLASSES, "Literal"}
    strays = [
        f"{path}:{node.lineno}: {ast.unparse(argument)}"
        for path in FILES
        for node in functions(path)
        for argument in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        for part in alternatives(argument.annotation)
        if outer_name(part) not in meant
    ]
    assert strays == []


def test_only_what_matters_is_returned() -> None:
    """A generator, a decorator that hands over what it decorates, or a class that has a stub."""
    everything = Catalogue([*THIRD_PARTY.iterdir(), *BUNDLED], TARGETS[0])
    strays = []
    for distribution in DISTRIBUTIONS:
        for stub in distribution.stubs():
            # What overloads return is found by the argument that chooses: "boto3.client('s3')".
            classes = {
                name.partition("(")[0]
                for name, found in stub.results.items()
                if everything.find(found)
            }
            for node in functions(stub.path):
                known = any(name.endswith(f".{node.name}") for name in classes)
                if node.returns is not None and not known:
                    strays.append(f"{stub.path}:{node.lineno}: {outer_name(node.returns)}")
    assert [line for line in strays if not line.endswith((": Generator", ": Callable"))] == []


def test_an_overload_that_is_not_the_last_says_when() -> None:
    """The first overload that fits counts: one that always fits would hide those after it."""

    def decides(signature: Signature, last: Signature) -> bool:
        needed = {parameter.name for parameter in last.parameters if parameter.required}
        return any(
            parameter.literals is not None
            or parameter.classes
            or (parameter.required and parameter.name not in needed)
            for parameter in signature.parameters
        )

    hiding = [
        declaration.fullname
        for item in DISTRIBUTIONS
        for stub in item.stubs()
        for declaration in stub.declarations.values()
        for signature in declaration.signatures[:-1]
        if not decides(signature, declaration.signatures[-1])
    ]
    assert hiding == []


def test_the_page_lists_what_there_is() -> None:
    """Every distribution with its versions and what is covered, and no other."""
    page = (ROOT / "docs" / "third-party-stubs.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    expected = [
        f"| `{item.name}` | {', '.join(item.checked).replace('==', ' ')} | {sentence(item)} |"
        for item in DISTRIBUTIONS
    ]
    assert rows == expected


def test_the_stub_on_the_page() -> None:
    """It can be read, and means what is said about it."""
    page = (ROOT / "docs" / "third-party-stubs.md").read_text(encoding="utf-8")
    texts = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (text,) = [item for item in texts if "class Client" in item]
    stub = read_stub(text, "vendor.client", Path("effects/vendor/client.pyi"), TARGETS[0])
    client = "vendor.client.Client."
    found = {name.removeprefix(client): item for name, item in stub.declarations.items()}
    assert found["get"].signatures[0].instead == "vendor.AsyncClient.get"
    assert len(found["poll"].signatures) == 2
    assert (found["rows"].mode, found["transaction"].mode) == ("iterate", "enter")
    assert found["in_background"].signatures[0].parameters[1].form is Context.WORKER
    assert found["subscribe"].signatures[0].parameters[1].form is Context.LOOP


def sentence(distribution: Distribution) -> str:
    """Return what the page says about a distribution."""
    text = distribution.covers[0].upper() + distribution.covers[1:]
    return f"{text}. {distribution.note}" if distribution.note else text


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def alternatives(node: ast.expr | None) -> list[ast.expr]:
    if isinstance(node, ast.BinOp):
        return [*alternatives(node.left), *alternatives(node.right)]
    return [] if node is None else [node]


def outer_name(node: ast.expr) -> str:
    outer = node.value if isinstance(node, ast.Subscript) else node
    return getattr(outer, "id", "")
