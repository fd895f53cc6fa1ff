"""The order of events in one mypy process: which half of the work is due when.

A build calls, for each module of a group, `interface_is_ready`, later `bodies_are_checked`.
Without a cache directory the first never comes, and the daemon re-checks single functions without
the second (see `daemon`); no other part has to know which case it is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager

from mypy.checker import TypeChecker
from mypy.nodes import MypyFile
from mypy.options import Options

from loopsafe_mypy import compat
from loopsafe_mypy.analysis import Analysis
from loopsafe_mypy.checking import check_module
from loopsafe_mypy.codes import TALLY
from loopsafe_mypy.compat import find_checker
from loopsafe_mypy.config import Config
from loopsafe_mypy.daemon import Daemon
from loopsafe_mypy.knowledge import Knowledge
from loopsafe_mypy.stub_names import stray_files, wrong_names
from loopsafe_mypy.tally import count
from loopsafe_mypy.thread_checks import trust
from loopsafe_mypy.typer import CheckedTypes
from loopsafe_stubs import Catalogue


class Session:
    """One mypy process."""

    def __init__(
        self,
        config: Config,
        catalogue: Catalogue,
        options: Options,
        survive: Callable[[str], AbstractContextManager[None]],
    ) -> None:
        """Start with no module seen.

        Args:
            config: The project's configuration.
            catalogue: The effect stubs.
            options: mypy's options.
            survive: Makes a context in which a mistake of ours does not take mypy down.
        """
        trust(config.loop_checks)
        keeps_trees = options.fine_grained_incremental
        self._catalogue = catalogue
        self._never_stores = keeps_trees or options.cache_dir == os.devnull
        self.wrong_stubs: set[str] = set()
        """Modules for which a stub of the project names something that does not exist."""
        knowledge = Knowledge(catalogue, config.marker_names)
        self._analysis = Analysis(config, knowledge, keeps_trees=keeps_trees)
        self._daemon = Daemon(self._analysis, survive) if keeps_trees else None
        self._checkers: dict[str, TypeChecker] = {}
        self._stored: set[str] = set()
        self._given_up: set[str] = set()

    @property
    def analysis(self) -> Analysis:
        """What is known of the modules that have come by."""
        return self._analysis

    def set_modules(self, modules: dict[str, MypyFile]) -> None:
        """Take the dictionary in which mypy keeps its modules; it fills up as mypy goes on."""
        self._analysis.program.modules = modules

    def checker_is_at_work(self, checker: object) -> None:
        """Note which checker mypy is using."""
        if isinstance(checker, TypeChecker):
            self._checkers[checker.tree.fullname] = checker
            if self._daemon is not None:
                self._daemon.checker_is_at_work(checker)

    def interface_is_ready(self, module: str) -> None:
        """A module's declarations are checked, and it is about to be written to the cache."""
        tree = self._analysis.program.modules.get(module)
        if tree is None or tree.is_cache_skeleton:
            return
        self._check_stubs(tree)
        if _may_matter(tree):
            self._analysis.summarise(module)
            self._analysis.store(module)
            self._stored.add(module)

    def give_up(self, module: str) -> None:
        """Leave a module alone from now on: something of ours has failed on it."""
        self._given_up.add(module)
        self._analysis.release(module)
        self._analysis.knowledge.summarised.add(module)

    def bodies_are_checked(self, tree: MypyFile) -> None:
        """A module is checked, and its syntax tree and types are about to be freed."""
        module = tree.fullname
        if self._never_stores:
            self._check_stubs(tree)
        checker = self._checkers.pop(module, None)
        if not _may_matter(tree) or module in self._given_up:
            return
        if self._daemon is not None:
            self._daemon.module_is_processed(module)
        index = self._analysis.summarise(module)
        if index is None:
            return
        if module not in self._stored:
            self._analysis.store(module)
        untyped = self._analysis.program.untyped
        if checker is None and untyped is not None and untyped.is_used_in(index):
            self.checker_is_at_work(find_checker(tree))
            checker = self._checkers.pop(module, None)
        if checker is not None and not checker.can_skip_diagnostics:
            check_module(index, self._analysis, checker)
            if self._analysis.config.tally:
                found = count(index, self._analysis, CheckedTypes(compat.type_map(checker)))
                compat.tell(checker, found.text(), TALLY)
            if self._daemon is not None:
                self._daemon.module_is_done(tree, index, checker)
        self._analysis.release(module)

    def _check_stubs(self, tree: MypyFile) -> None:
        """Print which names in the project's stubs for a module do not exist."""
        files = self._catalogue.project_files
        if not files:
            return
        problems = list(stray_files(files, tree))
        for stub in self._catalogue.of_the_project(tree.fullname):
            problems += wrong_names(stub, tree)
        for problem in problems:
            self.wrong_stubs.add(tree.fullname)
            sys.stderr.write(f"{problem}\n")


def _may_matter(tree: MypyFile) -> bool:
    """Whether a module has bodies or markers; most stub files have neither."""
    return not tree.is_stub or any(
        getattr(item, "id", "").startswith("loopsafe") for item in tree.imports
    )
