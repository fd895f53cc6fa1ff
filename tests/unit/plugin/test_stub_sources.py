"""Whose effect stubs there are, in what order they count, and how paths lead through them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from loopsafe_stubs import BUNDLED, Catalogue, Root, Source, Target
from loopsafe_stubs.installed import shipped_stubs

LINUX = Target((3, 13), "linux")
BLOCKS = "from loopsafe import blocking\n@blocking(kind='{}')\ndef {}() -> None: ...\n"


def write(root: Path, name: str, text: str) -> Path:
    """Write a stub into a root, and return the root."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return root


def install(
    site: Path, name: str, entry_points: str, monkeypatch: pytest.MonkeyPatch, *, first: bool = True
) -> None:
    """Put the description of a distribution where Python looks for them."""
    folder = site / f"{name}-1.0.dist-info"
    write(folder, "METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    write(folder, "entry_points.txt", entry_points)
    path = [str(site), *sys.path] if first else [*sys.path, str(site)]
    monkeypatch.setattr(sys, "path", path)


def kinds(catalogue: Catalogue, module: str) -> dict[str, str | None]:
    """Return the kind of blocking for each function of a module."""
    stub = catalogue.module(module)
    assert stub is not None
    return {name: item.signatures[0].kind for name, item in stub.declarations.items()}


class TestEntryPoints:
    """Folders that installed distributions name."""

    def test_none(self) -> None:
        """As in most environments, this one included."""
        assert shipped_stubs() == ((), ())

    def test_a_folder_in_a_package(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Found by its dotted path, whether it is a package or not; nothing is imported."""
        write(tmp_path, "acme_lib/__init__.py", "raise RuntimeError('imported')\n")
        write(tmp_path, "acme_lib/effects/vendor.pyi", BLOCKS.format("disk", "fetch"))
        install(tmp_path, "acme", "[loopsafe.stubs]\nacme = acme_lib.effects\n", monkeypatch)
        shipped = shipped_stubs()
        assert shipped == ((tmp_path / "acme_lib/effects",), ())
        assert "acme_lib" not in sys.modules
        catalogue = Catalogue.of_project([], LINUX)
        stub = catalogue.module("vendor")
        assert stub is not None
        assert stub.declarations["vendor.fetch"].source is Source.INSTALLED

    def test_a_whole_package(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Stubs may be a package of their own."""
        write(tmp_path, "acme_effects/vendor.pyi", BLOCKS.format("disk", "fetch"))
        install(tmp_path, "acme", "[loopsafe.stubs]\nacme = acme_effects\n", monkeypatch)
        assert shipped_stubs().roots == (tmp_path / "acme_effects",)

    def test_other_groups_say_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And neither do files that cannot be read as text."""
        install(tmp_path, "acme", "[console_scripts]\nacme = acme:main\n", monkeypatch)
        write(tmp_path, "broken-1.0.dist-info/METADATA", "")
        assert shipped_stubs() == ((), ())

    @pytest.mark.parametrize("value", ["missing_acme", "missing_acme.effects", "json.effects"])
    def test_a_folder_that_is_not_there(
        self, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Is a problem that names distribution and entry point."""
        install(tmp_path, "acme", f"[loopsafe.stubs]\nwrong = {value}\n", monkeypatch)
        shipped = shipped_stubs()
        assert shipped.roots == ()
        (problem,) = shipped.problems
        assert str(problem).endswith(
            f'Effect stub: entry point "wrong = {value}" of distribution "acme" '
            'in group "loopsafe.stubs" names no folder'
        )
        problems = Catalogue.of_project([], LINUX).problems
        assert [str(item) for item in problems] == [str(problem)]

    def test_the_distribution_that_is_found_first(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Counts, as for Python's own imports: the other one is shadowed."""
        for site, first in (("near", True), ("far", False)):
            write(tmp_path / site, f"{site}_effects/vendor.pyi", "")
            text = f"[loopsafe.stubs]\nacme = {site}_effects\n"
            install(tmp_path / site, "acme", text, monkeypatch, first=first)
        assert shipped_stubs().roots == (tmp_path / "near/near_effects",)

    def test_several(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """In the order of their distributions' names, so that results are the same everywhere."""
        for name in ("zeta", "alpha"):
            write(tmp_path, f"{name}_effects/vendor.pyi", BLOCKS.format("disk", name))
            text = f"[loopsafe.stubs]\nx = {name}_effects\n"
            install(tmp_path, name, text, monkeypatch)
        names = [path.name for path in shipped_stubs().roots]
        assert names == ["alpha_effects", "zeta_effects"]


class TestPrecedence:
    """Name by name, the first source decides."""

    def test_project_then_installed_then_ours(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Each adds what those before it do not name."""
        write(tmp_path, "project/time.pyi", BLOCKS.format("cpu", "mine"))
        both = BLOCKS.format("lock", "mine") + BLOCKS.format("lock", "theirs")
        write(tmp_path, "acme_effects/time.pyi", both + BLOCKS.format("lock", "sleep"))
        install(tmp_path, "acme", "[loopsafe.stubs]\nacme = acme_effects\n", monkeypatch)
        found = kinds(Catalogue.of_project([tmp_path / "project"], LINUX), "time")
        assert found == {"time.sleep": "lock", "time.mine": "cpu", "time.theirs": "lock"}

    def test_what_is_said_to_be_harmless_is(self, tmp_path: Path) -> None:
        """A function without a marker takes an effect away that others declare."""
        write(tmp_path, "time.pyi", "def sleep(seconds, /) -> None: ...\n")
        assert kinds(Catalogue.of_project([tmp_path], LINUX), "time") == {"time.sleep": None}

    def test_the_source_is_kept(self, tmp_path: Path) -> None:
        """Declaration by declaration, also where sources are merged."""
        write(tmp_path, "queue.pyi", BLOCKS.format("cpu", "mine"))
        stub = Catalogue.of_project([tmp_path], LINUX).module("queue")
        assert stub is not None
        sources = {name: item.source for name, item in stub.declarations.items()}
        assert sources["queue.mine"] is Source.PROJECT
        assert sources["queue.Queue.get"] is Source.BUNDLED
        assert "queue.Queue" in stub.classes

    def test_whose_a_file_is_counts_for_the_digest(self, tmp_path: Path) -> None:
        """Because it counts for the result."""
        write(tmp_path, "a.pyi", "")
        digests = {Catalogue([Root(tmp_path, item)], LINUX).digest() for item in Source}
        assert len(digests) == len(Source)

    def test_only_the_users_stubs_are_read_early(self, tmp_path: Path) -> None:
        """A run pays for the stubs of what it imports; mistakes of the user's are found at once."""
        write(tmp_path, "broken.pyi", "x = 1\n")
        write(tmp_path, "good.pyi", "")
        catalogue = Catalogue([Root(tmp_path, Source.PROJECT), *BUNDLED], LINUX)
        catalogue.load_users()
        assert [problem.path.name for problem in catalogue.problems] == ["broken.pyi"]
        assert [stub.name for stub in catalogue.of_the_project("good")] == ["good"]
        assert catalogue.of_the_project("time") == []


class TestFind:
    """Following a dotted path through stubs, where the library is out of sight."""

    @pytest.fixture
    def catalogue(self, tmp_path: Path) -> Catalogue:
        """A package whose names are imported, twice over, from where they are defined."""
        write(
            tmp_path, "lib/__init__.pyi", "from lib.api import Client, fetch\nfrom . import sub\n"
        )
        write(tmp_path, "lib/api.pyi", "from ._core import Client as Client, fetch\n")
        core = BLOCKS.format("disk", "fetch") + "class Client:\n    def get(self): ...\n"
        write(tmp_path, "lib/_core.pyi", core)
        write(tmp_path, "lib/sub.pyi", BLOCKS.format("disk", "run"))
        write(tmp_path, "ring/a.pyi", "from ring.b import f\n")
        write(tmp_path, "ring/b.pyi", "from ring.a import f\n")
        return Catalogue([tmp_path], LINUX)

    @pytest.mark.parametrize(
        ("written", "found"),
        [
            ("lib.fetch", "lib._core.fetch"),
            ("lib.api.fetch", "lib._core.fetch"),
            ("lib._core.fetch", "lib._core.fetch"),
            ("lib.Client", "lib._core.Client"),
            ("lib.Client.get", "lib._core.Client.get"),
            ("lib.sub.run", "lib.sub.run"),
            ("lib.Client.put", None),
            ("lib.other", None),
            ("lib", None),
            ("other.fetch", None),
            ("ring.a.f", None),
        ],
    )
    def test_paths(self, catalogue: Catalogue, written: str, found: str | None) -> None:
        """To the declaration, or to nothing; a ring of imports comes to an end."""
        assert catalogue.find(written) == found

    def test_in_our_own_stubs(self) -> None:
        """For libraries without types."""
        catalogue = Catalogue.of_project([], LINUX)
        found = catalogue.find("fabric.Connection.run")
        assert found == "fabric.connection.Connection.run"
        assert catalogue.find("kafka.KafkaConsumer") == "kafka.consumer.group.KafkaConsumer"
        assert catalogue.find("time.sleep") == "time.sleep"
