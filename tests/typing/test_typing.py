"""mypy, with and without the plugin, and pyright agree with what this folder's modules assert."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MODULES = sorted(path for path in HERE.glob("*.py") if not path.stem.startswith(("test_", "__")))
REQUIRED = os.environ.get("LOOPSAFE_REQUIRE_PYRIGHT", "0") != "0"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        # pyright looks for imports where the first "python" on the path does.
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def pyright() -> str:
    """Start pyright once: its first start downloads it, which may be impossible here."""
    try:
        result = run("pyright", "--version")
    except subprocess.TimeoutExpired:
        problem = "it takes too long"
    else:
        if result.returncode == 0:
            return result.stdout
        problem = result.stderr.strip().rpartition("\n")[2]
    give_up = pytest.fail if REQUIRED else pytest.skip
    return give_up(f"pyright cannot be started: {problem}")


@pytest.mark.parametrize("configuration", ["", "plugins = loopsafe_mypy\n"])
def test_mypy(configuration: str, tmp_path: Path) -> None:
    """The plugin leaves types alone; the markers misused on purpose are its rules' business."""
    config = tmp_path / "mypy.ini"
    config.write_text(f"[mypy]\n{configuration}", encoding="utf-8")
    options: list[str | Path] = [
        "--strict",
        "--cache-dir",
        tmp_path / "cache",
        "--config-file",
        config,
    ]
    if configuration:
        # The modules misuse markers, and wait for a result, to see its type.
        options += ["--disable-error-code=category-marker", "--disable-error-code=blocking-call"]
    result = run("mypy", *options, "--", *MODULES)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.usefixtures("pyright")
def test_pyright() -> None:
    """The same modules in pyright's strict mode."""
    result = run("pyright", "--outputjson")
    report = json.loads(result.stdout)
    found = [
        f"{item['file']}:{item['range']['start']['line'] + 1}: {item['message']}"
        for item in report["generalDiagnostics"]
    ]
    assert not found, "\n".join(found)
    assert report["summary"]["filesAnalyzed"] > len(MODULES)


def test_ty() -> None:
    """The third checker: it finds what is marked as wrong, and nothing else."""
    pytest.importorskip("ty", reason="ty is not installed")
    module = HERE / "router.py"
    wrong = {
        number
        for number, line in enumerate(module.read_text(encoding="utf-8").splitlines(), 1)
        if "# pyright: ignore" in line
    }
    # It reads mypy's comments as its own.
    options = ["--config", "analysis.respect-type-ignore-comments=false"]
    result = run("ty", "check", "--output-format", "concise", *options, module)
    found = {int(number) for number in re.findall(r"router\.py:(\d+):", result.stdout)}
    assert found == wrong, result.stdout + result.stderr


@pytest.mark.usefixtures("pyright")
def test_every_public_name_has_a_known_type() -> None:
    """Nothing in the public interface is left for a type checker to guess."""
    result = run("pyright", "--ignoreexternal", "--verifytypes", "loopsafe")
    assert result.returncode == 0, result.stdout
