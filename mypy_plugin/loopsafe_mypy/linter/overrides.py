"""The project's options, without those that would hide code from the analysis.

Owns what the linter sets instead of the project: options, plugin and cache folder.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mypy.options import Options

from loopsafe_mypy.linter.finding import CODES
from loopsafe_mypy.linter.request import CannotRunError, Request

if TYPE_CHECKING:
    import contextlib
    from collections.abc import Mapping

PLUGIN_MODULE: Final = "loopsafe_mypy.linter"
"""Where mypy, in this process and in its workers, finds the entry points of our plugin."""

OVERRIDES: Final[dict[str, object]] = {
    # What would hide code.
    "check_untyped_defs": True,
    "ignore_errors": False,
    "ignore_missing_imports": True,
    "semantic_analysis_only": False,
    # What the plugin relies on: interfaces are done before bodies are checked.
    "local_partial_types": True,
    "native_parser": True,
    # What else mypy would put out.
    "output": "json",
    "report_dirs": {},
    "show_traceback": True,
    "verbosity": 0,
    "warn_unused_configs": False,
}
CODE_LISTS: Final = ("disable_error_code", "enable_error_code")


def adjust(project: Options, request: Request, cache_dir: str) -> Options:
    """Return the project's options without what would hide code from the analysis."""
    changes = _revealing({**project.snapshot(), **OVERRIDES})
    asked = (("strict_" if request.strict else ""), ("stats_" if request.stats else ""))
    entry = "".join(asked) + "plugin"
    others = [name for name in project.plugins if not name.startswith("loopsafe_mypy")]
    changes["plugins"] = [f"{PLUGIN_MODULE}:{entry}", *others]
    changes["cache_dir"] = cache_dir
    changes["per_module_options"] = {
        pattern: _revealing({key: value for key, value in section.items() if key not in OVERRIDES})
        for pattern, section in project.per_module_options.items()
    }
    return Options().apply_changes(changes)


def _revealing(section: Mapping[str, object]) -> dict[str, Any]:
    """Return the settings of one section without what hides code, but for our own codes.

    ``follow_imports = silent`` would have mypy drop the bodies of modules that are not checked
    themselves, and the blocking calls in them: it is honoured when the findings are shown.
    """
    result: dict[str, Any] = dict(section)
    for key in CODE_LISTS:
        if key in result:
            result[key] = [code for code in result[key] if code in CODES]
    if result.get("follow_imports") == "silent":
        result["follow_imports"] = "normal"
    return result


def choose_cache_dir(project: Options, request: Request, stack: contextlib.ExitStack) -> str:
    """Return a folder for mypy's cache that a normal run of mypy does not use.

    With the same folder, the two runs would invalidate each other's results: mypy's cache holds
    those of one set of options. A subfolder of mypy's own needs no new line in ``.gitignore``, in
    a CI's cache paths, or in anybody's exclusions. The same holds for runs that count calls.
    """
    folder = request.cache_dir or project.cache_dir
    if folder == os.devnull:
        # Summaries of effects are written with the cache: without one, none would be made.
        return stack.enter_context(tempfile.TemporaryDirectory(prefix="loopsafe-"))
    if request.cache_dir is None:
        folder = str(Path(folder, "loopsafe"))
    if request.stats:
        folder = str(Path(folder, "stats"))
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        message = f'cannot write to the cache folder "{folder}": choose one with --cache-dir'
        raise CannotRunError(message)
    return folder
