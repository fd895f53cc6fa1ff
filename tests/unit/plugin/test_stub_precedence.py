"""Who decides what a library function does: the project, the library's marks, other stubs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .mypy_project import Project

INI = "[mypy]\nplugins = loopsafe_mypy\n"
WITH_STUBS = f"{INI}[loopsafe]\nstub_paths = effects\n"
APP = """\
import vendor
async def main() -> None:
    vendor.fetch()
"""
MARKED = "from loopsafe import {0}\n@{0}\ndef fetch() -> None: ...\n"
PLAIN = "def fetch() -> None: ...\n"
FOUND = ["app.py:3 [blocking-call]"]
SRC = Path(__file__).resolve().parents[3] / "src"
MODES = ("cold", "warm")


@pytest.fixture(autouse=True)
def _an_installed_distribution(project: Project) -> None:
    """``acme`` ships stubs for ``vendor``, a package with types; nothing is declared yet."""
    project.write("app.py", APP)
    project.write("libs/vendor/__init__.py", PLAIN)
    project.write("site/acme-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: acme\n")
    project.write(
        "site/acme-1.0.dist-info/entry_points.txt", "[loopsafe.stubs]\nacme = acme_effects\n"
    )
    (project.root / "site/acme_effects").mkdir()
    site, libs = project.root / "site", project.root / "libs"
    project.environment |= {"PYTHONPATH": str(site), "MYPYPATH": str(libs)}


def library(project: Project, text: str) -> None:
    project.write("libs/vendor/__init__.py", text)


def installed(project: Project, text: str) -> None:
    project.write("site/acme_effects/vendor.pyi", text)


def own(project: Project, text: str) -> None:
    project.write("mypy.ini", WITH_STUBS)
    project.write("effects/vendor.pyi", text)


def check(project: Project, expected: list[str]) -> None:
    """Check with an empty cache, and again with what is in it now, and edited."""
    for _ in MODES:
        run = project.mypy("app.py")
        assert (run.errors, run.stderr) == (expected, "")
    project.write("app.py", f"{APP}\nEDITED = 1\n")
    assert project.mypy("app.py").errors == expected


class TestOrder:
    """Project, then the library's own marks, then what distributions ship, then ours."""

    def test_nobody_says_anything(self, project: Project) -> None:
        """So it is harmless."""
        check(project, [])

    def test_a_distribution_ships_a_stub(self, project: Project) -> None:
        """Found through its entry point."""
        installed(project, MARKED.format("blocking"))
        check(project, FOUND)

    def test_the_librarys_marks_come_before_it(self, project: Project) -> None:
        """Who wrote the function knows best."""
        installed(project, MARKED.format("blocking"))
        library(project, MARKED.format("thread_safe"))
        check(project, [])
        installed(project, MARKED.format("thread_safe"))
        library(project, MARKED.format("blocking"))
        check(project, FOUND)

    def test_marks_in_a_types_file(self, project: Project) -> None:
        """A library that ships a ``.pyi`` can mark there."""
        installed(project, MARKED.format("thread_safe"))
        project.write("libs/vendor/__init__.pyi", MARKED.format("blocking"))
        check(project, FOUND)

    def test_the_project_comes_first(self, project: Project) -> None:
        """Before the marks and before all stubs; a function without a marker is harmless."""
        installed(project, MARKED.format("blocking"))
        library(project, MARKED.format("blocking"))
        own(project, PLAIN)
        check(project, [])
        library(project, MARKED.format("thread_safe"))
        own(project, MARKED.format("blocking"))
        check(project, FOUND)

    def test_ours_come_last(self, project: Project) -> None:
        """A distribution may know better than we what ``time.sleep`` does."""
        project.write("app.py", "import time\nasync def main() -> None:\n    time.sleep(1)\n")
        assert project.mypy("app.py").errors == FOUND
        project.write("site/acme_effects/time.pyi", "def sleep(seconds, /) -> None: ...\n")
        assert project.mypy("app.py").errors == []

    @pytest.mark.parametrize("options", [(), ("-n", "2")])
    def test_what_a_distribution_ships_is_broken(
        self, project: Project, options: tuple[str, ...]
    ) -> None:
        """Said once in every run, and the rest counts."""
        installed(project, MARKED.format("blocking"))
        project.write("site/acme_effects/other.pyi", "x = 1\n")
        project.write("site/lost-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: lost\n")
        points = "[loopsafe.stubs]\nlost = lost_effects\n"
        project.write("site/lost-1.0.dist-info/entry_points.txt", points)
        for _ in MODES:
            run = project.mypy(*options, "app.py")
            assert run.errors == FOUND
            nowhere, broken = run.stderr.splitlines()
            assert 'entry point "lost = lost_effects" of distribution "lost"' in nowhere
            assert broken.partition(": error: ")[0].endswith("site/acme_effects/other.pyi:1")

    def test_a_stub_comes_before_the_body(self, project: Project) -> None:
        """What is declared is not inferred."""
        library(project, "import time\ndef fetch() -> None:\n    time.sleep(1)\n")
        check(project, FOUND)
        installed(project, PLAIN)
        check(project, [])


