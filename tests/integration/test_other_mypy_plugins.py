"""Case 80: mypy's plugin of pydantic beside ours, in both orders, on a program of models.

SQLAlchemy had a plugin until 2.0, where it was deprecated; 2.1, which the extra brings, has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.plugin.mypy_project import Project, lines_marked

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("pydantic", reason='needs the extra "interop"')

ORDERS = {
    "ours first": "loopsafe_mypy, pydantic.mypy",
    "ours last": "pydantic.mypy, loopsafe_mypy",
    "ours alone": "loopsafe_mypy",
}

MODELS = """\
import pathlib
import time
from collections.abc import Callable

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from loopsafe import OnLoop, blocking, callback


def stamp() -> float:
    time.sleep(0.1)
    return 1.0


class Reading(BaseModel):
    model_config = ConfigDict(frozen=True)

    value: float
    unit: str = "C"
    untyped = 3  # pydantic-field

    @field_validator("unit")
    @classmethod
    def known(cls, unit: str) -> str:
        return unit.upper()

    @callback
    def changed(self) -> None: ...

    @property
    def kelvin(self) -> float:
        return self.value + 273.15


class Upload(BaseModel):
    path: str

    @field_validator("path")
    @classmethod
    def exists(cls, path: str) -> str:
        if not pathlib.Path(path).exists():
            raise ValueError(path)
        return path

    @blocking(kind="disk")
    def read(self) -> bytes:
        return pathlib.Path(self.path).read_bytes()


class Image(Upload):
    width: int = Field(gt=0)


class Checked(BaseModel):
    @model_validator(mode="before")
    @classmethod
    def wait(cls, value: object) -> object:
        time.sleep(0.1)
        return value

    @callback
    def broken(self) -> None:
        time.sleep(0.1)  # blocking-call


class Stamped(BaseModel):
    when: float = Field(default_factory=stamp)
    listener: OnLoop[Callable[[], object]]


def helper() -> Image:
    return Image(path="a", width=1)
"""

APP = """\
import models
from loopsafe import blocking, callback


@callback
def on_reading(reading: models.Reading) -> None:
    reading.changed()
    print(reading.kelvin, models.Reading(value=1.0))
    reading.value = 2.0  # misc


async def upload(upload: models.Upload, stamped: models.Stamped) -> None:
    models.Image(path="a", width=1)  # blocking-call
    models.Upload(path="b")  # blocking-call
    models.Upload.exists("c")  # blocking-call
    models.Checked()  # blocking-call
    models.helper()  # blocking-call
    upload.read()  # blocking-call
    models.Stamped(listener=print)  # blocking-call
    models.Stamped(when=1.0, listener=print)
    models.Stamped(when=1.0, listener=upload.read)  # callable-context
    stamped.listener()


@blocking
def worker(reading: models.Reading, stamped: models.Stamped) -> None:
    models.Image(path="a", width=1).read()
    reading.changed()  # loop-only-call
    stamped.listener()  # loop-only-call
"""

OURS = ("blocking-call", "loop-only-call", "callable-context")
THEIRS = ("misc", "pydantic-field")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    found = Project(tmp_path)
    found.write("models.py", MODELS)
    found.write("app.py", APP)
    return found


def expected(codes: tuple[str, ...]) -> list[str]:
    return [
        f"{name}:{line} [{code}]"
        for name, text in (("models.py", MODELS), ("app.py", APP))
        for line, code in sorted(
            (line, code) for code in codes for line in lines_marked(text, code)
        )
    ]


@pytest.mark.parametrize("options", [(), ("-n", "2"), ("--cache-dir=/dev/null",)])
@pytest.mark.parametrize("order", ORDERS)
def test_both_plugins_do_their_work(project: Project, order: str, options: tuple[str, ...]) -> None:
    """Models are checked as pydantic wants it, and what their validators do counts."""
    project.write(
        "mypy.ini",
        # Without "init_typed" pydantic says that a constructor takes anything.
        f"[mypy]\nplugins = {ORDERS[order]}\n[pydantic-mypy]\ninit_typed = true\n",
    )
    codes = OURS if order == "ours alone" else OURS + THEIRS
    for _ in ("cold", "warm"):
        run = project.mypy("--show-traceback", *options, "app.py", "models.py")
        assert not run.crashed, run
        assert sorted(run.errors) == sorted(expected(codes)), run


@pytest.mark.parametrize("order", ["ours first", "ours last"])
def test_a_validator_that_comes_to_block(project: Project, order: str) -> None:
    """Code that makes a model is checked again when a validator of it changes."""
    project.write("mypy.ini", f"[mypy]\nplugins = {ORDERS[order]}\n")
    project.write(
        "app.py", "import models\nasync def main() -> None:\n    models.Upload(path='')\n"
    )
    harmless = MODELS.replace("not pathlib.Path(path).exists()", "not path")
    for text, found in ((harmless, []), (MODELS, ["app.py:3 [blocking-call]"]), (harmless, [])):
        project.write("models.py", text)
        run = project.mypy("app.py")
        assert [error for error in run.errors if error.startswith("app.py")] == found, run
