"""Loopsafe's own files are known from what the installer recorded, if that can be believed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from loopsafe_stubs import BUNDLED, files
from loopsafe_stubs.files import Root, StubFile, find_files, recorded_files
from loopsafe_stubs.notation import Source
from loopsafe_stubs.record import PACKAGES, Record, read_record

LINES = (
    "../../../bin/loopsafe,sha256=aaaa,217",
    "loopsafe-1.0.dist-info/RECORD,,",
    "loopsafe-1.0.dist-info/METADATA,sha256=bbbb,10",
    "loopsafe/__init__.py,sha256=cccc,120",
    "loopsafe/__pycache__/__init__.cpython-311.pyc,,",
    "loopsafe_stubs/stdlib/time.pyi,sha256=dddd,30",
    "loopsafe_stubs/third_party/acme/acme/__init__.pyi,sha256=eeee,30",
)


def install(
    site: Path, lines: Iterable[str] = LINES, folder: str = "loopsafe-1.0.dist-info"
) -> Record | None:
    info = site / folder
    info.mkdir(parents=True)
    (info / "RECORD").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_record(site)


def test_what_is_recorded_of_our_packages(tmp_path: Path) -> None:
    record = install(tmp_path)
    assert record is not None
    assert record.stubs == ("stdlib/time.pyi", "third_party/acme/acme/__init__.pyi")


class TestDigest:
    def test_depends_on_every_hash_of_ours(self, tmp_path: Path) -> None:
        def digest(number: int, lines: Iterable[str]) -> str:
            record = install(tmp_path / str(number), lines)
            assert record is not None
            return record.digest

        ours = [line for line in LINES if line.startswith(PACKAGES)]
        hashed = [line for line in ours if not line.endswith(",,")]
        changed = [
            [line.replace("sha256=", "sha256=f") if line == one else line for line in LINES]
            for one in hashed
        ]
        renamed = [line.replace("time.pyi", "timer.pyi") for line in LINES]
        variants = [LINES, *changed, renamed]
        assert len({digest(*item) for item in enumerate(variants)}) == len(hashed) + 2

    def test_neither_on_their_order_nor_on_what_is_not_ours(self, tmp_path: Path) -> None:
        """Two machines install one release: what they cache may be exchanged."""
        elsewhere = ["../Scripts/loopsafe.exe,sha256=xxxx,999", *reversed(LINES[2:]), LINES[1]]
        without_compiled = [line for line in elsewhere if not line.endswith(".pyc,,")]
        first = install(tmp_path / "one")
        assert first is not None
        assert first == install(tmp_path / "two", elsewhere)
        assert first == install(tmp_path / "three", without_compiled)


class TestNothingIsBelieved:
    def test_where_the_package_is_not_installed(self, tmp_path: Path) -> None:
        """Such as in an editable install: its packages lie where they are written."""
        assert read_record(tmp_path) is None
        assert read_record(tmp_path / "missing") is None

    def test_of_another_distribution(self, tmp_path: Path) -> None:
        assert install(tmp_path, folder="loopsafe_extras-1.0.dist-info") is None

    def test_of_two(self, tmp_path: Path) -> None:
        """As a broken upgrade leaves them."""
        install(tmp_path)
        assert install(tmp_path, folder="loopsafe-1.1.dist-info") is None

    def test_without_the_file(self, tmp_path: Path) -> None:
        """As some packagers do."""
        (tmp_path / "loopsafe-1.0.dist-info").mkdir()
        assert read_record(tmp_path) is None

    @pytest.mark.parametrize(
        "line",
        [
            pytest.param("loopsafe_mypy/infer.py,,", id="no hash"),
            pytest.param("loopsafe_mypy/infer.py", id="no fields"),
        ],
    )
    def test_with_a_gap(self, tmp_path: Path, line: str) -> None:
        assert install(tmp_path, [*LINES, line]) is None

    def test_that_says_nothing(self, tmp_path: Path) -> None:
        assert install(tmp_path, []) is None

    def test_that_is_no_text(self, tmp_path: Path) -> None:
        install(tmp_path)
        (tmp_path / "loopsafe-1.0.dist-info" / "RECORD").write_bytes(b"\xff\xfe\x00")
        assert read_record(tmp_path) is None


def test_recorded_stubs_are_those_in_the_folders() -> None:
    stubs = sorted(
        path.relative_to(files.PACKAGE).as_posix() for path in files.PACKAGE.rglob("*.pyi")
    )
    recorded = list(recorded_files(Record(tuple(stubs), "")))
    roots = [Root(path, Source.BUNDLED) for path in (*files.third_party_roots(), *BUNDLED)]
    scanned = [file for root in roots for file in find_files(root)]
    assert by_module(recorded) == by_module(scanned)
    assert len(recorded) > 900


def by_module(found: Iterable[StubFile]) -> dict[str, list[StubFile]]:
    """The files of each module in the order in which they are asked."""
    result: dict[str, list[StubFile]] = {}
    for file in found:
        result.setdefault(file.module, []).append(file)
    return result
