"""Awkward but valid code, broken code, and a lot of code: no crash, no hang, no surprise."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .mypy_project import SLEEPER

if TYPE_CHECKING:
    from .mypy_project import Project

TERMS = 3000

AWKWARD = {
    "patterns": """\
        import time
        from dataclasses import dataclass

        @dataclass
        class Point:
            x: int
            y: object = None

        def nap() -> bool:
            time.sleep(1)
            return True

        async def main(value: object) -> object:
            match value:
                case Point(x=0, y=[first, *rest]) | Point(x=1, y=(first, *rest)):
                    return (first, rest)
                case {"key": [1, 2, {"deep": deep}], **others} if nap():  # blocks
                    return (deep, others)
                case str() | bytes() as text:
                    return text
                case -1 | 1.5 | 2 + 3j | None | True:
                    return nap()  # blocks
                case [Point(), *_, ("x" | "y") as axis]:
                    return axis
                case _:
                    nap()  # blocks
            match value, nap():  # blocks
                case _, _:
                    return None
        """,
    "expressions": """\
        import time
        from typing import Any

        def nap(*args: Any, **kwargs: Any) -> Any:
            time.sleep(1)

        async def main(a: Any, b: list[int], c: dict[str, Any]) -> Any:
            if (n := len(b)) and (m := [n for n in b]) or (lambda: (k := 1))():
                pass
            first, *rest = [*b, *(x for x in b), *{**c, "k": 1}]
            [[x, y], z], *w = a
            a.b[0], a.b[1:2, ...], (a.c, *a.d) = a
            print(*b, *rest, sep="", **c, **{"end": ""})
            x = lambda p=nap(), *q, r=lambda: nap(), **s: (yield_ := p)  # blocks
            y = {k: v async for k, v in a if await v if k}
            z2 = [await i for i in b] + [j async for j in a]
            z3 = [x for x in [y for y in b] for _ in x]
            f"{a!r:>{n}} {nap()!s} {'nested ' + f'{b[0]:{m}}'}"  # blocks
            b[nap()], c["x"] = 1, 2  # blocks
            del a.b, b[0], (c["x"], a.c)
            a @ b; a @= b; ~a; +a; not a; a if a else nap(); a < b < c is not a not in b  # blocks
            return ..., b"", 1j, 0x10, 1_000, "a" "b", (), [], {}, a[...], a[::2], await a
        """,
    "definitions": """\
        import sys
        import time
        import functools
        import contextlib
        from typing import Any, Callable, overload, TypeVar, NamedTuple, TypedDict
        from enum import Enum

        F = TypeVar("F", bound=Callable[..., Any])

        def nap() -> int:
            time.sleep(1)
            return 1

        def factory(*args: Any) -> Callable[[F], F]:
            return lambda f: f

        class Registry(dict[str, Any]):
            def __call__(self, f: F) -> F: ...
            def __getitem__(self, key: str) -> Any: ...

        registry = Registry()

        @factory(1, 2)
        @factory()
        @registry
        @registry["x"].y(lambda: 1)
        @(lambda f: f)
        @functools.lru_cache(maxsize=None)
        def decorated(x: int = nap()) -> int:
            return nap()

        if sys.version_info >= (3, 8):
            def conditional() -> None: ...
        else:
            def conditional() -> None: nap()

        try:
            def attempted() -> None: ...
        except ImportError:
            def attempted() -> None: nap()

        def twice() -> None: ...
        def twice() -> None: nap()

        @overload
        def over(x: int) -> int: ...
        @overload
        def over(x: str) -> str: ...
        def over(x: Any) -> Any: return nap()

        @overload
        def no_implementation(x: int) -> int: ...

        class Meta(type):
            def __call__(cls, *args: Any) -> Any: return super().__call__(*args)
            @property
            def kind(cls) -> int: return nap()

        class Descriptor:
            def __get__(self, instance: Any, owner: Any = None) -> int: return 1
            def __set__(self, instance: Any, value: int) -> None: ...
            def __delete__(self, instance: Any) -> None: ...
            def __set_name__(self, owner: Any, name: str) -> None: ...

        class Outer(metaclass=Meta):
            x = Descriptor()
            f = lambda self: nap()
            alias = nap
            class Inner:
                class Innermost:
                    def deep(self) -> int: return nap()
                    def self_returning(self) -> "Outer.Inner.Innermost": return self
            @property
            def prop(self) -> int: return nap()
            @prop.setter
            def prop(self, value: int) -> None: nap()
            @prop.deleter
            def prop(self) -> None: nap()
            getter = property(lambda self: nap())
            @staticmethod
            def static() -> None: nap()
            @classmethod
            def make(cls) -> "Outer": return cls()
            def __class_getitem__(cls, item: Any) -> Any: return item
            def __getattr__(self, name: str) -> Any: return nap()
            for i in range(3):
                def in_loop(self) -> None: nap()
            def method(self):
                class Local(Outer):
                    def method(self):
                        return super().method()
                return Local

        Colour = Enum("Colour", "red green")
        Pair = NamedTuple("Pair", [("a", int), ("b", int)])
        Options = TypedDict("Options", {"class": int}, total=False)
        Dynamic = type("Dynamic", (), {})

        class Generic_(NamedTuple):
            a: int = nap()

        counter = 0

        def scopes() -> Callable[[], int]:
            global counter, created
            counter += 1
            created = nap
            local = 0
            def inner() -> int:
                nonlocal local
                local = nap()
                return local
            return inner

        @contextlib.contextmanager
        def manager():
            with contextlib.suppress(Exception), open("x") as a, manager() as (b, *c):
                yield a
            try:
                yield from manager()
            except* ValueError:
                raise
            finally:
                while True:
                    break
                else:
                    return

        async def main(o: Outer) -> None:
            o.prop  # blocks
            o.prop = 1  # blocks
            del o.prop  # blocks
            Outer.static()  # blocks
            Outer.Inner.Innermost().self_returning().deep()  # blocks
            scopes()()  # blocks
            async with o, o as (x, y):
                async for i, *j in o:
                    await i
            [await z async for z in o]
        """,
    "recursion": """\
        import time
        from typing import Any, Union

        Json = Union[dict[str, "Json"], list["Json"], str, None]

        class Node:
            parent: "Node"
            def __init__(self) -> None:
                self.child = self.make()
            def make(self) -> "Node":
                return self.child.make()
            @property
            def loop(self) -> Any:
                return self.loop.loop

        class A:
            x = property(lambda self: self.y)
            y = x
            def __call__(self): return self()
            def __iter__(self): return iter(self)
            def __enter__(self): return self.__enter__()
            def __exit__(self, *args): return self.__exit__()

        def f(x=lambda: f()): return g(f)
        def g(x): return f(g) if x else g(x)(f)(g)

        async def main(j: Json) -> None:
            f = lambda: f()
            f()
            a = b = c = lambda: a() or b() or c()
            x = x2 = A()
            x = x()
            with x as x:
                for x in x:
                    x = x.x.y()
            n = Node()
            n = n.child.parent.make()
            while True:
                n = n.parent
                time.sleep(1)  # blocks
        """,
    "names": """\
        from os.path import *
        from os import *
        from nowhere import *
        import nowhere.deep as deep, time as clock
        import dynamic
        from dynamic import anything, something as else_
        import names
        from names import main as itself

        async def main() -> None:
            getcwd()
            dynamic.whatever.you().like()
            anything(else_)
            deep.x.y()
            undefined()
            undefined.x = undefined[0]
            names.main()
            clock.sleep(1)  # blocks
            __name__.upper(); __file__.lower()
            (lambda: clock.sleep)()
            super().x
            self.x
            return 1
            yield 2
        """,
}

GENERICS = """\
import time
from typing import overload

