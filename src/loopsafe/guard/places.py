"""Whose code is this file? The answer decides which frame of a chain is the place of a violation.

* *program*: the program and the libraries it uses;
* *library*: the standard library, which blocks on behalf of its caller;
* *silent*: code that may block without being told: asyncio itself, importing, ``linecache`` and
  tracebacks, debuggers, coverage tools, the test runner. It is silent where it blocks on its own
  account, that is, until a frame of the program comes between it and the call.
"""

from __future__ import annotations

import enum
import functools
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import CodeType, FrameType
from typing import Final


class Owner(enum.Enum):
    """Whose code a file is."""

    PROGRAM = "program"
    LIBRARY = "library"
    SILENT = "silent"
    GUARD = "guard"


SILENT_PACKAGES: Final = (
    "asyncio",
    "loopsafe",
    "_pytest",
    "pluggy",
    "pytest_asyncio",
    "xdist",
    "execnet",
    "coverage",
    "blockbuster",
    "debugpy",
    "pydevd",
    "_pydevd_bundle",
    "_pydev_bundle",
    "_pydevd_frame_eval",
    "uvloop",
    "IPython",
    "ipykernel",
)
"""Packages that act as part of the interpreter: the loop itself, what hands work to it and from it
(our router), and tools that look on."""

SILENT_FILES: Final = frozenset(
    {"linecache.py", "traceback.py", "tracemalloc.py", "warnings.py", "_py_warnings.py"}
    | {"bdb.py", "pdb.py", "cmd.py", "trace.py", "cProfile.py", "profile.py", "pstats.py"}
    | {"faulthandler.py"}
)
"""Files of the standard library that look at a program instead of being part of it."""

SILENT_FUNCTIONS: Final = {
    "<frozen importlib._bootstrap>": frozenset({"_find_and_load", "_call_with_frames_removed"}),
    "threading.py": frozenset({"start", "_start_joinable_thread"}),
    "concurrent/futures/thread.py": frozenset({"submit", "_adjust_thread_count"}),
    "concurrent/futures/process.py": frozenset({"submit", "wakeup", "weakref_cb"}),
}
"""Functions that wait for what takes microseconds (a new thread), or whose wait is told already
(an import is one violation, not one for each file it looks at)."""

LENDS: Final = frozenset({"contextlib.py"})
"""Files of the standard library that do on behalf of a program what the program gave them."""

FIRST_USE: Final = {
    "anyio/_core/_eventloop.py": frozenset({"get_async_backend"}),
    "anyio/_lazyimport.py": frozenset({"__getattr__"}),
}
"""Functions with which a library loads a part of its own when that is first used, and once: its
users can neither do it earlier nor go without. Where such an import was stopped, each of its
functions that is called would be stopped for ever."""

_more: Final[dict[str, set[str]]] = {}


def exempt(suffix: str, functions: Iterable[str]) -> None:
    """Exempt functions of the files that end like this, whoever's they are."""
    _more.setdefault(suffix, set()).update(functions)
    _silent_functions.cache_clear()


def silent_function(frame: FrameType) -> bool:
    """Whether a frame may block, and so may all that it calls."""
    return frame.f_code.co_name in _silent_functions(frame.f_code.co_filename)


def first_use(frame: FrameType) -> bool:
    """Whether a frame loads a part of a library that is used for the first time."""
    return frame.f_code.co_name in _named(FIRST_USE, frame.f_code.co_filename)


@functools.lru_cache(maxsize=4096)
def _silent_functions(filename: str) -> frozenset[str]:
    names = _named(_more, filename) | _named(FIRST_USE, filename)
    if filename.startswith("<frozen") or owner(filename) is Owner.LIBRARY:
        names |= _named(SILENT_FUNCTIONS, filename)
    return names


def _named(table: Mapping[str, Iterable[str]], filename: str) -> frozenset[str]:
    """Return the functions that a table names for a file."""
    path = filename.replace("\\", "/")
    return frozenset(name for end, found in table.items() if path.endswith(end) for name in found)


@functools.lru_cache(maxsize=4096)
def owner(filename: str) -> Owner:
    """Return whose code a file is. The answer is remembered."""
    if filename.startswith("<frozen"):
        name = filename.removeprefix("<frozen ").removesuffix(">").replace(".", "/") + ".py"
        return Owner.SILENT if name.rpartition("/")[2] in SILENT_FILES else Owner.LIBRARY
    if filename.startswith(_OWN):
        return Owner.GUARD
    if any(filename.startswith(folder) for folder in _folders(len(sys.modules))):
        return Owner.SILENT
    if filename.startswith(_STANDARD) and not filename.startswith(_INSTALLED):
        silent = Path(filename).name in SILENT_FILES
        return Owner.SILENT if silent else Owner.LIBRARY
    return Owner.PROGRAM


def acts(code: CodeType, whose: Owner) -> bool:
    """Whether what this code does is what the program does: its own, or by what it has lent."""
    return whose is Owner.PROGRAM or (
        whose is Owner.LIBRARY and Path(code.co_filename).name in LENDS
    )


def forget() -> None:
    """Forget all answers and what `exempt` has added: another tool may have been loaded since."""
    _more.clear()
    owner.cache_clear()
    _silent_functions.cache_clear()


def _standard() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the folders of the standard library, and those inside them that are not part of it."""
    paths = sysconfig.get_paths()
    standard = (paths["stdlib"], str(Path(functools.__file__).parent))
    installed = [paths["purelib"], paths["platlib"]]
    installed += [f"{folder}/{name}" for folder in standard for name in _INSTALLED_NAMES]
    return tuple(f"{folder}/" for folder in standard), tuple(f"{folder}/" for folder in installed)


@functools.lru_cache(maxsize=8)
def _folders(_loaded: int) -> tuple[str, ...]:
    """Return where the silent packages that are loaded now live."""
    found = []
    for name in SILENT_PACKAGES:
        file = getattr(sys.modules.get(name), "__file__", None)
        if file:
            folder = Path(file).parent if Path(file).name.startswith("__init__.") else Path(file)
            found.append(str(folder))
    return tuple(found)


_INSTALLED_NAMES: Final = ("site-packages", "dist-packages")
_STANDARD, _INSTALLED = _standard()
_OWN: Final = (
    str(Path(__file__).parent) + "/",
    str(Path(__file__).parent.parent / "pytest_plugin"),
)
