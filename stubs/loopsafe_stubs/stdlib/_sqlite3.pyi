from typing import Literal, overload

from loopsafe import blocking

__public_name__ = "sqlite3"

@overload
def connect(database: Literal[":memory:"], *args, **kwargs): ...
@overload
@blocking(kind="database")
def connect(database, *args, **kwargs): ...
