"""Effect stubs: what can be said in them, and that everything else is an error with a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopsafe._effects import KINDS, Category, Context
from loopsafe_stubs import (
    Declaration,
    Parameter,
    Signature,
    StubError,
    StubModule,
    Target,
    read_stub,
)

LINUX = Target((3, 12), "linux")
FILE = Path("effects/lib.pyi")


def stub(text: str, target: Target = LINUX) -> StubModule:
    """Read the stub of a module ``lib``."""
    return read_stub(text, "lib", FILE, target)


def only(text: str) -> Declaration:
    """Return the only declaration of a stub."""
    (found,) = stub(text).declarations.values()
    return found


def signature(text: str) -> Signature:
    """Return the only signature of the only declaration of a stub."""
    (found,) = only(text).signatures
    return found


def problem(text: str, target: Target = LINUX) -> str:
    """Return what is wrong with a stub."""
    with pytest.raises(StubError) as caught:
        stub(text, target)
    return str(caught.value)


class TestMarkers:
    """What a function does."""

    def test_the_three_markers(self) -> None:
        """As in code; a function without one is known to be harmless."""
        found = stub(
            "from loopsafe import blocking, callback, thread_safe\n"
            "@blocking\ndef a() -> None: ...\n"
            "@callback\ndef b() -> None: ...\n"
            "@thread_safe\ndef c() -> None: ...\n"
            "def d() -> None: ...\n"
            "async def e() -> None: ...\n"
        ).declarations
        assert {name: item.signatures[0].category for name, item in found.items()} == {
            "lib.a": Category.BLOCKING,
            "lib.b": Category.CALLBACK,
            "lib.c": Category.THREAD_SAFE,
            "lib.d": None,
            "lib.e": Category.COROUTINE,
        }

    def test_kind_and_remedy(self) -> None:
        """Both are optional."""
        found = signature('@blocking(kind="disk", instead="aiofiles")\ndef f(): ...')
        assert (found.kind, found.instead) == ("disk", "aiofiles")
        assert signature("@blocking\ndef f(): ...").kind == "other"
        assert signature('@blocking(instead="x")\ndef f(): ...').kind == "other"

    def test_markers_with_a_module_name(self) -> None:
        """``import loopsafe`` is as good."""
        found = signature("import loopsafe\n@loopsafe.blocking(kind='disk')\ndef f(): ...")
        assert found.category is Category.BLOCKING

    @pytest.mark.parametrize(
        "decorator", ["classmethod", "staticmethod", "abstractmethod", "final", "override"]
    )
    def test_decorators_of_typing_are_allowed(self, decorator: str) -> None:
        """They say nothing about effects."""
        text = f"class C:\n    @{decorator}\n    @blocking\n    def f(self): ...\n"
        assert signature(text).category is Category.BLOCKING


class TestPlaces:
    """Where declarations stand, and under which name messages show them."""

    def test_classes(self) -> None:
        """Nested as in the real module; their lines are known."""
        found = stub("class A:\n    class B:\n        def f(self): ...\n    def g(self): ...\n")
        assert list(found.declarations) == ["lib.A.B.f", "lib.A.g"]
        assert found.classes == {"lib.A": 1, "lib.A.B": 2}
        assert found.declarations["lib.A.B.f"].line == 3

    def test_properties(self) -> None:
        """Each accessor is declared on its own."""
        found = stub(
            "class A:\n"
            "    @property\n    @blocking\n    def x(self): ...\n"
            "    @x.setter\n    @callback\n    def x(self, value): ...\n"
            "    @x.deleter\n    def x(self): ...\n"
            "    @cached_property\n    def y(self): ...\n"
        ).declarations
        assert list(found) == ["lib.A.x", "lib.A.x.setter", "lib.A.x.deleter", "lib.A.y"]
        assert all(item.is_property for item in found.values())
        assert found["lib.A.x"].signatures[0].category is Category.BLOCKING
        assert found["lib.A.x.setter"].signatures[0].category is Category.CALLBACK

    def test_shown_names(self) -> None:
        """Messages show the full name; a constructor is shown as its class."""
        found = stub("class A:\n    def __init__(self): ...\n    def f(self): ...\ndef g(): ...\n")
        assert [item.shown for item in found.declarations.values()] == ["lib.A", "lib.A.f", "lib.g"]

    def test_builtins_are_shown_without_their_module(self) -> None:
        """As everyone writes them."""
        found = read_stub("@blocking\ndef open(): ...", "builtins", FILE, LINUX)
        assert found.declarations["builtins.open"].shown == "open"

    def test_a_public_name_of_a_module(self) -> None:
        """Where users import it from, wherever in the file that is said."""
        text = 'def f(): ...\nclass C:\n    def g(self): ...\n__public_name__ = "public"\n'
        found = stub(text).declarations
        assert found["lib.f"].shown == "public.f"
        assert found["lib.C.g"].shown == "public.C.g"

    def test_a_public_name_of_a_class(self) -> None:
        """It counts inside the class only."""
        text = 'class lock:\n    __public_name__ = "threading.Lock"\n'
        text += "    def acquire(self): ...\ndef f(): ...\n"
        found = stub(text).declarations
        assert found["lib.lock.acquire"].shown == "threading.Lock.acquire"
        assert found["lib.f"].shown == "lib.f"

    def test_what_carries_no_effect_is_skipped(self) -> None:
        """Imports, docstrings, aliases, attributes."""
        text = (
            '"""Effects of lib."""\nimport sys\nfrom typing import TypeVar\nT = TypeVar("T")\n'
            "Alias = int\nx: int\n...\nclass C:\n    pass\n"
        )
        assert stub(text).declarations == {}


class TestParameters:
    """What arguments decide."""

    def test_how_parameters_can_be_given(self) -> None:
        """By position, by name, and whether they must be."""
        found = signature("def f(a, /, b, c=1, *args, d, e=2, **kwargs): ...").parameters
        assert found == (
            Parameter("a", positional=True, keyword=False, required=True),
            Parameter("b", positional=True, keyword=True, required=True),
            Parameter("c", positional=True, keyword=True, required=False),
            Parameter("args", positional=True, keyword=False, required=False, variadic=True),
            Parameter("d", positional=False, keyword=True, required=True),
            Parameter("e", positional=False, keyword=True, required=False),
            Parameter("kwargs", positional=False, keyword=True, required=False, variadic=True),
        )

    @pytest.mark.parametrize(
        ("annotation", "values"),
        [
            ("Literal[False]", (False,)),
            ("Literal[0, 1]", (0, 1)),
            ("Literal[-1]", (-1,)),
            ("Literal['r', 'w']", ("r", "w")),
            ("Literal[b'r']", (b"r",)),
            ("typing.Literal[None]", (None,)),
            ("bool", None),
            ("list[int]", None),
        ],
    )
    def test_literals(self, annotation: str, values: tuple[object, ...] | None) -> None:
        """The values that a signature is for."""
        (parameter,) = signature(f"def f(x: {annotation} = ...): ...").parameters
        assert parameter.literals == values

    @pytest.mark.parametrize(
        ("form", "context"),
        [
            ("OnLoop[Callable[..., object]]", Context.LOOP),
            ("InWorker[Callable[..., object]]", Context.WORKER),
            ("loopsafe.AnyThread[Callable[..., object]]", Context.ANYWHERE),
            ("InWorker[Callable[..., object]] | None", Context.WORKER),
            ("None | Iterable[int] | OnLoop[Callable[..., object]]", Context.LOOP),
            ("Callable[..., object]", None),
        ],
    )
    def test_forms(self, form: str, context: Context | None) -> None:
        """The thread on which a callable that is passed will be called."""
        for text in (
            f"def f(x: {form}): ...",
            f"def f(*x: {form}): ...",
            f"def f(*, x: {form}): ...",
        ):
            (parameter,) = signature(text).parameters
            assert parameter.form is context

    @pytest.mark.parametrize(
        ("annotation", "uses"),
        [
            ("Callable[[int], object]", ("__call__",)),
            ("collections.abc.Iterable | None", ("__iter__", "__next__")),
            ("Sized", ("__len__",)),
            ("Iterator | Callable", ("__next__", "__call__")),
            ("SupportsStr", ("__str__",)),
            ("int | None", ()),
            ("InWorker[Callable[..., object]]", ()),
        ],
    )
    def test_what_a_function_does_with_an_argument(
        self, annotation: str, uses: tuple[str, ...]
    ) -> None:
        """A protocol's name says which special methods are called before the function returns."""
        (parameter,) = signature(f"def f(x: {annotation}): ...").parameters
        assert parameter.uses == uses

    def test_overloads(self) -> None:
        """All signatures, in order."""
        found = only(
            "@overload\ndef f(block: Literal[False]): ...\n"
            "@overload\n@blocking(kind='lock')\ndef f(block: bool = True): ...\n"
        )
        assert [item.kind for item in found.signatures] == [None, "lock"]
        assert found.line == 2