class TestInstalledPackages:
    """Packages of whose bodies mypy keeps only some."""

    BODY = "import threading\nclass C:\n    def __init__(self) -> None:\n        {}\n"
    CALLS = "import vendor\nasync def main() -> None:\n    vendor.C()\n"

    def test_what_a_stub_does_not_name_is_harmless(self, project: Project) -> None:
        """Not so without a stub, nor for a package of the project's own."""
        text = self.BODY.format("self.x = threading.Event().wait()")
        project.write("app.py", self.CALLS)
        project.write("libs/site-packages/vendor/__init__.py", text)
        project.write("near/vendor/__init__.py", text)
        installed_package = str(project.root / "libs/site-packages")
        for path, expected in ((installed_package, []), (str(project.root / "near"), FOUND)):
            installed(project, PLAIN)
            for _ in MODES:
                assert project.mypy("app.py", MYPYPATH=path).errors == expected
            (project.root / "site/acme_effects/vendor.pyi").unlink()
            assert project.mypy("app.py", MYPYPATH=path).errors == FOUND

    def test_overloads_count_in_every_run(self, project: Project) -> None:
        """They are in no summary, and a module from the cache brings one along."""
        library(project, "def take(wait: bool = True) -> None: ...\n")
        installed(
            project,
            "from typing import Literal, overload\nfrom loopsafe import blocking\n"
            "@overload\ndef take(wait: Literal[False]) -> None: ...\n"
            "@overload\n@blocking\ndef take(wait=True) -> None: ...\n",
        )
        text = (
            "import vendor\nasync def main() -> None:\n    vendor.take()\n    vendor.take(False)\n"
        )
        for comment in ("", "# edited\n"):
            project.write("app.py", text + comment)
            for _ in MODES:
                assert project.mypy("app.py").errors == FOUND


class TestWhen:
    """Functions that block later than at the call."""

    def test_iterating_and_entering(self, project: Project) -> None:
        """Making the generator or the context manager is harmless."""
        project.write(
            "libs/vendor/__init__.pyi",
            "from collections.abc import Iterator\nfrom contextlib import contextmanager\n"
            "def rows() -> Iterator[int]: ...\n"
            "@contextmanager\ndef entered() -> Iterator[int]: ...\n"
            "class Lines:\n    def __iter__(self) -> Iterator[int]: ...\n",
        )
        own(
            project,
            "from collections.abc import Generator\nfrom contextlib import contextmanager\n"
            "from loopsafe import blocking\n"
            "@blocking\ndef rows() -> Generator: ...\n"
            "@contextmanager\n@blocking\ndef entered(): ...\n"
            "class Lines:\n    @blocking\n    def __iter__(self) -> Generator: ...\n",
        )
        project.write(
            "app.py",
            "import vendor\nasync def main() -> None:\n"
            "    made = vendor.rows()\n"
            "    manager = vendor.entered()\n"
            "    lines = vendor.Lines()\n"
            "    for _ in made: ...\n"
            "    with manager: ...\n"
            "    for _ in lines: ...\n"
            "    list(vendor.rows())\n",
        )
        expected = [f"app.py:{line} [blocking-call]" for line in (6, 7, 8, 9)]
        for _ in MODES:
            assert project.mypy("app.py").errors == expected


