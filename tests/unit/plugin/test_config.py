"""The configuration: every key in every form, and every mistake by file, key and remedy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from loopsafe._effects import KINDS, Category
from loopsafe_mypy.config import Config, ConfigError, Settings, read_config

KNOWN = (
    "blocking_decorators, callback_decorators, ignore_kinds, loop_checks, loop_prefixes, strict, "
    "stub_paths, thread_safe_decorators"
)
PER_MODULE = "ignore_kinds, loop_prefixes, strict"

INI = """\
[mypy]
plugins = loopsafe_mypy

[loopsafe]
callback_decorators = framework.callback, framework.core.event
thread_safe_decorators =
    framework.anywhere
    framework.everywhere,
blocking_decorators = framework.slow
loop_prefixes = async_,
    on_
ignore_kinds =
    disk, console
    lock
stub_paths = effects, more/effects
strict = yes

[loopsafe-package.*]
strict = off
ignore_kinds =

[loopsafe-package.core,other.*]
loop_prefixes = loop_
"""

TOML = """\
[tool.mypy]
plugins = ["loopsafe_mypy"]

[tool.loopsafe]
callback_decorators = ["framework.callback", "framework.core.event"]
thread_safe_decorators = ["framework.anywhere", "framework.everywhere"]
blocking_decorators = ["framework.slow"]
loop_prefixes = ["async_", "on_"]
ignore_kinds = ["disk", "console", "lock"]
stub_paths = ["effects", "more/effects"]
strict = true

[[tool.loopsafe.overrides]]
module = "package.*"
strict = false
ignore_kinds = []

[[tool.loopsafe.overrides]]
module = ["package.core", "other.*"]
loop_prefixes = ["loop_"]
"""

IGNORED = frozenset({"disk", "console", "lock"})


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let relative paths mean a new folder, as they do when mypy is run in it."""
    monkeypatch.chdir(tmp_path)


def read(text: str, file: str = "mypy.ini") -> Config:
    """Write a configuration file and read it."""
    Path(file).write_text(text, encoding="utf-8")
    return read_config(file)


def problem(text: str, file: str = "mypy.ini") -> str:
    """Return what is said about a configuration that cannot be used."""
    with pytest.raises(ConfigError) as caught:
        read(text, file)
    return str(caught.value)


class TestForms:
    """What can be written, and where."""

    @pytest.mark.parametrize(
        ("file", "text"),
        [("mypy.ini", INI), (".mypy.ini", INI), ("setup.cfg", INI), ("pyproject.toml", TOML)],
    )
    def test_every_key(self, file: str, text: str) -> None:
        """Both notations say the same."""
        Path("more/effects").mkdir(parents=True)
        Path("effects").mkdir()
        config = read(text, file)
        assert dict(config.decorators) == {
            "framework.callback": Category.CALLBACK,
            "framework.core.event": Category.CALLBACK,
            "framework.anywhere": Category.THREAD_SAFE,
            "framework.everywhere": Category.THREAD_SAFE,
            "framework.slow": Category.BLOCKING,
        }
        assert config.stub_paths == (Path("effects"), Path("more/effects"))
        assert config.settings == Settings(("async_", "on_"), IGNORED, strict=True)
        assert config.for_module("elsewhere") == config.settings
        assert config.for_module("package") == Settings(("async_", "on_"), frozenset())
        assert config.for_module("package.core") == Settings(("loop_",), frozenset())
        assert config.for_module("other.x.y") == Settings(("loop_",), IGNORED, strict=True)

    @pytest.mark.parametrize(
        ("file", "text"),
        [
            ("mypy.ini", "[mypy]\n"),
            ("mypy.ini", "[loopsafe]\n"),
            ("setup.cfg", "[metadata]\nname = x\n\n[tool:pytest]\nstrict = maybe\n"),
            ("pyproject.toml", ""),
            ("pyproject.toml", "[project]\nname = 'x'\n[tool.other]\nfoo = 1\n"),
            ("pyproject.toml", "[tool.loopsafe]\n"),
        ],
    )
    def test_nothing_configured(self, file: str, text: str) -> None:
        """Nothing is on by default, and other tools' sections are not ours."""
        assert read(text, file) == Config()

    def test_no_file(self) -> None:
        """Mypy may have found none."""
        assert read_config(None) == Config()

    @pytest.mark.parametrize(
        ("word", "value"),
        [(word, True) for word in ("true", "True", "yes", "on", "1")]
        + [(word, False) for word in ("false", "FALSE", "no", "off", "0")],
    )
    def test_flags_in_ini(self, word: str, value: bool) -> None:  # noqa: FBT001
        """The words are those of `configparser`."""
        assert read(f"[loopsafe]\nstrict = {word}\n").settings.strict is value

    def test_every_kind_can_be_ignored(self) -> None:
        """Those of the effect model."""
        config = read(f"[loopsafe]\nignore_kinds = {', '.join(KINDS)}\n")
        assert config.settings.ignore_kinds == frozenset(KINDS)

    def test_stub_paths_start_at_the_folder_of_the_file(self, tmp_path: Path) -> None:
        """Wherever mypy is run; an absolute path is what it is."""
        (tmp_path / "sub/effects").mkdir(parents=True)
        (tmp_path / "far").mkdir()
        config = read(f"[loopsafe]\nstub_paths = effects, {tmp_path}/far\n", "sub/mypy.ini")
        assert config.stub_paths == (Path("sub/effects"), tmp_path / "far")