class TestConditions:
    """The interpreter decides what is declared."""

    @pytest.mark.parametrize(
        ("condition", "holds"),
        [
            ("sys.version_info >= (3, 12)", True),
            ("sys.version_info >= (3, 13)", False),
            ("sys.version_info < (3, 13)", True),
            ("sys.version_info < (3, 12)", False),
            ("sys.version_info >= (3,)", True),
            ("sys.version_info >= (3, 12, 1)", True),
            ('sys.platform == "linux"', True),
            ('sys.platform != "linux"', False),
            ('sys.platform == "win32"', False),
            ('sys.platform.startswith("lin")', True),
            ('sys.platform.startswith("win")', False),
            ('not sys.platform == "win32"', True),
            ('sys.platform == "linux" and sys.version_info >= (3, 13)', False),
            ('sys.platform == "win32" or sys.version_info >= (3, 12)', True),
        ],
    )
    def test_branches(self, condition: str, holds: bool) -> None:  # noqa: FBT001
        """One is read, the other is not there; also in a class."""
        text = f"if {condition}:\n    def yes(): ...\nelse:\n    def no(): ...\n"
        assert list(stub(text).declarations) == ["lib.yes" if holds else "lib.no"]
        inside = "class C:\n" + "".join(f"    {line}\n" for line in text.splitlines())
        assert list(stub(inside).declarations) == ["lib.C.yes" if holds else "lib.C.no"]

    def test_elif(self) -> None:
        """The first branch that holds."""
        text = (
            'if sys.platform == "win32":\n    def a(): ...\n'
            'elif sys.platform == "darwin":\n    def b(): ...\n'
            "else:\n    def c(): ...\n"
        )
        platforms = {"win32": "lib.a", "darwin": "lib.b", "linux": "lib.c"}
        for platform, name in platforms.items():
            assert list(stub(text, Target((3, 11), platform)).declarations) == [name]

    def test_a_branch_that_is_not_taken_may_say_anything(self) -> None:
        """It is for another interpreter, as long as it can be parsed."""
        assert (
            stub('if sys.platform == "win32":\n    @unheard_of\n    def f(): ...\n').declarations
            == {}
        )


