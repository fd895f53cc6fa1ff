"""The wheel: it holds the three packages, whole, and works with the sources out of reach."""

from __future__ import annotations

import email
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from email.message import Message
from pathlib import Path, PurePosixPath
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
PACKAGES: Final = {
    "loopsafe": ROOT / "src",
    "loopsafe_mypy": ROOT / "mypy_plugin",
    "loopsafe_stubs": ROOT / "stubs",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the tools that are installed, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = ["build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    result = subprocess.run(
        [sys.executable, "-m", *command], capture_output=True, text=True, check=False, timeout=120
    )
    assert result.returncode == 0, result.stdout + result.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return email.message_from_bytes(archive.read(name))


class TestContents:
    """What is in it."""

    def test_whole_packages_and_nothing_else(self, names: set[str]) -> None:
        expected = {
            path.relative_to(root).as_posix()
            for package, root in PACKAGES.items()
            for path in (root / package).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert {name for name in names if ".dist-info/" not in name} == expected

    @pytest.mark.parametrize("package", PACKAGES)
    def test_typed(self, names: set[str], package: str) -> None:
        assert f"{package}/py.typed" in names

    def test_effect_stubs_are_in(self, names: set[str]) -> None:
        assert "loopsafe_stubs/stdlib/time.pyi" in names
        assert "loopsafe_stubs/stdlib/asyncio/events.pyi" in names

    def test_licence_and_command(self, wheel: Path, names: set[str]) -> None:
        ends = {PurePosixPath(name).name for name in names if ".dist-info/" in name}
        assert {"LICENSE", "METADATA", "RECORD", "WHEEL", "entry_points.txt"} == ends
        assert wheel.name.endswith("-py3-none-any.whl")

    def test_metadata(self, metadata: Message) -> None:
        assert metadata["License-Expression"] == "Apache-2.0"
        assert set(metadata.get_all("Provides-Extra", [])) == {
            "mypy",
            "guard",
            "dev",
            "interop",
            "bench",
        }
        needed = metadata.get_all("Requires-Dist", [])
        assert all("extra ==" in item for item in needed), "the runtime has no dependencies"


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment that has the wheel, and this one's libraries without its sources.

    A ``.pth`` file in a folder that another ``.pth`` file adds is not read, so this
    environment's editable install stays out of reach.
    """
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    scripts, purelib = (
        Path(sysconfig.get_path(name, "venv", {"base": str(folder)}))
        for name in ("scripts", "purelib")
    )
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(purelib)
    (purelib / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return scripts / Path(sys.executable).name


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("program") / "home"
    return shutil.copytree(ROOT / "examples" / "home", folder)


def run(python: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the environment's own interpreter, with no way back to this checkout."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "MYPY", "COV", "LOOPSAFE"))
    }
    return subprocess.run(
        [python, *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


class TestInstalled:
    """What it does in an environment of its own."""

    def test_sources_are_out_of_reach(self, python: Path, home: Path) -> None:
        code = "import sys, loopsafe, loopsafe_mypy as m, loopsafe_stubs as s; "
        code += "print(*sys.path, loopsafe.__file__, m.__file__, s.__file__, sep='\\n')"
        result = run(python, "-P", "-c", code, cwd=home)
        assert result.returncode == 0, result.stderr
        reach = [Path(line) for line in result.stdout.splitlines() if line]
        assert not any(path.is_relative_to(root) for path in reach for root in PACKAGES.values())

    def test_mypy_with_the_plugin(self, python: Path, home: Path) -> None:
        result = run(python, "-m", "mypy", cwd=home)
        assert result.returncode == 1, result.stdout + result.stderr
        assert result.stdout.splitlines()[-1].startswith("Found 5 errors in 4 files")

    def test_loopsafe_check(self, python: Path, home: Path) -> None:
        command = "import sys; from loopsafe.cli import main; sys.exit(main())"
        result = run(python, "-c", command, "check", cwd=home)
        assert result.returncode == 1, result.stdout + result.stderr
        assert result.stdout.splitlines()[-1].startswith("Found 5 findings in 4 files")
