from loopsafe import blocking

__public_name__ = "psycopg_pool"

class NullConnectionPool:
    @blocking(kind="lock", instead="psycopg_pool.AsyncNullConnectionPool.wait")
    def wait(self, timeout=...): ...
