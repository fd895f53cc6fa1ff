# A pool connects when it is made, and whenever it has no connection left.

from loopsafe import blocking

__public_name__ = "psycopg2.pool"

class AbstractConnectionPool:
    @blocking(kind="database")
    def __init__(self, minconn, maxconn, *args, **kwargs): ...
    @blocking(kind="database")
    def getconn(self, key=...): ...
