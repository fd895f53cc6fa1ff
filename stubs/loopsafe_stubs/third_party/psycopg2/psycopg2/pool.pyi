# A pool connects when it is made, and whenever it has no connection left.

from psycopg2._psycopg import connection

from loopsafe import blocking

__public_name__ = "psycopg2.pool"

class AbstractConnectionPool:
    @blocking(kind="database")
    def __init__(self, minconn, maxconn, *args, **kwargs): ...
    @blocking(kind="database")
    def getconn(self, key=...) -> connection: ...

class SimpleConnectionPool(AbstractConnectionPool): ...
class ThreadedConnectionPool(AbstractConnectionPool): ...
