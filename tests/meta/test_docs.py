"""The documentation is true: programs in it are run, tables in it are compared with the code."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from loopsafe import Category
from loopsafe._effects import CONTEXT_OF, EFFECT_OF, Effect, violation
from loopsafe_mypy import SUPPORTED, codes
from loopsafe_mypy.config import FLAGS, LISTS, PER_MODULE, read_config
from tests import read_typeshed
from tests.cases import harness

ROOT: Final = Path(__file__).resolve().parents[2]
PAGES: Final = sorted(
    page for pattern in ("*.md", "docs/*.md", "examples/*/*.md") for page in ROOT.glob(pattern)
)
CODES: Final = {code.code for code in codes.ALL}
CONFIG: Final = "[mypy]\nplugins = loopsafe_mypy\n"
FENCE: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """One fenced block of a page."""

    language: str
    text: str


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(text: str, language: str | None = None) -> list[Block]:
    found = [Block(*match.groups()) for match in FENCE.finditer(text)]
    return [block for block in found if language in (None, block.language)]


def headings(text: str) -> list[re.Match[str]]:
    """Find the headings; a comment in a block is none."""
    fenced = [match.span() for match in FENCE.finditer(text)]
    return [
        match
        for match in re.finditer(r"^#+ .*$", text, re.MULTILINE)
        if not any(start < match.start() < end for start, end in fenced)
    ]


def section(text: str, title: str) -> str:
    """Return what stands under a heading, up to the next one of its level or above."""
    level = len(title.partition(" ")[0])
    found = headings(text)
    start = next(match.end() for match in found if match[0] == title)
    ends = (match.start() for match in found if len(match[0].partition(" ")[0]) <= level)
    return text[start : min((end for end in ends if end > start), default=None)]


def sections(text: str) -> dict[str, str]:
    titles = [match[0] for match in headings(text) if match[0].startswith("## ")]
    return {title.removeprefix("## "): section(text, title) for title in titles}


def rows(text: str) -> list[list[str]]:
    """Return the cells of the first table, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return cells[2:]


def run_mypy(folder: Path, *arguments: str, config: str = CONFIG) -> str:
    (folder / "mypy.ini").write_text(config, encoding="utf-8")
    if config == CONFIG and not (folder / read_typeshed.CACHE).exists():
        read_typeshed.lend(folder, config, "--strict")
    return subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-pretty", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    ).stdout


def run_program(folder: Path, name: str) -> tuple[str, str]:
    """Run a page's program in development mode; return what it prints.

    asyncio's remark that a step took long is about how busy this machine is.
    """
    run = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", name],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    slow = re.compile(r"^Executing <.* took [\d.]+ seconds\n", re.MULTILINE)
    return run.stdout, slow.sub("", run.stderr)


class TestReadme:
    """What a stranger reads first."""

    README: Final = read("README.md")

    def test_first_block_is_two_commands(self) -> None:
        """One shows the main job, one runs the tests; each begins with nothing installed."""
        first = blocks(self.README)[0]
        assert first.language == "console"
        lines = first.text.splitlines()
        assert [line[:2] for line in lines] == ["$ ", "$ "]
        assert all("python3 -m venv .venv && .venv/bin/pip install" in line for line in lines)
        assert "mypy --config-file examples/home/mypy.ini" in lines[0]
        assert "pytest" in lines[1]

    def test_the_bug_and_the_fix(self, tmp_path: Path) -> None:
        """Both programs are checked, and what mypy says is shown word for word."""
        bug, fix = section(self.README, "## The bug"), section(self.README, "## The fix")
        for text in (bug, fix):
            for block in blocks(text, "python"):
                name = re.match(r"# (\w+\.py)\n", block.text)
                assert name is not None
                (tmp_path / name[1]).write_text(block.text, encoding="utf-8")
            (shown,) = blocks(text, "text")
            assert run_mypy(tmp_path, "app.py") == shown.text
        assert run_program(tmp_path, "app.py") == ("light on: 80 %\n", "")

    def test_the_other_programs_are_clean(self, tmp_path: Path) -> None:
        text = section(self.README, "## Use it for your program")
        for number, block in enumerate(blocks(text, "python")):
            (tmp_path / f"block_{number}.py").write_text(block.text, encoding="utf-8")
        output = run_mypy(tmp_path, "--allow-empty-bodies", ".")
        assert output.startswith("Success"), output

    def test_the_setup_is_two_lines(self) -> None:
        text = section(self.README, "## Use it for your program")
        for language in ("ini", "toml"):
            setup = blocks(text, language)[0].text.splitlines()
            assert len(setup) == 2
            assert "loopsafe_mypy" in setup[1]

    def test_the_configuration_example_is_valid(self, tmp_path: Path) -> None:
        text = section(self.README, "### Configuration")
        (example,) = blocks(text, "toml")
        path = tmp_path / "pyproject.toml"
        path.write_text(example.text, encoding="utf-8")
        config = read_config(str(path))
        assert config.decorators == {"homeassistant.core.callback": Category.CALLBACK}
        assert config.for_module("other").ignore_kinds == {"disk"}
        assert not config.for_module("core.parts").ignore_kinds
        assert config.for_module("core").strict

    def test_the_configuration_keys(self) -> None:
        table = rows(section(self.README, "### Configuration"))
        assert {row[0].strip("`") for row in table} == {*LISTS, *FLAGS}
        assert {row[0].strip("`") for row in table if row[2] == "yes"} == set(PER_MODULE)

    def test_the_table_of_contexts(self) -> None:
        """The README's table is THE table."""
        table = rows(section(self.README, "## Use it for your program"))
        effects = (Effect.NONE, EFFECT_OF[Category.BLOCKING], EFFECT_OF[Category.CALLBACK])
        shown = {Effect.NONE: "fine", Effect.BLOCKS: "**blocking-call**"}
        shown[Effect.LOOP_ONLY] = "**loop-only-call**"
        names = {
            Category.COROUTINE: "`async def`",
            Category.CALLBACK: "`@callback`",
            Category.BLOCKING: "`@blocking`",
            Category.THREAD_SAFE: "`@thread_safe`",
        }
        for category, name in names.items():
            (row,) = [cells for cells in table if name in cells[0]]
            context = CONTEXT_OF[category]
            assert row[1:] == [shown[violation(context, effect)] for effect in effects]

    def test_versions(self) -> None:
        project: dict[str, Any] = tomllib.loads(read("pyproject.toml"))["project"]
        ((ours, python, mypy),) = rows(section(self.README, "## Versions"))
        prefix = "Programming Language :: Python :: 3."
        classified = [item for item in project["classifiers"] if item.startswith(prefix)]
        assert python.split(", ") == [item.rpartition(" ")[2] for item in classified]
        assert project["requires-python"] == f">={python.split(', ')[0]}"
        assert project["version"].startswith(f"{ours}.")
        first, beyond = (".".join(map(str, version)) for version in SUPPORTED)
        assert mypy == first
        assert project["optional-dependencies"]["mypy"] == [f"mypy>={first},<{beyond}"]


