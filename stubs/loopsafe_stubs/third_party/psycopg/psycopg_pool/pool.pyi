# Making a pool, and open() without wait=True, starts threads that connect.

from contextlib import contextmanager
from typing import Literal, overload

from psycopg.connection import Connection

from loopsafe import blocking

__public_name__ = "psycopg_pool"

class ConnectionPool:
    @overload
    @blocking(kind="lock", instead="psycopg_pool.AsyncConnectionPool.open")
    def open(self, wait: Literal[True], timeout=...): ...
    @overload
    def open(self, wait=..., timeout=...): ...
    @blocking(kind="lock", instead="psycopg_pool.AsyncConnectionPool.getconn")
    def getconn(self, timeout=...) -> Connection: ...
    @blocking(kind="lock", instead="psycopg_pool.AsyncConnectionPool.wait")
    def wait(self, timeout=...): ...
    @blocking(kind="lock", instead="psycopg_pool.AsyncConnectionPool.check")
    def check(self): ...
    @blocking(kind="lock", instead="psycopg_pool.AsyncConnectionPool.close")
    def close(self, timeout=...): ...
    @contextmanager
    @blocking(kind="lock", instead="psycopg_pool.AsyncConnectionPool.connection")
    def connection(self, timeout=...) -> Connection: ...
    @blocking(kind="lock", instead="psycopg_pool.AsyncConnectionPool")
    def __exit__(self, arg1, arg2, arg3): ...
    @staticmethod
    @blocking(kind="database", instead="psycopg_pool.AsyncConnectionPool.check_connection")
    def check_connection(conn): ...
