from loopsafe import blocking

__public_name__ = "sqlalchemy.pool"

class Pool:
    @blocking(kind="database")
    def connect(self): ...

class PoolProxiedConnection:
    @blocking(kind="database")
    def commit(self): ...
    @blocking(kind="database")
    def rollback(self): ...