class TestCodes:
    """Codes are the same everywhere."""

    DOCS: Final = sections(read("docs/codes.md"))

    def test_documented(self) -> None:
        assert set(self.DOCS) == CODES

    def test_in_the_changelog(self) -> None:
        text = read("CHANGELOG.md")
        assert set(re.findall(r"^ +\* `([a-z-]+)`:", text, re.MULTILINE)) == CODES

    def test_in_the_readme(self) -> None:
        for code in CODES:
            assert code in TestReadme.README

    def test_covered_by_cases(self) -> None:
        covered = {
            remark.code
            for group in harness.groups()
            for second in (False, True)
            for remark in harness.expectations(group, second=second)
        }
        assert covered - {""} == CODES

    def test_each_has_a_rule(self) -> None:
        folder = ROOT / "mypy_plugin" / "loopsafe_mypy" / "rules"
        rules = {path.stem.replace("_", "-") for path in folder.glob("*.py")}
        # What decorators hand over is a part of callable-context, in a file of its own.
        assert rules - {"--init--", "site", "decorated"} == CODES

    @pytest.mark.parametrize("code", sorted(CODES))
    def test_the_section_is_complete(self, code: str) -> None:
        text = self.DOCS[code]
        assert "```python" in text
        assert "**Mend it**" in text
        assert "false alarm**" in text

    @pytest.mark.parametrize("code", sorted(CODES))
    def test_the_example_is_reported_as_shown(self, code: str, tmp_path: Path) -> None:
        """``# E:`` on a line of its own is about the line before."""
        (example,) = blocks(self.DOCS[code], "python")
        assert_reported_as_shown(example.text, tmp_path, strict=code == "unknown-call")


def test_the_case_in_contributing(tmp_path: Path) -> None:
    (example,) = blocks(read("CONTRIBUTING.md"), "python")
    assert_reported_as_shown(example.text, tmp_path, strict=False)


def assert_reported_as_shown(source: str, folder: Path, *, strict: bool) -> None:
    wanted: list[tuple[int, str, str]] = []
    for number, line in enumerate(source.splitlines(), 1):
        match = re.search(r"# E: (.*)  \[([a-z-]+)\]$", line)
        if match is not None:
            alone = line.lstrip().startswith("# E:")
            wanted.append((number - alone, match[1], match[2]))
    (folder / "example.py").write_text(source, encoding="utf-8")
    config = CONFIG + ("\n[loopsafe]\nstrict = true\n" if strict else "")
    found = [
        item
        for item in harness.parse(run_mypy(folder, "example.py", config=config))
        if item.kind == "E"
    ]
    assert [(line, code) for line, _, code in wanted] == [(item.line, item.code) for item in found]
    for (_, text, _), item in zip(wanted, found, strict=True):
        assert text.strip('"') in item.text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """To a file that is there, and to a heading that it has."""
    prose = FENCE.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)]+)\)", prose):
        if "://" not in target:
            name, _, heading = target.partition("#")
            path = page.parent / name if name else page
            assert path.exists(), target
            if heading:
                assert heading in anchors(path), target


def anchors(page: Path) -> set[str]:
    """Return the names by which links lead to the headings of a page."""
    text = page.read_text(encoding="utf-8")
    titles = [match[0].lstrip("#").strip().lower() for match in headings(text)]
    return {re.sub(r"[^\w -]", "", title).replace(" ", "-") for title in titles}


def test_internals_names_what_exists() -> None:
    """Modules and functions that the page points to are still there."""
    text = read("docs/internals.md")
    package = ROOT / "mypy_plugin" / "loopsafe_mypy"
    for module, name in re.findall(r"`(\w+)\.(\w+)`", text):
        if name not in {"py", "toml"}:
            source = (package / f"{module}.py").read_text(encoding="utf-8")
            assert re.search(rf"(def|class) {name}\b", source), f"{module}.{name}"
    for row in rows(section(text, "## Where to look")):
        for name in re.findall(r"`(\w+)`", row[1]):
            known = (f"{name}.py", name, f"{name}/__init__.py")
            assert name == "SUPPORTED" or any((package / item).exists() for item in known), name
