"""The fixture of the end-to-end tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .mypy_project import Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A new project whose configuration only switches the plugin on."""
    return Project(tmp_path)
