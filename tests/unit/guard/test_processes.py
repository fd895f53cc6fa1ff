"""Forks, subinterpreters, free-threaded builds; each in a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

from loopsafe import guard
from loopsafe.guard.sensors import types


def run(script: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


PROGRAM = """
import asyncio, time
from loopsafe import guard

async def nap():
    time.sleep(0.01)

async def stall():
    end = time.monotonic() + 0.4
    while time.monotonic() < end:
        pass

def tell(label):
    try:
        asyncio.run(nap())
    except guard.BlockingCallError as error:
        print(label, error.violation.operation, flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_child_is_watched_like_its_parent() -> None:
    output = run(
        PROGRAM
        + """
import os, logging
logging.getLogger("loopsafe.guard").disabled = True
installed = guard.install("raise", slow_callback=0.05)
tell("parent")
child = os.fork()
if child == 0:
    tell("child")
    guard.uninstall(installed)
    with guard.guard("log", slow_callback=0.05) as watching:
        asyncio.run(stall())
    print("child", watching.violations[0].first.sensor, flush=True)
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
guard.uninstall()
"""
    )
    assert output.split("\n")[:3] == [
        "parent time.sleep",
        "child time.sleep",
        "child watchdog",
    ]


def test_the_watchdog_goes_on_in_a_forked_child() -> None:
    output = run(
        PROGRAM
        + """
import os, logging
logging.getLogger("loopsafe.guard").disabled = True
installed = guard.install("log", slow_callback=0.05, level="production")
child = os.fork()
if child == 0:
    asyncio.run(stall())
    print([item.first.sensor for item in installed.violations], flush=True)
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
"""
    )
    assert output == "['watchdog']\n"


SUBINTERPRETER = """
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
number = interpreters.create()
script = '''
import warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    from loopsafe import guard
    import asyncio
    async def read():
        open(guard.__file__)
    with guard.guard(slow_callback=None):
        try:
            asyncio.run(read())
        except guard.BlockingCallError as error:
            print(error.violation.operation, flush=True)
print(any("shared with other interpreters" in str(item.message) for item in caught), flush=True)
'''
result = interpreters.run_string(number, script)
assert result is None, result
interpreters.destroy(number)
"""


@pytest.mark.skipif(
    sys.version_info < (3, 13), reason="asyncio cannot be imported in a subinterpreter before 3.13"
)
def test_a_subinterpreter_has_a_guard_of_its_own_that_changes_no_shared_class() -> None:
    assert run(SUBINTERPRETER) == "open\nTrue\n"


ISOLATED = SUBINTERPRETER.replace("slow_callback=None", "").replace(
    "shared with other interpreters", "The guard has no watchdog"
)


@pytest.mark.skipif(
    sys.version_info < (3, 13), reason="asyncio cannot be imported in a subinterpreter before 3.13"
)
def test_a_subinterpreter_that_may_start_no_thread_has_no_watchdog_and_says_so() -> None:
    assert run(ISOLATED) == "open\nTrue\n"


def test_a_free_threaded_build_is_told_what_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sysconfig.get_config_var", lambda name: name == "Py_GIL_DISABLED")
    with pytest.warns(guard.GuardWarning, match="free-threaded"), guard.guard("log"):
        pass


def test_a_type_whose_layout_is_not_known_is_not_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(types, "_layout_is_known", lambda _: False)
    with pytest.raises(TypeError, match="layout is not known"):
        types.set_attribute(int, "x", 1)
    assert not hasattr(int, "x")
    assert types.can_patch() == "the layout of this interpreter's type objects is not known"


def test_a_special_method_gets_its_own_slot_back() -> None:
    original = io.BytesIO.__dict__.get("__next__")

    def replacement(_: object) -> bytes:
        return b"replaced"

    types.set_attribute(io.BytesIO, "__next__", replacement)
    try:
        replaced = next(io.BytesIO(b"line"))
    finally:
        if original is None:
            types.delete_attribute(io.BytesIO, "__next__")
        else:
            types.set_attribute(io.BytesIO, "__next__", original)
    assert replaced == b"replaced"
    assert next(io.BytesIO(b"line")) == b"line"
    assert io.BytesIO.__dict__.get("__next__") is original
