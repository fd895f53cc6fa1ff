"""Case 42: what ``closing(...)`` gives is what it was given, in a helper as well."""

import sqlite3
from contextlib import closing
from typing import Generic, TypeVar

from loopsafe import callback

T = TypeVar("T")


class Box(Generic[T]):
    def __init__(self, content: T, label: str = "") -> None:
        self.content = content


class Query:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def all(self) -> list[object]:
        with closing(self.connection.cursor()) as cursor:
            return list(cursor.execute("select 1"))

    def none(self) -> list[object]:
        with closing(self.connection.cursor()):
            return []


def boxed(connection: sqlite3.Connection) -> None:
    Box(connection, "db").content.commit()


@callback
def on_event(query: Query, connection: sqlite3.Connection) -> None:
    query.all()  # E: "Query.all" reaches "sqlite3.Cursor  [blocking-call]
    query.none()
    boxed(connection)  # E: "boxed" reaches "sqlite3.Connection.commit"  [blocking-call]
