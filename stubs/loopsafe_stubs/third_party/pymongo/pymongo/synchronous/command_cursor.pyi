from collections.abc import Generator

from loopsafe import blocking

__public_name__ = "pymongo"

class CommandCursor:
    @blocking(kind="database", instead="AsyncCommandCursor.next")
    def next(self): ...
    @blocking(kind="database", instead="AsyncCommandCursor.try_next")
    def try_next(self): ...
    @blocking(kind="database", instead="AsyncCommandCursor")
    def __next__(self): ...
    @blocking(kind="database", instead="AsyncCommandCursor")
    def __iter__(self) -> Generator: ...
