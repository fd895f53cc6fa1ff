# Runs what it is given; what a statement does nobody can see, as with exec().

from collections.abc import Callable

from loopsafe import blocking

class CoverageResults:
    @blocking(kind="disk")
    def write_results(
        self, show_missing=True, summary=False, coverdir=None, *, ignore_missing_files=False
    ): ...
    @blocking(kind="disk")
    def write_results_file(self, path, lines, lnotab, lines_hit, encoding=None): ...

class Trace:
    def runfunc(self, func: Callable, /, *args, **kw): ...
