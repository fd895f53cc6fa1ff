"""The conformance cases have numbers, 1 to 80: each is tried, and each case says which it tries.

A docstring says it: ``Case 5: ...``, ``Cases 17, 18: ...``, ``Cases 1 to 4: ...``. What is no file
of a few lines is tried by a test: broken effect stubs, generated programs, other plugins.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final

from tests.cases import harness

NUMBERS: Final = frozenset(range(1, 81))
IN_TESTS: Final = {
    77: "unit/plugin/test_stubs_in_mypy.py",
    79: "oracle/test_oracle.py",
    80: "unit/plugin/test_other_plugins.py",
}
"""Those that are (also) tried by a test of their own, whose docstring names them."""
_SAID: Final = re.compile(r"\b[Cc]ases? (\d+(?:(?:, | and | to )\d+)*)")


def numbers_in(path: Path) -> set[int]:
    """Return the numbers that a file's docstring names."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    found: set[int] = set()
    for said in _SAID.findall(docstring):
        for part in re.split(r", | and ", said):
            first, _, last = part.partition(" to ")
            found.update(range(int(first), int(last or first) + 1))
    return found


def test_each_number_is_tried_and_no_other() -> None:
    said = {
        number
        for group in harness.groups()
        for path in group.files()
        for number in numbers_in(path)
    }
    for number, name in IN_TESTS.items():
        assert number in numbers_in(harness.ROOT.parent / name)
    assert said | IN_TESTS.keys() == NUMBERS


def test_each_case_names_its_number() -> None:
    """The one of several modules does so in its ``__init__.py``."""
    silent = [
        str(path.relative_to(harness.ROOT))
        for group in harness.groups()
        for path in group.files()
        if (path.parent == group.folder or path.name == "__init__.py") and not numbers_in(path)
    ]
    assert not silent
