"""mypy's hooks, each passed on to the part that does the work; nothing else happens here.

No hook is ever returned for a name that is not ours: that would hide other plugins' hooks. The
look-ups themselves tell which checker is at work, and that is all that is taken from them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from mypy.errors import CompileError
from mypy.nodes import MypyFile
from mypy.options import Options
from mypy.plugin import (
    AnalyzeTypeContext,
    AttributeContext,
    FunctionContext,
    MethodContext,
    Plugin,
    ReportConfigContext,
)
from mypy.types import Type

from loopsafe_mypy import codes
from loopsafe_mypy.compat import STATE
from loopsafe_mypy.config import Config, ConfigError, read_config
from loopsafe_mypy.fingerprint import fingerprint
from loopsafe_mypy.forms import analyze_form
from loopsafe_mypy.names import FORMS
from loopsafe_stubs import Catalogue, Target

if TYPE_CHECKING:
    from loopsafe_mypy.session import Session


class LoopsafePlugin(Plugin):
    """loopsafe inside mypy."""

    error_codes = codes.ALL
    """mypy must know them before it looks at its options, so they are imported at once."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._problem: str | None = None
        try:
            self.config = read_config(options.config_file)
        except ConfigError as error:
            self.config = Config()
            self._problem = str(error)
        target = Target(options.python_version, options.platform)
        catalogue = self.find_stubs(target)
        _report_broken_stubs(catalogue)
        self._fingerprint = fingerprint(self.config, catalogue, options)
        self._catalogue = catalogue
        self._trees: dict[str, MypyFile] = {}
        self._seen: object = None
        """The checker of the last look-up: these are so many that a call each would be felt."""

    def find_stubs(self, target: Target) -> Catalogue:
        """Return the effect stubs to go by."""
        return Catalogue.of_project(self.config.stub_paths, target)

    def set_modules(self, modules: dict[str, MypyFile]) -> None:
        super().set_modules(modules)
        if self._problem is not None:
            # mypy shows a CompileError as one line; an error in __init__ would be a traceback.
            raise CompileError([self._problem])
        self._trees = modules
        if "_session" in self.__dict__:
            self._session.set_modules(modules)

    @cached_property
    def _session(self) -> Session:
        """What does the work; not even imported in a run in which nothing has changed."""
        from loopsafe_mypy.session import Session  # noqa: PLC0415

        session = Session(self.config, self._catalogue, self.options, self._survive)
        session.set_modules(self._trees)
        return session

    def report_config_data(self, ctx: ReportConfigContext) -> Any:  # noqa: ANN401
        if not ctx.is_check:
            with self._survive(ctx.id):
                self._session.interface_is_ready(ctx.id)
            if ctx.id in self._session.wrong_stubs:
                # Not what the next run expects: so it looks at the module, and says it, again.
                return f"{self._fingerprint}, but a stub is wrong"
        return self._fingerprint

    def get_additional_indirect_deps(self, file: MypyFile) -> set[str]:
        self._seen = None
        with self._survive(file.fullname):
            self._session.bodies_are_checked(file)
        return set()

    def get_type_analyze_hook(self, fullname: str) -> Callable[[AnalyzeTypeContext], Type] | None:
        return partial(analyze_form, fullname) if fullname in FORMS else None

    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:  # noqa: ARG002
        if STATE.type_checker is not self._seen:
            self._see()
        return None

    def get_method_hook(self, fullname: str) -> Callable[[MethodContext], Type] | None:  # noqa: ARG002
        if STATE.type_checker is not self._seen:
            self._see()
        return None

    def get_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:  # noqa: ARG002
        if STATE.type_checker is not self._seen:
            self._see()
        return None

    @contextmanager
    def _survive(self, module: str) -> Iterator[None]:
        """Keep a mistake of ours from taking mypy down: say so, and leave the module alone."""
        try:
            yield
        except Exception as error:
            if self.options.show_traceback:
                raise
            self._session.give_up(module)
            sys.stderr.write(
                f'loopsafe: internal error in module "{module}", which is not checked: '
                f"{type(error).__name__}: {error}; "
                "please report it with the output of mypy --show-traceback\n"
            )

    def _see(self) -> None:
        self._seen = STATE.type_checker
        self._session.checker_is_at_work(self._seen)


def _report_broken_stubs(catalogue: Catalogue) -> None:
    """Print what is wrong in effect stubs that are not ours, once, in the main process."""
    if "mypy.build_worker.worker" in sys.modules:
        return
    catalogue.load_users()
    for problem in catalogue.problems:
        sys.stderr.write(f"{problem}\n")
