"""Which modules are inferred together: import cycles, dependencies first."""

from __future__ import annotations

import itertools

import pytest
from mypy.nodes import Import, ImportAll, ImportBase, ImportFrom, MypyFile

from loopsafe_mypy.imports import groups_of, imported_by

from .mypy_project import Project

Modules = dict[str, MypyFile]


def module(name: str, *imports: ImportBase, package: bool = False) -> MypyFile:
    """Return a module as mypy has it in memory: a name, a path, and import statements."""
    tree = MypyFile([], list(imports))
    tree._fullname = name
    path = name.replace(".", "/")
    tree.path = f"{path}/__init__.py" if package else f"{path}.py"
    return tree


def table(*trees: MypyFile) -> Modules:
    """Return modules by name, as a build has them."""
    return {tree.fullname: tree for tree in trees}


def importing(*names: str) -> ImportBase:
    """Return ``import a, b``."""
    return Import([(name, None) for name in names])


class TestGroups:
    """Strongly connected components, dependencies first."""

    def test_a_module_without_imports_is_alone(self) -> None:
        """The smallest group."""
        assert groups_of("a", table(module("a")), ()) == [["a"]]

    def test_a_module_that_imports_itself_is_alone(self) -> None:
        """A cycle of one."""
        assert groups_of("a", table(module("a", importing("a"))), ()) == [["a"]]

    def test_dependencies_come_first(self) -> None:
        """Whatever is needed is inferred before what needs it."""
        modules = table(
            module("top", importing("left", "right")),
            module("left", importing("bottom")),
            module("right", importing("bottom")),
            module("bottom"),
        )
        found = groups_of("top", modules, ())
        assert sorted(found) == [["bottom"], ["left"], ["right"], ["top"]]
        assert found[0] == ["bottom"]
        assert found[-1] == ["top"]

    def test_a_cycle_is_one_group(self) -> None:
        """Sorted, whichever of its modules comes first."""
        modules = table(
            module("a", importing("c")),
            module("b", importing("a")),
            module("c", importing("b", "d")),
            module("d"),
        )
        for start in "abc":
            assert groups_of(start, modules, ()) == [["d"], ["a", "b", "c"]]

    def test_two_cycles_that_share_a_module_are_one(self) -> None:
        """A figure of eight."""
        modules = table(
            module("a", importing("b")),
            module("b", importing("a", "c")),
            module("c", importing("b")),
        )
        assert groups_of("a", modules, ()) == [["a", "b", "c"]]

    def test_a_cycle_that_is_only_used_is_another_group(self) -> None:
        """The last group is the one with the module asked for."""
        modules = table(
            module("top", importing("a")), module("a", importing("b")), module("b", importing("a"))
        )
        assert groups_of("top", modules, ()) == [["a", "b"], ["top"]]

    def test_dependents_are_left_out(self) -> None:
        """Who imports the module is of no interest."""
        modules = table(module("a"), module("b", importing("a")))
        assert groups_of("a", modules, ()) == [["a"]]

    def test_what_is_done_is_left_out(self) -> None:
        """Its summary is known."""
        modules = table(module("a", importing("b")), module("b", importing("c")), module("c"))
        assert groups_of("a", modules, {"b"}) == [["a"]]
        assert groups_of("a", modules, {"c"}) == [["b"], ["a"]]

    def test_stubs_and_modules_from_the_cache_are_left_out(self) -> None:
        """They have no bodies."""
        modules = table(module("a", importing("b", "c")), module("b"), module("c"))
        modules["b"].is_stub = True
        modules["c"].is_cache_skeleton = True
        assert groups_of("a", modules, ()) == [["a"]]

    def test_missing_modules_are_left_out(self) -> None:
        """mypy has reported them."""
        assert groups_of("a", table(module("a", importing("nowhere"))), ()) == [["a"]]

    def test_long_chains_and_large_cycles(self) -> None:
        """No recursion: a program may be deeper than Python's stack."""
        count = 5000
        names = [f"m{number}" for number in range(count)]
        chain = table(
            *(module(name, importing(next_)) for name, next_ in itertools.pairwise(names)),
            module(names[-1]),
        )
        assert groups_of("m0", chain, ()) == [[name] for name in reversed(names)]
        chain[names[-1]] = module(names[-1], importing("m0"))
        assert groups_of("m0", chain, ()) == [sorted(names)]


