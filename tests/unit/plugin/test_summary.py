"""A module's facts as text: nothing that matters is lost, and nothing else is in it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopsafe._effects import KINDS, Category
from loopsafe_mypy.infer import LOOP_ONLY, UNKNOWN, Fact, Mode, Witness
from loopsafe_mypy.summary import decode, encode

from .mypy_project import TIMEOUT

if TYPE_CHECKING:
    import random

MODULE = "package.module"
NAMES = st.sampled_from(["f", "g", "C.f", "C.D.__init__", "C.x.setter", "é", "f'", "a_b", "x.y"])
MODES: tuple[Mode, ...] = ("call", "iterate", "enter", "elsewhere")
WITNESSES = st.builds(
    Witness,
    st.integers(0, 10_000),
    st.lists(NAMES, max_size=8).map(tuple),
    st.text(max_size=10),
)
FACTS = st.builds(
    lambda name, category, mode, effects: Fact(
        f"{MODULE}.{name}", MODULE, name, category, mode, effects
    ),
    NAMES,
    st.sampled_from([None, *Category]),
    st.sampled_from(MODES),
    st.dictionaries(st.sampled_from([*KINDS, LOOP_ONLY, UNKNOWN]), WITNESSES, max_size=4),
)
MODULES = st.lists(FACTS, max_size=6, unique_by=lambda fact: fact.key)


def record(fact: Fact) -> tuple[object, ...]:
    """Return everything a summary must keep of a fact."""
    return (fact.key, fact.module, fact.shown, fact.category, fact.mode, fact.effects)


@settings(deadline=None, max_examples=50)
@given(MODULES)
def test_what_matters_comes_back_as_it_was(facts: list[Fact]) -> None:
    """Decoding gives every fact that a caller elsewhere may need, and no other."""
    found = decode(encode(facts), MODULE)
    wanted = [fact for fact in facts if fact.matters]
    assert sorted(map(record, found), key=str) == sorted(map(record, wanted), key=str)


@settings(deadline=None, max_examples=50)
@given(MODULES, st.randoms(use_true_random=False))
def test_the_text_does_not_depend_on_any_order(facts: list[Fact], shuffler: random.Random) -> None:
    """Neither that of the functions nor that in which their effects were found."""
    before = encode(facts)
    shuffler.shuffle(facts)
    for fact in facts:
        effects = list(fact.effects.items())
        shuffler.shuffle(effects)
        fact.effects = dict(effects)
    assert encode(facts) == before


@settings(deadline=None, max_examples=50)
@given(MODULES)
def test_the_text_is_one_line(facts: list[Fact]) -> None:
    """It becomes a string literal in mypy's cache."""
    assert "\n" not in encode(facts)


def test_local_functions_stay_at_home() -> None:
    """No other module can call them, and their keys have line numbers."""
    local = Fact("m.f.<locals>.3:4.g", "m", "g", effects={"disk": Witness(0, ())})
    assert encode([local]) == encode([])


def test_harmless_functions_are_not_mentioned() -> None:
    """So that adding one does not make mypy check all dependents again."""
    assert encode([Fact("m.f", "m", "f")]) == encode([])


BASE = """\
import time
from contextlib import contextmanager
from typing import Iterator

def nap() -> None:
    time.sleep(1)

def through() -> None:
    nap()

class Device:
    def __init__(self) -> None:
        self.state = 0

    @property
    def value(self) -> int:
        through()
        return self.state

def read(device: Device) -> int:
    return device.value
"""