type Alias[T] = list[T] | Alias[T]
type Recursive = dict[str, Recursive]

class Box[T: (int, str), *Ts, **P]:
    def get[U](self, x: T, y: U) -> U:
        time.sleep(1)
        return y
    class Inner[V]:
        def run(self) -> None:
            time.sleep(1)

def apply[T: Box[int]](x: T) -> T:
    x.get(1, 2)
    return x

async def main[T](box: Box[int], value: Alias[T]) -> None:
    box.get(1, 2)  # blocks
    apply(box)  # blocks
    Box.Inner[int]().run()  # blocks
"""

SYNTAX_ERRORS = [
    "def f(:\n",
    "async def f():\n    await\n",
    "class C\n",
    "x = (\n",
    "\tif x:\n  y\n",
    "f(*)",
]


def expected(text: str) -> set[int]:
    """Return the lines that must be reported."""
    return {n for n, line in enumerate(text.splitlines(), 1) if line.endswith("# blocks")}


def places(errors: list[str]) -> set[int]:
    """Return the lines of blocking calls."""
    return {
        int(item.split(":")[1].split()[0]) for item in errors if item.endswith("[blocking-call]")
    }


class TestAwkwardCode:
    """Valid code, if hardly beautiful; lines that must be found are marked."""

    @pytest.mark.parametrize("name", AWKWARD)
    @pytest.mark.parametrize("options", [(), ("--check-untyped-defs", "--cache-dir=/dev/null")])
    def test_it_is_survived_and_understood(
        self, project: Project, name: str, options: tuple[str, ...]
    ) -> None:
        """No crash in either half of the plugin, and no blocking call lost or made up."""
        project.write(
            "dynamic.py", "from typing import Any\ndef __getattr__(name: str) -> Any: ...\n"
        )
        path = project.write(f"{name}.py", AWKWARD[name])
        run = project.mypy("--show-traceback", *options, path.name)
        assert not run.crashed, run
        assert places(run.errors) == expected(path.read_text(encoding="utf-8"))

    def test_generics_of_python_3_12(self, project: Project) -> None:
        """New syntax for type parameters and aliases."""
        project.write("app.py", GENERICS)
        run = project.mypy("--show-traceback", "--python-version=3.13", "app.py")
        assert not run.crashed, run
        assert places(run.errors) == expected(GENERICS)

    @pytest.mark.parametrize("text", SYNTAX_ERRORS)
    def test_a_syntax_error(self, project: Project, text: str) -> None:
        """It is mypy's to report."""
        project.write("app.py", text)
        run = project.mypy("--show-traceback", "app.py")
        assert not run.crashed, run
        assert run.status == 2

    def test_a_syntax_error_that_comes_and_goes_in_the_daemon(self, project: Project) -> None:
        """The daemon begins again after it, in the same process."""
        project.write("app.py", SYNTAX_ERRORS[0])
        try:
            assert project.daemon("start", "--").status == 0
            assert "syntax" in project.daemon("check", "app.py").stdout
            project.write("app.py", SLEEPER)
            run = project.daemon("check", "app.py")
            assert not run.crashed, run
            assert run.errors == ["app.py:4 [blocking-call]"]
        finally:
            project.daemon("kill")


