"""mypy's hooks, each passed on to the part that does the work; nothing else happens here.

No hook is ever returned for a name that is not ours: that would hide other plugins' hooks. The
look-ups themselves tell which checker is at work, and that is all that is taken from them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from mypy.errors import CompileError
from mypy.nodes import MypyFile
from mypy.options import Options
from mypy.plugin import (
    AttributeContext,
    FunctionContext,
    MethodContext,
    Plugin,
    ReportConfigContext,
)
from mypy.types import Type

from loopsafe_mypy.config import Config, ConfigError, read_config
from loopsafe_mypy.fingerprint import fingerprint
from loopsafe_mypy.session import Session
from loopsafe_stubs import BUNDLED, Catalogue, Target


class LoopsafePlugin(Plugin):
    """loopsafe inside mypy."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._problem: str | None = None
        try:
            self.config = read_config(options.config_file)
        except ConfigError as error:
            self.config = Config()
            self._problem = str(error)
        target = Target(options.python_version, options.platform)
        catalogue = Catalogue((*self.config.stub_paths, *BUNDLED), target)
        _report_broken_stubs(self.config, target)
        self._fingerprint = fingerprint(self.config, catalogue, options)
        self._session = Session(self.config, catalogue, options)

    def set_modules(self, modules: dict[str, MypyFile]) -> None:
        super().set_modules(modules)
        if self._problem is not None:
            # mypy shows a CompileError as one line; an error in __init__ would be a traceback.
            raise CompileError([self._problem])
        self._session.set_modules(modules)

    def report_config_data(self, ctx: ReportConfigContext) -> Any:  # noqa: ANN401
        if not ctx.is_check:
            self._session.interface_is_ready(ctx.id)
        return self._fingerprint

    def get_additional_indirect_deps(self, file: MypyFile) -> set[str]:
        return self._session.bodies_are_checked(file)

    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:  # noqa: ARG002
        self._session.checker_is_at_work()
        return None

    def get_method_hook(self, fullname: str) -> Callable[[MethodContext], Type] | None:  # noqa: ARG002
        self._session.checker_is_at_work()
        return None

    def get_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:  # noqa: ARG002
        self._session.checker_is_at_work()
        return None


def _report_broken_stubs(config: Config, target: Target) -> None:
    """Print what is wrong in the user's own effect stubs, once, in the main process."""
    if not config.stub_paths or "mypy.build_worker.worker" in sys.modules:
        return
    own = Catalogue(config.stub_paths, target)
    own.load_all()
    for problem in own.problems:
        sys.stderr.write(f"{problem}\n")
