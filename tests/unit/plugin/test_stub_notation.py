"""Effect stubs: what can be said beside markers, and what it means."""

from __future__ import annotations

from pathlib import Path

import pytest

from loopsafe._effects import Context
from loopsafe_stubs import Declaration, Parameter, Source, StubError, Target, read_stub

LINUX = Target((3, 13), "linux")
FILE = Path("effects/lib.pyi")
BOTH = "InWorker[Callable[..., object]] | OnLoop[Callable[..., Awaitable[object]]]"


def only(text: str) -> Declaration:
    """Return the only declaration of the stub of a module ``lib``."""
    (found,) = read_stub(text, "lib", FILE, LINUX).declarations.values()
    return found


def parameter(annotation: str) -> Parameter:
    """Return what an annotation says about the parameter it stands on."""
    (found,) = only(f"def f(x: {annotation}): ...\n").signatures[0].parameters
    return found


class TestWhen:
    """When the body of a function runs."""

    def test_at_the_call(self) -> None:
        """As nearly always."""
        assert only("def f(): ...\n").mode == "call"
        assert only("def f() -> Iterator[int]: ...\n").mode == "call"

    @pytest.mark.parametrize("returned", ["Generator", "Generator[int, None, None]"])
    def test_when_the_result_is_iterated(self, returned: str) -> None:
        """A function that returns a generator is a generator function."""
        assert only(f"@blocking\ndef f() -> {returned}: ...\n").mode == "iterate"

    def test_when_the_result_is_entered(self) -> None:
        """A context manager, whatever it says it returns."""
        text = "@contextmanager\n@blocking\ndef f() -> Generator: ...\n"
        assert only(text).mode == "enter"
        assert only("@contextlib.contextmanager\ndef f(): ...\n").mode == "enter"


class TestCallables:
    """Where callables run that are handed over."""

    def test_a_form_is_for_all_callables(self) -> None:
        """There a coroutine function would never be awaited."""
        found = parameter("InWorker[Callable[..., object]]")
        assert (found.form, found.plain_form) == (Context.WORKER, None)

    @pytest.mark.parametrize("result", ["Awaitable", "Awaitable[object]", "Coroutine[x, y, z]"])
    def test_coroutine_functions_beside_others(self, result: str) -> None:
        """They are awaited on the loop; what is said of the others is kept apart."""
        text = f"InWorker[Callable[..., object]] | OnLoop[Callable[..., {result}]]"
        found = parameter(text)
        assert (found.form, found.plain_form) == (None, Context.WORKER)

    def test_coroutine_functions_only(self) -> None:
        """Then there are no others to say anything of."""
        found = parameter("OnLoop[Callable[..., Awaitable[object]]]")
        assert (found.form, found.plain_form) == (None, None)

    def test_a_function_that_returns_a_decorator(self) -> None:
        """What is decorated is handed over."""
        (signature,) = only(f"def get(path) -> Callable[[{BOTH}], object]: ...\n").signatures
        assert signature.decorates is not None
        assert signature.decorates.plain_form is Context.WORKER
        (signature,) = only("def f() -> Callable[[OnLoop[Callable]], object]: ...\n").signatures
        assert signature.decorates is not None
        assert signature.decorates.form is Context.LOOP

    @pytest.mark.parametrize(
        "returned",
        ["None", "Callable", "Callable[..., object]", "Callable[[int], object]", "list[OnLoop[f]]"],
    )
    def test_other_results_say_nothing(self, returned: str) -> None:
        """Only a form on the one parameter of the returned callable does."""
        (signature,) = only(f"def f() -> {returned}: ...\n").signatures
        assert signature.decorates is None


class TestMemory:
    """Files in memory."""

    def test_a_class_on_an_overload(self) -> None:
        """By the name under which typeshed defines it."""
        assert parameter("BytesIO").classes == ("_io.BytesIO",)
        assert parameter("io.BytesIO | StringIO").classes == ("_io.BytesIO", "_io.StringIO")

    def test_beside_literals(self) -> None:
        """Either is enough."""
        found = parameter("Literal[None] | BytesIO")
        assert (found.literals, found.classes) == ((None,), ("_io.BytesIO",))


class TestImports:
    """Names that a module has, and that are defined elsewhere."""

    def read(self, text: str, module: str = "lib.sub", file: str = "lib/sub.pyi") -> dict[str, str]:
        """Return the exports of a stub."""
        return read_stub(text, module, Path(file), LINUX).exports

    def test_full_names(self) -> None:
        """Whatever the name in the module."""
        text = "from other.core import f, C as D\nimport other\n"
        assert self.read(text) == {"f": "other.core.f", "D": "other.core.C"}

    def test_relative_names(self) -> None:
        """Seen from the package the module is in, or is."""
        text = "from . import f\nfrom .core import g\n"
        assert self.read(text) == {"f": "lib.f", "g": "lib.core.g"}
        package = self.read(text, "lib", "lib/__init__.pyi")
        assert package == {"f": "lib.f", "g": "lib.core.g"}
        assert self.read("from ..other import f\n", "a.b.c", "a/b/c.pyi") == {"f": "a.other.f"}

    def test_the_notation_is_no_export(self) -> None:
        """What a stub imports to be a valid file."""
        text = "from loopsafe import blocking\nfrom typing import Literal\nfrom io import BytesIO\n"
        assert self.read(text) == {}

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("from other import *\n", "a star import says nothing here: name what the module has"),
            ("from .... import f\n", "a relative import goes beyond the top-level package"),
        ],
    )
    def test_imports_that_cannot_be_followed(self, text: str, problem: str) -> None:
        """An error with its place."""
        with pytest.raises(StubError) as caught:
            self.read(text)
        assert str(caught.value) == f"lib/sub.pyi:1: error: Effect stub: {problem}"


def test_a_stub_is_our_own_until_somebody_says_otherwise() -> None:
    """The reader knows texts; whose they are is the catalogue's business."""
    assert only("def f(): ...\n").source is Source.BUNDLED