UNRELATED = {
    "a comment": BASE.replace("class Device", "# Devices have a state.\nclass Device"),
    "a docstring": BASE.replace("def nap() -> None:", 'def nap() -> None:\n    """Wait."""'),
    "moved lines": "\n\n\n" + BASE.replace("def read", "\n\n\n\ndef read"),
    "another order": BASE.split("def read", maxsplit=1)[0].replace(
        "def through() -> None:\n    nap()\n", ""
    )
    + "def read(device: Device) -> int:\n    return device.value\n\n"
    + "def through() -> None:\n    nap()\n",
    "a harmless function": BASE + "\ndef harmless(x: int) -> int:\n    return x + 1\n",
    "a harmless coroutine": BASE + "\nasync def harmless() -> None:\n    pass\n",
    "a harmless class": BASE + "\nclass Other:\n    def get(self) -> int:\n        return 1\n",
    "a local function that is never called": BASE
    + "\ndef outer() -> None:\n    def inner() -> None:\n        time.sleep(1)\n",
    "a local variable": BASE.replace("    nap()\n", "    x = 1\n    print\n    nap()\n"),
    "a second call of the same": BASE.replace("    nap()\n", "    nap()\n    nap()\n"),
    "a longer way to the same": BASE + "\ndef zzz() -> int:\n    return 1\n",
    "a call by another name": BASE.replace("import time\n", "import time as clock\n").replace(
        "time.sleep", "clock.sleep"
    ),
}

LOCAL_CLASS = """\
import time

def make() -> object:
    class Local:
        def poll(self) -> None:
            time.sleep(1)
    return Local()
"""
LOCAL_CLASS_MOVED = LOCAL_CLASS.replace("def make", "\n# Classes may be local.\n\ndef make")


CHANGED = {
    "no effect any more": BASE.replace("    time.sleep(1)", "    pass"),
    "another effect": BASE.replace("    time.sleep(1)", "    open('x')"),
    "one function fewer": BASE.replace("    return device.value", "    return 1"),
    "a marker": BASE.replace("import time", "import time, loopsafe").replace(
        "def through", "@loopsafe.thread_safe(unchecked=True)\ndef through"
    ),
}

DUMP = """\
import json, sys
from mypy import build, modulefinder, options
from loopsafe_mypy import compat, names
given = options.Options()
given.cache_dir = "/dev/null"
given.plugins = ["loopsafe_mypy"]
given.config_file = "mypy.ini"
sources = json.load(sys.stdin)
result = build.build([modulefinder.BuildSource(None, *item) for item in sources], given)
assert not result.errors, result.errors
found = [compat.read_text(result.files[name], names.SUMMARY_SYMBOL) for name, _ in sources]
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def summaries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """From each source in this file to its summary: all are checked by one mypy."""
    sources = [BASE, *UNRELATED.values(), *CHANGED.values(), LOCAL_CLASS, LOCAL_CLASS_MOVED]
    folder = tmp_path_factory.mktemp("summaries")
    (folder / "mypy.ini").write_text("[mypy]\nplugins = loopsafe_mypy\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", DUMP],
        cwd=folder,
        input=json.dumps([(f"lib{number}", text) for number, text in enumerate(sources)]),
        capture_output=True,
        text=True,
        check=True,
        timeout=TIMEOUT,
    )
    return dict(zip(sources, json.loads(done.stdout), strict=True))


def test_the_summary_names_the_functions_with_effects(summaries: dict[str, str]) -> None:
    """Those that block, through whatever, and no others; the primitive is no function of ours."""
    found = {fact.key: fact.effects["sleep"].path for fact in decode(summaries[BASE], "lib")}
    assert found == {
        "lib.nap": ("time.sleep",),
        "lib.through": ("nap", "time.sleep"),
        "lib.Device.value": ("through", "nap", "time.sleep"),
        "lib.read": ("Device.value", "through", "nap", "time.sleep"),
    }


@pytest.mark.parametrize("edit", UNRELATED)
def test_an_edit_without_effect_does_not_change_the_summary(
    edit: str, summaries: dict[str, str]
) -> None:
    """The summary changes only when an effect does: else every edit re-checks all dependents."""
    assert UNRELATED[edit] != BASE
    assert summaries[UNRELATED[edit]] == summaries[BASE]


@pytest.mark.parametrize("edit", CHANGED)
def test_an_edit_with_an_effect_changes_the_summary(edit: str, summaries: dict[str, str]) -> None:
    """A function that stops to block, starts to, or blocks in another way; a marker."""
    assert summaries[CHANGED[edit]] != summaries[BASE]


def test_moving_a_local_class_does_not_change_the_summary(summaries: dict[str, str]) -> None:
    """mypy puts a line number into the full name of a local class; it must not get out."""
    assert summaries[LOCAL_CLASS_MOVED] == summaries[LOCAL_CLASS]