NO_MEANING = "has no meaning here; use functions, classes, imports and version checks only"
CONDITION = "a condition may only compare sys.version_info or sys.platform"


class TestMistakes:
    """Every one has file and line, word for word."""

    @pytest.mark.parametrize(
        ("text", "line", "message"),
        [
            ("x = 1\n", 1, f"Assign {NO_MEANING}"),
            ("import a\n\nfor x in y: ...\n", 3, f"For {NO_MEANING}"),
            ("class C:\n    while x: ...\n", 2, f"While {NO_MEANING}"),
            ("def f(): ...\nf()\n", 2, f"Expr {NO_MEANING}"),
            ("try: ...\nexcept: ...\n", 1, f"Try {NO_MEANING}"),
            ("if x:\n    def f(): ...\n", 1, CONDITION),
            ("\nif TYPE_CHECKING: ...\n", 2, CONDITION),
            ("if sys.version_info >= 3: ...\n", 1, CONDITION),
            ("if sys.platform in ('linux',): ...\n", 1, CONDITION),
            ("if sys.version_info[0] == 3: ...\n", 1, CONDITION),
            ("if (3, 11) < sys.version_info < (3, 13): ...\n", 1, CONDITION),
            ("if sys.version_info >= x: ...\n", 1, CONDITION),
            ("if sys.platform.endswith('x'): ...\n", 1, CONDITION),
            ("import sys\nif os.platform == 'linux': ...\n", 2, CONDITION),
            ("import sys\nif sys.version.startswith('3'): ...\n", 2, CONDITION),
            ("if sys.platform.startswith(): ...\n", 1, CONDITION),
            ("if sys.platform.startswith(('a', 'b')): ...\n", 1, CONDITION),
            ("if sys.version_info >= (3, 'x'): ...\n", 1, CONDITION),
            ("if sys.version_info >= (3, None): ...\n", 1, CONDITION),
            ("@cache\ndef f(): ...\n", 1, 'unknown decorator "cache" on "f"'),
            ("class C:\n    @x.y.z(1)\n    def f(self): ...\n", 2, 'unknown decorator "z" on "f"'),
            ("@blocking\n@callback\ndef f(): ...\n", 2, '"f" has two categories; keep one'),
            ("@blocking\n@blocking\ndef f(): ...\n", 2, '"f" has two categories; keep one'),
            ("@callback\nasync def f(): ...\n", 1, '"f" has two categories; keep one'),
            ("@blocking('disk')\ndef f(): ...\n", 1, "@blocking takes keywords only"),
            ("@callback(f)\ndef f(): ...\n", 1, "@callback takes keywords only"),
            (
                "@blocking(speed='x')\ndef f(): ...\n",
                1,
                '@blocking has no option "speed" in a stub',
            ),
            (
                "@blocking(executor='x')\ndef f(): ...\n",
                1,
                '@blocking has no option "executor" in a stub',
            ),
            (
                "@callback(kind='disk')\ndef f(): ...\n",
                1,
                '@callback has no option "kind" in a stub',
            ),
            ("@blocking(kind=disk)\ndef f(): ...\n", 1, '"kind" must be a string'),
            ("@blocking(instead=1)\ndef f(): ...\n", 1, '"instead" must be a string'),
            (
                "\n@blocking(\n    kind='tape'\n)\ndef f(): ...\n",
                2,
                f'unknown kind "tape"; use one of {", ".join(KINDS)}',
            ),
            ("def f(\n    x: Literal[y],\n): ...\n", 2, "Literal takes constants"),
            ("def f(x: Literal[{[]: 1}]): ...\n", 1, "Literal takes constants"),
            (
                "def f(\n    x: list[OnLoop[Callable]],\n): ...\n",
                2,
                "a form stands outermost, or beside | in a union",
            ),
        ],
    )
    def test_a_stub_that_says_something_else(self, text: str, line: int, message: str) -> None:
        """The notation is small, and what is outside is not guessed at."""
        assert problem(text) == f"effects/lib.pyi:{line}: error: Effect stub: {message}"

    @pytest.mark.parametrize(
        ("text", "line"),
        [("def f(:\n", 1), ("def f(): ...\n\n   def g(): ...\n", 3), ("def f(): ...\nx = '\n", 2)],
    )
    def test_a_stub_that_is_not_python(self, text: str, line: int) -> None:
        """Python's own words, with our place."""
        assert problem(text).startswith(f"effects/lib.pyi:{line}: error: Effect stub: ")

    def test_a_null_byte(self) -> None:
        """Python's parser has a special error for it."""
        assert problem("\0").startswith("effects/lib.pyi:1: error: Effect stub: ")

    @pytest.mark.parametrize("marker", ["blocking", "callback", "thread_safe(unchecked=True)"])
    def test_a_marker_on_a_class(self, marker: str) -> None:
        """As in code: mark the methods that need it. Anything else is an error, never ignored."""
        start = "effects/lib.pyi:2: error: Effect stub: "
        assert problem(f"\n@{marker}\nclass C:\n    def f(self): ...\n").startswith(start)

    def test_expressions_nested_too_deep(self) -> None:
        """Python's parser gives up on them in its own ways."""
        assert problem(f"x: {'(' * 1000}{')' * 1000}\n").startswith("effects/lib.pyi:1: error: ")

    def test_the_parts_of_an_error(self) -> None:
        """File, line and message can be had one by one."""
        with pytest.raises(StubError) as caught:
            stub("\nx = 1\n")
        error = caught.value
        assert (error.path, error.line) == (FILE, 2)
        assert error.message == f"Effect stub: Assign {NO_MEANING}"