class TestOverrides:
    """What holds for some modules only."""

    @pytest.mark.parametrize(
        ("pattern", "module", "fits"),
        [
            ("a.b", "a.b", True),
            ("a.b", "a.b.c", False),
            ("a.b.*", "a.b", True),
            ("a.b.*", "a.b.c", True),
            ("a.b.*", "a.b.c.d", True),
            ("a.b.*", "a.bc", False),
            ("a.*", "b.a", False),
            ("*.tests", "a.tests", True),
            ("*.tests", "a.b.tests", True),
            ("*.tests", "a.attests", False),
            ("a.*.b", "a.x.b", True),
            ("a.*.b", "a.x.y.b", True),
            ("site.*.migrations.*", "site.x.migrations.y", True),
            ("site.*.migrations.*", "site.migrations", True),
            ("*", "anything.at.all", True),
        ],
    )
    def test_patterns_match_as_those_of_mypy(self, pattern: str, module: str, fits: bool) -> None:  # noqa: FBT001
        """Stars match zero or more components of a module's name (mypy's manual, "config file")."""
        config = read(f"[loopsafe]\n[loopsafe-{pattern}]\nstrict = true\n")
        assert config.for_module(module).strict is fits

    def test_later_ones_win(self) -> None:
        """Key by key."""
        config = read(
            "[loopsafe-a.*]\nstrict = yes\nloop_prefixes = x_\n[loopsafe-a.b]\nstrict = no\n"
        )
        assert config.for_module("a.b") == Settings(("x_",), strict=False)
        assert config.for_module("a.c") == Settings(("x_",), strict=True)

    def test_strict_anywhere(self) -> None:
        """Whether unknown calls matter at all."""
        assert not read("[loopsafe]\n").any_strict
        assert read("[loopsafe]\nstrict = yes\n").any_strict
        assert read("[loopsafe-a]\nstrict = yes\n").any_strict
        assert not read("[loopsafe-a]\nstrict = no\n").any_strict