DEEP = {
    "a sum": ("x: int", "    return " + " + ".join(["x"] * TERMS) + " + nap()\n"),
    "a chain of calls": ("x: Chain", "    x" + ".next()" * TERMS + "\n    return nap()\n"),
    "a long condition": ("x: int", "    return " + " or ".join(["x"] * TERMS) + " or nap()\n"),
    "a comparison": ("x: int", "    return " + " < ".join(["x"] * TERMS) + " < nap()\n"),
    "many branches": (
        "x: int",
        "    if not x: pass\n"
        + "".join(f"    elif x == {number}: pass\n" for number in range(TERMS // 3))
        + "    return nap()\n",
    ),
}


@pytest.mark.parametrize("shape", DEEP)
@pytest.mark.parametrize("kind", ["def", "async def"])
def test_expressions_of_three_thousand_terms(project: Project, shape: str, kind: str) -> None:
    """What mypy survives, the plugin survives too; it still sees the end."""
    parameter, body = DEEP[shape]
    text = (
        "import time\nclass Chain:\n    def next(self) -> 'Chain':\n        return self\n"
        "def nap() -> int:\n    time.sleep(1)\n    return 1\n"
        f"{kind} deep({parameter}) -> object:\n{body}"
        f"async def main(x: {parameter[3:]}) -> None:\n    deep(x)\n"
    )
    project.write("app.py", text)
    run = project.mypy("--show-traceback", "app.py")
    assert not run.crashed, run
    assert len(places(run.errors)) == 1, run


def function(*lines: str, kind: str = "async def") -> str:
    """Return a module with one function that has the given lines."""
    return (
        "import asyncio\nimport functools\nimport time\nfrom typing import Any\n"
        "from loopsafe import callback\n"
        "def nap(*args: Any) -> Any:\n    time.sleep(1)\n"
        "def fine(*args: Any) -> Any: ...\n"
        f"{kind} main(loop: asyncio.AbstractEventLoop, flag: bool) -> None:\n"
        + "".join(f"    {line}\n" for line in lines)
    )


TANGLES = {
    "swapped": function(
        "a, b = fine, nap", *["if flag: a, b = b, a"] * 6, "a()", "for _ in a(): pass"
    ),
    "wrapped": function("f = nap", *["if flag: f = functools.partial(f, 1)"] * 12, "f()"),
    "alternatives": function("f = nap", *["if flag: f = f or fine or f"] * 12, "f()"),
    "chosen": function("f = nap", *["f = f if flag else (fine if flag else f)"] * 12, "f()"),
    "iterated": function("a, b = [1], [2]", *["a, b = b, a"] * 6, "for _ in a: nap()"),
    "doubled": function(
        "f0 = nap",
        *[f"f{number + 1} = f{number} if flag else f{number}" for number in range(40)],
        "f8()",
        "f39()",
    ),
}


@pytest.mark.parametrize("tangle", TANGLES)
@pytest.mark.parametrize("kind", ["async def", "def"])
def test_tangled_locals_are_followed_once(project: Project, tangle: str, kind: str) -> None:
    """Names that mean each other many times over do not multiply (a run must not hang).

    Limited by processor time, not by the clock: what mypy needs is far below.
    """
    text = TANGLES[tangle].replace("async def main", f"{kind} main")
    project.write("app.py", text + "async def top(loop: Any) -> None:\n    main(loop, True)\n")
    run = project.mypy("--show-traceback", "app.py", limit=4)
    assert run.status >= 0, "killed after four seconds of processor time"
    assert not run.crashed, run
    assert len(places(run.errors)) >= 1, run


@pytest.mark.parametrize("packages", [("asyncio", "concurrent"), ("logging", "http")], ids="-".join)
@pytest.mark.parametrize("options", [(), ("--check-untyped-defs",)], ids=["typed", "untyped"])
def test_the_standard_library(
    project: Project, packages: tuple[str, ...], options: tuple[str, ...]
) -> None:
    """Real code without annotations, copied under other names: mypy and we get through."""
    for name in packages:
        source = Path(str(importlib.import_module(name).__file__)).parent
        shutil.copytree(
            source, project.root / f"copy_{name}", ignore=shutil.ignore_patterns("*.pyc")
        )
    run = project.mypy(
        "--show-traceback",
        *options,
        *[argument for name in packages for argument in ("-p", f"copy_{name}")],
    )
    assert not run.crashed, run
    assert run.status in {0, 1}
