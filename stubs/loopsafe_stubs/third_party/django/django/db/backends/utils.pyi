from collections.abc import Generator

from loopsafe import blocking

__public_name__ = "django.db.backends"

class CursorWrapper:
    @blocking(kind="database")
    def callproc(self, procname, params=..., kparams=...): ...
    @blocking(kind="database")
    def execute(self, sql, params=...): ...
    @blocking(kind="database")
    def executemany(self, sql, param_list): ...
    @blocking(kind="database")
    def __iter__(self) -> Generator: ...