class TestMistakes:
    """Each is one line that names the file and the key."""

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("[loopsafe]\nfoo = 1\n", f"[loopsafe] foo: unknown option; known are {KNOWN}"),
            (
                "[loopsafe-a.b]\nfoo = 1\n",
                f"[loopsafe-a.b] foo: unknown option; known are {PER_MODULE}",
            ),
            (
                "[loopsafe-a.b]\nstub_paths = x\n",
                "[loopsafe-a.b] stub_paths: can only be set for the whole project",
            ),
            (
                "[loopsafe-a.b]\ncallback_decorators = x.y\n",
                "[loopsafe-a.b] callback_decorators: can only be set for the whole project",
            ),
            (
                "[loopsafe]\nstrict = maybe\n",
                "[loopsafe] strict: must be true or false, not 'maybe'",
            ),
            ("[loopsafe]\nstrict =\n", "[loopsafe] strict: must be true or false, not ''"),
            (
                "[loopsafe]\nignore_kinds = disk, tape\n",
                f'[loopsafe] ignore_kinds: unknown kind "tape"; known are {", ".join(KINDS)}',
            ),
            (
                "[loopsafe-a]\nignore_kinds = tape\n",
                f'[loopsafe-a] ignore_kinds: unknown kind "tape"; known are {", ".join(KINDS)}',
            ),
            (
                "[loopsafe]\ncallback_decorators = callback\n",
                (
                    '[loopsafe] callback_decorators: "callback" is not a full name; '
                    'write it like "package.module.callback"'
                ),
            ),
            (
                "[loopsafe]\nthread_safe_decorators = safe\n",
                (
                    '[loopsafe] thread_safe_decorators: "safe" is not a full name; '
                    'write it like "package.module.safe"'
                ),
            ),
            (
                "[loopsafe]\nblocking_decorators = a.b, slow\n",
                (
                    '[loopsafe] blocking_decorators: "slow" is not a full name; '
                    'write it like "package.module.slow"'
                ),
            ),
            (
                "[loopsafe]\nloop_checks = on_loop\n",
                (
                    '[loopsafe] loop_checks: "on_loop" is not a full name; '
                    'write it like "package.module.on_loop"'
                ),
            ),
            (
                "[loopsafe]\ncallback_decorators = a.b c.d\n",
                '[loopsafe] callback_decorators: "a.b c.d" is not a name',
            ),
            (
                "[loopsafe-a]\nloop_prefixes = async_*\n",
                '[loopsafe-a] loop_prefixes: "async_*" is not how a name can begin',
            ),
            (
                "[loopsafe]\ncallback_decorators = a.b\nblocking_decorators = a.b\n",
                '[loopsafe] blocking_decorators: "a.b" is in two lists; keep one',
            ),
            (
                "[loopsafe]\nstub_paths = nowhere\n",
                (
                    "[loopsafe] stub_paths: no such folder: nowhere; "
                    "a relative path starts at this file's folder"
                ),
            ),
        ],
    )
    @pytest.mark.parametrize("file", ["mypy.ini", "setup.cfg"])
    def test_in_ini(self, file: str, text: str, message: str) -> None:
        """Word for word."""
        assert problem(text, file) == f"{file}: {message}"

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (
                "[tool.loopsafe]\nfoo = 1\n",
                f"[tool.loopsafe] foo: unknown option; known are {KNOWN}",
            ),
            (
                '[tool.loopsafe]\nstrict = "true"\n',
                "[tool.loopsafe] strict: must be true or false, not 'true'",
            ),
            (
                "[tool.loopsafe]\nstrict = 1\n",
                "[tool.loopsafe] strict: must be true or false, not 1",
            ),
            (
                '[tool.loopsafe]\nloop_prefixes = "async_"\n',
                "[tool.loopsafe] loop_prefixes: must be a list of strings, not 'async_'",
            ),
            (
                "[tool.loopsafe]\nignore_kinds = [1]\n",
                "[tool.loopsafe] ignore_kinds: must be a list of strings, not [1]",
            ),
            (
                '[tool.loopsafe]\nignore_kinds = ["tape"]\n',
                f'[tool.loopsafe] ignore_kinds: unknown kind "tape"; known are {", ".join(KINDS)}',
            ),
            (
                '[tool.loopsafe]\ncallback_decorators = ["callback"]\n',
                (
                    '[tool.loopsafe] callback_decorators: "callback" is not a full name; '
                    'write it like "package.module.callback"'
                ),
            ),
            (
                '[tool.loopsafe]\nstub_paths = ["nowhere"]\n',
                (
                    "[tool.loopsafe] stub_paths: no such folder: nowhere; "
                    "a relative path starts at this file's folder"
                ),
            ),
            ("[tool]\nloopsafe = 1\n", "[tool] loopsafe: must be a table"),
            (
                "[tool.loopsafe]\noverrides = 1\n",
                "[tool.loopsafe] overrides: must be an array of tables",
            ),
            (
                "[tool.loopsafe.overrides]\nmodule = 'a'\n",
                "[tool.loopsafe] overrides: must be an array of tables",
            ),
            (
                "[[tool.loopsafe.overrides]]\nstrict = true\n",
                "[tool.loopsafe.overrides] module: must name one or more modules",
            ),
            (
                "[[tool.loopsafe.overrides]]\nmodule = []\n",
                "[tool.loopsafe.overrides] module: must name one or more modules",
            ),
            (
                "[[tool.loopsafe.overrides]]\nmodule = 1\n",
                "[tool.loopsafe.overrides] module: must name one or more modules",
            ),
            (
                "[[tool.loopsafe.overrides]]\nmodule = [1]\n",
                "[tool.loopsafe.overrides] module: must name one or more modules",
            ),
            (
                "[[tool.loopsafe.overrides]]\nmodule = ''\n",
                "[tool.loopsafe.overrides] module: must name one or more modules",
            ),
            (
                "[[tool.loopsafe.overrides]]\nmodule = 'a'\nstub_paths = []\n",
                "[tool.loopsafe.overrides] stub_paths: can only be set for the whole project",
            ),
            (
                "[[tool.loopsafe.overrides]]\nmodule = 'a'\nfoo = 1\n",
                f"[tool.loopsafe.overrides] foo: unknown option; known are {PER_MODULE}",
            ),
        ],
    )
    def test_in_toml(self, text: str, message: str) -> None:
        """Word for word."""
        assert problem(text, "pyproject.toml") == f"pyproject.toml: {message}"

    def test_a_tool_table_that_is_none(self) -> None:
        """Whatever stands in the file, it is a `ConfigError` or none of our business."""
        Path("pyproject.toml").write_text("tool = 1\n", encoding="utf-8")
        with pytest.raises(ConfigError, match=r"^pyproject\.toml: "):
            read_config("pyproject.toml")

    def test_a_decorator_in_two_lists(self) -> None:
        """A function has one category, so a decorator means one: nothing is ignored silently."""
        text = "[loopsafe]\ncallback_decorators = a.b\nblocking_decorators = a.b\n"
        assert problem(text).startswith("mypy.ini: [loopsafe] ")

    @pytest.mark.parametrize("section", ["loopsafe-", "loopsafe-a,,b"])
    def test_a_section_that_names_no_module(self, section: str) -> None:
        """As in toml, where the same is a mistake."""
        assert problem(f"[{section}]\nstrict = yes\n").startswith("mypy.ini: ")

    @pytest.mark.parametrize(
        ("file", "text", "start"),
        [
            ("pyproject.toml", "[tool.loopsafe\n", "pyproject.toml: cannot parse it: "),
            ("mypy.ini", "strict = yes\n", "mypy.ini: cannot parse it: "),
            ("mypy.ini", "[loopsafe]\nstrict\n", "mypy.ini: cannot parse it: "),
            (
                "mypy.ini",
                "[loopsafe]\nstrict = yes\nstrict = no\n",
                "mypy.ini: cannot parse it: ",
            ),
        ],
    )
    def test_a_file_that_cannot_be_parsed(self, file: str, text: str, start: str) -> None:
        """The parser's first line says where."""
        message = problem(text, file)
        assert message.startswith(start)
        assert "\n" not in message

    @pytest.mark.parametrize("file", ["pyproject.toml", "mypy.ini"])
    def test_a_file_that_is_not_utf_8(self, file: str) -> None:
        """It cannot be parsed either."""
        Path(file).write_bytes(b"[loopsafe]\nloop_prefixes = \xff\n")
        with pytest.raises(ConfigError, match=rf"^{file}: cannot parse it: "):
            read_config(file)

    @pytest.mark.parametrize("file", ["pyproject.toml", "mypy.ini"])
    def test_a_file_that_is_not_there(self, file: str) -> None:
        """Not an empty configuration."""
        with pytest.raises(ConfigError) as caught:
            read_config(file)
        assert str(caught.value) == f"{file}: cannot read it: No such file or directory"


