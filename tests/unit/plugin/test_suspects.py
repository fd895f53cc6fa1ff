"""Bodies in which mypy comes by nothing that matters are not looked at; all others are.

What is found is the business of tests/cases/hearing; here it is about what is left out, and when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .mypy_project import Project

WATCHED = '''\
"""loopsafe, saying of which functions it does not look into the body."""

import sys

from loopsafe_mypy import plugin
from loopsafe_mypy.suspects import Suspects

clears = Suspects.clears


def watched(self, function, *rest):
    result = clears(self, function, *rest)
    if result:
        sys.stderr.write(f"cleared {function.fact.key}\\n")
    return result


Suspects.clears = watched
'''

OTHER = """\
from mypy.plugin import Plugin


class Other(Plugin):
    def get_function_hook(self, fullname):
        return (lambda ctx: ctx.default_return_type) if fullname == "time.sleep" else None


def plugin(version):
    return Other
"""

APP = """\
import time

from loopsafe import callback


class Device:
    def __init__(self) -> None:
        self.name = ""

    async def update(self) -> None:
        self.name = self.name.strip()

    async def wait(self) -> None:
        time.sleep(1)

    @callback
    def show(self) -> None:
        print(self.name)

    @callback
    def forget(self) -> None:
        self.update()

    async def connect(self) -> None:
        self.address = time.monotonic()
"""

FOUND = ["app.py:14 [blocking-call]", "app.py:22 [unscheduled-coroutine]"]


def cleared(stderr: str) -> set[str]:
    return {line.split()[1] for line in stderr.splitlines() if line.startswith("cleared ")}


@pytest.fixture
def watched(project: Project) -> Project:
    project.write("watched.py", WATCHED)
    project.write("other.py", OTHER)
    project.write(
        "mypy.ini", "[mypy]\nplugins = ./watched.py\ndisable_error_code = unused-coroutine"
    )
    project.write("app.py", APP)
    return project


@pytest.mark.parametrize("options", [(), ("-n", "2")])
def test_harmless_bodies_are_left_out(watched: Project, options: tuple[str, ...]) -> None:
    """Not "connect": it defines an attribute, so mypy checks it before effects are known."""
    run = watched.mypy(*options, "app.py")
    assert run.errors == FOUND, run
    if not options:  # workers write to nobody
        assert cleared(run.stderr) == {"app.Device.update", "app.Device.show"}


@pytest.mark.parametrize(
    "options",
    [("--cache-dir=/dev/null",), ("--no-local-partial-types",)],
    ids=["no interface is written", "interfaces are written last"],
)
def test_nothing_is_left_out_if_effects_are_not_known_in_time(
    watched: Project, options: tuple[str, ...]
) -> None:
    run = watched.mypy(*options, "app.py")
    assert run.errors == FOUND, run
    assert cleared(run.stderr) == set()


def test_nothing_is_left_out_if_another_plugin_is_asked_first(watched: Project) -> None:
    """mypy stops asking as soon as one has an answer."""
    watched.write("mypy.ini", "[mypy]\nplugins = ./other.py, ./watched.py\n")
    run = watched.mypy("--disable-error-code=unused-coroutine", "app.py")
    assert run.errors == FOUND, run
    assert cleared(run.stderr) == set()


def test_a_plugin_that_is_asked_later_changes_nothing(watched: Project) -> None:
    watched.write("mypy.ini", "[mypy]\nplugins = ./watched.py, ./other.py\n")
    run = watched.mypy("--disable-error-code=unused-coroutine", "app.py")
    assert run.errors == FOUND, run
    assert cleared(run.stderr) == {"app.Device.update", "app.Device.show"}


def test_nothing_is_left_out_where_every_call_is_judged(watched: Project) -> None:
    watched.write("mypy.ini", "[mypy]\nplugins = ./watched.py\n[loopsafe]\nstrict = true\n")
    run = watched.mypy("--disable-error-code=unused-coroutine", "app.py")
    assert set(FOUND) <= set(run.errors), run
    assert cleared(run.stderr) == set()


def test_a_slot_that_another_module_fills_later(watched: Project) -> None:
    """A name that has been judged harmless is judged again once it may stand for more."""
    watched.write(
        "base.py",
        "from collections.abc import Callable\n\n\nclass Base:\n"
        "    action: Callable[[], None]\n\n\n"
        "async def early(base: Base) -> None:\n    base.action()\n",
    )
    watched.write(
        "below.py",
        "import time\n\nimport base\n\n\nclass Below(base.Base):\n"
        "    def choose(self) -> None:\n        self.action = wait\n\n\n"
        "def wait() -> None:\n    time.sleep(1)\n",
    )
    watched.write(
        "late.py",
        "import base\nimport below\n\n\n"
        "async def late(one: base.Base, two: below.Below) -> None:\n"
        "    one.action()\n    two.action()\n",
    )
    run = watched.mypy("late.py", "below.py", "base.py")
    assert run.errors == ["late.py:6 [blocking-call]", "late.py:7 [blocking-call]"], run
    assert "base.early" in cleared(run.stderr)


def test_a_mistake_of_ours_while_mypy_asks_does_not_take_it_down(watched: Project) -> None:
    broken = (
        WATCHED + "\n\ndef matters(self, *arguments, **named):\n    raise LookupError('lost')\n\n"
    )
    watched.write("watched.py", broken + "\nSuspects.matters = matters\n")
    run = watched.mypy("app.py")
    assert not run.crashed, run
    assert 'internal error in module "app"' in run.stderr, run
    assert "LookupError: lost" in run.stderr
