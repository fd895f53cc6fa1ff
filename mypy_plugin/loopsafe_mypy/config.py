"""The project's configuration: ``[tool.loopsafe]`` in pyproject.toml, ``[loopsafe]`` elsewhere.

It is read from the file that mypy was given. Every mistake in it is a `ConfigError` that names
the file and the key; nothing is ignored silently. What may be set for some modules only
(``[[tool.loopsafe.overrides]]`` with ``module``, or ``[loopsafe-package.*]``) is in `Settings`.
"""

from __future__ import annotations

import configparser
import dataclasses
import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from loopsafe._effects import KINDS, Category
from loopsafe_mypy.names import MARKERS

if TYPE_CHECKING:
    from mypy.nodes import Expression

LISTS: Final = (
    "callback_decorators",
    "thread_safe_decorators",
    "blocking_decorators",
    "loop_checks",
    "loop_prefixes",
    "ignore_kinds",
    "stub_paths",
)
FULL_NAMES: Final = LISTS[:4]
FLAGS: Final = ("strict",)
NO_TABLES: Final = "must be an array of tables"
NO_TABLE: Final = "must be a table"
NO_MODULES: Final = "must name one or more modules"
PER_MODULE: Final = ("loop_prefixes", "ignore_kinds", "strict")


class ConfigError(Exception):
    """A configuration that cannot be used. The text names the file, the key and the remedy."""


@dataclasses.dataclass(frozen=True)
class Settings:
    """What holds for one module."""

    loop_prefixes: tuple[str, ...] = ()
    ignore_kinds: frozenset[str] = frozenset()
    strict: bool = False


@dataclasses.dataclass(frozen=True)
class Config:
    """What holds for the whole run."""

    decorators: Mapping[str, Category] = dataclasses.field(default_factory=dict)
    stub_paths: tuple[Path, ...] = ()
    settings: Settings = Settings()
    overrides: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    loop_checks: frozenset[str] = frozenset()
    """Full names of functions that are true on the thread of the running loop."""
    tally: bool = False
    """Whether the calls that are seen through are counted; the command line says so."""
    aliases: Mapping[str, Expression] = dataclasses.field(
        default_factory=dict, compare=False, repr=False
    )
    """Other names that the module at hand gives to markers."""
    _by_module: dict[str, Settings] = dataclasses.field(
        default_factory=dict, compare=False, repr=False
    )

    def for_module(self, module: str) -> Settings:
        """Return the settings of one module: later overrides win."""
        if not self.overrides:
            return self.settings
        found = self._by_module.get(module)
        if found is None:
            found = self.settings
            for pattern, values in self.overrides:
                if _matches(pattern, module):
                    found = dataclasses.replace(found, **values)
            self._by_module[module] = found
        return found

    @functools.cached_property
    def marker_names(self) -> frozenset[str]:
        """The short names of all markers, loopsafe's own and the configured ones."""
        return frozenset(name.rpartition(".")[2] for name in (*MARKERS, *self.decorators))

    @property
    def any_strict(self) -> bool:
        """Whether some module wants unknown calls reported."""
        return self.settings.strict or any(values.get("strict") for _, values in self.overrides)

    def fingerprint(self) -> str:
        """Return a text that changes whenever a cached result could."""
        parts: list[object] = [
            sorted(f"{k}={v.value}" for k, v in self.decorators.items()),
            sorted(self.loop_checks),
            self.tally,
        ]
        for pattern, values in (("", dataclasses.asdict(self.settings)), *self.overrides):
            parts += (pattern, sorted((key, _ordered(value)) for key, value in values.items()))
        return repr(parts)


def read_config(path: str | None) -> Config:
    """Read loopsafe's configuration from the file mypy was given.

    Args:
        path: That file, or ``None`` when mypy found none.

    Raises:
        ConfigError: When a key is unknown or has a bad value.
    """
    if path is None:
        return Config()
    file = Path(path)
    try:
        if file.suffix == ".toml":
            import tomllib  # noqa: PLC0415  (most runs read an ini file, and every run pays)

            return _Reader(path).toml(tomllib.loads(file.read_text(encoding="utf-8")))
        parser = configparser.RawConfigParser()
        parser.read_string(file.read_text(encoding="utf-8"))
        return _Reader(path).ini(parser)
    except OSError as error:
        message = f"{path}: cannot read it: {error.strerror}"
        raise ConfigError(message) from None
    except (ValueError, configparser.Error) as error:  # TOMLDecodeError is a ValueError
        first, *_ = str(error).splitlines()
        message = f"{path}: cannot parse it: {first}"
        raise ConfigError(message) from None


