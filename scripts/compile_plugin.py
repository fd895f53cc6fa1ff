"""Compiles the hot parts of the mypy plugin while a wheel is built, where that is asked for.

A hook of hatchling, configured in pyproject.toml::

    LOOPSAFE_COMPILE=1 python -m build --wheel

makes a wheel for one Python and one platform, in which mypyc has compiled what runs for every
function of a program. It takes a fifth off what the plugin adds to mypy's time. Everything else, an
installation from a checkout above all, is plain Python, needs no compiler, and behaves in the same
way. The sources are in both.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SWITCH = "LOOPSAFE_COMPILE"
PACKAGES = ("mypy_plugin/loopsafe_mypy", "stubs/loopsafe_stubs", "src/loopsafe")
COMPILED = ("loopsafe_mypy/*.py", "loopsafe_mypy/rules/*.py")
INTERPRETED = frozenset({"__init__", "__main__", "codes", "compat_daemon", "daemon", "hooks"})
"""What mypy imports by name or inherits from, and what patches mypy's own objects."""
SETUP = """\
import sys
from mypyc.build import mypycify
from setuptools import setup

setup(
    name="loopsafe",
    ext_modules=mypycify(["--config-file=", *sys.argv[3:]], opt_level="2", debug_level="0"),
    script_args=["build_ext", "--inplace"],
)
"""


class CompileHook(BuildHookInterface[Any]):
    """Adds compiled modules to a wheel."""

    def dependencies(self) -> list[str]:
        """Return what compiling needs; nothing where nothing is compiled."""
        return ["mypy>=2.4,<2.5", "setuptools"] if self._is_wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and have the results put beside the sources.

        Args:
            version: ``"standard"``; an editable installation is never compiled, because an edit
                would have no effect.
            build_data: What hatchling knows of the wheel.

        Raises:
            RuntimeError: When mypyc or the C compiler fails, with what they said.
        """
        if version == "editable" or not self._is_wanted():
            return
        self._folder = tempfile.mkdtemp(prefix="loopsafe-compile-")
        root = Path(self._folder)
        for package in PACKAGES:
            source = Path(self.root, package)
            shutil.copytree(source, root / source.name)
        modules = sorted(
            str(path.relative_to(root))
            for pattern in COMPILED
            for path in root.glob(pattern)
            if path.stem not in INTERPRETED
        )
        done = subprocess.run(
            [sys.executable, "-c", SETUP, "build_ext", "--inplace", *modules],
            cwd=root,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        found = [path for kind in ("so", "pyd") for path in root.rglob(f"*.{kind}")]
        made = [path for path in found if "build" not in path.relative_to(root).parts]
        if done.returncode or not made:
            message = f"{SWITCH}=1: the plugin cannot be compiled:\n{done.stdout}"
            raise RuntimeError(message)
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        for path in made:
            build_data["force_include"][str(path)] = str(path.relative_to(root))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove what was left behind."""
        if hasattr(self, "_folder"):
            shutil.rmtree(self._folder, ignore_errors=True)

    def _is_wanted(self) -> bool:
        return self.target_name == "wheel" and os.environ.get(SWITCH) == "1"
