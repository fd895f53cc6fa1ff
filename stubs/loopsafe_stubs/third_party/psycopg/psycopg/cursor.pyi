# What execute() got is in memory: fetching it does not wait.

from collections.abc import Generator
from contextlib import contextmanager

from psycopg._copy import Copy

from loopsafe import blocking

__public_name__ = "psycopg"

class Cursor:
    @blocking(kind="database", instead="psycopg.AsyncCursor.execute")
    def execute(self, query, params=..., *, prepare=..., binary=...): ...
    @blocking(kind="database", instead="psycopg.AsyncCursor.executemany")
    def executemany(self, query, params_seq, *, returning=...): ...
    @blocking(kind="database", instead="psycopg.AsyncCursor.stream")
    def stream(self, query, params=..., *, binary=..., size=...) -> Generator: ...
    @contextmanager
    @blocking(kind="database", instead="psycopg.AsyncCursor.copy")
    def copy(self, statement, params=..., *, writer=...) -> Copy: ...
