from psycopg.connection import Connection as Connection

from loopsafe import blocking

@blocking(kind="database", instead="psycopg.AsyncConnection.connect")
def connect(conninfo=..., *args, **kwargs) -> Connection: ...
