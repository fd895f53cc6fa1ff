"""Another plugin beside ours, in both orders: its hooks are called, its types win (case 80)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .mypy_project import Project

PLUGIN = '''\
"""A plugin that hooks names that loopsafe looks at, and gives them types of its own."""

from mypy.plugin import Plugin


class Other(Plugin):
    def _text(self, ctx):
        return ctx.api.named_generic_type("builtins.str", [])

    def _number(self, ctx):
        return ctx.api.named_generic_type("builtins.int", [])

    def get_function_hook(self, fullname):
        if fullname in {"loopsafe._markers.callback", "time.sleep", "lib.harmless"}:
            return self._text

    def get_method_hook(self, fullname):
        if fullname in {"lib.Box.get", "queue.Queue.get"}:
            return self._number

    def get_attribute_hook(self, fullname):
        if fullname in {"lib.Box.value", "lib.Box.field"}:
            return self._number

    def report_config_data(self, ctx):
        return "other"

    def get_additional_deps(self, file):
        return [(10, "colorsys", -1)] if file.fullname == "app" else []


def plugin(version):
    return Other
'''

LIB = """\
import time

def harmless() -> bytes:
    return b""

class Box:
    def __init__(self) -> None:
        self.field = ""

    def get(self) -> bytes:
        time.sleep(1)
        return b""

    @property
    def value(self) -> bytes:
        time.sleep(1)
        return b""
"""

APP = """\
import queue
import time
from typing import Any

import lib
from loopsafe import callback

reveal_type(callback(lib.harmless))
reveal_type(lib.harmless())
reveal_type(lib.Box().get())
reveal_type(lib.Box().value)
reveal_type(lib.Box().field)
reveal_type(time.sleep(1))

def pending(waiting: queue.Queue[bytes]) -> None:
    reveal_type(waiting.get())

async def main(box: lib.Box, waiting: queue.Queue[bytes]) -> None:
    reveal_type(time.sleep(1))
    box.get()
    box.value
    waiting.get()
    lib.harmless()

@callback
def marked() -> None:
    time.sleep(1)
"""

REVEALED = ["str", "str", "int", "int", "int", "str", "int", "str"]
FOUND = [19, 20, 21, 22, 27]

ORDERS = {
    "ours first": "loopsafe_mypy, ./other.py",
    "ours last": "./other.py, loopsafe_mypy",
}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("options", [(), ("-n", "2"), ("--cache-dir=/dev/null",)])
def test_both_plugins_do_their_work(project: Project, order: str, options: tuple[str, ...]) -> None:
    """We return no hook for a name that is not ours, and need none to find what blocks."""
    project.write("other.py", PLUGIN)
    project.write("lib.py", LIB)
    project.write("app.py", APP)
    project.write("mypy.ini", f"[mypy]\nplugins = {ORDERS[order]}\n")
    run = project.mypy(*options, "app.py")
    revealed = [
        line.split('"')[1].removeprefix("builtins.")
        for line in run.stdout.splitlines()
        if "Revealed type" in line
    ]
    assert revealed == REVEALED, run
    assert run.errors == [f"app.py:{line} [blocking-call]" for line in FOUND], run


@pytest.mark.parametrize("order", ORDERS)
def test_both_plugins_in_the_daemon(project: Project, order: str) -> None:
    """Also when single functions are checked again."""
    project.write("other.py", PLUGIN)
    project.write("lib.py", LIB)
    project.write("mypy.ini", f"[mypy]\nplugins = {ORDERS[order]}\n")
    project.write("app.py", APP.replace("    box.get()\n", "    pass\n"))
    try:
        run = project.daemon("run", "--", "app.py")
        assert run.stdout.count("Revealed type") == len(REVEALED), run
        assert run.errors == [f"app.py:{line} [blocking-call]" for line in FOUND if line != 20]
        project.write("app.py", APP)
        run = project.daemon("run", "--", "app.py")
        assert run.stdout.count("Revealed type") == len(REVEALED), run
        assert run.errors == [f"app.py:{line} [blocking-call]" for line in FOUND]
    finally:
        project.daemon("kill")
