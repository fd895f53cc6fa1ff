"""Every conformance case, in every mode: cold, warm, edited, undone, parallel, daemon ..."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

import pytest

from tests.cases import harness

GROUPS = {group.name: group for group in harness.groups()}


@functools.cache
def _results(name: str) -> list[tuple[str, bool, list[harness.Remark]]]:
    """Run one group in all modes, once for all its cases."""
    with tempfile.TemporaryDirectory(prefix="loopsafe-cases-") as folder:
        return list(harness.run_modes(GROUPS[name], Path(folder)))


@pytest.mark.parametrize(
    ("group", "case"),
    [
        pytest.param(group.name, case, id=f"{group.name}-{case}")
        for group in GROUPS.values()
        for case in group.cases()
    ],
)
def test_every_mode_reports_what_the_case_expects(group: str, case: str) -> None:
    """All modes agree with the expectations in the case's files."""
    problems = []
    for mode, second, reported in _results(group):
        expected = harness.expectations(GROUPS[group], second=second)
        which = f"{mode}, second version" if second else mode
        problems += [f"{which}: {line}" for line in harness.differences(expected, reported, case)]
    assert not problems, "\n" + "\n".join(problems)
