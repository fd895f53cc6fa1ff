"""Which effect stub is used for a module, and what a broken one does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loopsafe_stubs import BUNDLED, Catalogue, Target

if TYPE_CHECKING:
    from pathlib import Path

LINUX = Target((3, 12), "linux")
STUB = "from loopsafe import blocking\n@blocking(kind='disk')\ndef {}() -> None: ...\n"


def write(root: Path, **files: str) -> Path:
    """Write stubs into a folder; the name ``a__b`` means ``a/b.pyi``."""
    for name, text in files.items():
        path = root / (name.replace("__", "/") + ".pyi")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def declared(catalogue: Catalogue, module: str) -> list[str]:
    """Return the full names that the stub of a module declares."""
    found = catalogue.module(module)
    assert found is not None
    return list(found.declarations)


def test_modules_are_found_by_their_path(tmp_path: Path) -> None:
    """A root mirrors the module tree; other files are no stubs."""
    write(tmp_path, b=STUB.format("f"), a__c=STUB.format("g"))
    (tmp_path / "a/__init__.pyi").write_text(STUB.format("h"), encoding="utf-8")
    (tmp_path / "README.md").write_text("Effects", encoding="utf-8")
    (tmp_path / "__init__.pyi").write_text("", encoding="utf-8")
    catalogue = Catalogue([tmp_path], LINUX)
    assert catalogue.modules() == ["a", "a.c", "b"]
    assert declared(catalogue, "a") == ["a.h"]
    assert declared(catalogue, "a.c") == ["a.c.g"]


def test_a_module_without_stub() -> None:
    """Nothing is known of it."""
    assert Catalogue([], LINUX).module("a") is None
    assert Catalogue(BUNDLED, LINUX).module("no.such.module") is None


def test_the_first_root_wins(tmp_path: Path) -> None:
    """Name by name: a user's stub changes what loopsafe says of one function, and adds another."""
    harmless = "def sleep(seconds, /) -> None: ...\n"
    first = write(tmp_path / "1", time=STUB.format("mine") + harmless)
    second = write(tmp_path / "2", time=STUB.format("mine") + STUB.format("sleep"))
    catalogue = Catalogue([first, second, *BUNDLED], LINUX)
    time = catalogue.module("time")
    assert time is not None
    assert set(time.declarations) == {"time.mine", "time.sleep"}
    assert [item.category for item in time.declarations["time.sleep"].signatures] == [None]
    assert "queue.Queue.get" in declared(catalogue, "queue")


def test_stubs_are_read_when_asked_for(tmp_path: Path) -> None:
    """A broken one that nobody needs is found by `load_all` only; each is reported once."""
    root = write(tmp_path, good=STUB.format("f"), bad="x = 1\n", worse="\n\ndef f(:\n")
    catalogue = Catalogue([root], LINUX)
    catalogue.module("good")
    assert catalogue.problems == []
    catalogue.load_all()
    catalogue.load_all()
    catalogue.module("bad")
    assert [(error.path.name, error.line) for error in catalogue.problems] == [
        ("bad.pyi", 1),
        ("worse.pyi", 3),
    ]


def test_a_broken_stub_is_treated_as_absent(tmp_path: Path) -> None:
    """So the next root that has the module wins: ``time.sleep`` is still known to block."""
    first = write(tmp_path, time="x = 1\n")
    catalogue = Catalogue([first, *BUNDLED], LINUX)
    assert "time.sleep" in declared(catalogue, "time")


def test_a_stub_that_cannot_be_read(tmp_path: Path) -> None:
    """Not UTF-8, or a link to nowhere: reported like every other mistake."""
    (tmp_path / "a.pyi").write_bytes(b"# \xff\n")
    (tmp_path / "b.pyi").symlink_to(tmp_path / "nowhere")
    catalogue = Catalogue([tmp_path], LINUX)
    catalogue.load_all()
    assert [str(error) for error in catalogue.problems] == [
        f"{tmp_path}/a.pyi:1: error: Effect stub: the file is not UTF-8",
        f"{tmp_path}/b.pyi:1: error: Effect stub: No such file or directory",
    ]


def test_the_stubs_that_come_with_loopsafe_are_right() -> None:
    """On every interpreter and platform that counts."""
    for minor in range(11, 15):
        for platform in ("linux", "darwin", "win32"):
            catalogue = Catalogue(BUNDLED, Target((3, minor), platform))
            catalogue.load_all()
            assert catalogue.problems == []


class TestDigest:
    """What makes cached results stale."""

    def test_every_file_counts(self, tmp_path: Path) -> None:
        """Its name and its text."""
        texts = [{"a": "x"}, {"a": "y"}, {"b": "x"}, {"a": "x", "b": ""}, {"a__b": "x"}, {}]
        folders = [write(tmp_path / str(number), **text) for number, text in enumerate(texts)]
        (tmp_path / str(len(texts) - 1)).mkdir(exist_ok=True)
        assert len({Catalogue([folder], LINUX).digest() for folder in folders}) == len(texts)

    def test_names_and_texts_are_kept_apart(self, tmp_path: Path) -> None:
        """What one file ends with is not what the next one begins with."""
        one = write(tmp_path / "1", a="b", c="")
        two = write(tmp_path / "2", ab="", c="")
        assert Catalogue([one], LINUX).digest() != Catalogue([two], LINUX).digest()

    def test_where_the_files_are_does_not_count(self, tmp_path: Path) -> None:
        """A cache may be made on another machine."""
        one = write(tmp_path / "1", a="x")
        two = write(tmp_path / "2", a="x")
        assert Catalogue([one], LINUX).digest() == Catalogue([two], LINUX).digest()