class TestForms:
    """Every way to import a module is seen."""

    @pytest.mark.parametrize(
        ("importer", "statement", "imported"),
        [
            ("app", Import([("lib", None)]), "lib"),
            ("app", Import([("lib", "other_name")]), "lib"),
            ("app", Import([("other", None), ("lib", None)]), "lib"),
            ("app", ImportFrom("lib", 0, [("function", None)]), "lib"),
            ("app", ImportAll("lib", 0), "lib"),
            ("app", Import([("pkg.mod", None)]), "pkg.mod"),
            ("app", Import([("pkg.mod", None)]), "pkg"),
            ("app", ImportFrom("pkg", 0, [("mod", None)]), "pkg.mod"),
            ("app", ImportFrom("pkg", 0, [("mod", "renamed")]), "pkg.mod"),
            ("app", ImportFrom("pkg", 0, [("function", None)]), "pkg"),
            ("app", ImportFrom("pkg.mod", 0, [("function", None)]), "pkg.mod"),
            ("pkg.other", ImportFrom("", 1, [("mod", None)]), "pkg.mod"),
            ("pkg.other", ImportFrom("mod", 1, [("function", None)]), "pkg.mod"),
            ("pkg.other", ImportFrom("", 1, [("function", None)]), "pkg"),
            ("pkg.other", ImportAll("mod", 1), "pkg.mod"),
            ("pkg.sub.other", ImportFrom("", 2, [("mod", None)]), "pkg.mod"),
            ("pkg.sub.other", ImportFrom("mod", 2, [("function", None)]), "pkg.mod"),
            ("pkg.sub.other", ImportFrom("", 1, [("function", None)]), "pkg.sub"),
        ],
    )
    def test_from_a_module(self, importer: str, statement: ImportBase, imported: str) -> None:
        """Absolute and relative, of modules and from them."""
        modules = table(
            module("lib"),
            module("pkg", package=True),
            module("pkg.mod"),
            module("pkg.sub", package=True),
            module(importer, statement),
        )
        assert imported in imported_by(modules[importer], modules)
        assert groups_of(importer, modules, ())[-1] == [importer]
        assert [imported] in groups_of(importer, modules, ())

    @pytest.mark.parametrize(
        ("importer", "statement", "imported"),
        [
            ("pkg", ImportFrom("", 1, [("mod", None)]), "pkg.mod"),
            ("pkg", ImportFrom("mod", 1, [("function", None)]), "pkg.mod"),
            ("pkg", ImportAll("mod", 1), "pkg.mod"),
            ("pkg.sub", ImportFrom("", 2, [("mod", None)]), "pkg.mod"),
            ("pkg.sub", ImportFrom("mod", 2, [("function", None)]), "pkg.mod"),
        ],
    )
    def test_from_a_package(self, importer: str, statement: ImportBase, imported: str) -> None:
        """In an ``__init__.py`` one dot is the package itself."""
        modules = table(
            module("pkg", package=True),
            module("pkg.mod"),
            module("pkg.sub", package=True),
        )
        modules[importer] = module(importer, statement, package=True)
        assert [imported] in groups_of(importer, modules, ())

    def test_from_a_namespace_package(self) -> None:
        """A folder without ``__init__.py`` is a module to mypy, with the folder as its path."""
        modules = table(
            module("pkg"),
            module("pkg.one", ImportFrom("pkg", 0, [("two", None)])),
            module("pkg.two", ImportFrom("", 1, [("one", None)])),
        )
        modules["pkg"].path = "pkg"
        assert groups_of("pkg.one", modules, ())[-1] == ["pkg.one", "pkg.two"]

    def test_more_dots_than_packages(self) -> None:
        """mypy reports it; here nothing happens."""
        modules = table(module("a", ImportFrom("b", 3, [("c", None)])), module("b"))
        assert groups_of("a", modules, ())[-1] == ["a"]


CYCLE = {
    "one": """\
        {import_two}
        import time

        def begin(count: int) -> None:
            {two}.go_on(count)

        def end() -> None:
            time.sleep(1)

        async def main() -> None:
            begin(1)
        """,
    "two": """\
        {import_one}

        def go_on(count: int) -> None:
            {one}.end()

        async def main() -> None:
            go_on(2)
        """,
}


@pytest.mark.parametrize("marker_file", ["pkg/__init__.py", None], ids=["package", "namespace"])
@pytest.mark.parametrize(
    ("import_two", "two", "import_one", "one"),
    [
        ("import pkg.two", "pkg.two", "import pkg.one", "pkg.one"),
        ("from pkg import two", "two", "from pkg import one", "one"),
        ("from . import two", "two", "from . import one", "one"),
    ],
    ids=["import", "from", "relative"],
)
def test_a_cycle_in_mypy(  # noqa: PLR0913
    project: Project, marker_file: str | None, import_two: str, two: str, import_one: str, one: str
) -> None:
    """Two modules that import each other are inferred together, in every kind of package."""
    if marker_file:
        project.write(marker_file, "")
    names = {"import_two": import_two, "two": two, "import_one": import_one, "one": one}
    for name, text in CYCLE.items():
        project.write(f"pkg/{name}.py", text.format(**names))
    run = project.mypy("--explicit-package-bases", "pkg/one.py", "pkg/two.py")
    assert sorted(run.errors) == ["pkg/one.py:11 [blocking-call]", "pkg/two.py:7 [blocking-call]"]