class _Reader:
    """Turns one file's tables into a `Config`; knows how to say where a mistake is."""

    def __init__(self, path: str) -> None:
        self.path = path

    def fail(self, section: str, key: str, problem: str) -> ConfigError:
        return ConfigError(f"{self.path}: [{section}] {key}: {problem}")

    def toml(self, data: dict[str, Any]) -> Config:
        section = "tool.loopsafe"
        tool = data.get("tool", {})
        if not isinstance(tool, dict):
            message = f"{self.path}: tool: must be a table"
            raise ConfigError(message)
        table = tool.get("loopsafe", {})
        if not isinstance(table, dict):
            error = self.fail("tool", "loopsafe", NO_TABLE)
            raise error
        overrides: list[tuple[str, dict[str, Any]]] = []
        found = table.get("overrides", [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise self.fail(section, "overrides", NO_TABLES)
        for item in found:
            modules = item.get("module")
            names = [modules] if isinstance(modules, str) else modules
            valid = isinstance(names, list) and all(isinstance(n, str) and n for n in names)
            if not names or not valid:
                raise self.fail(section + ".overrides", "module", NO_MODULES)
            values = self.values(
                section + ".overrides",
                {key: value for key, value in item.items() if key != "module"},
                PER_MODULE,
            )
            overrides.extend((str(name), values) for name in names)
        main = {key: value for key, value in table.items() if key != "overrides"}
        return self.config(section, self.values(section, main, LISTS + FLAGS), overrides)

    def ini(self, parser: configparser.RawConfigParser) -> Config:
        main: dict[str, Any] = {}
        overrides: list[tuple[str, dict[str, Any]]] = []
        for section in parser.sections():
            if section == "loopsafe":
                main = self.values(section, dict(parser[section]), LISTS + FLAGS)
            elif section.startswith("loopsafe-"):
                values = self.values(section, dict(parser[section]), PER_MODULE)
                names = [name.strip() for name in section.removeprefix("loopsafe-").split(",")]
                if not all(names):
                    raise self.fail(section, "module", NO_MODULES)
                overrides.extend((name, values) for name in names)
        return self.config("loopsafe", main, overrides)

    def values(
        self, section: str, raw: Mapping[str, Any], allowed: tuple[str, ...]
    ) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in raw.items():
            if key not in allowed:
                if key in LISTS + FLAGS:
                    problem = "can only be set for the whole project"
                else:
                    problem = f"unknown option; known are {', '.join(sorted(allowed))}"
                raise self.fail(section, key, problem)
            if key in FLAGS:
                result[key] = self.flag(section, key, value)
            else:
                result[key] = self.names(section, key, value)
        kinds = result.get("ignore_kinds", ())
        for kind in kinds:
            if kind not in KINDS:
                problem = f'unknown kind "{kind}"; known are {", ".join(KINDS)}'
                raise self.fail(section, "ignore_kinds", problem)
        if "ignore_kinds" in result:
            result["ignore_kinds"] = frozenset(kinds)
        for key in FULL_NAMES:
            for name in result.get(key, ()):
                self.full_name(section, key, name)
        for prefix in result.get("loop_prefixes", ()):
            if not prefix.isidentifier():
                problem = f'"{prefix}" is not how a name can begin'
                raise self.fail(section, "loop_prefixes", problem)
        return result

    def full_name(self, section: str, key: str, name: str) -> None:
        if not all(part.isidentifier() for part in name.split(".")):
            problem = f'"{name}" is not a name'
            raise self.fail(section, key, problem)
        if "." not in name:
            problem = f'"{name}" is not a full name; write it like "package.module.{name}"'
            raise self.fail(section, key, problem)

    def flag(self, section: str, key: str, value: object) -> bool:
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and self.path.endswith(".toml") is False:
            known = configparser.RawConfigParser.BOOLEAN_STATES
            if value.lower() in known:
                return known[value.lower()]
        raise self.fail(section, key, f"must be true or false, not {value!r}")

    def names(self, section: str, key: str, value: object) -> tuple[str, ...]:
        if isinstance(value, str) and not self.path.endswith(".toml"):
            parts = (part.strip() for line in value.splitlines() for part in line.split(","))
            return tuple(part for part in parts if part)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise self.fail(section, key, f"must be a list of strings, not {value!r}")

    def config(
        self, section: str, main: dict[str, Any], overrides: list[tuple[str, dict[str, Any]]]
    ) -> Config:
        decorators: dict[str, Category] = {}
        categories = (Category.CALLBACK, Category.THREAD_SAFE, Category.BLOCKING)
        for key, category in zip(LISTS[:3], categories, strict=True):
            for name in main.get(key, ()):
                if decorators.setdefault(name, category) is not category:
                    problem = f'"{name}" is in two lists; keep one'
                    error = self.fail(section, key, problem)
                    raise error
        folder = Path(self.path).parent
        paths = tuple(folder / name for name in main.get("stub_paths", ()))
        for path in paths:
            if not path.is_dir():
                problem = f"no such folder: {path}; a relative path starts at this file's folder"
                raise self.fail(section, "stub_paths", problem)
        settings = Settings(
            loop_prefixes=main.get("loop_prefixes", ()),
            ignore_kinds=main.get("ignore_kinds", frozenset()),
            strict=main.get("strict", False),
        )
        checks = frozenset(main.get("loop_checks", ()))
        return Config(decorators, paths, settings, tuple(overrides), checks)


def _ordered(value: object) -> object:
    """Return a value whose ``repr`` is the same in every process: sets have no order."""
    return sorted(value) if isinstance(value, (frozenset, tuple)) else value


def _matches(pattern: str, module: str) -> bool:
    """Match as mypy does: a star stands for any number of parts, none included."""
    first, *rest = pattern.split(".")
    text = ".*" if first == "*" else re.escape(first)
    for part in rest:
        text += r"(\..*)?" if part == "*" else re.escape(f".{part}")
    return re.fullmatch(text, module) is not None