EXPRESSIONS = st.sampled_from(
    [
        "x",
        "sys.platform",
        "sys.version_info",
        "(3,)",
        "(3,'x')",
        "'linux'",
        "{[]:1}",
        "-'x'",
        "x()",
        "sys.platform.startswith()",
        "sys.platform.startswith('l')",
        "[*x]",
        "...",
        "1",
        "None",
        "lambda:0",
        "f'{x}'",
        "Literal[x]",
        "OnLoop[x]",
    ]
)
COMPARED = st.builds(
    "{} {} {}".format, EXPRESSIONS, st.sampled_from(["==", ">=", "in"]), EXPRESSIONS
)
LINES = st.one_of(
    st.builds("if {}: ...".format, st.one_of(EXPRESSIONS, COMPARED)),
    st.builds("@{}\ndef f(): ...".format, EXPRESSIONS),
    st.builds("@blocking(kind={})\ndef f(): ...".format, EXPRESSIONS),
    st.builds("@blocking(**{})\ndef f(): ...".format, EXPRESSIONS),
    st.builds("def f(x: {}, *y: {}): ...".format, EXPRESSIONS, EXPRESSIONS),
    st.builds("def f(x: Literal[{}]): ...".format, EXPRESSIONS),
    st.builds("__public_name__ = {}".format, EXPRESSIONS),
    st.builds("x = y = {}".format, EXPRESSIONS),
)


@settings(deadline=None, max_examples=150)
@given(LINES)
def test_nothing_but_a_stub_error_comes_out(text: str) -> None:
    """Whatever a user writes, the run goes on."""
    try:
        stub(text)
    except StubError as error:
        assert error.line >= 1  # noqa: PT017  (either outcome is right, another exception is not)
