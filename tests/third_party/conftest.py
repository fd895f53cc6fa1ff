"""An environment with the distributions that the selected tests ask for, as they were checked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.third_party.distributions import Distribution, read_distributions
from tests.third_party.typed_view import TypedView

PYTHON = os.environ.get("LOOPSAFE_VERIFY_PYTHON", sys.executable)
"""The interpreter to make the environment with: some distributions want a newer one than we do."""

KEPT = os.environ.get("LOOPSAFE_VERIFY_ENVIRONMENT")
"""A folder for the environment, to use it again; without it a fresh one is made each time."""


@pytest.fixture(scope="session")
def selected(request: pytest.FixtureRequest) -> list[Distribution]:
    """Return the distributions that the selected tests are about; all, if they do not say."""
    asked = [
        item.callspec.params.get("distribution")
        for item in request.session.items
        if isinstance(item, pytest.Function) and hasattr(item, "callspec")
    ]
    named = {item.name for item in asked if isinstance(item, Distribution)}
    return [item for item in read_distributions() if not named or item.name in named]


@pytest.fixture(scope="session")
def python(selected: list[Distribution], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment and install everything into it in one go, so that versions agree."""
    folder = Path(KEPT) if KEPT else tmp_path_factory.mktemp("environment")
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    interpreter = scripts / ("python.exe" if os.name == "nt" else "python")
    if not interpreter.exists():
        if sys.executable == PYTHON:
            venv.create(folder, with_pip=True, symlinks=os.name != "nt")
        else:
            subprocess.run([PYTHON, "-m", "venv", str(folder)], check=True)
    wanted = sorted({requirement for item in selected for requirement in item.checked})
    command = [str(interpreter), "-m", "pip", "install", "--quiet", *wanted]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return interpreter


@pytest.fixture(scope="session")
def typed(
    selected: list[Distribution], python: Path, tmp_path_factory: pytest.TempPathFactory
) -> TypedView:
    modules = {stub.name for item in selected for stub in item.stubs()}
    return TypedView(modules, python, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def absent_at_run_time(python: Path) -> Callable[[list[tuple[str, str]]], dict[str, str]]:
    """Return a function that says which of some ``(module, name)`` do not exist, and why."""

    def ask(names: list[tuple[str, str]]) -> dict[str, str]:
        done = subprocess.run(
            [str(python), "-W", "ignore", str(Path(__file__).with_name("run_time_view.py"))],
            input=json.dumps(names),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        answer: dict[str, str] = json.loads(done.stdout)
        return answer

    return ask
