from psycopg2 import _psycopg

from loopsafe import blocking

@blocking(kind="database")
def connect(
    dsn=..., connection_factory=..., cursor_factory=..., **kwargs
) -> _psycopg.connection: ...
