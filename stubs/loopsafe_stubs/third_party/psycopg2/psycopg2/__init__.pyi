from psycopg2._psycopg import connection as _connection

from loopsafe import blocking

@blocking(kind="database")
def connect(dsn=..., connection_factory=..., cursor_factory=..., **kwargs) -> _connection: ...
