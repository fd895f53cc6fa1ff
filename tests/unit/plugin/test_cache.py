"""mypy's cache: what makes it stale, and what leaves it alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .mypy_project import INI, SLEEPER

if TYPE_CHECKING:
    from .mypy_project import Project

LIB = """\
import time

def helper() -> int:
    {}
    return 1
"""
APP = "import lib\nasync def main() -> None:\n    lib.helper()\n"
FILES = ("lib.py", "app.py", "far.py", "other.py")
HELPLESS = LIB.format("pass")
BLOCKING = LIB.format("time.sleep(1)")


@pytest.fixture
def program(project: Project) -> Project:
    """A module with a helper, two that use it (one in a loop function), and a stranger; checked."""
    project.write("lib.py", HELPLESS)
    project.write("app.py", APP)
    project.write("far.py", "import app\nasync def far() -> None:\n    await app.main()\n")
    project.write("other.py", "import time\ndef other() -> None:\n    time.sleep(1)\n")
    assert project.mypy(*FILES).status == 0
    return project


class TestEdits:
    """What an edit of a helper's module makes mypy check again."""

    def test_nothing_has_changed(self, program: Project) -> None:
        """All modules are taken from the cache."""
        assert program.mypy("-v", *FILES).read_again == set()

    def test_a_helper_starts_to_block(self, program: Project) -> None:
        """Its dependents are checked again, nobody else; undoing it removes the error."""
        program.write("lib.py", BLOCKING)
        run = program.mypy("-v", *FILES)
        assert run.errors == ["app.py:3 [blocking-call]"]
        assert run.read_again == {"lib.py", "app.py"}
        again = program.mypy("-v", *FILES)
        assert again.errors == ["app.py:3 [blocking-call]"]
        program.write("lib.py", HELPLESS)
        run = program.mypy("-v", *FILES)
        assert run.errors == []
        assert run.read_again == {"lib.py", "app.py"}

    @pytest.mark.parametrize(
        "text",
        [
            BLOCKING.replace("def", "# It takes a while.\ndef"),
            BLOCKING.replace("def", "\n\n\n\ndef"),
            BLOCKING.replace("    time", '    """Wait."""\n    time'),
            BLOCKING.replace("return 1", "return 22"),
            BLOCKING.replace("sleep(1)", "sleep(22)"),
            BLOCKING.replace("    return", "    time.sleep(2)\n    return"),
            BLOCKING.replace("    return", "    def inner() -> None:\n        pass\n    return"),
        ],
        ids=["comment", "moved", "docstring", "value", "argument", "twice", "local"],
    )
    def test_an_edit_without_effect(self, program: Project, text: str) -> None:
        """Dependents are left alone, and their errors stay."""
        program.write("lib.py", BLOCKING)
        program.mypy(*FILES)
        program.write("lib.py", text)
        run = program.mypy("-v", *FILES)
        assert run.errors == ["app.py:3 [blocking-call]"]
        assert run.read_again == {"lib.py"}


class TestStale:
    """What is not in the program, but decides."""

    @pytest.mark.parametrize(
        "change",
        [
            "ignore_kinds = sleep",
            "ignore_kinds = disk, sleep, lock",
            "blocking_decorators = a.b\nignore_kinds = sleep",
        ],
    )
    def test_a_changed_option(self, project: Project, change: str) -> None:
        """Counts at once, and so does taking it back."""
        project.write("app.py", SLEEPER)
        for _ in range(2):
            project.write("mypy.ini", INI)
            assert project.mypy("app.py").errors == ["app.py:4 [blocking-call]"]
            project.write("mypy.ini", INI + f"[loopsafe]\n{change}\n")
            assert project.mypy("app.py").errors == []

    def test_a_changed_override(self, project: Project) -> None:
        """Also one for a single module, in another module's cache."""
        project.write("lib.py", BLOCKING)
        project.write("app.py", APP)
        assert project.mypy("app.py").errors == ["app.py:3 [blocking-call]"]
        project.write("mypy.ini", INI + "[loopsafe-app]\nignore_kinds = sleep\n")
        assert project.mypy("app.py").errors == []
        project.write("mypy.ini", INI + "[loopsafe-lib]\nignore_kinds = sleep\n")
        assert project.mypy("app.py").errors == ["app.py:3 [blocking-call]"]

    def test_a_changed_prefix(self, project: Project) -> None:
        """It makes a function a callback."""
        project.write("app.py", "import time\ndef async_nap() -> None:\n    time.sleep(1)\n")
        assert project.mypy("app.py").errors == []
        project.write("mypy.ini", INI + "[loopsafe]\nloop_prefixes = async_\n")
        assert project.mypy("app.py").errors == ["app.py:3 [blocking-call]"]

    def test_a_changed_user_stub(self, project: Project) -> None:
        """Appearing, changing and going away."""
        project.write("mypy.ini", INI + "[loopsafe]\nstub_paths = effects\n")
        project.write("vendor.pyi", "def fetch() -> None: ...\n")
        project.write("app.py", "import vendor\nasync def main() -> None:\n    vendor.fetch()\n")
        (project.root / "effects").mkdir()
        assert project.mypy("app.py").errors == []
        blocks = "from loopsafe import blocking\n@blocking(kind='{}')\ndef fetch() -> None: ...\n"
        project.write("effects/vendor.pyi", blocks.format("disk"))
        assert project.mypy("app.py").errors == ["app.py:3 [blocking-call]"]
        project.write("effects/vendor.pyi", "def fetch() -> None: ...\n")
        assert project.mypy("app.py").errors == []
        project.write("effects/vendor.pyi", blocks.format("network"))
        assert project.mypy("app.py").errors == ["app.py:3 [blocking-call]"]
        (project.root / "effects/vendor.pyi").unlink()
        assert project.mypy("app.py").errors == []

    def test_a_configuration_that_did_not_change(self, project: Project) -> None:
        """Nothing is checked again, whatever the seed of Python's hashes in each process."""
        kinds = "ignore_kinds = disk, console, lock, cpu, import\n"
        project.write("mypy.ini", f"{INI}[loopsafe]\n{kinds}[loopsafe-lib]\n{kinds}")
        project.write("app.py", SLEEPER)
        project.mypy("app.py", PYTHONHASHSEED="1")
        for seed in ("2", "3", "4"):
            run = project.mypy("-v", "app.py", PYTHONHASHSEED=seed)
            assert run.read_again == set()
            assert run.errors == ["app.py:4 [blocking-call]"]

    def test_several_processes_with_one_configuration(self, project: Project) -> None:
        """Workers agree with each other, and with a later single process."""
        project.write("mypy.ini", INI + "[loopsafe]\nignore_kinds = disk, console, lock, cpu\n")
        project.write("lib.py", BLOCKING)
        project.write("app.py", APP)
        assert project.mypy("-n", "2", "app.py").errors == ["app.py:3 [blocking-call]"]
        run = project.mypy("-v", "-n", "2", "app.py")
        assert run.errors == ["app.py:3 [blocking-call]"]
        assert run.read_again == set()