class TestNames:
    """A project's stub that names what does not exist."""

    LIBRARY = "from os import getpid\nclass C:\n    def get(self) -> None: ...\nVALUE = 1\n" + PLAIN
    STUB = (
        "def fetchh() -> None: ...\n"
        "def getpid() -> None: ...\n"
        "class C:\n    def put(self): ...\n    def get(self): ...\n"
        "class D:\n    def get(self): ...\n"
        "def fetch() -> None: ...\n"
    )
    PROBLEMS = (
        'effects/vendor.pyi:1: error: Effect stub: module "vendor" has no "fetchh"; '
        'did you mean "fetch"?\n'
        'effects/vendor.pyi:2: error: Effect stub: "vendor.getpid" is defined as "os.getpid"; '
        "declare it under that name\n"
        'effects/vendor.pyi:4: error: Effect stub: class "vendor.C" has no "put"\n'
        'effects/vendor.pyi:7: error: Effect stub: module "vendor" has no "D"\n'
    )

    @pytest.mark.parametrize("options", [(), ("-n", "2"), ("--cache-dir=/dev/null",)])
    def test_it_is_said_in_every_run(self, project: Project, options: tuple[str, ...]) -> None:
        """Once, with the nearest name that exists; the rest of the stub counts."""
        library(project, self.LIBRARY)
        own(
            project,
            self.STUB.replace(
                "def fetch()", "from loopsafe import blocking\n@blocking\ndef fetch()"
            ),
        )
        for _ in (*MODES, "warm again"):
            run = project.mypy(*options, "app.py")
            assert (run.errors, run.stderr) == (FOUND, self.PROBLEMS)

    @pytest.mark.parametrize("options", [(), ("-n", "2"), ("--cache-dir=/dev/null",)])
    def test_a_module_that_a_package_does_not_have(
        self, project: Project, options: tuple[str, ...]
    ) -> None:
        """A stub of it says nothing. Of a package that nobody imports nothing is known."""
        library(project, PLAIN)
        own(project, PLAIN)
        project.write("effects/vendor/http.pyi", "def get(): ...\n")
        project.write("effects/vendor/aio/http.pyi", "def get(): ...\n")
        project.write("effects/absent/http.pyi", "def get(): ...\n")
        said = {
            'effects/vendor/http.pyi:1: error: Effect stub: package "vendor" has no "http"',
            'effects/vendor/aio/http.pyi:1: error: Effect stub: package "vendor" has no "aio"',
        }
        for _ in MODES:
            lines = project.mypy(*options, "app.py").stderr.splitlines()
            assert (set(lines), len(lines)) == (said, 2)
        project.write("libs/vendor/http.py", "def get() -> None: ...\n")
        lines = project.mypy(*options, "app.py").stderr.splitlines()
        assert len(lines) == 1

    def test_what_says_it_again_is_the_module_alone(self, project: Project) -> None:
        """Its dependents are not checked again for that."""
        library(project, self.LIBRARY)
        own(project, self.STUB)
        project.mypy("app.py")
        run = project.mypy("-v", "app.py")
        assert {Path(path).name for path in run.read_again} == {"__init__.py"}
        assert {Path(path).parent.name for path in run.read_again} == {"vendor"}
        said = [line for line in run.stderr.splitlines(keepends=True) if "Effect stub" in line]
        assert "".join(said) == self.PROBLEMS

    def test_mending_it(self, project: Project) -> None:
        """Ends it."""
        library(project, self.LIBRARY)
        own(project, self.STUB)
        assert project.mypy("app.py").stderr == self.PROBLEMS
        own(project, PLAIN)
        assert project.mypy("app.py").stderr == ""

    def test_in_the_daemon(self, project: Project) -> None:
        """The user is told there, too."""
        library(project, self.LIBRARY)
        own(project, self.STUB)
        try:
            run = project.daemon("run", "--", "app.py")
            assert (run.stdout + run.stderr).count(self.PROBLEMS) == 1
        finally:
            project.daemon("kill")

    def test_what_nobody_can_list(self, project: Project) -> None:
        """A module or class with ``__getattr__``, and a class with an unknown base."""
        library(
            project,
            "from typing import Any\nimport nowhere\n"  # mypy's own error
            "def __getattr__(name: str) -> Any: ...\n"
            "class C:\n    def __getattr__(self, name: str) -> Any: ...\n"
            "class E(nowhere.Base): ...\n"
            "class F(C): ...\n",
        )
        text = "def f(): ...\n"
        for name in ("C", "E", "F"):
            text += f"class {name}:\n    def f(self): ...\n"
        own(project, text)
        assert project.mypy("app.py").stderr == ""

    def test_inherited_methods(self, project: Project) -> None:
        """May be declared on the class that programs use."""
        library(project, "class B:\n    def f(self) -> None: ...\nclass C(B): ...\n" + PLAIN)
        own(project, "class C:\n    def f(self): ...\n    def __init__(self): ...\n")
        assert project.mypy("app.py").stderr == ""