class TestFingerprint:
    """The text that decides whether mypy's cache is still good."""

    BASE = "[loopsafe]\nignore_kinds = disk\n"

    @pytest.mark.parametrize(
        "text",
        [
            "[loopsafe]\n",
            "[loopsafe]\nignore_kinds = disk, lock\n",
            BASE + "strict = yes\n",
            BASE + "loop_prefixes = async_\n",
            BASE + "callback_decorators = a.b\n",
            BASE + "blocking_decorators = a.b\n",
            BASE + "[loopsafe-a]\nstrict = yes\n",
            BASE + "[loopsafe-a]\nignore_kinds =\n",
        ],
    )
    def test_every_option_counts(self, text: str) -> None:
        """Each changes a verdict."""
        assert read(text).fingerprint() != read(self.BASE).fingerprint()

    def test_how_it_is_written_does_not_count(self) -> None:
        """Only what it says: order in sets, spelling, file format."""
        one = read("[loopsafe]\nstrict = yes\nignore_kinds = disk, lock\n")
        two = read('[tool.loopsafe]\nignore_kinds = ["lock", "disk"]\nstrict = true\n', "a.toml")
        assert one.fingerprint() == two.fingerprint()

    def test_it_is_the_same_in_every_process(self) -> None:
        """Python's hashes of strings differ from process to process; the fingerprint must not."""
        Path("mypy.ini").write_text(
            f"[loopsafe]\nignore_kinds = {', '.join(KINDS)}\n"
            f"[loopsafe-a]\nignore_kinds = {', '.join(KINDS)}\n",
            encoding="utf-8",
        )
        script = (
            "from loopsafe_mypy.config import read_config as r; print(r('mypy.ini').fingerprint())"
        )
        found = {
            subprocess.run(
                [sys.executable, "-c", script],
                env={**os.environ, "PYTHONHASHSEED": str(seed)},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            for seed in range(3)
        }
        assert len(found) == 1
